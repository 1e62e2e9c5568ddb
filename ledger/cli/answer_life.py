"""What is said of withdrawals, terminations, events and duties beside what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from ledger.cli.next_command import accepters
from ledger.facts import Status
from ledger.life_events import (
    AgreementTerminated,
    DutyEvidenced,
    DutyExcused,
    LifeEvent,
    PartyNovated,
    TermsEventRecorded,
)
from ledger.novating import counts_for

if TYPE_CHECKING:
    from ledger.agreement import Agreement
    from ledger.cli.answer_names import Names
    from ledger.facts import Fact


def life_consequences(agreement: Agreement, body: LifeEvent, names: Names) -> Iterator[str]:
    """Say what follows from the fact, beside its entries."""
    match body:
        case DutyEvidenced() if body.pending:
            parties = " or ".join(map(names.party, accepters(agreement, body.ref)))
            yield f"It awaits acceptance by {parties}."
        case DutyEvidenced() | DutyExcused():
            return
        case TermsEventRecorded() if not body.entries:
            yield "The terms that wait for it hold from that day on; nothing that is booked so far changes."
        case AgreementTerminated():
            yield from surviving(agreement, names)
        case PartyNovated():
            yield from _succeeding(agreement, body, names)
        case _ if not body.entries:
            yield "Nothing is booked."


def surviving(agreement: Agreement, names: Names) -> Iterator[str]:
    """Say which clauses end with the agreement, and which survive it for how long."""
    clauses = agreement.contract.terms.clauses
    ending = [names.clause(name) for name, clause in clauses.items() if clause.survives.months == 0]
    if ending:
        yield f"These clauses end with it: {', '.join(ending)}. What was due before is still paid."
    for name, clause in clauses.items():
        if clause.survives.months != 0:
            last = agreement.contract.last_day_of(name)
            until = f" until {names.day(last)}" if last else ""
            yield f"{names.clause(name)} survives{until}."


def _succeeding(agreement: Agreement, body: PartyNovated, names: Names) -> Iterator[str]:
    """Say what goes over to the incoming party, and what stays."""
    before, party, to = names.day(body.on - timedelta(days=1)), names.party(body.party), names.party(body.to)
    if body.assumed:
        yield f"What had accrued up to {before} and is unpaid goes over to {to}; what was paid stays with {party}."
    else:
        yield f"What had accrued up to {before} stays with {party}. Bands, caps and balances go on with the agreement."
    kinds = ("cost", "sales", "income", "contribution", "in kind")
    since = [
        fact.ref
        for fact in agreement.facts.values()
        if fact.kind in kinds
        and fact.party == body.party
        and fact.on >= body.on
        and fact.status is Status.COUNTS
        and counts_for(agreement.contract, fact.kind, fact.of, fact.party, fact.on) == body.to
    ]
    if since:
        yield f"Dated from then on, and recorded for {party} before this: {', '.join(since)}; they count for {to}."
    if body.consents:
        yield f"Consent was given by {', '.join(map(names.party, body.consents))}."


def life_remembered(fact: Fact, names: Names) -> str:
    """Say what an earlier fact was."""
    day = names.day(fact.on)
    match fact.kind:
        case "withdrawal":
            return f"the withdrawal of {fact.against[0]}, of {day}"
        case "termination":
            return f"the termination on {day}"
        case "novation":
            return f"the novation of {names.party(fact.party)} to {names.party(fact.of)}, from {day}"
        case "duty":
            return f"the duty {fact.of} for {fact.against[0]}, done by {names.party(fact.party)} on {day}"
        case "excuse":
            return f"the excuse from the duty {fact.of} for {fact.against[0]}, of {day}"
        case _:
            return f"{fact.of}, of {day}"
