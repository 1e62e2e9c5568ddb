"""Fractions of something named: `50% of third-party royalties`, `25% of each payment`, `5% per month`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, NamedTuple

from contracts.errors import BadScalar
from contracts.scalars.fraction import fraction_text, parse_fraction
from contracts.scalars.written import Written, tidy

_PORTION = re.compile(r"(?P<share>.+?) of (?P<of>[^ ].*)", re.IGNORECASE)
_MONTHLY = re.compile(r"(?P<share>.+?) (?:per|a|each) month", re.IGNORECASE)


class Portion(NamedTuple):
    """A fraction, and what it is a fraction of."""

    share: Fraction
    of: str


def parse_portion(text: str) -> Portion:
    """Read a fraction of something.

    >>> parse_portion("50% of third-party royalties")
    Portion(share=Fraction(1, 2), of='third-party royalties')
    """
    match = _PORTION.fullmatch(" ".join(tidy(text).split()))
    if match is None:
        raise BadScalar(f"'{text}' does not say how much of what", fix="write, for example, 50% of each payment")
    return Portion(parse_fraction(match["share"]), match["of"])


def portion_text(value: Portion) -> str:
    """Write a fraction of something: `1/2 of each payment`."""
    return f"{fraction_text(value.share)} of {value.of}"


def parse_monthly(text: str) -> Fraction:
    """Read a fraction by month.

    >>> parse_monthly("5% per month")
    Fraction(1, 20)
    """
    match = _MONTHLY.fullmatch(" ".join(tidy(text).split()))
    if match is None:
        raise BadScalar(f"'{text}' does not say how much by month", fix="write, for example, 5% per month")
    return parse_fraction(match["share"])


def monthly_text(value: Fraction) -> str:
    """Write a fraction by month: `1/20 per month`."""
    return f"{fraction_text(value)} per month"


PortionOf = Annotated[
    Portion,
    Written(
        Portion,
        parse_portion,
        portion_text,
        "A fraction of something: 50% of each payment",
        "50% of each payment",
    ),
]
"""A field that is a fraction of something; which things are meaningful is the clause's to say."""

PerMonth = Annotated[
    Fraction,
    Written(Fraction, parse_monthly, monthly_text, "A fraction by month: 5% per month", "5% per month"),
]
"""A field that is a fraction by month."""
