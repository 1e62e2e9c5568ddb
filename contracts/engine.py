"""The engine: facts and terms give what is due; less what was booked, that gives the entries.

    facts + terms  ->  what is due (cumulative, exact)  -  what was booked  =  entries

A late, corrected or reversed fact needs no special case, and the order in which facts are recorded does not change
where the totals end. Clauses that read each other are worked in that order; a circle is refused.

Cost: a fact costs the steps of the clauses that read it, from its period to the end of its year (or of the life,
where a clause counts over the life), however long the history is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from contracts.arithmetic import Number
from contracts.clause import Clause, Fact
from contracts.entries import Booked, Entry
from contracts.errors import ContractError
from contracts.fold import Cause, Fold, Lane, Worked
from contracts.periods import Calendar
from contracts.tally import Tally
from contracts.view import PeriodView

ENGINE_VERSION = 1
"""Raised whenever a formula or the rounding would work out another figure from the same facts and terms."""


class Engine:
    """The clauses of one agreement, what they make due, and what was booked."""

    def __init__(self, calendar: Calendar, clauses: Sequence[Clause[Any]]) -> None:
        self.calendar = calendar
        self.tally = Tally()
        self.folds = {clause.id: Fold(clause, calendar) for clause in in_reading_order(clauses)}
        self._periods: dict[str, int] = {}
        self._dirty: dict[str, set[int]] = {}
        self._readers: dict[str, list[str]] = {}
        self._downstream: dict[str, list[str]] = {}
        for clause in clauses:
            for measure in clause.reads:
                self._readers.setdefault(measure, []).append(clause.id)
            for upstream in clause.after:
                self._downstream.setdefault(upstream, []).append(clause.id)

    def take(self, facts: Iterable[Fact]) -> None:
        """Tally facts; what they change is worked out by the next `work`."""
        for fact in facts:
            period = self.calendar.period_of(fact.on)
            self.tally.add(fact, period)
            for clause in self._readers.get(fact.measure, ()):
                self._dirty.setdefault(clause, set()).add(period)

    def book(self, entries: Iterable[Entry | Booked]) -> None:
        """Take note of entries that were booked before, as the parties were told."""
        for entry in entries:
            period = self._period(entry.period)
            self.folds[entry.clause].book(period, (entry.role, entry.payer, entry.payee), entry.amount)

    def _period(self, label: str) -> int:
        found = self._periods.get(label)
        if found is None:
            first = self.calendar.parse(label).first
            found = self._periods[label] = self.calendar.period_of(first.toordinal())
        return found

    def booked(self) -> Iterator[tuple[str, str, Lane, int]]:
        """Yield what was booked: clause, period, lane, amount; in an order that no history changes."""
        for name, fold in self.folds.items():
            for period, lanes in sorted(fold.booked.items()):
                label = self.calendar.label(period)
                yield from ((name, label, lane, amount) for lane, amount in sorted(lanes.items()) if amount)

    def work(self, cause: Cause) -> list[Entry]:
        """Work out what has changed since the last time, and book the differences."""
        entries: list[Entry] = []
        for name, fold in self.folds.items():
            periods = self._dirty.pop(name, None)
            if periods:
                entries += self._worked(fold, sorted(periods), cause)
        return entries

    def _worked(self, fold: Fold, todo: list[int], cause: Cause) -> list[Entry]:
        true_up = cause.correction or fold.is_late(todo[0])
        entries: list[Entry] = []
        waiting = todo[::-1]
        period: int | None = waiting.pop()
        while period is not None:
            view = PeriodView(period, fold.segments(period), self.tally, self._due)
            old, row = fold.step(period, view)
            for reader in self._downstream.get(fold.clause.id, ()):
                if old is None or old.settled.exact != row.settled.exact:
                    self._dirty.setdefault(reader, set()).add(period)
            entries += fold.entries(Worked(period, row, view, cause, true_up))
            carried = fold.following(period, old, row)
            if waiting and (carried is None or waiting[-1] <= carried):
                carried = waiting.pop()
            period = carried
        return entries

    def _due(self, clause: str, period: int, role: str | None) -> Number:
        """Return what a clause made due in a period, exactly."""
        row = self.folds[clause].rows.get(period)
        total: Number = 0
        if row is not None:
            for name, amount in row.settled.exact.items():
                if role is None or name == role:
                    total = total + amount
        return total


def in_reading_order(clauses: Sequence[Clause[Any]]) -> list[Clause[Any]]:
    """Sort clauses so that each follows those whose dues it reads. Raises ContractError for a circle."""
    by_id = {clause.id: clause for clause in clauses}
    ordered: dict[str, Clause[Any]] = {}

    def visit(clause: Clause[Any], path: tuple[str, ...]) -> None:
        if clause.id in path:
            circle = " -> ".join((*path[path.index(clause.id) :], clause.id))
            raise ContractError(f"the clauses read each other in a circle: {circle}", fix="break the circle")
        if clause.id not in ordered:
            for upstream in clause.after:
                visit(by_id[upstream], (*path, clause.id))
            ordered[clause.id] = clause

    for clause in clauses:
        visit(clause, ())
    return list(ordered.values())
