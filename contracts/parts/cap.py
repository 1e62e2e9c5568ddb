"""A cap on what one party bears of shared costs, and what becomes of the excess.

The rule: the party bears its share until it has borne its cap in the quarter, the contract year or the life; of a cost
that crosses the cap it bears what is left. Above the cap its share is borne by another party, for good or as a balance
that the capped party repays out of profit (`parts/repayment.py`); or, where work ceases, nothing more is shared by
anybody, and costs stay with whoever incurred them, day by day. A credit note first lessens what lies above the cap.

Units: minor units, exact. The cap is whole and binds to the penny, because rounding has the same span as the cap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number
from contracts.clause import Setting
from contracts.clause_terms import ClauseTerms, Place, Problem, Reader, percentage
from contracts.parts.balances import Kept, Slot, within
from contracts.parts.budget import Spent
from contracts.parts.scope import FirstYear, Limit, Per, in_words, limit
from contracts.scalars import Amount, Fractional
from contracts.terms_model import TermsModel

WORK_CEASES: Literal["work ceases"] = "work ceases"


class Deferred(TermsModel):
    """An excess that another party bears until it is repaid out of profit, without interest."""

    borne_by: str = Field(description="the party that bears it meanwhile")
    repaid_from: str = Field(description="the clause under which the capped party receives a share of profit")
    at_most: Fractional = Field(default=Fraction(1), description="how much of that share may go into repaying")


class Excess(TermsModel):
    """What becomes of a share above its cap: another party bears it, or bears it until it is repaid."""

    borne_by: str | None = Field(default=None, description="the party that bears it for good")
    deferred: Deferred | None = Field(default=None, description="kept as a balance, and repaid only from profit")


class Cap(TermsModel):
    """The most that a party bears."""

    party: str = Field(description="the party whose costs are capped")
    amount: Amount = Field(description="the most that it bears")
    per: Per = Field(default=Per.YEAR, description="in each quarter, each contract year, or over the life")
    first_year: FirstYear = Field(default=FirstYear.IN_FULL, description="a first year that is not whole")
    excess: Excess | Literal["work ceases"] = Field(description="what becomes of its share above the cap")

    @property
    def deferred(self) -> Deferred | None:
        """Return how an excess is repaid, None if it is not."""
        return self.excess.deferred if isinstance(self.excess, Excess) else None

    @property
    def bearer(self) -> str | None:
        """Return the party that bears the excess, None where work ceases."""
        if isinstance(self.excess, Excess):
            return self.excess.deferred.borne_by if self.excess.deferred else self.excess.borne_by
        return None


Caps = Cap | list[Cap]


def listed(caps: Caps | None) -> dict[Place, Cap]:
    """Return the caps of a clause, by the path to each."""
    if isinstance(caps, list):
        return {("cap", number): cap for number, cap in enumerate(caps)}
    return {("cap",): caps} if caps else {}


def named_parties(caps: Caps | None) -> Iterable[tuple[Place, str]]:
    """Yield every party that the caps name."""
    for path, cap in listed(caps).items():
        yield (*path, "party"), cap.party
        if cap.bearer:
            within_excess = ("deferred", "borne by") if cap.deferred else ("borne by",)
            yield (*path, "excess", *within_excess), cap.bearer


def named_clauses(caps: Caps | None) -> Iterable[tuple[Place, str]]:
    """Yield every clause out of which an excess is repaid."""
    for path, cap in listed(caps).items():
        if cap.deferred:
            yield (*path, "excess", "deferred", "repaid from"), cap.deferred.repaid_from


def problems(caps: Caps | None, bearers: Sequence[str]) -> Iterable[Problem]:
    """Yield caps that don't fit the shares or each other."""
    capped = [cap.party for cap in listed(caps).values()]
    spans = [cap.per for cap in listed(caps).values()]
    for path, cap in listed(caps).items():
        yield from _problems(path, cap, capped)
        if cap.party not in bearers:
            fix = f"write one of {', '.join(bearers)}"
            yield Problem((*path, "party"), f"'{cap.party}' has no share of these costs", fix)
        if capped.count(cap.party) > 1:
            yield Problem((*path, "party"), f"'{cap.party}' has two caps", "write one cap a party")
        if cap.per is not spans[0]:
            what = "caps of one clause count over the same span, or rounding would break one of them by a penny"
            yield Problem((*path, "per"), what, f"write 'per: {spans[0]}' in all of them")


