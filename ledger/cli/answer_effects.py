"""What a recorded fact does beside its entries, in sentences: whether it counts, what it replaces, what it settles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from contracts.classification import Counts
from contracts.parts.quantity import QUANTITY_PARTS
from ledger.cli.next_command import accepters
from ledger.commitment_events import CommitmentRecorded
from ledger.conversion_events import RateRecorded
from ledger.events import (
    Body,
    CostRecorded,
    EngineAdopted,
    FactAccepted,
    FactReversed,
    IncomeRecorded,
    InKindRecorded,
    MilestoneClaimed,
    OverspendApproved,
    PaymentRecorded,
    SalesRecorded,
)
from ledger.fund_events import ContributionRecorded, DistributionRecorded
from ledger.gate_events import GateOpened, GateShut
from ledger.in_kind_events import UnvaluedRecorded
from ledger.outcome_events import NonResponseClaimed, OutcomeRecorded, QualityRecorded

if TYPE_CHECKING:
    from contracts.parts.gate_terms import GateTerms
    from ledger.agreement import Agreement
    from ledger.cli.answer_names import Names
    from ledger.facts import Fact

_BOOKING = (
    CostRecorded
    | SalesRecorded
    | IncomeRecorded
    | MilestoneClaimed
    | InKindRecorded
    | OverspendApproved
    | FactAccepted
    | ContributionRecorded
    | DistributionRecorded
    | OutcomeRecorded
    | QualityRecorded
    | NonResponseClaimed
)
"""What makes something due in most cases, so that it is said where it doesn't."""


_NAMED = 5
"""How many facts are named that a rate converts anew."""


def consequences(agreement: Agreement, body: Body, names: Names) -> Iterator[str]:
    """Say what makes a fact count or not, and what it does beside its entries."""
    yield from _replaced(agreement, body)
    if isinstance(body, CostRecorded) and _borne_alone(agreement, body):
        yield f"It stays {names.party(body.party)}'s own cost; no clause divides it."
    yield from _valued(agreement, body, names)
    if said := _APART.get(type(body)):
        yield said
    match body:
        case CostRecorded() if not body.shared:
            yield f"No clause shares it: {names.party(body.party)} bears it alone."
        case OutcomeRecorded() if not body.verified:
            yield "It is only claimed: it is kept apart, and nothing is due on it."
        case _ if getattr(body, "pending", False):
            yield _awaited(agreement, body, names)
        case RateRecorded():
            yield _converting(body)
        case GateShut() | GateOpened():
            yield from _gate_effects(agreement, body)
        case PaymentRecorded():
            yield from _settled(body, names)
        case FactReversed():
            yield from _uncounted(agreement.facts[body.ref])
        case _ if isinstance(body, _BOOKING):
            if not body.entries:
                yield "Nothing is booked: what is due stays as it was."
                yield from _together(agreement, body)
        case EngineAdopted() if not body.entries:
            yield "It works out the same entries; nothing is booked."


def _together(agreement: Agreement, body: Body) -> Iterator[str]:
    """Say of a milestone that pays one sum with others which of them are missing, or since when the sum is lost."""
    fact = agreement.facts.get(getattr(body, "ref", ""))
    if fact and fact.kind == "milestone" and ":" in fact.of:
        clause, last = fact.of.partition(":")[0], max(fact.on.toordinal(), *(day for _, day, _ in fact.tallied))
        for balance in agreement.engine.balances(clause, date.fromordinal(last)):
            yield f"The sum of {clause} is not due: {balance.what}."


def _awaited(agreement: Agreement, body: Body, names: Names) -> str:
    """Say whose acceptance a claim awaits."""
    parties = " or ".join(map(names.party, accepters(agreement, getattr(body, "ref", ""))))
    return f"It awaits acceptance by {parties}; nothing {'changes' if _restates(body) else 'is due'} before."


_APART: dict[type[Body], str] = {
    CommitmentRecorded: "It books nothing: it stands as committed beside the risk, until spent, released or over.",
    UnvaluedRecorded: "It has no value: it is listed under the shares, and is in none of them.",
}
"""What is said of facts that book nothing."""


