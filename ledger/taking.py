"""What an event that records a fact has the agreement remember: the fact, whether it counts, and what it moves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, TypeAlias

from contracts.clause import Fact as Tallied
from contracts.contract import Contract
from contracts.parts.quantity import QUANTITY_PARTS
from ledger.accrual_events import EstimateRecorded
from ledger.commitment_events import CommitmentRecorded, CommitmentReleased
from ledger.conversion_events import Converted, CostConverted, IncomeConverted, RateRecorded, SalesConverted
from ledger.converting import beside
from ledger.event_parts import Original
from ledger.events import (
    CostRecorded,
    IncomeRecorded,
    InKindRecorded,
    MilestoneClaimed,
    OverspendApproved,
    PaymentRecorded,
    Provenance,
    SalesRecorded,
)
from ledger.facts import Fact, Status
from ledger.fund_events import ContributionRecorded, DistributionRecorded
from ledger.gate_events import GateOpened, GateShut
from ledger.in_kind_events import UnvaluedRecorded
from ledger.listed_events import FactsListed, ListedFact
from ledger.outcome_events import NonResponseClaimed, OutcomeRecorded, QualityRecorded

PlainFact: TypeAlias = SalesRecorded | CostRecorded | IncomeRecorded
"""What most events of most ledgers record."""

OtherFact: TypeAlias = (
    MilestoneClaimed
    | InKindRecorded
    | OverspendApproved
    | ContributionRecorded
    | DistributionRecorded
    | OutcomeRecorded
    | QualityRecorded
    | NonResponseClaimed
    | GateShut
    | GateOpened
    | CommitmentRecorded
    | CommitmentReleased
    | UnvaluedRecorded
    | RateRecorded
)

NewFact: TypeAlias = PlainFact | OtherFact

KINDS: dict[type[NewFact], str] = {
    CostRecorded: "cost",
    SalesRecorded: "sales",
    IncomeRecorded: "income",
    MilestoneClaimed: "milestone",
    InKindRecorded: "in kind",
    OverspendApproved: "approval",
    GateShut: "gate",
    GateOpened: "gate",
    ContributionRecorded: "contribution",
    DistributionRecorded: "distribution",
    OutcomeRecorded: "outcome",
    QualityRecorded: "quality",
    NonResponseClaimed: "non-response",
    CommitmentRecorded: "commitment",
    CommitmentReleased: "release",
    UnvaluedRecorded: "unvalued",
    CostConverted: "cost",
    SalesConverted: "sales",
    IncomeConverted: "income",
    RateRecorded: "rate",
}
"""What the kind of fact of each event is called, in feeds too."""


_CONVERTED = (CostConverted, SalesConverted, IncomeConverted)
"""Looked for by type first: asking what an event is an instance of costs as much as all the rest."""


def fact_of(body: NewFact, contract: Contract) -> Fact:
    """Return the fact that an event records. Raises ContractError for one that the terms give no value."""
    if isinstance(body, PlainFact):
        return _plain(body, contract)
    kind, of, amount = what(body)
    return Fact(
        ref=body.ref,
        kind=kind,
        on=body.on,
        party=body.party,
        of=of,
        amount=amount,
        status=Status.PENDING if getattr(body, "pending", False) else Status.COUNTS,
        tallied=tuple(_tallied(body, contract)),
        restates=getattr(body, "restates", None),
        claimants=_claimants(body),
        until=body.claimed if isinstance(body, NonResponseClaimed) else getattr(body, "until", None),
        against=(body.rate, body.first.isoformat()) if isinstance(body, RateRecorded) else (),
    )


def _plain(body: PlainFact, contract: Contract) -> Fact:
    """Return the fact of sales, income or a cost, with what is tallied beside it where it was converted."""
    kind, of, pending = KINDS[type(body)], body.of, False
    original: Original | None = None
    if isinstance(body, SalesRecorded):
        deductions = [(deduction.kind, deduction.amount) for deduction in body.deductions]
        moved = contract.receipts(f"sales:{of}", body.on, body.amount, deductions)
    elif isinstance(body, IncomeRecorded):
        moved = contract.receipts(f"income:{of}", body.on, body.amount)
    else:
        moved = contract.cost(of, body.party, body.on, body.amount) if body.shared else []
        pending = body.pending
    if type(body) in _CONVERTED and isinstance(body, Converted):
        original = body.original
        moved += beside(body, kind) if moved else ()
    return Fact(
        ref=body.ref,
        kind=kind,
        on=body.on,
        party=body.party,
        of=of,
        amount=body.amount,
        status=Status.PENDING if pending else Status.COUNTS,
        tallied=tuple(moved),
        restates=body.restates,
        claimants=_claimants(body),
        original=original,
    )


def facts_of(body: FactsListed, contract: Contract) -> Iterator[Fact]:
    """Yield the facts of a list: like those recorded one by one, they count, and nobody has to accept them."""
    claimants = _named(body.provenance)
    for row in body.facts:
        yield Fact(
            ref=row.ref,
            kind=body.kind,
            on=row.on,
            party=row.party,
            of=row.of,
            amount=row.amount,
            status=Status.COUNTS,
            tallied=tuple(_listed(body, row, contract)),
            claimants=tuple(dict.fromkeys((row.party, *claimants))),
        )


def estimate_of(body: EstimateRecorded) -> Fact:
    """Return an estimate as it is remembered, from its first day to its last; it moves nothing."""
    return Fact(
        ref=body.ref,
        kind="estimate",
        on=body.first,
        party=body.party,
        of=f"{body.kind}:{body.of}",
        amount=body.amount,
        status=Status.COUNTS,
        restates=body.restates,
        until=body.last,
    )


def payment_of(body: PaymentRecorded) -> Fact:
    """Return a payment as it is remembered: who paid whom, what it settled, and what is left over."""
    return Fact(
        ref=body.ref,
        kind="payment",
        on=body.on,
        party=body.payer,
        of=body.payee,
        amount=body.amount,
        status=Status.COUNTS,
        applied=body.applied,
        against=body.against,
        unapplied=body.unapplied,
    )


def _listed(body: FactsListed, row: ListedFact, contract: Contract) -> list[Tallied]:
    if body.kind == "cost":
        return contract.cost(row.of, row.party, row.on, row.amount) if body.shared else []
    deductions = [(deduction.kind, deduction.amount) for deduction in row.deductions]
    return contract.receipts(f"{body.kind}:{row.of}", row.on, row.amount, deductions)


def what(body: NewFact) -> tuple[str, str, int]:
    """Return the kind of fact, what it is of, and its amount."""
    match body:
        case _ if isinstance(body, PlainFact):
            of, amount = body.of, body.amount
        case MilestoneClaimed():
            of, amount = body.clause, 0
        case InKindRecorded() | UnvaluedRecorded():
            of, amount = body.item, body.quantity_thousandths
        case CommitmentReleased():
            of, amount = body.commitment, body.amount
        case OverspendApproved():
            of, amount = body.clause, body.amount
        case GateShut():
            of, amount = body.gate, 1
        case GateOpened():
            of, amount = body.gate, -1
        case OutcomeRecorded() | NonResponseClaimed():
            of, amount = body.of, 0
        case QualityRecorded():
            of, amount = f"{body.of}:{body.what}", 0
        case RateRecorded():
            of, amount = body.of, 0
        case _:
            of, amount = body.of, body.amount
    return KINDS[type(body)], of, amount


def _tallied(body: OtherFact, contract: Contract) -> list[Tallied]:
    """Return what a fact moves once it counts."""
    match body:
        case MilestoneClaimed():
            moved: list[Tallied] = contract.milestone(body.clause, body.on)
        case InKindRecorded():
            quantity = Fraction(body.quantity_thousandths, QUANTITY_PARTS)
            moved = contract.in_kind(body.item, body.party, body.on, quantity, evidenced=body.evidenced)
        case OverspendApproved():
            moved = contract.approval(body.clause, body.on, body.amount)
        case GateShut() | GateOpened():
            expires = body.expires if isinstance(body, GateOpened) else None
            moved = contract.gate(body.gate, body.on, shut=isinstance(body, GateShut), expires=expires)
        case ContributionRecorded():
            moved = contract.contribution(body.of, body.party, body.on, body.amount)
        case DistributionRecorded():
            moved = contract.distribution(body.of, body.on, body.amount)
        case OutcomeRecorded():
            moved = _outcome(body, contract)
        case QualityRecorded() | NonResponseClaimed():
            moved = _counted(body, contract)
        case CommitmentRecorded() | CommitmentReleased() | UnvaluedRecorded() | RateRecorded():
            moved = []
    return moved


def _counted(body: QualityRecorded | NonResponseClaimed, contract: Contract) -> list[Tallied]:
    if isinstance(body, QualityRecorded):
        return contract.quality(body.of, body.what, body.on, body.cases, body.out_of)
    return contract.non_response(body.of, body.on, body.claimed, body.people)


def _outcome(body: OutcomeRecorded, contract: Contract) -> list[Tallied]:
    if body.saving_each is not None:
        return contract.saving(body.of, body.on, body.people, Fraction(body.saving_each), body.verified)
    return contract.outcome(body.of, body.on, body.people, Fraction(body.units_each or 0), body.verified)


def _claimants(body: Any) -> tuple[str, ...]:
    """Return the parties that stand behind a claim, and may therefore not accept it."""
    party, provenance = body.party, body.provenance
    if provenance.on_behalf_of is None and provenance.party in (party, None):  # as nearly always
        return (party,)
    return tuple(dict.fromkeys((party, *_named(provenance))))


def _named(provenance: Provenance) -> list[str]:
    return [party for party in (provenance.party, provenance.on_behalf_of) if party]
