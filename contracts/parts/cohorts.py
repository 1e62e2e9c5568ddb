"""Cohorts whose outcome is held against a baseline or a control group, and what its reduction pays, by bands.

The rule: reduction = 1 - what the cohort used / (people x what each would have used); of the bands whose edge it
reaches the last one counts. The result is not rounded: 9.99...% does not reach 10%, and exactly 10% does. A band pays
a sum, or an amount for each unit that was averted. Units: what is used in millionths of a unit, amounts in minor units.

142 where 155 were expected are 8.39% fewer; 139.5 are exactly a tenth fewer:

>>> from contracts.arithmetic import EXACT
>>> bands = (Step(Fraction(1, 10), 1_000_000, 0),)
>>> [paid(EXACT, bands, Result(used, 1550, 1)) for used in (1420, 1395, 1396)]
[0, 1000000, 0]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from pydantic import Field

from contracts.arithmetic import Exact, Number, text
from contracts.clause_terms import Place, Problem, Reader, percentage
from contracts.money import round_amount, written
from contracts.parts.quantity import OUTCOME_PARTS
from contracts.scalars import Amount, Fractional
from contracts.scalars.quantity import Quantity
from contracts.terms_model import TermsModel

_PLACES = 4


class Cohort(TermsModel):
    """What the people of a cohort are expected to use: a baseline, or what a control group uses."""

    baseline: Quantity | None = Field(default=None, description="units expected of each person: 1.55")
    compared_with: str | None = Field(default=None, description="the control group, recorded like the cohort")


class Band(TermsModel):
    """A reduction that has to be reached, and what it pays: a sum, or so much for each unit averted."""

    at_least: Fractional = Field(description="the reduction; exactly so much is enough")
    pays: Amount | None = Field(default=None, description="the sum")
    each: Amount | None = Field(default=None, description="what is paid for each unit averted, in place of a sum")


class Step(NamedTuple):
    """A band made explicit: its edge, and what it pays, in all and for each unit averted, in minor units."""

    edge: Fraction
    pays: int
    each: int


class Result(NamedTuple):
    """What was used and what was expected, in millionths of a unit, and 1 if both are known."""

    used: Number
    expected: Number
    known: Number


def steps(bands: Iterable[Band], digits: int, currency: str) -> tuple[Step, ...]:
    """Make bands explicit."""
    return tuple(
        Step(band.at_least, *(each.minor(digits, currency) if each else 0 for each in (band.pays, band.each)))
        for band in bands
    )


def reached(ops: Exact, edge: Fraction, result: Result) -> Number:
    """Return 1 if a result that is known comes to a reduction, else 0."""
    margin = result.expected * ops.number(1 - edge) - result.used
    return ops.reached(margin * result.known + result.known - 1, 0)  # what is not known lies below every edge


def paid(ops: Exact, bands: Sequence[Step], result: Result, averted: Number | None = None) -> Number:
    """Return what the last band reached pays; `averted` are the units that it counts, if not those of the result."""
    units = result.expected - result.used if averted is None else averted
    amount: Number = 0
    before = Step(Fraction(0), 0, 0)
    for band in bands:
        more = band.pays - before.pays + units * ops.number(Fraction(band.each - before.each, OUTCOME_PARTS))
        amount = amount + more * reached(ops, band.edge, result)
        before = band
    return amount


def least(ops: Exact, band: Step, result: Result) -> Number:
    """Return what a band would pay for a result, reached or not."""
    averted = ops.hi(result.expected - result.used, 0)
    return band.pays + averted * ops.number(Fraction(band.each, OUTCOME_PARTS))


def together(results: Sequence[Result]) -> Result:
    """Return the result of several cohorts in one; it is known once each of theirs is."""
    used, expected, known = results[0]
    for each in results[1:]:
        used, expected, known = used + each.used, expected + each.expected, known * each.known
    return Result(used, expected, known)


def reduction_in_words(result: Result) -> str:
    """Say an exact result, to four places of a per cent.

    >>> reduction_in_words(Result(142, 155, 1))
    '8.3871% fewer'
    """
    if result.expected == 0:
        return "nothing was expected"
    share = 1 - Fraction(text(result.used)) / Fraction(text(result.expected))
    what = "fewer" if share >= 0 else "more"
    return f"{written(round_amount(abs(share) * 100 * 10**_PLACES), _PLACES)}% {what}"


def problems(field: str, bands: Sequence[Band]) -> Iterable[Problem]:
    """Yield bands out of order, and bands that pay nothing or in two ways."""
    for number, band in enumerate(bands):
        if (band.pays is None) == (band.each is None):
            yield Problem((field, number), "it is not said what the band pays", "write either 'pays' or 'each'")
        if any(amount is not None and amount.major <= 0 for amount in (band.pays, band.each)):
            yield Problem((field, number), "the band pays nothing", "write an amount above zero")
        if band.at_least > 1:
            yield Problem((field, number, "at least"), "nothing is reduced by more than all", "write up to 100%")
    for number, (low, high) in enumerate(pairwise(bands), 1):
        if high.at_least <= low.at_least:
            what = f"{percentage(high.at_least)} does not lie above {percentage(low.at_least)}"
            yield Problem((field, number, "at least"), what, "write the bands in ascending order")


def cohort_problems(cohorts: dict[str, Cohort]) -> Iterable[Problem]:
    """Yield cohorts that are held against nothing, or against two things, or against a cohort."""
    for name, cohort in cohorts.items():
        if (cohort.baseline is None) == (cohort.compared_with is None):
            what = "it is not said what the cohort is held against"
            yield Problem(("cohorts", name), what, "write either 'baseline' or 'compared with'")
        if cohort.baseline is not None and cohort.baseline <= 0:
            yield Problem(("cohorts", name, "baseline"), "nothing could be reduced", "write a number above zero")
        if cohort.compared_with in cohorts:
            what = f"'{cohort.compared_with}' is a cohort itself"
            yield Problem(("cohorts", name, "compared with"), what, "name its control group")


def amounts(field: str, bands: Sequence[Band]) -> Iterable[tuple[Place, Amount]]:
    """Yield what bands pay, with the path to it."""
    for number, band in enumerate(bands):
        yield from [((field, number, "pays"), band.pays)] if band.pays else []
        yield from [((field, number, "each"), band.each)] if band.each else []


def bands_in_words(bands: Sequence[Band], unit: str, reader: Reader) -> list[str]:
    """Say what each band pays."""
    said = []
    for band in bands:
        pays = reader.money(band.pays) if band.pays else ""
        pays = f"{reader.money(band.each)} for each {unit} averted" if band.each else pays
        said.append(f"  {percentage(band.at_least)} or more: {pays}")
    return said
