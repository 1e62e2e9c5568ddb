"""Quantities that are neither money nor shares: `3.66` bed days."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from contracts.scalars.number import parse_number
from contracts.scalars.written import Written, tidy


def parse_quantity(text: str) -> Decimal:
    """Read a quantity that is not negative.

    >>> parse_quantity("3.66")
    Decimal('3.66')
    """
    return parse_number(tidy(text), text, decimals=4)


def quantity_text(value: Decimal) -> str:
    """Write a quantity in the one way it is kept."""
    number = f"{value.normalize():f}"
    # Three decimals could be read as thousands, so that a fourth is written.
    return f"{number}0" if len(number.partition(".")[2]) == 3 else number


Quantity = Annotated[Decimal, Written(Decimal, parse_quantity, quantity_text, "A quantity: 3.66 or 1,200", "3.66")]
"""A field that is a quantity, held as an exact Decimal, 0 or more."""
