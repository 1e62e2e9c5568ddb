"""The next useful command after one that recorded something."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ledger.accrual_events import Accrued, EstimateRecorded
from ledger.events import (
    AgreementSigned,
    AgreementVoided,
    CostRecorded,
    FactReversed,
    InKindRecorded,
    MilestoneClaimed,
    PeriodClosed,
)
from ledger.gate_events import GateShut
from ledger.outcome_events import OutcomeRecorded, QualityRecorded

if TYPE_CHECKING:
    from ledger.agreement import Agreement
    from ledger.events import Event


def next_command(agreement: Agreement, event: Event) -> str:
    """Name the command that most people will want next."""
    body = event.body
    match body:
        case AgreementSigned():
            return _first_fact(agreement)
        case AgreementVoided():
            return "pledger agreement list"
        case GateShut():
            return f"pledger resume {agreement.id} {body.gate} --on DATE --evidence FILE"
        case EstimateRecorded():
            return f"pledger accrue {agreement.id} --to {body.last}"
        case Accrued():
            return f"pledger statement {agreement.id} --period {_period(agreement, body.on)}"
        case PeriodClosed():
            return f"pledger statement {agreement.id} --period {body.period}"
        case CostRecorded() | MilestoneClaimed() | InKindRecorded() | OutcomeRecorded() | QualityRecorded() if (
            body.pending
        ):
            parties = accepters(agreement, body.ref)
            return f"pledger accept {agreement.id}/{body.ref} --party {parties[0] if parties else 'PARTY'}"
    return _reading(agreement, event)


def _period(agreement: Agreement, day: date) -> str:
    calendar = agreement.contract.calendar
    return calendar.label(calendar.period_of(day.toordinal()))


def _reading(agreement: Agreement, event: Event) -> str:
    """Name the command that shows what came of an event."""
    if getattr(event.body, "entries", ()):
        return f"pledger explain {agreement.id} --entry E{event.id}.1"
    return f"pledger {'history' if isinstance(event.body, FactReversed) else 'shares'} {agreement.id}"


def accepters(agreement: Agreement, ref: str) -> list[str]:
    """Return the parties that may accept a claim: those that the terms name, without those that claim."""
    fact = agreement.facts[ref]
    named = agreement.contract.accepters(fact.kind, fact.of, fact.party)
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
