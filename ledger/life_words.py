"""Withdrawals, terminations, events and duties in words, for answers and for explanations alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ledger.life_events import (
    AgreementTerminated,
    DutyEvidenced,
    LifeEvent,
    MilestoneWithdrawn,
    PartyNovated,
    TermsEventRecorded,
)

LIFE_KINDS = ("withdrawal", "termination", "event", "duty", "excuse", "novation")
"""What the facts are called."""

GROUNDS = {
    "convenience": "for convenience",
    "cause": "for cause",
    "expiry": "by expiry",
    "insolvency": "for insolvency",
    "change of control": "for a change of control",
    "agreement": "by agreement",
}
"""Why an agreement may be terminated, and how that is said."""


def life_in_words(body: LifeEvent, party: Callable[[str], str], day: Callable[[date], str]) -> str:
    """Say what happened, by whom and when."""
    who, when = party(body.party) if body.party else "", day(body.on)
    match body:
        case MilestoneWithdrawn():
            return f"{body.claim}, that {body.clause} was reached, withdrawn from {when} on, by {who}"
        case AgreementTerminated():
            by = f", by {who}" if who else ""
            return f"terminated {GROUNDS.get(body.ground, body.ground)}{by}; {when} is its last day"
        case TermsEventRecorded():
            return f"{body.of} on {when}, as {who} says"
        case PartyNovated():
            under = f" under {' and '.join(body.clauses)}" if body.clauses else ""
            return f"{party(body.to)} stands in the place of {who}{under} from {when} on"
        case DutyEvidenced():
            return f"{who} did the duty {body.duty} for {body.period}, on {when}"
        case _:
            return f"{who} excused the duty {body.duty} for {body.period}, on {when}"
