"""Exchange rates: what one unit of a currency is worth in the agreement's, as `0.8550` or `1.0825`.

A rate is never read as thousands: a dot is a decimal point, and a comma is refused.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from contracts.errors import BadScalar
from contracts.scalars.written import Written, tidy

_SHAPE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,12})?")
_FEWEST = 4
"""Decimals that a rate is written with at least."""


def parse_rate(text: str) -> Decimal:
    """Read an exchange rate above zero.

    >>> parse_rate("0.8550")
    Decimal('0.8550')
    """
    plain = tidy(text)
    if not _SHAPE.fullmatch(plain):
        comma = re.fullmatch(r"[0-9]+,[0-9]+", plain)
        fix = f"write {plain.replace(',', '.')}" if comma else "write what one unit is worth, such as 0.8550"
        raise BadScalar(f"'{text}' is not an exchange rate", fix=fix)
    rate = Decimal(plain)
    if not rate:
        raise BadScalar("a rate of nothing", fix="write what one unit is worth, such as 0.8550")
    return Decimal(rate_text(rate))


def rate_text(rate: Decimal) -> str:
    """Write a rate in the one way it is kept: with four decimals, or as many more as it has.

    >>> rate_text(Decimal("0.855")), rate_text(Decimal("0.00525"))
    ('0.8550', '0.00525')
    """
    whole, _, decimals = f"{rate:f}".partition(".")
    return f"{whole}.{decimals.rstrip('0'):0<{_FEWEST}}"


ExchangeRate = Annotated[
    Decimal, Written(Decimal, parse_rate, rate_text, "What one unit of a currency is worth: 0.8550", "0.8550")
]
"""A field that is an exchange rate, held as an exact Decimal above 0."""
