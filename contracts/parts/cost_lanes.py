"""The lanes of a cost share: what is due in each for a stretch of a period, and the lines that lead there.

    share:A      A owes the pot its share of what is shared, up to its cap
    excess:A     whoever bears A's excess owes it the rest of A's share
    unshared:A   A owes it what stays with A alone
    outlay:A     the pot owes A what it paid

The first three are rounded together, so that they add up to the cost; over all four the pot comes to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, NamedTuple

from contracts.arithmetic import Exact, Number, text
from contracts.clause import VENTURE, Balance, Due, Segment, View
from contracts.entries import Line
from contracts.money import round_amount, written
from contracts.parts.balances import Kept, Slot
from contracts.parts.budget import approved
from contracts.parts.limits import Limits, Shared, outlays, taken_apart, together
from contracts.parts.scope import Per

POT = "share"

_USED = {
    "approved": "overspend approved",
    "shared": "cost shared within the budget",
    "above": "cost above the budget",
    "borne": "{} borne below its cap",
    "over": "{}'s share above its cap",
    "ceased": "cost above the cap of {}",
}
"""What balances of limits are, by the first word of their names."""

_OWN = {"spent": "cost incurred by {}", "alone": "cost borne by {} alone"}
"""Balances that are kept beside them where each party has a budget of its own."""


class Lane(NamedTuple):
    """A party's fraction of the cost, as a number and as written."""

    party: str
    share: Number
    fraction: Fraction


class CostTerms(NamedTuple):
    """The terms of a cost share ready to work with; `approvals` is the measure of approved overspends.

    `payers` are who may have paid: the bearers, and those that bear nothing yet, or nothing any more.
    """

    source: Any
    lanes: tuple[Lane, ...]
    payers: tuple[str, ...]
    limits: Limits
    approvals: str

    @property
    def measure(self) -> str:
        """Return the measure under which the cost is tallied."""
        return f"cost:{self.source.of}"

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return the balances that the limits need."""
        return self.limits.slots


def bearers(shares: Iterable[str], sources: Iterable[tuple[int, Any]]) -> tuple[str, ...]:
    """Return who bears a cost by its terms, first those in force, then by terms before and after them."""
    others = (party for _, terms in sources if terms for party in terms.shares)
    return tuple(dict.fromkeys([*shares, *others]))


def outlay(terms: CostTerms, party: str) -> str:
    """Name the measure of what a party paid."""
    return f"{terms.measure}:by {party}"


def within_limits(ops: Exact, kept: Kept, view: View, segment: Segment) -> Shared:
    """Take the approvals and then the costs of a stretch into account."""
    terms: CostTerms = segment.terms
    for slot in (approved(Per.YEAR), approved(Per.LIFE)):
        kept[slot] = kept[slot] + view.amount(terms.approvals, segment)
    by = {party: outlay(terms, party) for party in terms.payers}
    parts = outlays(terms.limits, view, segment, terms.measure, by)
    return together([taken_apart(ops, terms.limits, kept, part) for part in parts])


def limited_dues(terms: CostTerms, part: Shared) -> Iterable[Due]:
    """Yield what everybody bears of a cost within the limits."""
    for lane in terms.lanes:
        borne = part.shared * lane.share - part.above.get(lane.party, 0)
        yield Due(f"share:{lane.party}", lane.party, VENTURE, borne, POT)
    for cap in terms.limits.caps:
        if cap.source.bearer:
            party = cap.source.party
            yield Due(f"excess:{party}", cap.source.bearer, VENTURE, part.above[party], POT)
    for party, amount in part.alone.items():
        yield Due(f"unshared:{party}", party, VENTURE, amount, POT)


def outlay_dues(view: View, segment: Segment) -> Iterable[Due]:
    """Yield what the pot owes those who paid."""
    for party in segment.terms.payers:
        yield Due(f"outlay:{party}", VENTURE, party, view.amount(outlay(segment.terms, party), segment))


def plain_lines(view: View, segment: Segment, party: str) -> Iterable[Line]:
    """Yield the cost x the party's fraction."""
    cost = view.amount(segment.terms.measure, segment)
    return (_share(lane, segment.terms.source.of, cost) for lane in _lanes(segment.terms, party))


def limited_lines(terms: CostTerms, part: Shared, side: str, party: str) -> Iterable[Line]:
    """Yield what leads to a lane's due within the limits: the cost, less what they leave out."""
    if side == "unshared":
        yield from _alone(terms, part, party)
        return
    for lane in _lanes(terms, party):
        above, left_out = part.above.get(party, 0), part.shared - part.spent.cost
        yield _share(lane, terms.source.of, part.spent.cost)
        if left_out != 0:
            yield _share(lane, "less what is not shared", left_out)
        if side == "excess":
            yield whole(f"less what {party} bears within its cap", above - part.shared * lane.share)
        elif above != 0:
            yield whole("less what is above the cap", -above)


def _alone(terms: CostTerms, part: Shared, party: str) -> Iterable[Line]:
    of, borne = terms.source.of, part.alone.get(party, 0)
    if terms.limits.budget and terms.limits.budget.bearer == party:
        yield whole(of, part.spent.cost)
        yield whole("less what is shared, or stays with others", borne - part.spent.cost)
        return
    paid = part.spent.by.get(party, 0)
    yield whole(f"{of} paid by {party}", paid)
    yield whole("less what is shared of it", borne - paid)


def _lanes(terms: CostTerms, party: str) -> Iterable[Lane]:
    return (lane for lane in terms.lanes if lane.party == party)


def _share(lane: Lane, what: str, quantity: Number) -> Line:
    return Line(what, text(quantity), str(lane.fraction), text(quantity * lane.share))


def whole(what: str, amount: Number) -> Line:
    """Return a line that is an amount by itself."""
    return Line(what, text(amount), "1", text(amount))


def basis(kept: Kept, terms: CostTerms, side: str, party: str, digits: int) -> str:
    """Say what a lane's lines are drawn from, and how far the limits had been used before the period."""
    said = [f"{terms.source.of}, all parties" if side != "unshared" else f"{terms.source.of} that is not shared"]
    if terms.limits.budget:
        used = kept[terms.limits.budget.slot("shared")]
        limit = written(terms.limits.budget.limit.amount, digits)
        said.append(f"{shown(used, digits)} of the budget of {limit} had been shared before this period")
    for cap in terms.limits.caps:
        if cap.source.party == party and side != "unshared":
            limit = written(cap.limit.amount, digits)
            said.append(f"{party} had borne {shown(kept[cap.borne], digits)} of its cap of {limit}")
    return "; ".join(said)


def shown(amount: Number, digits: int) -> str:
    """Write an amount to the nearest minor unit, as it is read."""
    return written(round_amount(amount), digits)


def used(kept: Kept) -> Iterable[Balance]:
    """Say what the balances are that limits have: what was shared and borne so far, and what lies above."""
    for slot, amount in kept.items():
        if slot.name.partition(":")[0] in _USED:
            yield Balance(slot_in_words(slot), amount)


def slot_in_words(slot: Slot) -> str:
    """Name a balance of the limits."""
    what, _, party = slot.name.partition(":")
    return f"{_USED.get(what, _OWN.get(what, what)).format(party)} in the {slot.per}"
