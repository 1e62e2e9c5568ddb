"""Shares and rates: `30%`, `6.5 %`, `33 1/3%`, `1/3`, `0.065`. Exact, never a float."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated

from contracts.errors import BadScalar
from contracts.scalars.written import Written, tidy

_SHAPE = re.compile(
    r"(?:(?P<whole>[0-9]{1,6}) )?(?P<over>[0-9]{1,30}) ?/ ?(?P<under>[0-9]{1,30})"
    r"|(?P<number>[0-9]{1,12}(?:\.[0-9]{1,18})?)"
)
_PERCENT = re.compile(r" ?(?:%|per ?cent)$", re.IGNORECASE)
_MOST = 1000
_FINEST = 10**27
_ADVICE = "write 30%, 1/3 or 0.065"


def parse_fraction(text: str) -> Fraction:
    """Read a share or rate that is not negative.

    >>> parse_fraction("6.5 %"), parse_fraction("33 1/3%")
    (Fraction(13, 200), Fraction(1, 3))
    """
    plain = tidy(text)
    bare = _PERCENT.sub("", plain)
    match = _SHAPE.fullmatch(bare)
    if match is None:
        raise _refusal(text, bare)
    value = _value(match, text) / (1 if bare == plain else 100)
    if value > _MOST or value.denominator >= _FINEST:
        raise BadScalar(f"'{text}' is too large or too fine for a share or rate", fix=_ADVICE)
    if bare == plain and match["number"] and value > 1:
        raise BadScalar(f"'{plain}' as a share is more than the whole", fix=f"did you mean {plain}%?")
    return value


def fraction_text(value: Fraction) -> str:
    """Write a fraction in its lowest terms: `1/3`, `13/200`, `1`; whole numbers above 1 as `200%`."""
    return f"{value * 100}%" if value.denominator == 1 and value > 1 else str(value)


def _value(match: re.Match[str], text: str) -> Fraction:
    if match["number"]:
        return Fraction(match["number"])
    if int(match["under"]) == 0:
        raise BadScalar(f"'{text}' divides by zero", fix=_ADVICE)
    return int(match["whole"] or 0) + Fraction(int(match["over"]), int(match["under"]))


def _refusal(text: str, bare: str) -> BadScalar:
    if re.fullmatch(r"[0-9]+,[0-9]+", bare):
        return BadScalar(f"'{text}' has a comma", fix=f"write {text.replace(',', '.').strip()}")
    if bare.startswith("-"):
        return BadScalar(f"'{text}' is negative; shares and rates are not", fix=_ADVICE)
    return BadScalar(f"'{text}' is not a share or rate", fix=_ADVICE)


Fractional = Annotated[
    Fraction,
    Written(Fraction, parse_fraction, fraction_text, "A share or rate: 30%, 6.5 %, 1/3 or 0.065", "30%"),
]
"""A field that is written as a share or rate and held as an exact Fraction, 0 or more."""
