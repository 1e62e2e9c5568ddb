"""A period in which a role changes hands: what accrued by the day before is the old party's, the rest the new one's.

What a role is due for the period is worked out once, as if nobody had changed places. It is worked out again with only
the facts up to the day before, and with only the time that had passed by then (a `Stage`): that part goes to the party
that filled the role, what is left to the one that follows. So the sum is what it was, to the penny.

What falls due on a day (a fee, a milestone) is due by or to whoever fills the role on it. What is held against the days
of its time, as a minimum is, never gives the old party more than the period came to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from contracts.arithmetic import EXACT, Number
from contracts.clause import Clause, Due, State
from contracts.roles import Assumed, Roles
from contracts.rounding import Settled, settled
from contracts.view import PeriodView

Lane: TypeAlias = tuple[str, str, str]
"""Role, payer and payee."""
Until: TypeAlias = Callable[[int, int, bool], PeriodView]
"""Gives a period as it was seen at the end of a day, which ends a stage (by its number), with or without accruing."""


class Stage(NamedTuple):
    """Days in which nobody changes places: the first, and what had come due by their end, in the names of the terms."""

    first: int
    settled: Settled
    view: PeriodView


class Whole(NamedTuple):
    """A clause in one period, nobody having changed places: the state carried in, what was settled before and in it."""

    state_in: State
    before: Settled
    settled: Settled
    view: PeriodView


def stages_of(clause: Clause[Any], roles: Roles, whole: Whole, until: Until) -> tuple[Stage, ...]:
    """Cut a period wherever somebody else fills a role."""
    view = whole.view
    stages: list[Stage] = []
    first = view.first
    for number, cut in enumerate(roles.cuts(view.first, view.last)):
        dues, seen = _accrued(clause, whole, partial(until, number, cut - 1))
        stages.append(Stage(first, settled(whole.before, dues), seen))
        first = cut
    return (*stages, Stage(first, whole.settled, view))


def _accrued(clause: Clause[Any], whole: Whole, seen: Callable[[bool], PeriodView]) -> tuple[Sequence[Due], PeriodView]:
    """Return what had come due by the end of a stage, and the view that it is drawn from.

    Where time has made something due for the period, what is held against the days of its time counts by the days.
    """
    view = seen(False)
    if not view.segments():
        return (), view
    dues = clause.step(EXACT, whole.state_in, view)[1]
    if not clause.timed or not (whole.view.closed or whole.view.accruing):
        return dues, view
    by_days = seen(True)
    more = clause.step(EXACT, whole.state_in, by_days)[1]
    if _by_role(more) == _by_role(dues):
        return dues, view
    return list(_limited(more, _by_role(dues), whole.settled.exact)), by_days


def _by_role(dues: Iterable[Due]) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for due in dues:
        found[due.role] = found.get(due.role, 0) + due.amount
    return found


def _limited(dues: Sequence[Due], least: dict[str, Number], most: dict[str, Number]) -> Iterable[Due]:
    """Yield dues that count by days, no role's beyond what the period comes to."""
    for role, amount in _by_role(dues).items():
        one, other = least.get(role, 0), most.get(role, 0)
        over = amount - EXACT.lo(EXACT.hi(amount, EXACT.lo(one, other)), EXACT.hi(one, other))
        *first, last = (due for due in dues if due.role == role)
        yield from first
        yield last._replace(amount=last.amount - over)


def by_party(clause: str, roles: Roles, stages: Sequence[Stage], assumed: Iterable[Assumed]) -> dict[Lane, int]:
    """Return what a period's dues come to for the parties that filled the roles, in whole minor units."""
    due: dict[Lane, int] = {}
    before: dict[Lane, int] = {}
    for stage in stages:
        for lane in {**before, **stage.settled.due}:
            gained = stage.settled.due.get(lane, 0) - before.get(lane, 0)
            party_lane = filled(clause, roles, lane, stage.first)
            due[party_lane] = due.get(party_lane, 0) + gained
        before = stage.settled.due
    for each in assumed:
        for lane, amount in zip(each.lanes, (-each.amount, each.amount), strict=True):
            due[lane] = due.get(lane, 0) + amount
    return {lane: amount for lane, amount in due.items() if amount}


def filled(clause: str, roles: Roles, lane: Lane, day: int) -> Lane:
    """Return a lane between the parties that fill its roles on a day."""
    role, payer, payee = lane
    return role, roles.holder(clause, payer, day), roles.holder(clause, payee, day)
