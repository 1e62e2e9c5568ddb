"""What a command does to dues beside booking them: what earlier payments settle, what waivers and disputes hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ledger.due_events import HOLDING, Dealing, Disputed, DisputeResolved, EntitlementClaimed, Waived
from ledger.due_words import dealing_in_words
from ledger.dues import due_ref, open_dues
from ledger.facts import Status

if TYPE_CHECKING:
    from ledger.agreement import Agreement
    from ledger.cli.answer_names import Names
    from ledger.events import Event, Settled
    from ledger.facts import Fact


def dealing_said(body: Dealing, names: Names) -> str:
    """Say what was recorded of a due."""
    return dealing_in_words(body, names.money, names.day, names.party)


def dealing_remembered(fact: Fact, names: Names) -> str:
    """Say what an earlier one was: `the waiver of GBP 50.00 of royalty@2026-Q1, of 3 May 2026`."""
    what = "the end of a dispute" if fact.kind == "resolution" else f"the {fact.kind}"
    return f"{what} of {names.money(fact.amount)} of {fact.against[0]}, of {names.day(fact.on)}"


def settled_beside(agreement: Agreement, event: Event, names: Names) -> Iterator[str]:
    """Yield what payments in advance settle now, what waivers and disputes hold or give back, and what is open."""
    body = event.body
    for part in getattr(body, "settled", ()):
        if part.payment != getattr(body, "ref", None):
            yield _moved(agreement, part, names)
    if isinstance(body, Dealing):
        yield from _effect(body)
        ref = due_ref(agreement, body.clause, body.period, body.payer, body.payee)
        between = (body.clause, body.period, body.payer, body.payee)
        left = sum(due.amount for due in open_dues(agreement) if due[:4] == between)
        yield f"Of {ref} {names.money(left) if left else 'nothing'} is open{_held(agreement, body, names)}."


def disputed_between(agreement: Agreement, payer: str, payee: str, names: Names) -> str:
    """Say how much is disputed between two parties; nothing if none is."""
    amount = sum(
        part.amount
        for fact in agreement.facts.values()
        if fact.kind == "dispute" and fact.status == Status.COUNTS and (fact.party, fact.of) == (payer, payee)
        for part in fact.advanced
    )
    return f", beside {names.money(amount)} that is disputed" if amount else ""


def _moved(agreement: Agreement, part: Settled, names: Names) -> str:
    fact = agreement.facts[part.payment]
    what = f"{names.money(abs(part.amount))} under {names.clause(part.clause)} for {part.period}"
    if fact.kind == "payment":
        less = "no longer settles" if part.amount < 0 else "settles"
        return f"The payment {agreement.id}/{part.payment}, made in advance, {less} {what}."
    verb = "disputes" if fact.kind == "dispute" else "covers"
    said = f"{verb} {what} less than before" if part.amount < 0 else f"{verb} {what}"
    return f"The {fact.kind} {agreement.id}/{part.payment} {said}."


def _effect(body: Dealing) -> Iterator[str]:
    match body:
        case EntitlementClaimed():
            yield "It changes no sum: it says that the payee has asked for it."
        case Waived():
            yield "It is settled by that, and bears no interest from then on."
        case Disputed():
            yield "It is ring-fenced: payments pass it by and it is not overdue, until the dispute ends."
        case DisputeResolved() if body.amount:
            yield "What was upheld bears no interest."


def _held(agreement: Agreement, body: Dealing, names: Names) -> str:
    """Say what else there is of a due: waived, and disputed."""
    sums = {"waived": 0, "disputed": 0}
    due = (body.clause, body.period, body.payer, body.payee)
    for fact in agreement.facts.values():
        for part in fact.advanced if fact.kind in HOLDING and fact.status == Status.COUNTS else ():
            if (part.clause, part.period, fact.party, fact.of) == due:
                sums["disputed" if fact.kind == "dispute" else "waived"] += part.amount
    return "".join(f"; {names.money(amount)} is {what}" for what, amount in sums.items() if amount)
