"""An agreement folded over its periods for thousands of paths at once, through the same clauses as the ledger's.

Facts are tallied as in the engine, but an amount may be an array with one element a path. Every clause is stepped
through every period, in the order in which clauses read each other; what is due is exact (as far as floats are) and
never rounded to minor units. Where a clause reads what was booked, it reads the exact figure here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from contracts.arithmetic import Exact, Number
from contracts.clause import Clause, Fact, Segment, State
from contracts.periods import Calendar
from contracts.reading_order import in_reading_order
from contracts.rounding import NOTHING_SETTLED, Settled
from contracts.tally import Tally
from contracts.view import PeriodView, segments_of

Lane = tuple[str, str, str]


class PathDue(NamedTuple):
    """What a clause makes due in a period on every path, and the day by which it is payable."""

    clause: str
    period: int
    role: str
    payer: str
    payee: str
    payable: date | None
    amount: Number


class PathTally(Tally):
    """A tally whose amounts may be arrays, of which it can't be asked whether they are nothing."""

    def days(self, measures: Sequence[str], period: int) -> list[tuple[int, int, int]]:
        """Return (day, index of the measure, amount) for every day on which one of the measures moved, in order."""
        moved = [
            (day, index, amount)
            for index, measure in enumerate(measures)
            for day, amount in self.by_day(measure, period).items()
        ]
        return sorted(moved, key=lambda each: each[:2])


class Paths:
    """The clauses of one agreement on arrays; `ops` are the operations on them."""

    def __init__(self, calendar: Calendar, clauses: Sequence[Clause[Any]], ops: Exact) -> None:
        self.calendar = calendar
        self.ops = ops
        self.tally = PathTally()
        self.clauses = in_reading_order(clauses)
        self._carried: dict[str, State] = {}
        self._settled: dict[tuple[str, int], Settled] = {}
        self._views: dict[tuple[str, int], PeriodView] = {}

    def go_on_from(self, standings: Mapping[str, State]) -> None:
        """Let clauses go on from states that they carry into the first period that is run."""
        self._carried = dict(standings)

    def take(self, facts: Sequence[Fact]) -> None:
        """Tally facts."""
        for fact in facts:
            self.tally.add(fact, self.calendar.period_of(fact.on))

    def run(self, first: int, through: int) -> Iterator[PathDue]:
        """Step every clause through the periods of the days `first` to `through`, and yield what is due."""
        states: dict[str, State] = {clause.id: clause.initial() for clause in self.clauses} | self._carried
        begun = set(self._carried)
        for period in range(self.calendar.period_of(first), self.calendar.period_of(through) + 1):
            days = self.calendar.start(period), self.calendar.end(period)
            for clause in self.clauses:
                segments = segments_of(clause.timeline, *days)
                view = self._views[clause.id, period] = self._view(period, days, segments, through)
                if period % 4 == 0 and clause.id in begun:
                    held = states[clause.id]
                    states[clause.id] = clause.initial() if clause.by_year else clause.new_year(held)
                if segments:
                    begun.add(clause.id)
                    yield from self._stepped(clause, period, view, states)

    def _stepped(
        self, clause: Clause[Any], period: int, view: PeriodView, states: dict[str, State]
    ) -> Iterator[PathDue]:
        states[clause.id], dues = clause.step(self.ops, states[clause.id], view)
        exact: dict[str, Number] = {}
        lanes: dict[Lane, Number] = {}
        for role, payer, payee, amount, _ in dues:
            exact[role] = exact[role] + amount if role in exact else amount
            lane = (role, payer, payee)
            lanes[lane] = lanes[lane] + amount if lane in lanes else amount
        self._settled[clause.id, period] = Settled(exact, {}, {}, {}, lanes)  # type: ignore[arg-type]  # not rounded
        payable = self._payable(clause.id, period) if lanes else None
        for (role, payer, payee), amount in lanes.items():
            yield PathDue(clause.id, period, role, payer, payee, payable, amount)

    def _view(self, period: int, days: tuple[int, int], segments: Sequence[Segment], horizon: int) -> PeriodView:
        return PeriodView(
            period,
            days,
            segments,
            tally=self.tally,
            others=lambda clause, at: self._settled.get((clause, at), NOTHING_SETTLED),
            payables=self._payable,
            horizon=horizon,
        )

    def _payable(self, clause: str, period: int) -> date | None:
        view = self._views.get((clause, period))
        found = next(each for each in self.clauses if each.id == clause)
        return found.payable_on(view) if view and view.segments() else None
