"""Events of time within a period: figures that are expected, and accruals that reverse themselves on the next day.

Neither books anything: no entry, debt or payment comes of them.
"""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Provenance


class EstimateRecorded(msgspec.Struct, frozen=True, gc=False):
    """An expected figure of a `kind` (`sales`, `income`, `cost`) of `of` by `party`, for the days `first` to `last`.

    `period` is how those days were named. It counts only in accruals, by days, until the first actual figure of the
    period is recorded. `restates` is the earlier estimate of the same figure that it takes the place of.
    """

    ref: str
    kind: str
    of: str
    party: str
    amount: int
    period: str
    first: date
    last: date
    restates: str | None
    provenance: Provenance


class Reversal(msgspec.Struct, frozen=True, gc=False):
    """The leg of an accrual that takes it back: the same lane and period, the opposite amount."""

    clause: str
    role: str
    payer: str
    payee: str
    amount: int
    period: str


class Accrued(msgspec.Struct, frozen=True, gc=False):
    """What had accrued by the end of the day `on` and was not booked; all of it is reversed on the day `reverses`.

    The legs stand in the same order. They enter the statements of these two days, and no balance.
    """

    on: date
    accruals: tuple[Entry, ...]
    reverses: date
    reversals: tuple[Reversal, ...]
    provenance: Provenance