def _valued(agreement: Agreement, body: Body, names: Names) -> Iterator[str]:
    """Say what a contribution in kind is worth, or that it is not shown yet."""
    if isinstance(body, InKindRecorded):
        yield _worth(agreement, body, names)
    elif isinstance(body, FactAccepted) and _lacks_evidence(agreement.facts[body.ref]):
        yield _shown_later(body.ref)


def _converting(body: RateRecorded) -> str:
    """Say what a rate does: it converts what is recorded from now on, and what an earlier one had converted."""
    if not body.anew:
        return f"It converts what is recorded in {body.of} for {'that day' if body.on == body.first else 'those days'}."
    booked = "" if body.entries else " Nothing is booked: what is due stays as it was."
    more = f" and {len(body.anew) - _NAMED:,} more" if len(body.anew) > _NAMED else ""
    return f"It converts anew: {', '.join(each.ref for each in body.anew[:_NAMED])}{more}.{booked}"


def _gate_effects(agreement: Agreement, body: GateShut | GateOpened) -> Iterator[str]:
    """Say what a gate does from now on."""
    terms = agreement.contract.terms.clauses.get(body.gate)
    if isinstance(body, GateOpened) and body.expires:
        yield "After that day it is shut again."
    elif isinstance(body, GateShut) and terms is not None:
        yield cast("GateTerms", terms).effects_in_words()


def _borne_alone(agreement: Agreement, body: CostRecorded) -> bool:
    """Tell whether a clause reads a cost, as royalties paid to third parties, that one party has and none repays."""
    contract = agreement.contract
    parties = {party for feed in contract.feeds_for("cost", body.of, body.on) for party in feed.parties}
    repaid = any(
        contract.terms.clauses[name].counts.payee is Counts.RECOVERY
        for name, clause in contract.clauses.items()
        if name in contract.terms.clauses and any((feed.kind, feed.of) == ("cost", body.of) for feed in clause.feeds)
    )
    return body.shared and parties == {body.party} and not repaid


def _worth(agreement: Agreement, body: InKindRecorded, names: Names) -> str:
    """Say what a contribution in kind is worth by itself, or what it lacks."""
    if _lacks_evidence(agreement.facts[body.ref]):
        return _shown_later(body.ref)
    quantity = Fraction(body.quantity_thousandths, QUANTITY_PARTS)
    worth = agreement.contract.worth_in_kind(body.item, body.party, body.on, quantity)
    return f"By the rate card it is worth {names.money(worth)}, before any cap."


def _lacks_evidence(fact: Fact) -> bool:
    return fact.kind == "in kind" and not fact.tallied


def _shown_later(ref: str) -> str:
    return (
        "Without its evidence it is worth nothing. Once there is some, record it again with "
        f"--restates {ref} and --evidence FILE."
    )


def _replaced(agreement: Agreement, body: Body) -> Iterator[str]:
    """Say which earlier figure a restatement takes the place of: at once, or from its acceptance on."""
    restates = agreement.facts[body.ref].restates if isinstance(body, FactAccepted) else _restates(body)
    if restates is None:
        return
    earlier = f"{agreement.id}/{restates}"
    if getattr(body, "pending", False):
        yield f"Once accepted it takes the place of {earlier}, which counts until then."
    else:
        yield f"It takes the place of {earlier}, which counts no longer."


def _restates(body: Body) -> str | None:
    ref: str | None = getattr(body, "restates", None)
    return ref


def _settled(body: PaymentRecorded, names: Names) -> Iterator[str]:
    for part in body.applied:
        yield f"  It settles {names.money(part.amount)} under {names.clause(part.clause)} for {part.period}."
    if body.unapplied:
        left = "It settles nothing that was due" if not body.applied else f"{names.money(body.unapplied)} is left over"
        yield f"  {left}, and is kept as paid in advance."


def _uncounted(fact: Fact) -> Iterator[str]:
    yield "It counts no longer, as from its own date; it stays in the history."
    if fact.restates:
        yield f"What it restated, {fact.restates}, is what counts."
    if fact.applied or fact.advanced:
        yield "What it had settled is owed again."
