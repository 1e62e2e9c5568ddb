"""Novation: which party fills which role from which day, as the novations that count say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from contracts.roles import Assumed, Novation, Roles
from contracts.terms import Party
from ledger.facts import Status
from ledger.life_events import AssumedDue, PartyNovated
from ledger.party import FIELDS

if TYPE_CHECKING:
    from contracts.contract import Contract
    from ledger.agreement import Agreement


def note_novation(agreement: Agreement, body: PartyNovated) -> None:
    """Remember what a novation says beyond its fact."""
    agreement.novations.append(replace(body, entries=(), settled=()))


def fill_roles(agreement: Agreement, on: date) -> None:
    """Let the roles be filled as the novations say that count, now that one from a day on counts or does no longer."""
    facts = agreement.facts
    counting = [body for body in agreement.novations if body.ref in facts and facts[body.ref].status is Status.COUNTS]
    roles = roles_of(counting)
    joining = {body.to: party_of(body) for body in counting if body.name}
    agreement.contract.novate(roles, joining)
    agreement.engine.novated(roles, on)


def roles_of(novations: Sequence[PartyNovated]) -> Roles:
    """Return who fills which role by some novations."""
    return Roles(
        [Novation(body.party, body.to, body.on.toordinal(), body.clauses) for body in novations],
        [_assumed(body, due) for body in novations for due in body.assumed],
    )


def party_of(body: PartyNovated) -> Party:
    """Return the party that a novation brings in, as a document would have it."""
    numbers = {FIELDS[each.kind]: each.number for each in body.identifiers}
    return Party.model_validate({"name": body.name, **numbers})


def counts_for(contract: Contract, fact_kind: str, of: str, party: str, on: date) -> str:
    """Return for whom a fact counts that names a party: for whoever fills that party's role on the day.

    That is the party itself where it still fills the role under some clause that reads the fact, or none reads it.
    """
    role, day = contract.role_of(fact_kind, of, party, on), on.toordinal()
    filling = [
        contract.roles.holder(name, role, day)
        for name, clause in contract.clauses.items()
        for feed in clause.feeds
        if (feed.kind, feed.of) == (fact_kind, of) and role in feed.parties
    ]
    return party if party in filling or not filling else filling[0]


def _assumed(body: PartyNovated, due: AssumedDue) -> Assumed:
    now = (_instead(body, due.payer), _instead(body, due.payee))
    return Assumed(due.clause, due.period, due.role, (due.payer, due.payee), now, due.amount)


def _instead(body: PartyNovated, party: str) -> str:
    return body.to if party == body.party else party
