"""The event of a contribution that nothing agreed gives a value: data, access, time without a rate."""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Provenance, Settled


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
