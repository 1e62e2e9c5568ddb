"""Numbers with thousands and decimals: what is ambiguous is refused with what to write instead."""

from __future__ import annotations

import re
from decimal import Decimal

from contracts.currency import digits
from contracts.errors import BadScalar

_TIMES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_SHAPE = re.compile(rf"(?P<number>[0-9][0-9., ]*?) ?(?P<times>{'|'.join(_TIMES)})?", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?P<by>[, ])[0-9]{3}(?:(?P=by)[0-9]{3})*(\.[0-9]+)?")
_CONTINENTAL = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]{2}")
_THOUSANDS_OR_DECIMALS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_MOST_DIGITS = 24
# In minor units of any currency it fits a signed integer of 64 bits.
_LIMIT = 10**14
_ADVICE = "write 1,250,000.00, 1250000 or 1.25m"


def parse_number(number: str, text: str, currency: str | None = None, decimals: int = 2) -> Decimal:
    """Read a number that is not negative; `text` is what was typed, `currency` its code, if known.

    `decimals` are those with which an ambiguous number is proposed anew.

    >>> parse_number("1.234,56", "€ 1.234,56", "EUR")
    Decimal('1234.56')
    """
    match = _SHAPE.fullmatch(number)
    if match is None or sum(map(str.isdigit, number)) > _MOST_DIGITS:
        raise BadScalar(f"'{text}' is not an amount", fix=_ADVICE)
    times = _TIMES[match["times"].lower()] if match["times"] else 0
    written = match["number"].strip()
    if not times and _THOUSANDS_OR_DECIMALS.fullmatch(written) and not _has_three_decimals(currency):
        raise _two_readings(text, written, decimals)
    value = Decimal(_with_dot_only(written, text)).scaleb(times)
    if value >= _LIMIT:
        raise BadScalar(f"'{text}' is more than any agreement is about", fix="write less than 100,000bn")
    return plain(value)


def plain(value: Decimal) -> Decimal:
    """Return the same number in the one way that it is kept: without needless noughts, and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _has_three_decimals(currency: str | None) -> bool:
    return currency not in (None, "$") and digits(str(currency)) == 3


def _with_dot_only(written: str, text: str) -> str:
    if _PLAIN.fullmatch(written):
        return written
    if _GROUPED.fullmatch(written):
        return written.replace(",", "").replace(" ", "")
    if _CONTINENTAL.fullmatch(written):
        return written.replace(".", "").replace(",", ".")
    if re.fullmatch(r"[0-9]+,[0-9]+", written):
        raise _comma(text, written)
    raise BadScalar(f"'{text}' has its thousands in unusual places", fix=_ADVICE)


def _two_readings(text: str, written: str, decimals: int) -> BadScalar:
    fix = f"write {written.replace('.', ',')} or {Decimal(written):.{decimals}f}"
    return BadScalar(f"'{text}' can be read in two ways", fix=fix)


def _comma(text: str, written: str) -> BadScalar:
    whole, after = written.split(",")
    meant = f"{int(whole + after.ljust(3, '0')[:3]):,}"
    return BadScalar(f"'{text}' can be read in two ways", fix=f"write {whole}.{after} or {meant}")
