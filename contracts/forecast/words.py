"""What people write in a scenario and nowhere else: what is expected, and signed coefficients."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, NamedTuple

from contracts.errors import BadScalar
from contracts.scalars.written import Written, tidy

KINDS = {
    "sales of": "sales",
    "income of": "income",
    "cost of": "cost",
    "in kind of": "in kind",
    "contribution to": "contribution",
    "distribution from": "distribution",
    "saving of": "saving",
    "outcome of": "outcome",
}
"""How each kind of fact that may be expected is written."""

BY_PERSON = ("saving", "outcome")
"""Kinds that may be given as a number of people, and what each saves or uses."""


class FactOf(NamedTuple):
    """A kind of fact, and of what: sales of a device."""

    kind: str
    of: str

    def __str__(self) -> str:
        """Write it as in a document."""
        return next(f"{words} {self.of}" for words, kind in KINDS.items() if kind == self.kind)


def parse_fact_of(text: str) -> FactOf:
    """Read what is expected.

    >>> parse_fact_of("sales of device")
    FactOf(kind='sales', of='device')
    """
    plain = " ".join(tidy(text).split())
    for words, kind in KINDS.items():
        if plain.startswith(f"{words} "):
            return FactOf(kind, plain[len(words) + 1 :])
    known = ", ".join(f"'{words} ...'" for words in KINDS)
    raise BadScalar(f"'{text}' does not say what is expected", fix=f"begin with one of {known}")


def parse_coefficient(text: str) -> Fraction:
    """Read a correlation, from -1 to 1.

    >>> parse_coefficient("-0.3")
    Fraction(-3, 10)
    """
    plain = tidy(text)
    if not re.fullmatch(r"-?(?:0(?:\.[0-9]{1,9})?|1(?:\.0{1,9})?)", plain):
        raise BadScalar(f"'{text}' is not a correlation", fix="write a number from -1 to 1, such as 0.5")
    return Fraction(plain)


def parse_years(text: str) -> Fraction:
    """Read a length of time in years or months.

    >>> parse_years("3 years"), parse_years("18 months")
    (Fraction(3, 1), Fraction(3, 2))
    """
    match = re.fullmatch(r"([0-9]{1,3}) ?(years?|months?)", " ".join(tidy(text).split()))
    if match is None or int(match[1]) == 0:
        raise BadScalar(f"'{text}' is not a length of time", fix="write 3 years or 18 months")
    return Fraction(int(match[1]), 1 if match[2].startswith("year") else 12)


def years_text(years: Fraction) -> str:
    """Write a length of time as it is read."""
    return f"{years} years" if years.denominator == 1 else f"{years * 12} months"


Expectation = Annotated[FactOf, Written(FactOf, parse_fact_of, str, "What is expected", "sales of device")]
"""A field that names a kind of fact, and of what."""

Coefficient = Annotated[Fraction, Written(Fraction, parse_coefficient, str, "A correlation, from -1 to 1", "0.5")]
"""A field that is a correlation."""

Years = Annotated[Fraction, Written(Fraction, parse_years, years_text, "A length of time", "3 years")]
"""A field that is a length of time, held in years."""
