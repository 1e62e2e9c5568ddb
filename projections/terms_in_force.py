"""The terms of an agreement ready to work with: as signed, and as every amendment left them."""

from __future__ import annotations

from datetime import date

from msgspec.json import decode
from sqlalchemy import Connection, func, select

from contracts.contract import Contract
from contracts.terms import AgreementTerms
from ledger.facts import Status
from ledger.life_events import PartyNovated
from ledger.novating import party_of, roles_of
from projections import tables
from projections.asking import clauses_in_order
from projections.at_once import rows_of
from projections.kinds import is_of_kind
from projections.promise_rows import CLOSED


def contract_of(connection: Connection, agreement: str) -> Contract:
    """Return the terms of an agreement, bound to formulas."""
    digits, terms = tables.agreements.c, tables.terms.c
    found = select(digits.digits).where(digits.agreement == agreement)
    held = select(terms.effective, terms.terms).where(terms.agreement == agreement).order_by(terms.event)
    signed, *amended = connection.execute(held).all()
    contract = Contract(AgreementTerms.from_json(signed.terms), connection.execute(found).scalar_one())
    for each in amended:
        contract.amend(AgreementTerms.from_json(each.terms), date.fromisoformat(each.effective))
    if bodies := novations_of(connection, agreement):
        contract.novate(roles_of(bodies), {body.to: party_of(body) for body in bodies if body.name})
    return contract


def novations_of(connection: Connection, agreement: str) -> list[PartyNovated]:
    """Return the novations that count, as they were recorded."""
    facts = tables.facts.c
    counting = (facts.agreement == agreement, is_of_kind(agreement, "novation"), facts.status == Status.COUNTS.value)
    rows = connection.execute(select(facts.details).where(*counting).order_by(facts.event))
    return [decode(row.details, type=PartyNovated) for row in rows]


def has_clause(connection: Connection, agreement: str, column: str, value: str) -> bool:
    """Whether some clause is of a kind, or counts as something: cheaper than reading the terms."""
    return any(getattr(row, column) == value for row in rows_of(connection, clauses_in_order, agreement))


def closed_through(connection: Connection, agreement: str) -> date | None:
    """Return the last day that a close has let pass, None before the first close."""
    daily = tables.daily.c
    found = select(func.max(daily.on)).where(daily.agreement == agreement, daily.measure == CLOSED, daily.party == "")
    last = connection.execute(found).scalar()
    return date.fromisoformat(last) if last else None
