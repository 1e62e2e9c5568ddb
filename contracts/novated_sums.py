"""The sum behind an entry of a period in which a role changed hands.

The old party's lines are those of the facts up to the day before; the new party's are those of the whole period, less
what had accrued by then. As in every sum, `rounded - earlier - before` is the amount: `earlier` is what was rounded for
the role up to the day before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from contracts.arithmetic import Number, text
from contracts.clause import Clause, State
from contracts.entries import Line, Working
from contracts.novated import Lane, Stage, filled
from contracts.roles import Assumed, Roles


class Sums:
    """The sums of one clause in one period, by lane."""

    def __init__(
        self, clause: Clause[Any], roles: Roles, stages: Sequence[Stage], assumed: Sequence[Assumed], state_in: State
    ) -> None:
        self._clause = clause
        self._stages = stages
        self._assumed = assumed
        self._state_in = state_in
        self._places = self._found(roles)

    def _found(self, roles: Roles) -> dict[Lane, list[int]]:
        """Return for every lane the stages in which something came due in it."""
        places: dict[Lane, list[int]] = {}
        before: dict[Lane, int] = {}
        for number, stage in enumerate(self._stages):
            due = stage.settled.due
            for lane in {**before, **due}:
                if due.get(lane, 0) != before.get(lane, 0):
                    found = places.setdefault(filled(self._clause.id, roles, lane, stage.first), [])
                    if number not in found:
                        found.append(number)
            before = due
        return places

    def working(self, lane: Lane, due: int, before: int) -> Working | None:
        """Return the sum of a lane that is due something now; None where it is that of the whole role."""
        moved = [each for each in self._assumed if lane in each.lanes]
        if moved:
            return self._assuming(lane, moved, due, before)
        rivals = [other for other in self._places if other[0] == lane[0]]
        if lane not in self._places:
            return elsewhere(before) if rivals else None
        return None if len(rivals) == 1 else self._part(lane, due, before)

    def _assuming(self, lane: Lane, moved: Sequence[Assumed], due: int, before: int) -> Working:
        signed = [-each.amount if lane == each.lanes[0] else each.amount for each in moved]
        own = due - sum(signed)
        lines = [Line("its own", str(own), "1", str(own))] if own else []
        for amount in signed:
            what = f"assumed by {'its successor' if amount < 0 else 'it'}, of what had accrued"
            lines.append(Line(what, str(amount), "1", str(amount)))
        return Working("accrued before the novation, and assumed", tuple(lines), str(due), str(due), due, 0, before)

    def _part(self, lane: Lane, due: int, before: int) -> Working:
        role, own = lane[0], self._places[lane]
        last = own[-1]
        basis, found = self._lines(role, last)
        lines = [*found, *self._more(role, own)]
        exact: Number = 0
        for number in own:
            exact = exact + self._gained(role, number)
        rest = Fraction(text(exact)) - sum((Fraction(line.result) for line in lines), Fraction(0))
        if rest:
            lines.append(Line("no more than the period came to", str(rest), "1", str(rest)))
        settled = self._stages[last].settled
        rounded = settled.whole.get(role, 0)
        cumulative = text(settled.cumulative.get(role, 0))
        return Working(basis, tuple(lines), text(exact), cumulative, rounded, rounded - due, before)

    def _lines(self, role: str, number: int) -> tuple[str, Sequence[Line]]:
        """Return what the sum is drawn from, and the lines up to the end of a stage."""
        stage = self._stages[number]
        if role not in stage.settled.exact:
            return "no longer due", ()
        ((basis, lines),) = self._clause.workings(self._state_in, stage.view, [role])
        since = f", from {_day(stage.first)}" if number else ""
        until = f", up to {_day(self._end(number))}" if number + 1 < len(self._stages) else ""
        return f"{basis}{since}{until}", lines

    def _more(self, role: str, own: Sequence[int]) -> Iterator[Line]:
        """Yield what is not of the last stage: what had accrued before it, and what is of an earlier one."""
        *others, last = own
        if last and (before := self._exact(role, last - 1)) != 0:
            figure = text(-before)
            yield Line(f"less what had accrued up to {_day(self._end(last - 1))}", figure, "1", figure)
        for number in others:
            figure = text(self._gained(role, number))
            days = f"{_day(self._stages[number].first)} to {_day(self._end(number))}"
            yield Line(f"and what accrued from {days}", figure, "1", figure)

    def _exact(self, role: str, number: int) -> Number:
        return self._stages[number].settled.exact.get(role, 0) if number >= 0 else 0

    def _gained(self, role: str, number: int) -> Number:
        return self._exact(role, number) - self._exact(role, number - 1)

    def _end(self, number: int) -> int:
        return self._stages[number + 1].first - 1 if number + 1 < len(self._stages) else self._stages[number].view.last


def elsewhere(before: int) -> Working:
    """Return the sum of a lane whose party no longer fills the role: what was booked is taken back."""
    return Working("another party is in this place", (), "0", "0", 0, 0, before)


def _day(day: int) -> str:
    return date.fromordinal(day).isoformat()
