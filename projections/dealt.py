"""What happened to dues beside being paid: which were claimed or invoiced, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from contracts.debts import BALANCE
from contracts.settling import due_name
from ledger.dues import due_ref
from ledger.facts import Status
from projections.loaded import Loaded, Open
from projections.rendering.report import Amount, Row, Table, day, money, text, under


class Asked(NamedTuple):
    """How the payee has asked for what is open of a due: how much of it, since when, and in words."""

    amount: int
    on: date | None = None
    words: str = ""


def asked_for(loaded: Loaded, owed: Open) -> Asked:
    """Tell how much of what is open was claimed or invoiced; a claim is for all of it."""
    asked = loaded.asked_for.get((due_name(owed.clause, owed.period), owed.payer, owed.payee), ())
    sent = [fact for fact in asked if fact.kind == "invoice"]
    claims = [fact for fact in asked if fact.kind == "claim"]
    if not sent and not claims:
        return Asked(0)
    words = [f"invoiced {fact.on} ({loaded.number_of(fact.ref)})" for fact in sent]
    words += [f"claimed {fact.on} ({fact.ref})" for fact in claims]
    last = max(fact.on for fact in (*sent, *claims))
    missing = 0 if claims else max(0, _due(loaded, owed) - sum(fact.amount for fact in sent))
    return Asked(owed.amount - min(owed.amount, missing), last, ", ".join(words))


def _due(loaded: Loaded, owed: Open) -> int:
    """Return all that was due, paid or not; through a common pot what is open."""
    if owed.role == BALANCE:
        return owed.amount
    between = (owed.clause, owed.period, owed.payer, owed.payee)
    return sum(
        amount
        for clause, period, (_, payer, payee), amount in loaded.agreement.engine.booked()
        if (clause, period, payer, payee) == between
    )


def ref_of(loaded: Loaded, owed: Open) -> str:
    """Name a due as a person may type it."""
    return due_ref(loaded.agreement, owed.clause, owed.period, owed.payer, owed.payee)


def disputes(rows: Iterable[Row]) -> Table:
    """Show what is disputed, which nobody has to pay before the dispute has ended."""
    columns = (
        text("agreement", "Agreement"),
        under("agreement", "due", "Due"),
        text("from", "Owed by"),
        under("from", "to", "Owed to"),
        text("dispute", "Dispute"),
        under("dispute", "by", "Disputed by"),
        day("on", "On"),
        money("amount", "Amount"),
        under("dispute", "evidence", "Evidence"),
    )
    return Table("disputed", columns, tuple(rows), title="Disputed, and ring-fenced", empty="Nothing is disputed.")


def disputed(loaded: Loaded) -> Iterator[Row]:
    """Yield what is disputed under an agreement."""
    contract = loaded.agreement.contract
    for fact in loaded.agreement.facts.values():
        if fact.kind == "dispute" and fact.status is Status.COUNTS:
            held = sum(part.amount for part in fact.advanced)
            amount = Amount(held, contract.terms.currency, contract.digits)
            proofs = ", ".join(loaded.proofs.get(fact.ref, ()))
            (due,), (by,) = fact.against, fact.claimants
            yield (loaded.id, due, fact.party, fact.of, fact.ref, by, fact.on, amount, proofs)
