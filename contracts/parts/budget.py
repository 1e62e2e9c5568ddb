"""The budget of a cost share: what is spent above it, its tolerance and what was approved is not shared.

The rule: shared is at most budget x (1 + tolerance) + approved overspend. The rest stays with whoever incurred it:
under one budget, day by day, each cost that no longer fits (in part, if it crosses the edge); under budgets by party,
in proportion to what each has spent above its own budget. Or a named party bears it. An approval counts from the
beginning of the year that it is for, however late it comes.

Units: minor units, exact. A budget of 1,000,000 with a tolerance of 10% and 50,000 approved shares 1,150,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number
from contracts.clause import Setting
from contracts.clause_terms import Place, Problem, Reader, percentage
from contracts.parts.accept import accepters
from contracts.parts.balances import Kept, Slot, within
from contracts.parts.scope import FirstYear, Limit, Per, in_words, limit
from contracts.scalars import Amount, Fractional
from contracts.terms_model import TermsModel

WHOEVER = "whoever incurred it"


class Overspend(TermsModel):
    """Who bears what is not shared."""

    borne_by: str = Field(default=WHOEVER, description="'whoever incurred it', or the party that bears it")


class Budget(TermsModel):
    """A budget, how far it may be overspent, and who bears the rest."""

    amount: Amount | None = Field(
        default=None, description="the budget of all parties together; each its own: 'by party'"
    )
    by_party: dict[str, Amount] | None = Field(default=None, description="each party's own budget, in its place")
    per: Per = Field(default=Per.YEAR, description="the budget of each contract year, or of the life")
    first_year: FirstYear = Field(default=FirstYear.IN_FULL, description="a first year that is not whole")
    tolerance: Fractional = Field(default=Fraction(0), description="how far it may be overspent without approval")
    approved_by: str | list[str] | None = Field(
        default=None, description="who may approve an overspend; any of the bearers if left out"
    )
    excess: Overspend = Field(default=Overspend(), description="who bears what is not shared")

    @property
    def amounts(self) -> dict[Place, Amount]:
        """Return every amount, by the path to it."""
        found: dict[Place, Amount] = {("amount",): self.amount} if self.amount else {}
        return {**found, **{("by party", party): amount for party, amount in (self.by_party or {}).items()}}

    @property
    def whole(self) -> Amount:
        """Return the budget of all parties together."""
        return self.amount or Amount(sum((own.major for own in (self.by_party or {}).values()), start=Decimal(0)))

    @property
    def bearer(self) -> str | None:
        """Return the party that bears what is not shared, None if whoever incurred it does."""
        return None if self.excess.borne_by == WHOEVER else self.excess.borne_by


def named_parties(budget: Budget) -> Iterable[tuple[Place, str]]:
    """Yield every party that the budget names."""
    yield from ((("by party", party), party) for party in budget.by_party or ())
    yield from ((("approved by",), party) for party in accepters(budget.approved_by))
    if budget.bearer:
        yield ("excess", "borne by"), budget.bearer


def problems(budget: Budget, bearers: Iterable[str]) -> Iterable[Problem]:
    """Yield a budget without an amount or with two, by quarter, or borne by one who has no part in the costs."""
    if (budget.amount is None) == (budget.by_party is None):
        yield Problem((), "a budget is one amount, or amounts by party", "write one of 'amount' and 'by party'")
    for path, amount in budget.amounts.items():
        if amount.major <= 0:
            yield Problem(path, "a budget of nothing", "write an amount above zero")
    if budget.per is Per.QUARTER:
        yield Problem(("per",), "a budget counts by contract year or over the life", "write year or life")
    for path, party in named_parties(budget):
        if path[0] != "approved by" and party not in bearers:
            yield Problem(path, f"'{party}' has no share of these costs", f"write one of {', '.join(bearers)}")


def sentences(budget: Budget, reader: Reader) -> list[str]:
    """Say how much is shared, and who bears the rest."""
    span = in_words(budget.per, budget.first_year)
    own = ", ".join(
        f"{reader.party(party)} {reader.money(amount)}" for party, amount in (budget.by_party or {}).items()
    )
    split = "in proportion to what each has spent above its own budget" if own else "cost by cost"
    rest = reader.party(budget.bearer) if budget.bearer else f"whoever incurred it, {split}"
    by = reader.parties(accepters(budget.approved_by)) if budget.approved_by else "one of them"
    return [
        f"The budget is {reader.money(budget.whole)} {span}{f' ({own})' if own else ''}. What is spent is shared up to "
        f"the budget, {percentage(budget.tolerance)} above it, and any overspend that {by} has approved for that time, "
        "however late.",
        f"What is spent above that is not shared; it is borne by {rest}.",
    ]


class Compiled(NamedTuple):
    """A budget ready to work with; `own` is empty where there is one for all."""

    source: Budget
    limit: Limit
    factor: Number
    bearer: str | None
    own: dict[str, Limit]

    @property
    def dated(self) -> bool:
        """Whether it matters on which day a cost was incurred."""
        return self.bearer is None and not self.own

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return the balances that the budget needs."""
        by_party = [slot for party in self.own for slot in (self.slot("spent", party), self.slot("alone", party))]
        return (self.slot("shared"), self.slot("above"), *by_party)

    def slot(self, what: str, party: str = "all") -> Slot:
        """Name one of the balances."""
        return Slot(f"{what}:{party}", self.source.per)


