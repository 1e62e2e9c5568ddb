"""Events folded into rows: nothing is worked out here, only added up as it was booked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import fields

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
from ledger.outcome_events import NonResponseClaimed, OutcomeRecorded, QualityRecorded
from ledger.party_events import (
    PartiesMerged,
    PartiesSeparated,
    PartyIdentified,
    PartyJoined,
    PartyNamed,
    PartyRegistered,
)
from ledger.store.encoding import codec
from projections import accrual_rows, fact_rows, held_rows, promise_rows, tables
from projections.life_rows import take_life
from projections.listed_rows import summed_up, take_listed
from projections.ordered import Written
from projections.rows import DUE, ENTRIES, Rows
from projections.signed_rows import add_amended, add_novated, add_signed

_json = msgspec.json.Encoder().encode


def fold(rows: Rows, events: Iterable[Event]) -> None:
    """Add events, in their order, to the rows of a batch."""
    for event in events:
        body: Any = event.body
        shape: type[Body] = type(body)
        kind = _kind(shape)
        kind.take(rows, event, body)
        booked = body.entries if kind.books else ()
        if booked:
            _add_entries(rows, event, booked)
        if kind.settles and body.settled:
            held_rows.take_settled(rows, event, body.settled)
        rows.events.append(_event_row(kind, event, body, len(booked), rows.provenance(_json(body.provenance))))


class _Kind(NamedTuple):
    """What rows need to know of a shape of events, so that no event is asked for what its shape does not have."""

    name: str
    take: Callable[[Rows, Event, Any], None]
    books: bool
    settles: bool
    refers: bool
    has_party: bool
    dates: tuple[str, ...]
    reasons: tuple[str, ...]


@cache
def _kind(shape: type[Body]) -> _Kind:
    """Find what takes events of a shape, or of the shape that this one reads thinly."""
    name, take = next(_TAKEN[base] for base in shape.__mro__ if base in _TAKEN)
    has = {field.name for field in fields(shape)}
    dates, reasons = (tuple(each for each in among if each in has) for among in (_DATES, _REASONS))
    return _Kind(name, take, "entries" in has, "settled" in has, "ref" in has, "party" in has, dates, reasons)


_DATES, _REASONS = ("on", "effective", "through"), ("reason", "authority")


def _event_row(kind: _Kind, event: Event, body: Any, entries: int, provenance_id: bytes) -> Written:
    on = _first(body, kind.dates)
    row = (
        event.id,
        event.originator_id,
        event.originator_version,
        kind.name,
        event.recorded_at,
        body.ref if kind.refers else None,
        str(on) if on else None,
        body.party if kind.has_party else None,
        entries,
        provenance_id,
    )
    reason = _first(body, kind.reasons)
    listed = _json(summed_up(body)) if kind.take is take_listed else None
    return row if reason is None and listed is None else (*row, reason, listed)


def _first(body: Any, names: tuple[str, ...]) -> Any:
    for name in names:
        if found := getattr(body, name):
            return found
    return None


def _add_entries(rows: Rows, event: Event, booked: tuple[Entry, ...]) -> None:
    event_id, agreement = event.id, event.originator_id
    for n, entry in enumerate(booked, start=1):
        clause, payer, payee, amount = entry.clause, entry.payer, entry.payee, entry.amount
        booked_on = str(entry.booked)
        moved = rows.position((agreement, clause, payer, payee))
        moved[DUE] += amount
        moved[ENTRIES] += 1
        if payer == payee:
            rows.add_flow((agreement, booked_on, clause, payer, payee), amount)
        rows.entries.append(
            (
                event_id,
                n,
                agreement,
                clause,
                entry.role,
                payer,
                payee,
                amount,
                entry.period,
                booked_on,
                str(entry.due) if entry.due else None,
                entry.true_up,
                _json(entry.working),
            )
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
    NonResponseClaimed: ("non-response-claimed", fact_rows.take_non_response),
    GateShut: ("gate-shut", fact_rows.take_gate),
    GateOpened: ("gate-opened", fact_rows.take_gate),
    FactsListed: ("facts-listed", take_listed),
    PartyRegistered: ("party-registered", _take_register),
    PartyNamed: ("party-named", _take_register),
    PartyIdentified: ("party-identified", _take_register),
    PartyJoined: ("party-joined", _take_register),
    PartiesMerged: ("parties-merged", _take_register),
    PartiesSeparated: ("parties-separated", _take_register),
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
