"""The event of a cost that a party incurred."""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Provenance, Settled


class CostRecorded(msgspec.Struct, frozen=True, gc=False):
    """A cost of category `of` that `party` incurred; `shared` is False where no clause shares it."""

    ref: str
    on: date
    party: str
    of: str
    amount: int
    shared: bool
    pending: bool
    restates: str | None
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()
