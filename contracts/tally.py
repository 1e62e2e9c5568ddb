"""The tally: what the facts of an agreement add up to, by measure, period and day.

Adding a fact costs the same however long the history is. Days are kept because a change of terms in mid-period and
dated formulas need them; nothing else reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from contracts.clause import Fact


class Sum:
    """A measure in one period: its total, and what it moved by on each day."""

    __slots__ = ("days", "total")

    def __init__(self) -> None:
        self.total = 0
        self.days: dict[int, int] = {}


_NOTHING = Sum()


class Tally:
    """Totals by measure and period. Reversing a fact is adding its negative."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, int], Sum] = {}
        self._measures: dict[int, list[str]] = {}
        self._kinds: dict[int, set[str]] = {}

    def add(self, fact: Fact, period: int) -> None:
        """Add a fact to the period that it falls in."""
        key = (fact.measure, period)
        found = self._sums.get(key)
        if found is None:
            found = self._sums[key] = Sum()
            self._measures.setdefault(period, []).append(fact.measure)
            self._kinds.setdefault(period, set()).add(fact.measure.partition(":")[0])
        found.total += fact.amount
        found.days[fact.on] = found.days.get(fact.on, 0) + fact.amount

    def periods(self, measure: str) -> list[int]:
        """Return the periods in which a measure moved."""
        return [period for name, period in self._sums if name == measure]

    def measures(self, period: int) -> Sequence[str]:
        """Return the measures that moved in a period, there and back among them."""
        return self._measures.get(period, ())

    def moved(self, kind: str, period: int) -> bool:
        """Tell whether a measure of a kind, the first word of its name, moved in a period, there and back too."""
        return kind in self._kinds.get(period, ())

    def total(self, measure: str, period: int) -> int:
        """Return a measure's total in a period."""
        return self._sums.get((measure, period), _NOTHING).total

    def between(self, measure: str, period: int, first: int, last: int) -> int:
        """Return a measure's total over the days `first` to `last` of a period."""
        days = self._sums.get((measure, period), _NOTHING).days
        return sum(amount for day, amount in days.items() if first <= day <= last)

    def days(self, measures: Sequence[str], period: int) -> list[tuple[int, int, int]]:
        """Return (day, index of the measure, amount) for every day on which one of the measures moved, in order."""
        moved = [
            (day, index, amount)
            for index, measure in enumerate(measures)
            for day, amount in self.by_day(measure, period).items()
            if amount
        ]
        return sorted(moved)

    def last_moved(self, measures: Sequence[str], period: int) -> int:
        """Return the last day on which one of the measures moved, 0 if none did."""
        last = 0
        for measure in measures:
            for day, amount in self.by_day(measure, period).items():
                if day > last and amount:
                    last = day
        return last

    def by_day(self, measure: str, period: int) -> Mapping[int, int]:
        """Return what a measure moved by on the days of a period, nothings among them."""
        return self._sums.get((measure, period), _NOTHING).days

    def facts(self) -> Iterator[Fact]:
        """Yield what was tallied, a measure and day at a time; nothings are left out."""
        for (measure, _), found in self._sums.items():
            yield from (Fact(measure, day, amount) for day, amount in found.days.items() if amount)


class TallyUntil(Tally):
    """A tally as it was at the end of a day: what is dated later is left out. It is read only."""

    def __init__(self, tally: Tally, day: int) -> None:
        self._sums = tally._sums
        self._measures = tally._measures
        self._kinds = tally._kinds
        self._day = day

    def total(self, measure: str, period: int) -> int:
        """Return a measure's total in a period, up to the day."""
        return sum(self.by_day(measure, period).values())

    def between(self, measure: str, period: int, first: int, last: int) -> int:
        """Return a measure's total over days of a period, up to the day."""
        return super().between(measure, period, first, min(last, self._day))

    def by_day(self, measure: str, period: int) -> Mapping[int, int]:
        """Return what a measure moved by on each day of a period, up to the day."""
        return {day: amount for day, amount in super().by_day(measure, period).items() if day <= self._day}
