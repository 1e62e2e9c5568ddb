"""The engine: facts and terms give what is due; less what was booked, that gives the entries.

    facts + terms  ->  what is due (cumulative, exact)  -  what was booked  =  entries

A late, corrected or reversed fact needs no special case, and the order in which facts are recorded does not change
where the totals end. Clauses that read each other are worked in that order; a circle is refused.

Cost: a fact costs the steps of the clauses that read it, from its period to the end of its year (or of the life,
where a clause counts over the life), however long the history is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from contracts.clause import Balance, Clause, Fact, State
from contracts.entries import Booked, Entry
from contracts.fold import Cause, Fold, Lane, Row, Worked
from contracts.periods import Calendar
from contracts.reading_order import in_reading_order
from contracts.roles import Roles
from contracts.rounding import NOTHING_SETTLED, Settled
from contracts.tally import Tally, TallyUntil
from contracts.view import PeriodView, not_payable, nothing_settled

ENGINE_VERSION = 2
"""Raised whenever a formula or the rounding would work out another figure from the same facts and terms."""


class Engine:
    """The clauses of one agreement, what they make due, and what was booked."""

    def __init__(self, calendar: Calendar, clauses: Sequence[Clause[Any]]) -> None:
        self.calendar = calendar
        self.tally = Tally()
        self.folds = {clause.id: Fold(clause, calendar) for clause in in_reading_order(clauses)}
        self._periods: dict[str, int] = {}
        self.horizon = calendar.effective.toordinal() - 1
        self.accruing = False
        self.opened = -1
        self._told: list[Entry] = []
        self._dirty: dict[str, set[int]] = {}
        self._payables: dict[tuple[str, int], date | None] = {}
        self._connect()

    def _connect(self) -> None:
        """Note who reads what."""
        self._readers: dict[str, list[str]] = {}
        self._downstream: dict[str, list[str]] = {}
        for name, fold in self.folds.items():
            for measure in fold.clause.reads:
                self._readers.setdefault(measure, []).append(name)
            for upstream in fold.clause.after:
                self._downstream.setdefault(upstream, []).append(name)

    def take(self, facts: Iterable[Fact]) -> None:
        """Tally facts; what they change is worked out by the next `work`."""
        for fact in facts:
            period = self.calendar.period_of(fact.on)
            self.tally.add(fact, period)
            if period <= self.opened:
                continue
            for clause in self._readers.get(fact.measure, ()):
                self._dirty.setdefault(clause, set()).add(period)

    def book(self, entries: Iterable[Entry | Booked]) -> None:
        """Take note of entries that were booked before, as the parties were told."""
        self._told = []
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

    def kept(self) -> Iterator[tuple[str, str, Lane, int]]:
        """Yield the same in the order in which it was booked, lanes that came to nothing again among it.

        Whoever brings it back books what follows in the same order as one who has lived through it.
        """
        for name, fold in self.folds.items():
            for period, lanes in fold.booked.items():
                label = self.calendar.label(period)
                yield from ((name, label, lane, amount) for lane, amount in lanes.items())

    def is_behind(self) -> bool:
        """Say whether anything was taken or booked that is not worked out yet."""
        return bool(self._dirty or self._told)

    def work(self, cause: Cause) -> list[Entry]:
        """Work out what has changed since the last time, and book the differences."""
        entries = self._told
        self.book(entries)
        dirty = self._dirty
        for name, fold in self.folds.items():
            periods = dirty.pop(name, None) if dirty else None
            if periods:
                entries += self._worked(fold, sorted(periods), cause)
        return entries

    def _worked(self, fold: Fold, todo: list[int], cause: Cause) -> list[Entry]:
        latest = fold.latest
        true_up = cause.correction or todo[0] < latest
        readers = self._downstream.get(fold.clause.id, ())
        entries, waiting = list[Entry](), todo[::-1]
        period: int | None = waiting.pop()
        while period is not None:
            view = self._view(fold, period)
            view.kept = None
            old, row = fold.step(period, view, self._until)
            if readers and self._told_otherwise(fold, period, old, row):
                for reader in readers:
                    self._dirty.setdefault(reader, set()).add(period)
            entries += fold.entries(Worked(period, row, view, cause, true_up))
            carried = fold.following(period, old, row)
            if waiting and (carried is None or waiting[-1] <= carried):
                carried = waiting.pop()
                if cause.several:  # each period of a list has facts of its own, late or not
                    true_up = cause.correction or carried < latest
            period = carried
        return entries

    def _view(self, fold: Fold, period: int) -> PeriodView:
        """Return a period as a clause sees it; one that reads no others sees the period that it saw last as it did."""
        view = fold.view
        if view is not None and view.period == period and view.horizon == self.horizon and not self.accruing:
            return view
        reads = bool(fold.clause.after)
        view = PeriodView(
            period,
            *fold.stretches(period),
            tally=self.tally,
            others=self._settled if reads else nothing_settled,
            payables=self._payable_as_told if reads else not_payable,
            horizon=self.horizon,
            accruing=self.accruing,
        )
        fold.view = None if reads else view  # or an engine would hold itself, and not be gone with its agreement
        return view

    def _until(self, fold: Fold, period: int, stage: int, day: int, by_days: bool) -> PeriodView:
        """Return a period as it was seen at the end of a day that ended a stage of it."""
        return PeriodView(
            period,
            *fold.stretches(period),
            tally=TallyUntil(self.tally, day),
            others=partial(self._settled_in, stage),
            payables=self._payable_as_told,
            horizon=min(self.horizon, day),
            accruing=by_days,
        )

    def _settled_in(self, stage: int, clause: str, period: int) -> Settled:
        """Return what another clause had settled by the end of a stage."""
        row = self.folds[clause].rows.get(period)
        return row.stages[stage].settled if row and stage < len(row.stages) else self._settled(clause, period)

    def _told_otherwise(self, fold: Fold, period: int, old: Row | None, new: Row) -> bool:
        """Whether those who read a clause see other dues of a period, or another day on which they are payable."""
        payable = self._payable(fold.clause.id, period)
        moved = self._payables.get((fold.clause.id, period)) != payable
        self._payables[fold.clause.id, period] = payable
        if moved or old is None or (old.settled.exact, old.settled.due) != (new.settled.exact, new.settled.due):
            return True
        return bool(old.stages or new.stages) and _by_stage(old) != _by_stage(new)

    def _payable(self, clause: str, period: int) -> date | None:
        fold = self.folds[clause]
        view = self._view(fold, period)
        return fold.clause.payable_on(view) if view.segments() else None

    def _payable_as_told(self, clause: str, period: int) -> date | None:
        """Return the day on which a clause's dues were payable when the period was last worked out, for its readers."""
        known = (clause, period)
        return self._payables[known] if known in self._payables else self._payable(clause, period)

    def balances(self, clause: str, on: date) -> list[Balance]:
        """Return what a clause carries, in words, as it stands on a day; facts of its whole period are in it."""
        fold, day = self.folds[clause], on.toordinal()
        state = fold.state_at(self.calendar.period_of(day))
        return [] if state is None else list(fold.clause.balances(state, day))

    def _settled(self, clause: str, period: int) -> Settled:
        row = self.folds[clause].rows.get(period)
        return row.settled if row else NOTHING_SETTLED

    def take_over(self, period: int, standings: Mapping[str, tuple[State, Settled]], told: Iterable[Entry]) -> None:
        """Take over in mid-life: clauses go on from what they carried at the end of a period.

        That period and those before it are never worked out here. What was told of them is given out by the next
        `work`, unless it is booked as it was recorded.
        """
        self._told = list(told)
        self.opened = period
        self.horizon = self.calendar.end(period)
        for clause, (state, before) in standings.items():
            self.folds[clause].take_over(period, state, before)

    def give_back(self) -> None:
        """Take back a take-over that nothing has followed; the next `work` takes back what was booked with it."""
        self.opened = -1
        self.horizon = self.calendar.effective.toordinal() - 1
        self._payables.clear()
        for name, fold in self.folds.items():
            fold.forget()
            self._dirty[name] = set(fold.booked)

    def close(self, through: int) -> None:
        """Let time pass up to a day, by a recorded act; what that makes due is worked out by the next `work`."""
        if through <= self.horizon:
            return
        passed = range(self.calendar.period_of(self.horizon + 1), self.calendar.period_of(through) + 1)
        self.horizon = through
        self._time_passed(passed)

    def accrue(self, through: int) -> None:
        """Let time pass up to a day only to see what has accrued by then, on an engine that is thrown away.

        What falls due at the end of its time, as a minimum, then counts by the days up to that one.
        """
        if through < self.horizon:
            return
        self.accruing = True
        self.close(through)
        self._time_passed(range(self.calendar.period_of(through), self.calendar.period_of(through) + 1))

    def _time_passed(self, periods: range) -> None:
        here = [period for period in periods if period > self.opened]
        for name, fold in self.folds.items():
            if fold.clause.timed:
                self._dirty.setdefault(name, set()).update(here)

    def novated(self, roles: Roles, effective: date) -> None:
        """Take note of who fills which role from now on; what has changed from a day on is worked out by `work`."""
        before = next(iter(self.folds.values())).roles.assumed
        for name, fold in self.folds.items():
            fold.roles = roles
            touched = {period for period in fold.periods if period >= self.calendar.period_of(effective.toordinal())}
            touched |= {self._period(each.period) for each in (*before, *roles.assumed) if each.clause == name}
            self._dirty.setdefault(name, set()).update(period for period in touched if period > self.opened)

    def amended(self, clauses: Sequence[Clause[Any]], effective: date) -> None:
        """Take note that clauses have other terms from a day on; new ones among them join.

        What that changes is worked out by the next `work`, from the period on in which the terms before have their last
        day: what counts by contract years is due where they end.
        """
        first = self.calendar.period_of(effective.toordinal() - 1)
        known = [fold.clause for fold in self.folds.values()]
        joined = [clause for clause in clauses if clause.id not in self.folds]
        self.folds = {
            clause.id: self.folds.get(clause.id) or self._joined(clause)
            for clause in in_reading_order([*known, *joined])
        }
        self._connect()
        for clause in clauses:
            fold = self.folds[clause.id]
            fold.amended()
            touched = {*fold.periods, *(period for measure in clause.reads for period in self.tally.periods(measure))}
            for upstream in clause.after:  # one that joins has not seen what those it reads have made due
                touched.update(self.folds[upstream].periods)
            if clause.timed:
                touched |= set(range(first, self.calendar.period_of(self.horizon) + 1))
            touched = {period for period in touched if period >= max(first, self.opened + 1)}
            self._dirty.setdefault(clause.id, set()).update(touched)

    def _joined(self, clause: Clause[Any]) -> Fold:
        """Return the fold of a clause that joins, whose roles are filled like those of the others."""
        fold = Fold(clause, self.calendar)
        fold.roles = next(iter(self.folds.values())).roles
        return fold


def _by_stage(row: Row) -> list[tuple[object, object]]:
    """Return what readers see of a row in which roles changed hands: the dues up to the end of each stage."""
    return [(stage.settled.exact, stage.settled.due) for stage in row.stages]
