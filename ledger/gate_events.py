"""The events of gates: approvals that are missing, or were withdrawn, and approvals that were given."""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Provenance, Settled


class GateShut(msgspec.Struct, frozen=True, gc=False):
    """The gate of clause `gate` is shut from `on`, as `party` says; `reason` is the salted hash of a free text."""

    ref: str
    on: date
    party: str
    gate: str
    reason: str
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class GateOpened(msgspec.Struct, frozen=True, gc=False):
    """The gate of clause `gate` is open from `on` to `expires`, after which it is shut again; None for good."""

    ref: str
    on: date
    party: str
    gate: str
    expires: date | None
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()
