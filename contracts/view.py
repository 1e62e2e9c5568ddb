"""What a formula sees of one period: the terms in force, the tally, and what other clauses made due."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from contracts.arithmetic import Number
from contracts.clause import Segment
from contracts.tally import Tally


class PeriodView:
    """One period of one agreement, as one clause sees it; `first` and `last` are its days."""

    __slots__ = ("_due", "_period", "_segments", "_tally", "first", "last")

    def __init__(
        self,
        period: int,
        segments: Sequence[Segment],
        tally: Tally,
        due: Callable[[str, int, str | None], Number],
    ) -> None:
        self._period = period
        self._segments = segments
        self._tally = tally
        self._due = due
        self.first = segments[0].first
        self.last = segments[-1].last

    def segments(self) -> Sequence[Segment]:
        """Return the terms in force, stretch by stretch."""
        return self._segments

    def total(self, measure: str) -> int:
        """Return a measure's total in the period."""
        return self._tally.total(measure, self._period)

    def between(self, measure: str, first: int, last: int) -> int:
        """Return a measure's total over days of the period."""
        return self._tally.between(measure, self._period, first, last)

    def days(self, *measures: str) -> Sequence[tuple[int, int, int]]:
        """Return (day, which measure, amount) of every day on which a measure moved, in order."""
        return self._tally.days(measures, self._period)

    def due(self, clause: str, role: str | None = None) -> Number:
        """Return what another clause made due in the period, exactly, in all or to one role."""
        return self._due(clause, self._period, role)


def segments_of(timeline: Sequence[tuple[int, Any]], first: int, last: int) -> list[Segment]:
    """Cut the days `first` to `last` wherever other terms come into force; the first terms also hold before."""
    starts = [day for day, _ in timeline]
    at = max(bisect_right(starts, first) - 1, 0)
    result = [Segment(first, last, timeline[at][1])]
    for day, terms in timeline[at + 1 :]:
        if day > last:
            break
        result[-1] = result[-1]._replace(last=day - 1)
        result.append(Segment(day, last, terms))
    return result