def _problems(path: Place, cap: Cap, capped: Sequence[str]) -> Iterable[Problem]:
    if cap.amount.major < 0:
        yield Problem((*path, "amount"), "a cap below zero", "write an amount of zero or more")
    if isinstance(cap.excess, Excess) and (cap.excess.borne_by is None) == (cap.excess.deferred is None):
        yield Problem((*path, "excess"), "an excess is borne by a party, or deferred", "write one of them")
    if cap.bearer in capped:
        what = (
            f"'{cap.bearer}' has a cap of its own" if cap.bearer != cap.party else f"'{cap.party}' is the capped party"
        )
        yield Problem((*path, "excess"), what, "let a party without a cap bear the excess")


def problems_among(caps: Caps | None, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
    """Yield a repayment out of a clause that pays the capped party nothing."""
    for path, cap in listed(caps).items():
        other = clauses.get(cap.deferred.repaid_from) if cap.deferred else None
        payees = getattr(other, "shares", None) or getattr(other, "to", None) or ()
        if other is not None and cap.party not in ([payees] if isinstance(payees, str) else payees):
            place = (*path, "excess", "deferred", "repaid from")
            what = f"'{cap.party}' receives nothing under '{cap.deferred.repaid_from if cap.deferred else ''}'"
            yield Problem(place, what, f"name a clause under which '{cap.party}' has a share of profit")


def sentences(caps: Caps | None, reader: Reader) -> Iterable[str]:
    """Say how much each capped party bears, and what becomes of the excess."""
    for cap in listed(caps).values():
        party, span = reader.party(cap.party), in_words(cap.per, cap.first_year)
        most = f"{party} bears at most {reader.money(cap.amount)} of its share {span}."
        if cap.bearer is None:
            yield f"{most} Once it has, work ceases: nothing more is shared, and costs stay with whoever incurred them."
        elif cap.deferred:
            yield (
                f"{most} What is above is borne by {reader.party(cap.bearer)} and kept as a balance without interest, "
                f"which {party} repays only out of what it receives under '{cap.deferred.repaid_from}', with at most "
                f"{percentage(cap.deferred.at_most)} of it."
            )
        else:
            yield f"{most} What is above is borne by {reader.party(cap.bearer)}."


class Compiled(NamedTuple):
    """A cap ready to work with: the party's share, and one over it where that says when work ceases.

    `ceases` tells whether nothing more is shared above the cap; a party without a share never reaches one. `borne` is
    the balance of what the party has borne, `above` that of what is above: of its share, or of the cost where work
    ceased.
    """

    source: Cap
    limit: Limit
    share: Number
    shared_per_unit: Number
    ceases: bool
    borne: Slot
    above: Slot


def compiled(caps: Caps | None, shares: Mapping[str, Fraction], setting: Setting) -> tuple[Compiled, ...]:
    """Return the caps in minor units."""
    found = []
    for cap in listed(caps).values():
        share = shares.get(cap.party, Fraction(0))
        most = limit(cap.amount, cap.per, cap.first_year, setting)
        per_unit = EXACT.number(1 / share) if share else 0
        ceases = cap.bearer is None
        borne = Slot(f"borne:{cap.party}", cap.per)
        above = Slot(f"{'ceased' if ceases else 'over'}:{cap.party}", cap.per)
        found.append(Compiled(cap, most, EXACT.number(share), per_unit, ceases and share != 0, borne, above))
    return tuple(found)


def ceased(ops: Exact, cap: Compiled, kept: Kept, spent: Spent) -> Spent:
    """Return what is not shared, because the party's share of more would pass its cap; by who incurred it."""
    room = (cap.limit.on(spent.day) - kept[cap.borne]) * cap.shared_per_unit
    rest = spent.cost - within(ops, spent.cost, kept[cap.above], room)
    left_out = spent.part(ops.ratio(rest, spent.cost))
    kept[cap.above] = kept[cap.above] + left_out.cost
    return left_out


def passed_on(ops: Exact, cap: Compiled, kept: Kept, spent: Spent) -> Number:
    """Return how much of the party's share of a shared cost is above its cap; it bears the rest."""
    share = spent.cost * cap.share
    borne = share
    if not cap.ceases:
        borne = within(ops, share, kept[cap.above], cap.limit.on(spent.day) - kept[cap.borne])
        kept[cap.above] = kept[cap.above] + share - borne
    kept[cap.borne] = kept[cap.borne] + borne
    return share - borne
