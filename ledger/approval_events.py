"""The event of an approval: more may be spent than a budget allows."""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Provenance, Settled


class OverspendApproved(msgspec.Struct, frozen=True, gc=False):
    """`party` approved that so much above the budget of `clause` is shared, in the contract year of the day `on`."""

    ref: str
    on: date
    party: str
    clause: str
    amount: int
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()
