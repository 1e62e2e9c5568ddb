"""The limits of a cost share, in their order: first the budget, then caps where work ceases, then the other caps.

What the budget leaves out is shared by nobody and counts towards no cap: a party's own overspend stays with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from contracts.arithmetic import Exact, Number
from contracts.clause import Segment, View
from contracts.parts import budget, cap
from contracts.parts.balances import Kept, Slot
from contracts.parts.budget import Spent
from contracts.parts.scope import Per


class Limits(NamedTuple):
    """The budget and the caps under some terms, ready to work with."""

    budget: budget.Compiled | None
    caps: tuple[cap.Compiled, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return the balances that they need; approvals are kept even where there is no budget yet."""
        approvals = tuple(budget.approved(per) for per in (Per.YEAR, Per.LIFE))
        return (
            *approvals,
            *(self.budget.slots if self.budget else ()),
            *(slot for each in self.caps for slot in (each.borne, each.above)),
        )

    @property
    def dated(self) -> bool:
        """Whether it matters on which day a cost was incurred."""
        return any(each.ceases for each in self.caps) or (self.budget is not None and self.budget.dated)


NO_LIMITS = Limits(None, ())


class Shared(NamedTuple):
    """A cost taken apart: all of it, what is shared, what parties bear alone, and shares above their caps."""

    spent: Spent
    shared: Number
    alone: Mapping[str, Number]
    above: Mapping[str, Number]


def taken_apart(ops: Exact, limits: Limits, kept: Kept, spent: Spent) -> Shared:
    """Apply the limits to a cost, and bring their balances up to date."""
    left, alone = spent, dict[str, Number]()
    if limits.budget:
        left_out = budget.unshared(ops, limits.budget, kept, left)
        bearer = limits.budget.bearer
        left, alone = left.less(left_out), {bearer: left_out.cost} if bearer else dict(left_out.by)
    for each in limits.caps:
        if each.ceases:
            left_out = cap.ceased(ops, each, kept, left)
            left, alone = left.less(left_out), _sum(alone, left_out.by)
    above = {each.source.party: cap.passed_on(ops, each, kept, left) for each in limits.caps}
    return Shared(spent, left.cost, alone, above)


def together(parts: Iterable[Shared]) -> Shared:
    """Add the days of a stretch up."""
    first, *rest = parts
    for part in rest:
        spent = Spent(first.spent.day, first.spent.cost + part.spent.cost, _sum(first.spent.by, part.spent.by))
        first = Shared(spent, first.shared + part.shared, _sum(first.alone, part.alone), _sum(first.above, part.above))
    return first


def _sum(left: Mapping[str, Number], right: Mapping[str, Number]) -> dict[str, Number]:
    return {name: left.get(name, 0) + right.get(name, 0) for name in {**left, **right}}


def outlays(limits: Limits, view: View, segment: Segment, measure: str, by: Mapping[str, str]) -> list[Spent]:
    """Return what was spent in a stretch of a period, day by day where that matters, at least one of them.

    `measure` is the cost, `by` gives the measure of what each party paid.
    """
    if not limits.dated:
        whole = {party: view.amount(name, segment) for party, name in by.items()}
        return [Spent(segment.last, view.amount(measure, segment), whole)]
    days: dict[int, dict[str, int]] = {segment.last: {}}
    names = (measure, *by.values())
    for day, which, amount in view.days(*names):
        if segment.first <= day <= segment.last:
            days.setdefault(day, {})[names[which]] = amount
    return [
        Spent(day, moved.get(measure, 0), {party: moved.get(name, 0) for party, name in by.items()})
        for day, moved in sorted(days.items())
    ]
