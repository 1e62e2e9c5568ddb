"""The events of contributions in kind: of what a rate card values, and of what nothing agreed gives a value."""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Provenance, Settled


class InKindRecorded(msgspec.Struct, frozen=True, gc=False):
    """What `party` contributed of `item`, in thousandths of a unit; without the evidence agreed it is worth nothing."""

    ref: str
    on: date
    party: str
    item: str
    quantity_thousandths: int
    evidenced: bool
    pending: bool
    restates: str | None
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class UnvaluedRecorded(msgspec.Struct, frozen=True, gc=False):
    """What `party` contributed of `item`, in thousandths of a unit, and what nobody has valued."""

    ref: str
    on: date
    party: str
    item: str
    quantity_thousandths: int
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()
