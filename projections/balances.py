"""What each party is owed under each clause at the end of a day, and who would pay whom to settle it.

    balance = entries owed to it - entries that it owes + settlements that it made - settlements that it received

What was waived settles as a payment does. What is disputed stays in the balance.

Above zero the party is owed, below zero it owes. Over all parties, and the common pot, balances add up to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, func, select

from contracts.parts.debt import whole_clause
from projections import tables
from projections.closes import Entering
from projections.fact_rows import UNAPPLIED

Balances: TypeAlias = dict[tuple[str, str], int]
"""By clause and party, in minor units."""


class Transfer(NamedTuple):
    """A payment that would settle a clause."""

    clause: str
    payer: str
    payee: str
    amount: int


def balances_at(connection: Connection, agreement: str, until: date) -> Balances:
    """Return every balance at the end of a day, by what entered the statements until then."""
    balances: Balances = {}
    for clause, payer, payee, amount in _sums(connection, agreement, until):
        for party, moved in ((payer, -amount), (payee, amount)):
            balances[clause, party] = balances.get((clause, party), 0) + moved
    return balances


def _sums(connection: Connection, agreement: str, until: date) -> Iterator[tuple[str, str, str, int]]:
    """Yield (clause, payer, payee, amount) of what was booked and not settled between two parties."""
    entries, settled = tables.entries.c, tables.settlements.c
    between = (entries.clause, entries.payer, entries.payee)
    booked = select(*between, func.sum(entries.amount)).where(
        entries.agreement == agreement, entries.booked <= until.isoformat(), entries.payer != entries.payee
    )
    for clause, payer, payee, amount in connection.execute(booked.group_by(*between)):
        yield clause, payer, payee, int(amount)
    enters = Entering(connection, agreement).by
    parties = (settled.clause, settled.payer, settled.payee)
    paid = select(*parties, func.sum(settled.amount)).where(
        settled.agreement == agreement, enters(settled.on, settled.event, until), settled.clause != UNAPPLIED
    )
    held = tables.held.c
    given_up = (held.clause, held.payer, held.payee)
    waived = select(*given_up, func.sum(held.amount)).where(
        held.agreement == agreement, enters(held.on, held.event, until), held.kind == "waiver"
    )
    for settling in (paid.group_by(*parties), waived.group_by(*given_up)):
        for clause, payer, payee, amount in connection.execute(settling):
            yield clause, payee, payer, int(amount)


def with_parts(balances: Balances) -> Balances:
    """Add the balances of a clause's parts, as `royalty:stacking`, to its own: they are settled together."""
    added: Balances = {}
    for (clause, party), amount in balances.items():
        key = (whole_clause(clause), party)
        added[key] = added.get(key, 0) + amount
    return added


def transfers(balances: Mapping[tuple[str, str], int], clause: str, parties: Sequence[str]) -> Iterator[Transfer]:
    """Yield the payments that settle a clause: who owes pays who is owed, both in the order of the document.

    There are at most as many payments as parties less one.
    """
    owed = {party: balances.get((clause, party), 0) for party in parties}
    creditors = [party for party in parties if owed[party] > 0]
    for debtor in parties:
        for creditor in creditors:
            amount = min(-owed[debtor], owed[creditor])
            if amount > 0:
                owed[debtor] += amount
                owed[creditor] -= amount
                yield Transfer(clause, debtor, creditor, amount)
