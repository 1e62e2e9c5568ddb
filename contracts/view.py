"""What a formula sees of one period: the terms in force, the tally, and what other clauses made due."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from contracts.arithmetic import Number
from contracts.clause import Segment
from contracts.rounding import NOTHING_SETTLED, Settled
from contracts.tally import Tally

Others: TypeAlias = Callable[[str, int], Settled]
"""Gives what another clause settled in a period."""
Payables: TypeAlias = Callable[[str, int], date | None]
"""Gives the day by which what another clause made due in a period is payable."""


def nothing_settled(clause: str, period: int) -> Settled:
    """Return what there is to see of others for a clause that reads none."""
    return NOTHING_SETTLED


def not_payable(clause: str, period: int) -> None:
    """Return no day, for a clause that reads no others."""


class PeriodView:
    """One period of one agreement, as one clause sees it; `first` and `last` are its days."""

    __slots__ = (
        "_others",
        "_payables",
        "_segments",
        "_tally",
        "accruing",
        "closed",
        "first",
        "horizon",
        "kept",
        "last",
        "period",
        "year_end",
    )

    def __init__(
        self,
        period: int,
        days: tuple[int, int],
        segments: Sequence[Segment],
        *,
        tally: Tally,
        others: Others,
        payables: Payables,
        horizon: int,
        accruing: bool = False,
    ) -> None:
        self.period = period
        self._segments = segments
        self._tally = tally
        self._others = others
        self._payables = payables
        self.first, self.last = days
        self.horizon = horizon
        self.accruing = accruing and self.first <= horizon <= self.last
        self.closed = self.last <= horizon
        self.year_end = period % 4 == 3
        self.kept: Any = None

    def segments(self) -> Sequence[Segment]:
        """Return the terms in force, stretch by stretch; none where the clause is not in force."""
        return self._segments

    def amount(self, measure: str, segment: Segment) -> int:
        """Return a measure's total over the days of a segment."""
        if segment.whole:
            return self._tally.total(measure, self.period)
        return self._tally.between(measure, self.period, segment.first, segment.last)

    def total(self, measure: str) -> int:
        """Return a measure's total in the period."""
        return self._tally.total(measure, self.period)

    def between(self, measure: str, first: int, last: int) -> int:
        """Return a measure's total over days of the period."""
        return self._tally.between(measure, self.period, first, last)

    def days(self, *measures: str) -> Sequence[tuple[int, int, int]]:
        """Return (day, which measure, amount) of every day on which a measure moved, in order."""
        return self._tally.days(measures, self.period)

    def measures(self) -> Sequence[str]:
        """Return the measures that moved in the period, there and back among them."""
        return self._tally.measures(self.period)

    def moved(self, kind: str) -> bool:
        """Tell whether a measure of a kind, the first word of its name, moved in the period, there and back too."""
        return self._tally.moved(kind, self.period)

    def last_moved(self, measures: Sequence[str]) -> int:
        """Return the last day of the period on which one of the measures moved, 0 if none did."""
        return self._tally.last_moved(measures, self.period)

    def due(self, clause: str, role: str | None = None) -> Number:
        """Return what another clause made due in the period, exactly, in all or to one role."""
        settled = self._others(clause, self.period)
        total: Number = 0
        for name, amount in settled.exact.items():
            if role is None or name == role:
                total = total + amount
        return total

    def told(self, clause: str, role: str | None = None) -> int:
        """Return what another clause made due in the period in whole minor units, in all or to one role."""
        due = self._others(clause, self.period).due
        return sum(amount for (name, _, _), amount in due.items() if role is None or name == role)

    def lanes(self, clause: str) -> Mapping[tuple[str, str, str], int]:
        """Return what another clause told each role, payer and payee in the period, in whole minor units."""
        return self._others(clause, self.period).due

    def payable(self, clause: str) -> date | None:
        """Return the day by which another clause's dues of the period are payable, None if none is agreed."""
        return self._payables(clause, self.period)


def segments_of(timeline: Sequence[tuple[int, Any]], first: int, last: int) -> list[Segment]:
    """Cut the days `first` to `last` wherever other terms come into force; days without terms are left out."""
    starts = [day for day, _ in timeline]
    at = bisect_right(starts, first) - 1
    stretches = [(first, timeline[at][1] if at >= 0 else None)]
    stretches += [(day, terms) for day, terms in timeline[at + 1 :] if day <= last]
    ends = [*(day - 1 for day, _ in stretches[1:]), last]
    return [
        Segment(day, end, terms, whole=len(stretches) == 1)
        for (day, terms), end in zip(stretches, ends, strict=True)
        if terms is not None
    ]
