"""The next useful command after one that recorded something."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ledger.accrual_events import Accrued, EstimateRecorded
from ledger.due_events import Disputed, DisputeResolved, EntitlementClaimed, Invoiced, Waived
from ledger.events import (
    AgreementSigned,
    AgreementVoided,
    FactReversed,
    PeriodClosed,
)
from ledger.gate_events import GateShut
from ledger.life_events import DutyEvidenced, DutyExcused

if TYPE_CHECKING:
    from ledger.agreement import Agreement
    from ledger.events import Event


def next_command(agreement: Agreement, event: Event) -> str:
    """Name the command that most people will want next."""
    body = event.body
    match body:
        case AgreementSigned():
            found = _first_fact(agreement)
        case AgreementVoided():
            found = "pledger agreement list"
        case GateShut():
            found = f"pledger resume {agreement.id} {body.gate} --on DATE --evidence FILE"
        case EstimateRecorded():
            found = f"pledger due {agreement.id} --today {body.last}"
        case Accrued():
            found = f"pledger statement {agreement.id} --period {_period(agreement, body.on)}"
        case Disputed():
            return f"pledger resolve {agreement.id}/{body.ref} --upheld AMOUNT --on DATE --party {body.payee}"
        case EntitlementClaimed() | Invoiced() | Waived() | DisputeResolved():
            return f"pledger due {agreement.id}"
        case PeriodClosed():
            found = f"pledger statement {agreement.id} --period {body.period}"
        case _ if getattr(body, "pending", False):
            ref = getattr(body, "ref", "")
            parties = accepters(agreement, ref)
            found = f"pledger accept {agreement.id}/{ref} --party {parties[0] if parties else 'PARTY'}"
        case _:
            found = _reading(agreement, event)
    return found


def _period(agreement: Agreement, day: date) -> str:
    calendar = agreement.contract.calendar
    return calendar.label(calendar.period_of(day.toordinal()))


def _reading(agreement: Agreement, event: Event) -> str:
    """Name the command that shows what came of an event."""
    if getattr(event.body, "entries", ()):
        return f"pledger explain {agreement.id} --entry E{event.id}.1"
    if isinstance(event.body, DutyEvidenced | DutyExcused):
        return f"pledger obligations {agreement.id}"
    return f"pledger {'history' if isinstance(event.body, FactReversed) else 'shares'} {agreement.id}"


def accepters(agreement: Agreement, ref: str) -> list[str]:
    """Return the parties that may accept a claim: those that the terms name, without those that claim."""
    fact = agreement.facts[ref]
    named = agreement.contract.accepters(fact.kind, fact.of, fact.party, fact.on)
    return [party for party in named if party not in fact.claimants]


_BY_ANY = ("cost", "contribution")
"""The kinds of facts that are any party's own."""


def _first_fact(agreement: Agreement) -> str:
    """Name the command that records what the first clause is about."""
    for feed in agreement.contract.feeds:
        if feed.kind in ("cost", "sales", "income", "contribution"):
            of = f'"{feed.of}"' if " " in feed.of else feed.of
            party = f" --party {feed.parties[0]}" if feed.kind in _BY_ANY and len(feed.parties) > 1 else ""
            return f"pledger record {feed.kind} {agreement.id} AMOUNT --on DATE --of {of}{party}"
    return f"pledger agreement show {agreement.id}"
