"""One clause folded over its periods: what is due, against what was booked.

A fact touches one period. The clause is stepped again from there, and on through the periods already worked, until
the state carried out and the cumulative figures are what they were; beyond that nothing can have changed.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from contracts.arithmetic import EXACT, text
from contracts.clause import Clause, Segment, State
from contracts.clause_terms import Rounding
from contracts.entries import Entry, Line, Working
from contracts.novated import Stage, Whole, by_party, stages_of
from contracts.novated_sums import Sums
from contracts.periods import Calendar
from contracts.roles import NO_NOVATION, Assumed
from contracts.rounding import NOTHING_SETTLED, Settled, settled
from contracts.view import PeriodView, segments_of

Lane = tuple[str, str, str]
"""Role, payer and payee."""


UntilOf: TypeAlias = Callable[["Fold", int, int, int, bool], PeriodView]
"""Gives a clause's period as it was seen at the end of a day that ends a stage, with or without what runs by days."""


class Cause(NamedTuple):
    """What entries are booked for: the day of the fact, and whether it corrects an earlier one.

    No entry enters the statements before `earliest`, the first day that is not closed. Of `several` facts in a list
    the day is that of the last one.
    """

    on: int
    correction: bool = False
    earliest: int = 1
    several: bool = False


class Row(NamedTuple):
    """A clause in one period: the state carried in and out, and what was settled before it and up to its end.

    Once a role has changed hands `settled.due` is by the parties that filled the roles, and `stages` are how it came.
    """

    state_in: State
    state: State
    before: Settled
    settled: Settled
    stages: tuple[Stage, ...] = ()


class Worked(NamedTuple):
    """A period that was worked out, for which cause, and whether that makes its entries true-ups."""

    period: int
    row: Row
    view: PeriodView
    cause: Cause
    true_up: bool


