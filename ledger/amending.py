"""Amending: other terms from a day on, past or future, and what the facts since then are worth under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from contracts.fold import Cause
from contracts.terms import AgreementTerms
from ledger.events import AgreementAmended
from ledger.facts import Fact, Status, negative

if TYPE_CHECKING:
    from ledger.agreement import Agreement


def take_amendment(agreement: Agreement, body: AgreementAmended) -> Cause:
    """Let other terms hold, and value the facts that are rounded one by one again."""
    renew_terms(agreement, body)
    for fact in list(agreement.facts.values()):
        agreement.facts[fact.ref] = _revalued(agreement, fact)
    return Cause(body.effective.toordinal(), correction=True)


def renew_terms(agreement: Agreement, body: AgreementAmended) -> None:
    """Let other terms hold, whatever was recorded."""
    clauses = agreement.contract.amend(AgreementTerms.from_json(bytes(body.terms)), body.effective)
    agreement.engine.amended(clauses, body.effective)
    agreement.debts.know(agreement.contract.clauses)
    agreement.amendments.append(replace(body, entries=(), settled=()))
    agreement.terms_version += 1


def _revalued(agreement: Agreement, fact: Fact) -> Fact:
    worth = tuple(agreement.contract.revalued(fact.tallied))
    if worth == fact.tallied:
        return fact
    if fact.status is Status.COUNTS:
        agreement.engine.take(negative(fact.tallied))
        agreement.engine.take(worth)
    return replace(fact, tallied=worth)
