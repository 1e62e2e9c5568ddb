"""The events of other currencies: rates, and what was reported in another currency and converted at one.

A fact that was converted is the fact itself, in the agreement's currency, with the original amount beside it.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import msgspec

from contracts.entries import Entry
from ledger.cost_events import CostRecorded
from ledger.event_parts import Deduction, Original, Provenance, Settled
from ledger.receipt_events import IncomeRecorded, SalesRecorded


class CostConverted(CostRecorded, frozen=True, gc=False, kw_only=True):
    """A cost that was incurred in another currency; `amount` is what it came to in the agreement's."""

    original: Original


class SalesConverted(SalesRecorded, frozen=True, gc=False, kw_only=True):
    """Sales in another currency; `amount` and `deductions` are what they came to in the agreement's."""

    original: Original


class IncomeConverted(IncomeRecorded, frozen=True, gc=False, kw_only=True):
    """Income in another currency; `amount` is what it came to in the agreement's."""

    original: Original


Converted: TypeAlias = CostConverted | SalesConverted | IncomeConverted


class ConvertedAnew(msgspec.Struct, frozen=True, gc=False):
    """What an earlier fact comes to under another rate, in the agreement's currency."""

    ref: str
    amount: int
    deductions: tuple[Deduction, ...]


class RateRecorded(msgspec.Struct, frozen=True, gc=False):
    """One unit of the currency `of` is worth `rate` in the agreement's, as `party` says, from `first` to `on`.

    An average is known once its period is over, so that it takes effect on the last day of it. `anew` are the facts
    that an earlier figure, which this one `restates`, had converted.
    """

    ref: str
    on: date
    first: date
    party: str
    of: str
    rate: str
    restates: str | None
    anew: tuple[ConvertedAnew, ...]
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()