class Fold:
    """The periods of one clause: `rows` as worked out, `booked` as the parties were told, the `latest` booked for."""

    def __init__(self, clause: Clause[Any], calendar: Calendar) -> None:
        self.clause = clause
        self.calendar = calendar
        self.periods: list[int] = []
        self.rows: dict[int, Row] = {}
        self.booked: dict[int, dict[Lane, int]] = {}
        self.latest = 0
        self.roles = NO_NOVATION
        self._lifelong = clause.rounding is Rounding.LIFE
        self._quarterly = clause.rounding is Rounding.QUARTER
        self._stretches: dict[int, tuple[tuple[int, int], list[Segment]]] = {}

    def book(self, period: int, lane: Lane, amount: int) -> None:
        """Take note of what an entry told the parties."""
        booked = self.booked.setdefault(period, {})
        booked[lane] = booked.get(lane, 0) + amount
        self.latest = max(self.latest, period)

    def take_over(self, period: int, state: State, before: Settled) -> None:
        """Let the clause go on from a state at the end of a period, and from what was settled in its scope by then."""
        insort(self.periods, period)
        self.rows[period] = Row(state, state, NOTHING_SETTLED, before)

    def forget(self) -> None:
        """Forget what was worked out, so that it is worked out from the beginning again."""
        self.periods.clear()
        self.rows.clear()

    def stretches(self, period: int) -> tuple[tuple[int, int], list[Segment]]:
        """Return a period's first and last day, and the terms in force in it, stretch by stretch."""
        found = self._stretches.get(period)
        if found is None:
            days = self.calendar.start(period), self.calendar.end(period)
            found = self._stretches[period] = days, segments_of(self.clause.timeline, *days)
        return found

    def amended(self) -> None:
        """Forget which terms were in force when."""
        self._stretches.clear()

    def step(self, period: int, view: PeriodView, until: UntilOf) -> tuple[Row | None, Row]:
        """Work a period out again; return its row before and after. `until` gives the period at an earlier day."""
        old = self.rows.get(period)
        if old is None:
            insort(self.periods, period)
        at = bisect_left(self.periods, period)
        previous = self.periods[at - 1] if at else None
        new_year = previous is None or previous // 4 != period // 4
        before = None if previous is None else self.rows[previous]
        fresh = before is None or (self.clause.by_year and new_year)
        state_in = self.clause.initial() if before is None or fresh else before.state
        if new_year and not fresh:
            state_in = self.clause.new_year(state_in)
        state, dues = self.clause.step(EXACT, state_in, view) if view.segments() else (state_in, ())
        unscoped = before is None or (new_year and not self._lifelong) or self._quarterly
        scope = NOTHING_SETTLED if before is None or unscoped else before.settled
        row = Row(state_in, state, scope, settled(scope, dues))
        self.rows[period] = row = self._filled(period, row, view, until) if self.roles else row
        return old, row

    def _filled(self, period: int, row: Row, view: PeriodView, until: UntilOf) -> Row:
        """Put the parties into a row that filled the roles; single debts have theirs already."""
        if self.clause.runs_on:
            return row
        whole = Whole(row.state_in, row.before, row.settled, view)
        seen = partial(until, self, period)
        stages = stages_of(self.clause, self.roles, whole, seen) if view.segments() else ()
        due = by_party(self.clause.id, self.roles, stages, self._assumed(period))
        return row._replace(settled=row.settled._replace(due=due), stages=stages)

    def _assumed(self, period: int) -> list[Assumed]:
        """Return what new parties have assumed of the period's dues."""
        label = self.calendar.label(period)
        return [each for each in self.roles.assumed if (each.clause, each.period) == (self.clause.id, label)]

    def following(self, period: int, old: Row | None, new: Row) -> int | None:
        """Return the next period worked already, if what this one carries out has changed for it."""
        if period == self.periods[-1]:
            return None
        following = self.periods[bisect_left(self.periods, period) + 1]
        same_year = following // 4 == period // 4
        if old is None:
            return following if same_year or not self.clause.by_year or self._lifelong else None
        state_moved = (same_year or not self.clause.by_year) and old.state != new.state
        carried_on = (same_year and not self._quarterly) or self._lifelong
        sums_moved = carried_on and old.settled.cumulative != new.settled.cumulative
        return following if state_moved or sums_moved else None

    def entries(self, worked: Worked) -> list[Entry]:
        """Book the difference between what is due for a period and what was booked for it."""
        due, booked = worked.row.settled.due, self.booked.get(worked.period, {})
        moved: list[tuple[Lane, int]] = []
        for lane in due if due.keys() >= booked.keys() else {**due, **booked}:
            amount = due.get(lane, 0) - booked.get(lane, 0)
            if amount:
                moved.append((lane, amount))
        return self._entries(worked, moved) if moved else []

    def _entries(self, worked: Worked, moved: list[tuple[Lane, int]]) -> list[Entry]:
        clause, view, row = self.clause, worked.view, worked.row
        booked = self.booked.setdefault(worked.period, {})
        self.latest = max(self.latest, worked.period)
        label = self.calendar.label(worked.period)
        booked_on = self._booked_on(view, worked.cause)
        true_up = worked.true_up or booked_on.toordinal() > view.last
        payable_on = clause.payable_on(view) if view.segments() else None
        roles = [lane[0] for lane, _ in moved if lane[0] in row.settled.exact]
        sums = iter(clause.workings(row.state_in, view, roles) if roles else ())
        entries: list[Entry] = []
        apart = Sums(clause, self.roles, row.stages, self._assumed(worked.period), row.state_in) if row.stages else None
        for lane, amount in moved:
            role, payer, payee = lane
            basis, lines = next(sums) if role in row.settled.exact else ("no longer due", ())
            before = booked.get(lane, 0)
            booked[lane] = before + amount
            own = apart.working(lane, row.settled.due.get(lane, 0), before) if apart else None
            working = own or _working(row, role, basis, lines, before)
            due = payable_on if payer != payee else None
            entries.append(Entry(clause.id, role, payer, payee, amount, label, booked_on, due, true_up, working))
        return entries

    def _booked_on(self, view: PeriodView, cause: Cause) -> date:
        """Return the day of the fact, or the last day that moved the period if the fact lies outside it."""
        day = cause.on
        if not view.first <= day <= view.last:
            day = view.last_moved(self.clause.reads) or view.last
        return date.fromordinal(max(day, cause.earliest))


def _working(row: Row, role: str, basis: str, lines: Sequence[Line], before: int) -> Working:
    """Return the sum behind an entry; a role that the terms no longer have has no lines."""
    exact, cumulative, whole, *_ = row.settled
    return Working(
        basis,
        tuple(lines),
        text(exact.get(role, 0)),
        text(cumulative.get(role, 0)),
        whole.get(role, 0),
        row.before.whole.get(role, 0),
        before,
    )
