"""Events folded into rows: nothing is worked out here, only added up as it was booked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from contracts.entries import Entry
from ledger.accrual_events import Accrued, EstimateRecorded
from ledger.commitment_events import CommitmentRecorded, CommitmentReleased
from ledger.conversion_events import CostConverted, IncomeConverted, RateRecorded, SalesConverted
from ledger.due_events import Disputed, DisputeResolved, EntitlementClaimed, Invoiced, Waived
from ledger.events import (
    AgreementAmended,
    AgreementSigned,
    AgreementVoided,
    Body,
    CostRecorded,
    EngineAdopted,
    Event,
    FactAccepted,
    FactReversed,
    IncomeRecorded,
    InKindRecorded,
    MilestoneClaimed,
    OverspendApproved,
    PaymentRecorded,
    PeriodClosed,
    SalesRecorded,
)
from ledger.fund_events import ContributionRecorded, DistributionRecorded
from ledger.gate_events import GateOpened, GateShut
from ledger.in_kind_events import UnvaluedRecorded
from ledger.life_events import (
    AgreementTerminated,
    DutyEvidenced,
    DutyExcused,
    MilestoneWithdrawn,
    PartyNovated,
    TermsEventRecorded,
)
from ledger.listed_events import FactsListed
from ledger.opening_events import PositionOpened
from ledger.outcome_events import OutcomeRecorded, QualityRecorded
from ledger.party_events import PartiesMerged, PartyIdentified, PartyJoined, PartyNamed, PartyRegistered
from ledger.store.encoding import codec
from projections import accrual_rows, fact_rows, held_rows, promise_rows, tables
from projections.life_rows import take_life
from projections.listed_rows import summed_up, take_listed
from projections.rows import DUE, ENTRIES, Rows, Written
from projections.signed_rows import add_amended, add_novated, add_signed

_json = msgspec.json.Encoder().encode


def fold(rows: Rows, events: Iterable[Event]) -> None:
    """Add events, in their order, to the rows of a batch."""
    for event in events:
        name, take = _TAKEN[type(event.body)]
        take(rows, event, event.body)
        booked = getattr(event.body, "entries", ())
        _add_entries(rows, event, booked)
        held_rows.take_settled(rows, event, getattr(event.body, "settled", ()))
        rows.events.append(_event_row(event, name, len(booked)))


def _event_row(event: Event, name: str, entries: int) -> Written:
    body: Any = event.body
    on = getattr(body, "on", None) or getattr(body, "effective", None) or getattr(body, "through", None)
    return (
        event.id,
        event.originator_id,
        event.originator_version,
        name,
        event.recorded_at,
        getattr(body, "ref", None),
        on.isoformat() if on else None,
        getattr(body, "party", None),
        getattr(body, "reason", None) or getattr(body, "authority", None),
        entries,
        _json(summed_up(body)) if isinstance(body, FactsListed) else None,
        _json(body.provenance),
    )


def _add_entries(rows: Rows, event: Event, booked: tuple[Entry, ...]) -> None:
    for n, entry in enumerate(booked, start=1):
        moved = rows.position(event.originator_id, entry.clause, entry.payer, entry.payee)
        moved[DUE] += entry.amount
        moved[ENTRIES] += 1
        if entry.payer == entry.payee:
            kept = (event.originator_id, entry.booked.isoformat(), entry.clause, entry.payer, entry.payee)
            rows.add_flow(kept, entry.amount)
        rows.entries.append(_entry_row(event, n, entry))


def _entry_row(event: Event, n: int, entry: Entry) -> Written:
    return (
        event.id,
        n,
        event.originator_id,
        entry.clause,
        entry.role,
        entry.payer,
        entry.payee,
        entry.amount,
        entry.period,
        entry.booked.isoformat(),
        entry.due.isoformat() if entry.due else None,
        entry.true_up,
        _json(entry.working),
    )


def _take_voided(rows: Rows, event: Event, body: AgreementVoided) -> None:
    rows.voided.append({"of_agreement": event.originator_id, "by_event": event.id})


def _take_entries_only(rows: Rows, event: Event, body: EngineAdopted) -> None:
    """Take an event that says nothing beside its entries."""


def _take_register(rows: Rows, event: Event, body: Body) -> None:
    """Keep an event of the register of parties as it is: the register is folded from these where an answer needs it."""
    topic, encoded = codec().encode(body)
    rows.added[tables.register].append({"event": event.id, "topic": topic, "body": encoded})


_TAKEN: dict[type[Body], tuple[str, Callable[[Rows, Event, Any], None]]] = {
    AgreementSigned: ("agreement-signed", add_signed),
    AgreementVoided: ("agreement-voided", _take_voided),
    CostRecorded: ("cost-recorded", fact_rows.take_cost),
    SalesRecorded: ("sales-recorded", fact_rows.take_sales),
    IncomeRecorded: ("income-recorded", fact_rows.take_income),
    MilestoneClaimed: ("milestone-claimed", fact_rows.take_claim),
    PaymentRecorded: ("payment-recorded", fact_rows.take_payment),
    FactAccepted: ("fact-accepted", fact_rows.take_acceptance),
    FactReversed: ("fact-reversed", held_rows.take_reversal),
    InKindRecorded: ("in-kind-recorded", fact_rows.take_in_kind),
    OverspendApproved: ("overspend-approved", fact_rows.take_approval),
    EngineAdopted: ("engine-adopted", _take_entries_only),
    PeriodClosed: ("period-closed", promise_rows.take_closed),
    AgreementAmended: ("agreement-amended", add_amended),
    ContributionRecorded: ("contribution-recorded", fact_rows.take_flow),
    DistributionRecorded: ("distribution-recorded", fact_rows.take_flow),
    OutcomeRecorded: ("outcome-recorded", fact_rows.take_outcome),
    QualityRecorded: ("quality-recorded", fact_rows.take_quality),
    GateShut: ("gate-shut", fact_rows.take_gate),
    GateOpened: ("gate-opened", fact_rows.take_gate),
    FactsListed: ("facts-listed", take_listed),
    PartyRegistered: ("party-registered", _take_register),
    PartyNamed: ("party-named", _take_register),
    PartyIdentified: ("party-identified", _take_register),
    PartyJoined: ("party-joined", _take_register),
    PartiesMerged: ("parties-merged", _take_register),
    EstimateRecorded: ("estimate-recorded", accrual_rows.take_estimate),
    Accrued: ("accrued", accrual_rows.take_accrued),
    CommitmentRecorded: ("commitment-recorded", promise_rows.take_commitment),
    CommitmentReleased: ("commitment-released", promise_rows.take_release),
    UnvaluedRecorded: ("contribution-unvalued", promise_rows.take_unvalued),
    EntitlementClaimed: ("entitlement-claimed", held_rows.take_dealing),
    Invoiced: ("invoiced", held_rows.take_dealing),
    Waived: ("waived", held_rows.take_dealing),
    Disputed: ("disputed", held_rows.take_dealing),
    DisputeResolved: ("dispute-resolved", held_rows.take_dealing),
    MilestoneWithdrawn: ("milestone-withdrawn", take_life),
    AgreementTerminated: ("agreement-terminated", take_life),
    TermsEventRecorded: ("event-recorded", take_life),
    DutyEvidenced: ("duty-evidenced", take_life),
    DutyExcused: ("duty-excused", take_life),
    PositionOpened: ("position-opened", fact_rows.take_opening),
    CostConverted: ("cost-converted", fact_rows.take_cost),
    SalesConverted: ("sales-converted", fact_rows.take_sales),
    IncomeConverted: ("income-converted", fact_rows.take_income),
    RateRecorded: ("rate-recorded", fact_rows.take_rate),
    PartyNovated: ("party-novated", add_novated),
}
"""What each event is called here, without the version of its topic, and what takes it."""
