"""Rates, and amounts that were converted, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from contracts.money import written
from ledger.conversion_events import RateRecorded
from ledger.converting import first_day
from ledger.event_parts import Original
from ledger.facts import Fact


def original_in_words(original: Original | None) -> str:
    """Say what an amount was before it was converted: ` (EUR 400,000.00 at 0.8550)`; nothing if it was not."""
    if original is None:
        return ""
    return f" ({original.currency} {written(original.amount, original.digits)} at {original.rate})"


def rate_in_words(body: RateRecorded, currency: str, day: Callable[[date], str]) -> str:
    """Say what a unit of a currency is worth, and when."""
    return f"a rate of {body.of}: {body.of} 1 is {currency} {body.rate}, {_when(body.first, body.on, day)}"


def rate_remembered(rate: Fact, day: Callable[[date], str]) -> str:
    """Say which rate an earlier fact was."""
    return f"the rate of {rate.of}, {rate.against[0]}, {_when(first_day(rate), rate.on, day)}"


def _when(first: date, last: date, day: Callable[[date], str]) -> str:
    return f"on {day(first)}" if first == last else f"on average from {day(first)} to {day(last)}"
