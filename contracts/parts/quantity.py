"""Quantities as they are tallied: whole numbers of small parts, so that no decimals are lost."""

from __future__ import annotations

OUTCOME_PARTS = 10**6
"""Units of an outcome (bed days, visits) are counted in millionths."""

QUANTITY_PARTS = 1000
"""Quantities are tallied in thousandths of a unit."""


def quantity_measure(item: str, party: str) -> str:
    """Name the measure under which the quantity of an item that a party contributed is tallied."""
    return f"in kind:{item}:by {party}"


def quantity_text(quantity: int) -> str:
    """Write a quantity in thousandths of a unit.

    >>> quantity_text(14500), quantity_text(1200000)
    ('14.5', '1,200')
    """
    whole, part = divmod(abs(quantity), QUANTITY_PARTS)
    decimals = f".{part:03}".rstrip("0") if part else ""
    return f"{'-' if quantity < 0 else ''}{whole:,}{decimals}"
