"""Currencies by their ISO 4217 code, with the number of digits of their minor unit.

The list of currencies is loaded only for what is not among the usual ones: recording a fact should not wait for it.
"""

from __future__ import annotations

from contracts.errors import BadScalar
from contracts.suggestions import did_you_mean

SYMBOLS = {"£": "GBP", "€": "EUR", "US$": "USD", "$": "$"}
"""What people write before an amount. `$` alone stands for the agreement's own dollar, whichever that is."""

DOLLARS = frozenset(
    {"AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "FJD", "GYD", "HKD", "JMD", "KYD"}
    | {"LRD", "NAD", "NZD", "SBD", "SGD", "SRD", "TTD", "TWD", "USD", "XCD"}
)
"""Currencies written with `$`."""

USUAL = ("GBP", "EUR", "USD", "CHF", "JPY", "SEK", "DKK", "NOK", "AUD", "CAD", "CNY", "INR")
"""Those that are met most often, known without the list of all."""


def is_currency(code: str) -> bool:
    """Tell whether amounts can be written in a currency, by its code in capitals (gold, for one, is not)."""
    return code in USUAL or _digits(code) is not None


def digits(code: str) -> int:
    """Give the number of decimals of a currency (2 for GBP, 0 for JPY, 3 for KWD)."""
    known = _digits(parse_currency(code))
    return known or 0  # parse_currency has refused what has no minor unit


def _digits(code: str) -> int | None:
    from iso4217 import Currency

    return Currency[code].exponent if code.isupper() and code in Currency.__members__ else None


def parse_currency(text: str) -> str:
    """Read an ISO 4217 code in any case; BadScalar, with the nearest code, for anything else."""
    code = text.replace("\ufeff", "").strip().upper()
    if is_currency(code):
        return code
    meant = SYMBOLS.get(code, code)
    choices = (meant,) if is_currency(meant) else USUAL
    raise BadScalar(
        f"'{text}' is not a currency",
        fix=did_you_mean(meant, choices, otherwise="write its code of three letters, such as GBP, EUR or USD"),
    )
