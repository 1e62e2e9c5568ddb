"""What an event that records a fact has the agreement remember: the fact, whether it counts, and what it moves."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

from contracts.clause import Fact as Tallied
from contracts.contract import Contract
from contracts.parts.rate_card import QUANTITY_PARTS
from ledger.events import (
    CostRecorded,
    IncomeRecorded,
    InKindRecorded,
    MilestoneClaimed,
    OverspendApproved,
    SalesRecorded,
)
from ledger.facts import Fact, Status

NewFact: TypeAlias = (
    CostRecorded | SalesRecorded | IncomeRecorded | MilestoneClaimed | InKindRecorded | OverspendApproved
)


def fact_of(body: NewFact, contract: Contract) -> Fact:
    """Return the fact that an event records. Raises ContractError for one that the terms give no value."""
    kind, of, amount = _what(body)
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
    )


def _what(body: NewFact) -> tuple[str, str, int]:
    """Return the kind of fact, what it is of, and its amount."""
    match body:
        case CostRecorded():
            return "cost", body.of, body.amount
        case SalesRecorded():
            return "sales", body.of, body.amount
        case IncomeRecorded():
            return "income", body.of, body.amount
        case MilestoneClaimed():
            return "milestone", body.clause, 0
        case InKindRecorded():
            return "in kind", body.item, body.quantity_thousandths
        case OverspendApproved():
            return "approval", body.clause, body.amount


def _tallied(body: NewFact, contract: Contract) -> list[Tallied]:
    """Return what a fact moves once it counts."""
    match body:
        case CostRecorded():
            return contract.cost(body.of, body.party, body.on, body.amount) if body.shared else []
        case SalesRecorded():
            deductions = [(deduction.kind, deduction.amount) for deduction in body.deductions]
            return contract.receipts(f"sales:{body.of}", body.on, body.amount, deductions)
        case IncomeRecorded():
            return contract.receipts(f"income:{body.of}", body.on, body.amount)
        case MilestoneClaimed():
            return contract.milestone(body.clause, body.on)
        case InKindRecorded():
            quantity = Fraction(body.quantity_thousandths, QUANTITY_PARTS)
            return contract.in_kind(body.item, body.party, body.on, quantity, evidenced=body.evidenced)
        case OverspendApproved():
            return contract.approval(body.clause, body.on, body.amount)


def _claimants(body: Any) -> tuple[str, ...]:
    """Return the parties that stand behind a claim, and may therefore not accept it."""
    named = (body.party, body.provenance.party, body.provenance.on_behalf_of)
    return tuple(dict.fromkeys(party for party in named if party))
