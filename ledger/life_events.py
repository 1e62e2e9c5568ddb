"""The events by which an agreement lives on: withdrawals, terminations, events that terms wait for, and duties."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Evidence, Provenance, Settled
from ledger.party_events import Identifier


class MilestoneWithdrawn(msgspec.Struct, frozen=True, gc=False):
    """What `claim` said to have been reached counts no longer from `on`; `reason` is the salted hash of a free text.

    It had counted from `counted` under `clause`, as achieved on `achieved`; the sum is given back as it had been due.
    """

    ref: str
    on: date
    party: str
    claim: str
    clause: str
    counted: date
    achieved: date
    reason: str
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class AgreementTerminated(msgspec.Struct, frozen=True, gc=False):
    """`on` is the last day of the agreement, as `party` says; `reason` is the salted hash of a free text."""

    ref: str
    on: date
    party: str
    ground: str
    reason: str
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class TermsEventRecorded(msgspec.Struct, frozen=True, gc=False):
    """What the terms wait for, `of`, happened on the day `on`, as `party` says."""

    ref: str
    on: date
    party: str
    of: str
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class DutyEvidenced(msgspec.Struct, frozen=True, gc=False):
    """`party` showed on the day `on` that it did the duty of clause `duty` for a period."""

    ref: str
    on: date
    party: str
    duty: str
    period: str
    pending: bool
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class DutyExcused(msgspec.Struct, frozen=True, gc=False):
    """`party` let the duty of clause `duty` go for a period; `reason` is the salted hash of a free text."""

    ref: str
    on: date
    party: str
    duty: str
    period: str
    reason: str
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class AssumedDue(msgspec.Struct, frozen=True, gc=False):
    """What the incoming party assumed of a due that had accrued: so much of what `payer` owed `payee` for a period."""

    clause: str
    role: str
    period: str
    payer: str
    payee: str
    amount: int


class PartyNovated(msgspec.Struct, frozen=True, gc=False):
    """From the day `on` the party `to` stands where `party` stood: under `clauses`, or under all if none is named.

    `name` and `identifiers` are those of a party that is new to the agreement, else empty. `assumed` is what was unpaid
    of the time before and goes over too; `consents` are the parties that agreed, `document` the signed novation.
    """

    ref: str
    on: date
    party: str
    to: str
    name: str
    identifiers: tuple[Identifier, ...]
    clauses: tuple[str, ...]
    assumed: tuple[AssumedDue, ...]
    consents: tuple[str, ...]
    document: Evidence | None
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


LifeEvent: TypeAlias = (
    MilestoneWithdrawn | AgreementTerminated | TermsEventRecorded | DutyEvidenced | DutyExcused | PartyNovated
)
