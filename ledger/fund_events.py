"""The events of a fund: capital that its investors pay in, and what is distributed among them."""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Provenance, Settled


class ContributionRecorded(msgspec.Struct, frozen=True, gc=False):
    """Capital that `party` paid into the fund `of`; what it got back unused is negative."""

    ref: str
    on: date
    party: str
    of: str
    amount: int
    restates: str | None
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class DistributionRecorded(msgspec.Struct, frozen=True, gc=False):
    """An amount of the fund `of` that is to be distributed, as `party` says, who holds the money if anybody does."""

    ref: str
    on: date
    party: str
    of: str
    amount: int
    restates: str | None
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()
