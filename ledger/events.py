"""Every event, frozen, each named by an explicit topic with its version.

A topic once written keeps its meaning for ever: a change of shape is a new topic (`.v2`) with an upcaster, and a
golden file for each. Fields are encoded in declared order; there are no floats and no free dictionaries. Amounts
are integers in minor units of the agreement's currency. `entries` are what an event makes due, and `settled` what
earlier payments in advance settle of it.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import msgspec

from contracts.entries import Entry
from ledger.accrual_events import Accrued, EstimateRecorded
from ledger.approval_events import OverspendApproved
from ledger.commitment_events import CommitmentRecorded, CommitmentReleased
from ledger.conversion_events import CostConverted, IncomeConverted, RateRecorded, SalesConverted
from ledger.cost_events import CostRecorded
from ledger.due_events import Disputed, DisputeResolved, EntitlementClaimed, Invoiced, Waived
from ledger.event_parts import Applied, Deduction, Evidence, Provenance, Settled, StatementSeal
from ledger.fund_events import ContributionRecorded, DistributionRecorded
from ledger.gate_events import GateOpened, GateShut
from ledger.in_kind_events import InKindRecorded, UnvaluedRecorded
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
    RegisterBody,
)
from ledger.receipt_events import IncomeRecorded, SalesRecorded

__all__ = [
    "Applied",
    "CostRecorded",
    "Deduction",
    "Evidence",
    "InKindRecorded",
    "IncomeRecorded",
    "OverspendApproved",
    "Provenance",
    "SalesRecorded",
    "Settled",
    "StatementSeal",
]


class AgreementSigned(msgspec.Struct, frozen=True, gc=False):
    """The terms as signed: `terms` is the normalised document, `document` the signed paper, `source` the file."""

    title: str
    currency: str
    minor_digits: int
    effective: date
    until: date | None
    grammar: int
    terms: msgspec.Raw
    source: Evidence
    document: Evidence | None
    provenance: Provenance


class AgreementVoided(msgspec.Struct, frozen=True, gc=False):
    """Signed by mistake; nothing had been booked. `reason` is the salted hash of a free text."""

    reason: str
    provenance: Provenance


class MilestoneClaimed(msgspec.Struct, frozen=True, gc=False):
    """`party` says that the milestone of `clause` was reached; `pending` until another party accepts it."""

    ref: str
    on: date
    party: str
    clause: str
    pending: bool
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class PaymentRecorded(msgspec.Struct, frozen=True, gc=False):
    """Cash that moved; `applied` says what it settled, `unapplied` what is left over.

    `against` are the clauses that it was made for, none for any. `entries` are what the payment itself makes due, as
    interest on what it settles late.
    """

    ref: str
    on: date
    payer: str
    payee: str
    amount: int
    applied: tuple[Applied, ...]
    unapplied: int
    entries: tuple[Entry, ...]
    provenance: Provenance
    against: tuple[str, ...] = ()
    settled: tuple[Settled, ...] = ()


class FactAccepted(msgspec.Struct, frozen=True, gc=False):
    """`party` accepted the fact `ref` on a date; what it made due is booked here."""

    ref: str
    on: date
    party: str
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class FactReversed(msgspec.Struct, frozen=True, gc=False):
    """The fact `ref` was recorded by mistake and counts no longer, as from its own date."""

    ref: str
    reason: str
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class EngineAdopted(msgspec.Struct, frozen=True, gc=False):
    """From here on another version of the engine works the entries out; the difference is booked here."""

    from_engine: int
    to_engine: int
    reason: str
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class PeriodClosed(msgspec.Struct, frozen=True, gc=False):
    """Time has passed up to and with `through`: what time alone makes due is booked, and the statements are fixed.

    What is recorded later for that time enters the statements after it.
    """

    period: str
    through: date
    statements: tuple[StatementSeal, ...]
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class AgreementAmended(msgspec.Struct, frozen=True, gc=False):
    """Other terms hold from `effective` on; `terms` is the whole normalised document as amended."""

    effective: date
    grammar: int
    terms: msgspec.Raw
    source: Evidence
    document: Evidence | None
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


Body: TypeAlias = (
    AgreementSigned
    | AgreementVoided
    | CostRecorded
    | SalesRecorded
    | IncomeRecorded
    | MilestoneClaimed
    | PaymentRecorded
    | FactAccepted
    | FactReversed
    | EngineAdopted
    | PeriodClosed
    | AgreementAmended
    | InKindRecorded
    | OverspendApproved
    | ContributionRecorded
    | DistributionRecorded
    | OutcomeRecorded
    | QualityRecorded
    | GateShut
    | GateOpened
    | FactsListed
    | CommitmentRecorded
    | CommitmentReleased
    | UnvaluedRecorded
    | RegisterBody
    | EntitlementClaimed
    | Invoiced
    | Waived
    | Disputed
    | DisputeResolved
    | EstimateRecorded
    | Accrued
    | MilestoneWithdrawn
    | AgreementTerminated
    | TermsEventRecorded
    | DutyEvidenced
    | DutyExcused
    | PositionOpened
    | CostConverted
    | SalesConverted
    | IncomeConverted
    | RateRecorded
    | PartyNovated
    | NonResponseClaimed
)

TOPICS: dict[str, type[Body]] = {
    "agreement-signed.v1": AgreementSigned,
    "agreement-voided.v1": AgreementVoided,
    "cost-recorded.v1": CostRecorded,
    "sales-recorded.v1": SalesRecorded,
    "income-recorded.v1": IncomeRecorded,
    "milestone-claimed.v1": MilestoneClaimed,
    "payment-recorded.v1": PaymentRecorded,
    "fact-accepted.v1": FactAccepted,
    "fact-reversed.v1": FactReversed,
    "engine-adopted.v1": EngineAdopted,
    "period-closed.v1": PeriodClosed,
    "agreement-amended.v1": AgreementAmended,
    "in-kind-recorded.v1": InKindRecorded,
    "overspend-approved.v1": OverspendApproved,
    "contribution-recorded.v1": ContributionRecorded,
    "distribution-recorded.v1": DistributionRecorded,
    "outcome-recorded.v1": OutcomeRecorded,
    "quality-recorded.v1": QualityRecorded,
    "gate-shut.v1": GateShut,
    "gate-opened.v1": GateOpened,
    "facts-listed.v1": FactsListed,
    "commitment-recorded.v1": CommitmentRecorded,
    "commitment-released.v1": CommitmentReleased,
    "contribution-unvalued.v1": UnvaluedRecorded,
    "party-registered.v1": PartyRegistered,
    "party-named.v1": PartyNamed,
    "party-identified.v1": PartyIdentified,
    "party-joined.v1": PartyJoined,
    "parties-merged.v1": PartiesMerged,
    "entitlement-claimed.v1": EntitlementClaimed,
    "invoiced.v1": Invoiced,
    "waived.v1": Waived,
    "disputed.v1": Disputed,
    "dispute-resolved.v1": DisputeResolved,
    "estimate-recorded.v1": EstimateRecorded,
    "accrued.v1": Accrued,
    "milestone-withdrawn.v1": MilestoneWithdrawn,
    "agreement-terminated.v1": AgreementTerminated,
    "event-recorded.v1": TermsEventRecorded,
    "duty-evidenced.v1": DutyEvidenced,
    "duty-excused.v1": DutyExcused,
    "position-opened.v1": PositionOpened,
    "cost-converted.v1": CostConverted,
    "sales-converted.v1": SalesConverted,
    "income-converted.v1": IncomeConverted,
    "rate-recorded.v1": RateRecorded,
    "party-novated.v1": PartyNovated,
    "non-response-claimed.v1": NonResponseClaimed,
    "parties-separated.v1": PartiesSeparated,
}


class Event(msgspec.Struct, frozen=True, gc=False):
    """An event as the library sees it: whose it is, which of that agreement's it is, and its body.

    `recorded_at` and `id` are given by the store under its lock; a new event has neither yet.
    """

    originator_id: str
    originator_version: int
    body: Body
    recorded_at: str | None = None
    id: int = 0
