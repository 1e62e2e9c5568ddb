"""Currencies by their ISO 4217 code, with the number of digits of their minor unit."""

from __future__ import annotations

from iso4217 import Currency

from contracts.errors import BadScalar
from contracts.suggestions import did_you_mean

SYMBOLS = {"£": "GBP", "€": "EUR", "US$": "USD", "$": "$"}
"""What people write before an amount. `$` alone stands for the agreement's own dollar, whichever that is."""

DOLLARS = frozenset(
    {"AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "FJD", "GYD", "HKD", "JMD", "KYD"}
    | {"LRD", "NAD", "NZD", "SBD", "SGD", "SRD", "TTD", "TWD", "USD", "XCD"}
)
"""Currencies written with `$`."""

_OFTEN_MEANT = ("GBP", "EUR", "USD", "CHF", "JPY", "SEK", "DKK", "NOK", "AUD", "CAD", "CNY", "INR")


def is_currency(code: str) -> bool:
    """Tell whether amounts can be written in a currency, by its code in capitals (gold, for one, is not)."""
    return code.isupper() and code in Currency.__members__ and Currency[code].exponent is not None


def digits(code: str) -> int:
    """Give the number of decimals of a currency (2 for GBP, 0 for JPY, 3 for KWD)."""
    return int(str(Currency[parse_currency(code)].exponent))


def parse_currency(text: str) -> str:
    """Read an ISO 4217 code in any case; BadScalar, with the nearest code, for anything else."""
    code = text.replace("\ufeff", "").strip().upper()
    if is_currency(code):
        return code
    meant = SYMBOLS.get(code, code)
    choices = (meant,) if is_currency(meant) else _OFTEN_MEANT
    raise BadScalar(
        f"'{text}' is not a currency",
        fix=did_you_mean(meant, choices, otherwise="write its code of three letters, such as GBP, EUR or USD"),
    )
