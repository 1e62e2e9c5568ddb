"""The events of receipts: sales, with what is deducted from them, and income of other kinds."""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Deduction, Provenance, Settled


class SalesRecorded(msgspec.Struct, frozen=True, gc=False):
    """Sales of `of` by `party`: gross where `deductions` are agreed, else net; returns are negative."""

    ref: str
    on: date
    party: str
    of: str
    amount: int
    deductions: tuple[Deduction, ...]
    restates: str | None
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class IncomeRecorded(msgspec.Struct, frozen=True, gc=False):
    """Income of kind `of` that `party` received and that a clause shares out; refunds are negative."""

    ref: str
    on: date
    party: str
    of: str
    amount: int
    restates: str | None
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()
