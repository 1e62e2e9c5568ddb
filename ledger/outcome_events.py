"""The events of outcomes: what people were saved or used, what was measured of quality, and whom nothing helped."""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Provenance, Settled


class OutcomeRecorded(msgspec.Struct, frozen=True, gc=False):
    """The outcome `of` so many `people`, each on average: minor units that were saved, or units that were used.

    Both are exact, as an integer or a fraction `n/d`; one of them is None. What was not verified is only claimed, is
    kept apart and moves nothing. `pending` until another party accepts it, where that is agreed.
    """

    ref: str
    on: date
    party: str
    of: str
    people: int
    saving_each: str | None
    units_each: str | None
    verified: bool
    verified_by: str | None
    grade: str | None
    pending: bool
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class QualityRecorded(msgspec.Struct, frozen=True, gc=False):
    """A measurement of quality beside the outcome `of`: `what` was found in so many `cases` out of so many."""

    ref: str
    on: date
    party: str
    of: str
    what: str
    cases: int
    out_of: int
    pending: bool
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class NonResponseClaimed(msgspec.Struct, frozen=True, gc=False):
    """So many `people` in whom the outcome `of` was found missing `on` a day, which was `claimed` on another.

    `pending` until another party accepts it, where that is agreed.
    """

    ref: str
    on: date
    party: str
    of: str
    people: int
    claimed: date
    pending: bool
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()
