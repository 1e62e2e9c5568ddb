"""What an incoming party assumes: what was due by or to the outgoing one of the time before, and is unpaid."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.clause import VENTURE
from contracts.parts.debt import whole_clause
from ledger import snapshot
from ledger.agreement import Agreement
from ledger.errors import Refused
from ledger.facts import Status
from ledger.life_events import AssumedDue, PartyNovated


def unpaid_before(agreement: Agreement, body: PartyNovated) -> tuple[AssumedDue, ...]:
    """Return the dues, or parts of them, that go over; the agreement stays as it is.

    Interest on late payment is not among them: it follows the debts that it runs on. What goes through a common pot
    is refused, because there all parties settle with each other.
    """
    spare = snapshot.unpacked(agreement.id, snapshot.packed(agreement))
    spare.differences()
    spare.reperform(body)
    return tuple(_open(spare, body))


def _open(spare: Agreement, body: PartyNovated) -> Iterator[AssumedDue]:
    calendar, settled = spare.contract.calendar, _settled(spare)
    for clause, period, (role, payer, payee), booked in spare.engine.booked():
        if body.clauses and whole_clause(clause) not in body.clauses:
            continue
        if body.party not in (payer, payee) or payer == payee or calendar.parse(period).first >= body.on:
            continue
        if VENTURE in (payer, payee):
            _refuse_pot(spare, body, clause)
            continue
        if spare.contract.clauses[clause].runs_on:
            continue
        back = settled.get((clause, role, period, payee, payer), 0)
        if left := booked - settled.get((clause, role, period, payer, payee), 0) + back:
            yield AssumedDue(clause, role, period, payer, payee, left)


def _settled(agreement: Agreement) -> dict[tuple[str, str, str, str, str], int]:
    """Return what payments, and waivers, have settled: by clause, role and period, from whom to whom."""
    found: dict[tuple[str, str, str, str, str], int] = {}
    for fact in agreement.facts.values():
        if fact.status is Status.COUNTS:
            for part in (*fact.applied, *fact.advanced):
                key = (part.clause, part.role, part.period, fact.party, fact.of)
                found[key] = found.get(key, 0) + part.amount
    return found


def _refuse_pot(agreement: Agreement, body: PartyNovated, clause: str) -> None:
    open_ = agreement.debts.balances(body.party).get(whole_clause(clause), 0)
    if open_:
        raise Refused(
            f"What is open under '{clause}' goes through a pot that all parties settle, and cannot be assumed",
            where="--accrued",
            fix=f"Record the payments that settle it first, or leave it with {body.party}: --accrued stays",
        )