def compiled(budget: Budget, setting: Setting) -> Compiled:
    """Return a budget in minor units."""
    own = budget.by_party if budget.by_party and budget.bearer is None else {}
    return Compiled(
        budget,
        limit(budget.whole, budget.per, budget.first_year, setting),
        EXACT.number(1 + budget.tolerance),
        budget.bearer,
        {party: limit(amount, budget.per, budget.first_year, setting) for party, amount in own.items()},
    )


class Spent(NamedTuple):
    """A cost on a day or over a stretch of days, and by whom it was incurred."""

    day: int
    cost: Number
    by: Mapping[str, Number]

    def part(self, fraction: Number) -> Spent:
        """Return a fraction of it, incurred by the same parties."""
        return self.incurred({party: amount * fraction for party, amount in self.by.items()})

    def incurred(self, by: Mapping[str, Number]) -> Spent:
        """Return another cost of the day, which is what the parties incurred of it."""
        return Spent(self.day, sum_of(by.values()), by)

    def less(self, other: Spent) -> Spent:
        """Take a part of it away."""
        by = {party: amount - other.by.get(party, 0) for party, amount in self.by.items()}
        return Spent(self.day, self.cost - other.cost, by)


def unshared(ops: Exact, budget: Compiled, kept: Kept, spent: Spent) -> Spent:
    """Return what of a cost is not shared, by who incurred it, and bring the budget's balances up to date."""
    allowed = budget.limit.on(spent.day) * budget.factor + kept[approved(budget.source.per)]
    shared, above = budget.slot("shared"), budget.slot("above")
    if budget.own:
        so_far = kept[shared] + kept[above] + spent.cost
        left_out = spent.incurred(_by_party(ops, budget, kept, spent, ops.hi(so_far - allowed, 0)))
    else:
        rest = spent.cost - within(ops, spent.cost, kept[above], allowed - kept[shared])
        left_out = spent.part(ops.ratio(rest, spent.cost))
    kept[shared] = kept[shared] + spent.cost - left_out.cost
    kept[above] = kept[above] + left_out.cost
    return left_out


def _by_party(ops: Exact, budget: Compiled, kept: Kept, spent: Spent, overspend: Number) -> dict[str, Number]:
    """Divide the overspend to date by what each party has spent above its own budget; return what that adds."""
    above: dict[str, Number] = {}
    for party, own in budget.own.items():
        slot = budget.slot("spent", party)
        kept[slot] = kept[slot] + spent.by.get(party, 0)
        above[party] = ops.hi(kept[slot] - own.on(spent.day), 0)
    fraction = ops.lo(ops.ratio(overspend, sum_of(above.values())), 1)
    added: dict[str, Number] = {}
    for party, amount in above.items():
        slot, target = budget.slot("alone", party), amount * fraction
        added[party] = target - kept[slot]
        kept[slot] = target
    return added


@lru_cache
def approved(per: Per) -> Slot:
    """Name the balance of approved overspends."""
    return Slot("approved", per)


def sum_of(amounts: Iterable[Number]) -> Number:
    """Add exact amounts."""
    total: Number = 0
    for amount in amounts:
        total = total + amount
    return total
