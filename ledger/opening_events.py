"""The event by which an agreement is taken over in mid-life: where each clause stood on the day before."""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Evidence, Provenance, Settled


class CarriedFigure(msgspec.Struct, frozen=True, gc=False):
    """A figure that a clause carries, by name: exact minor units, or the number of a day (1 is 1 January of year 1)."""

    clause: str
    what: str
    figure: str


class OpenBefore(msgspec.Struct, frozen=True, gc=False):
    """What is open of what a role was booked for a quarter: the last day to pay it in time, and what of it is unpaid.

    `interest` is what ran on it and is unpaid, `principal` what bears interest if that is not the amount: minor units,
    exact.
    """

    period: str
    payable: date
    amount: int
    interest: str
    principal: str | None


class BookedToDate(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What a role was booked since the beginning, and of it in the contract year; `exactly` before rounding, if known.

    `exactly` counts over the rounding scope of the clause. What is `open` of it stands by quarters.
    """

    clause: str
    role: str
    to_date: int
    year_to_date: int
    exactly: str | None
    open: tuple[OpenBefore, ...] = ()


class BaseToDate(msgspec.Struct, frozen=True, gc=False):
    """What facts of one kind (`cost`, `sales`, `income`, `contribution`) came to since the beginning, by a party."""

    kind: str
    of: str
    party: str
    amount: int


class ReachedBefore(msgspec.Struct, frozen=True, gc=False):
    """A milestone that was reached before."""

    clause: str
    on: date


class OpeningDifference(msgspec.Struct, frozen=True, gc=False):
    """What was told of a role over the rounding scope, and what the terms make of the figures that were brought in."""

    clause: str
    role: str
    told: int
    worked: int


class PositionOpened(msgspec.Struct, frozen=True, gc=False):
    """From the day after `on` the agreement is kept here; `clauses` are those that something happened under before.

    `entries` are what the parties were told before. `differences` are never booked: what follows is worked out on top
    of what the terms make of the figures.
    """

    ref: str
    on: date
    party: str
    clauses: tuple[str, ...]
    carried: tuple[CarriedFigure, ...]
    booked: tuple[BookedToDate, ...]
    base: tuple[BaseToDate, ...]
    reached: tuple[ReachedBefore, ...]
    differences: tuple[OpeningDifference, ...]
    source: Evidence
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()
