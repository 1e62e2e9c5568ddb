"""The events of commitments: what a party can no longer get out of spending, and what it is let off."""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Provenance, Settled


class CommitmentRecorded(msgspec.Struct, frozen=True, gc=False):
    """A cost `of` a category that `party` can't cancel any more, or capital promised to the fund `of` (`funding`).

    `until` is the last day on which it binds, None where it binds until it is spent or released.
    """

    ref: str
    on: date
    party: str
    of: str
    amount: int
    funding: bool
    until: date | None
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class CommitmentReleased(msgspec.Struct, frozen=True, gc=False):
    """So much of the commitment `commitment` of `party` no longer has to be spent."""

    ref: str
    on: date
    party: str
    commitment: str
    amount: int
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()
