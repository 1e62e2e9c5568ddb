"""What the events by which an agreement lives on have it remember, and the terms that such facts turn.

A termination, an event that terms wait for and a rate change what the terms mean from a day on, as long as they count.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from contracts.clause import Fact as Tallied
from contracts.contract import Contract
from ledger.converting import RATE, know_rate
from ledger.facts import Fact, Status
from ledger.life_events import (
    AgreementTerminated,
    DutyEvidenced,
    DutyExcused,
    LifeEvent,
    MilestoneWithdrawn,
    PartyNovated,
    TermsEventRecorded,
)
from ledger.novating import fill_roles

if TYPE_CHECKING:
    from ledger.agreement import Agreement

KINDS: dict[type[LifeEvent], str] = {
    MilestoneWithdrawn: "withdrawal",
    AgreementTerminated: "termination",
    TermsEventRecorded: "event",
    DutyEvidenced: "duty",
    DutyExcused: "excuse",
    PartyNovated: "novation",
}
"""What the kind of fact of each event is called."""

TURNING = ("termination", "event", RATE, "novation")
"""The kinds of facts that change what the terms mean."""

MOVING = ("approval", *TURNING)
"""The kinds of facts that move what was booked before."""


def life_fact(body: LifeEvent, contract: Contract) -> Fact:
    """Return the fact that an event records; `against` is the claim withdrawn, the period of a duty, or clauses."""
    of, against = _what(body)
    provenance = body.provenance
    claimants = (body.party, provenance.party, provenance.on_behalf_of)
    return Fact(
        ref=body.ref,
        kind=KINDS[type(body)],
        on=body.on,
        party=body.party,
        of=of,
        amount=0,
        status=Status.PENDING if getattr(body, "pending", False) else Status.COUNTS,
        tallied=tuple(_tallied(body, contract)),
        claimants=tuple(dict.fromkeys(party for party in claimants if party)),
        against=against,
    )


def _what(body: LifeEvent) -> tuple[str, tuple[str, ...]]:
    """Return what an event is of, and what it is held against."""
    match body:
        case MilestoneWithdrawn():
            return body.clause, (body.claim,)
        case AgreementTerminated():
            return body.ground, ()
        case TermsEventRecorded():
            return body.of, ()
        case PartyNovated():
            return body.to, body.clauses
        case _:
            return body.duty, (body.period,)


def _tallied(body: LifeEvent, contract: Contract) -> list[Tallied]:
    if isinstance(body, MilestoneWithdrawn):
        return contract.withdrawal(body.clause, body.on, body.counted, body.achieved)
    return []


def turn(agreement: Agreement, fact: Fact) -> None:
    """Let the terms mean what they do by the facts that count, now that one of them counts or does no longer."""
    if fact.kind == RATE:
        know_rate(agreement, fact)
        return
    if fact.kind == "novation":
        fill_roles(agreement, fact.on)
        return
    days = [
        other.on
        for other in agreement.facts.values()
        if (other.kind, other.status) == (fact.kind, Status.COUNTS)
        and (fact.kind == "termination" or other.of == fact.of)
    ]
    first: date | None = min(days, default=None)
    if fact.kind == "termination":
        agreement.engine.amended(agreement.contract.terminate(first), fact.on + timedelta(days=1))
    else:
        agreement.engine.amended(agreement.contract.happened(fact.of, first), fact.on)
