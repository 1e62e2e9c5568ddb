"""One clause folded over its periods: what is due, against what was booked.

A fact touches one period. The clause is stepped again from there, and on through the periods already worked, until
the state carried out and the cumulative figures are what they were; beyond that nothing can have changed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from contracts.arithmetic import EXACT, text
from contracts.clause import Clause, Segment, State
from contracts.clause_terms import Rounding
from contracts.entries import Entry, Line, Working
from contracts.novated import Stage, Whole, by_party, stages_of
from contracts.novated_sums import Sums, elsewhere
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
    """The periods of one clause: `rows` as worked out, `booked` as the parties were told, the `latest` booked for.

    `view` is how the clause saw a period last.
    """

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
        self.view: PeriodView | None = None
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

    def state_at(self, period: int) -> State | None:
        """Return the state at the end of a period as far as it is worked out, None where nothing happened until then.

        What counts by contract years has begun afresh if none of the period's own year is worked out.
        """
        at = bisect_right(self.periods, period)
        if not at:
            return None
        last = self.periods[at - 1]
        state = self.rows[last].state
        if last // 4 == period // 4:
            return state
        return self.clause.initial() if self.clause.by_year else self.clause.new_year(state)

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
        self.view = None

    def step(self, period: int, view: PeriodView, until: UntilOf) -> tuple[Row | None, Row]:
        """Work a period out again; return its row before and after. `until` gives the period at an earlier day."""
        clause, rows, periods = self.clause, self.rows, self.periods
        old = rows.get(period)
        if old is None:
            insort(periods, period)
        at = len(periods) - 1 if period == periods[-1] else bisect_left(periods, period)
        previous = periods[at - 1] if at else None
        new_year = previous is None or previous // 4 != period // 4
        before = None if previous is None else rows[previous]
        fresh = before is None or (new_year and clause.by_year)
        state_in = clause.initial() if before is None or fresh else before.state
        if new_year and not fresh:
            state_in = clause.new_year(state_in)
        state, dues = clause.step(EXACT, state_in, view) if view.segments() else (state_in, ())
        unscoped = before is None or (new_year and not self._lifelong) or self._quarterly
        scope = NOTHING_SETTLED if before is None or unscoped else before.settled
        row = Row(state_in, state, scope, settled(scope, dues))
        if self.roles.novations:
            row = self._filled(period, row, view, until)
        rows[period] = row
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
        known = 0
        for lane, amount in due.items():
            before = booked.get(lane)
            if before is not None:
                known += 1
            if amount != (before or 0):
                moved.append((lane, amount - (before or 0)))
        if known < len(booked):
            moved += [(lane, -before) for lane, before in booked.items() if before and lane not in due]
        return self._entries(worked, moved) if moved else []

    def _entries(self, worked: Worked, moved: list[tuple[Lane, int]]) -> list[Entry]:
        clause, (period, row, view, cause, true_up) = self.clause, worked
        booked = self.booked.setdefault(period, {})
        self.latest = max(self.latest, period)
        label = self.calendar.label(period)
        day = self._booked_on(view, cause)
        booked_on, true_up = date.fromordinal(day), true_up or day > view.last
        payable_on = clause.payable_on(view) if view.segments() else None
        exact = row.settled.exact
        roles = [lane[0] for lane, _ in moved if lane[0] in exact]
        sums = iter(clause.workings(row.state_in, view, roles) if roles else ())
        entries: list[Entry] = []
        apart = Sums(clause, self.roles, row.stages, self._assumed(period), row.state_in) if row.stages else None
        for lane, amount in moved:
            role, payer, payee = lane
            basis, lines = next(sums) if role in exact else ("no longer due", ())
            before = booked.get(lane, 0)
            booked[lane] = before + amount
            own = apart.working(lane, row.settled.due.get(lane, 0), before) if apart else None
            working = own or _working(row, lane, basis, lines, before)
            due = payable_on if payer != payee else None
            entries.append(Entry(clause.id, role, payer, payee, amount, label, booked_on, due, true_up, working))
        return entries

    def _booked_on(self, view: PeriodView, cause: Cause) -> int:
        """Return the day of the fact, or the last day that moved the period if the fact lies outside it."""
        day = cause.on
        if not view.first <= day <= view.last:
            day = view.last_moved(self.clause.reads) or view.last
        return max(day, cause.earliest)


def _working(row: Row, lane: Lane, basis: str, lines: Sequence[Line], before: int) -> Working:
    """Return the sum behind an entry; a role that the terms no longer have has no lines, nor a party without one."""
    exact, cumulative, whole, _, lanes, _ = row.settled
    role = lane[0]
    if lane not in lanes and any(other[0] == role for other in lanes):
        return elsewhere(before)
    due, total = exact.get(role, 0), cumulative.get(role, 0)
    written = text(due)
    return Working(
        basis,
        tuple(lines),
        written,
        written if total is due else text(total),
        whole.get(role, 0),
        whole.get(role, 0) - lanes.get(lane, 0),
        before,
    )
