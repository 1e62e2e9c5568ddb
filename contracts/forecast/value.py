"""What flows are worth on one day, and measures of what may come out, each with its probability.

rNPV                Σ p · CF / (1 + r)^t, with no premium for risk inside r
quantile            the lowest value at or below which at least so much probability lies (lower empirical)
expected shortfall  the mean of the worst tail; the value on its edge counts with the fraction that is needed
probability of loss Σ p where the value is below nothing
expected loss       Σ p · max(0, -value)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from contracts.forecast.scenario import Discount, Flows
from contracts.periods import Calendar

YEAR_DAYS = 365
PRECISION = 40
"""Digits of a discount factor for a part of a year, which is no fraction; far beyond a penny of anything."""


class Weighted(NamedTuple):
    """A value that may come out, and how probable it is."""

    value: Fraction
    probability: Fraction


class Discounting:
    """Brings flows to the base date: how long it is to each, and its factor."""

    def __init__(self, discount: Discount, calendar: Calendar) -> None:
        self.rate = discount.rate
        self.base = discount.base_date
        self.flows = discount.flows
        self.calendar = calendar
        self.first = discount.base_date.toordinal()
        self._factors: dict[int, Fraction] = {}

    def factor(self, on: int) -> Fraction:
        """Return what one unit on a day is worth on the base date; nothing for what came before it."""
        found = self._factors.get(on)
        if found is None:
            found = self._factors[on] = Fraction(0) if on < self.first else present_value(self.rate, self.years(on))
        return found

    def years(self, on: int) -> Fraction:
        """Return how long it is to a flow on a day, as the scenario takes flows to happen."""
        if self.flows is Flows.DATES:
            return years_between(self.base, date.fromordinal(on))
        length = 1 if self.flows in (Flows.MID_QUARTER, Flows.QUARTER_END) else 4
        first = self.calendar.period_of(on) // length * length
        start, end = (date.fromordinal(self.calendar.start(period)) for period in (first, first + length))
        begins, ends = years_between(self.base, start), years_between(self.base, end)
        return (begins + ends) / 2 if self.flows in (Flows.MID_QUARTER, Flows.MID_YEAR) else ends


def years_between(base: date, on: date) -> Fraction:
    """Return whole years to the last anniversary, and the days since it over 365; below nothing before the base.

    >>> years_between(date(2026, 4, 1), date(2028, 4, 1)), years_between(date(2026, 4, 1), date(2027, 4, 11))
    (Fraction(2, 1), Fraction(75, 73))
    """
    if on < base:
        return -years_between(on, base)
    whole = relativedelta(on, base).years
    return whole + Fraction((on - (base + relativedelta(years=whole))).days, YEAR_DAYS)


@cache
def present_value(rate: Fraction, years: Fraction) -> Fraction:
    """Return 1 / (1 + rate)^years, exact for whole years.

    >>> present_value(Fraction(1, 10), Fraction(2))
    Fraction(100, 121)
    """
    if years.denominator == 1:
        return 1 / (1 + rate) ** years.numerator
    with localcontext() as context:
        context.prec = PRECISION
        base = Decimal((1 + rate).numerator) / Decimal((1 + rate).denominator)
        return Fraction(base ** (-Decimal(years.numerator) / Decimal(years.denominator)))


def mean(values: Sequence[Weighted]) -> Fraction:
    """Return the expected value."""
    return sum((each.value * each.probability for each in values), Fraction(0))


def quantile(values: Sequence[Weighted], level: Fraction) -> Fraction:
    """Return the lower empirical quantile: the lowest value with so much probability at or below it.

    >>> outcomes = [Weighted(Fraction(230), Fraction(2, 5)), Weighted(Fraction(-100), Fraction(3, 5))]
    >>> [str(quantile(outcomes, Fraction(part, 10))) for part in (1, 6, 7)]
    ['-100', '-100', '230']
    """
    reached = Fraction(0)
    rising = sorted(values)
    for each in rising:
        reached += each.probability
        if reached >= level:
            return each.value
    return rising[-1].value


def expected_shortfall(values: Sequence[Weighted], worst: Fraction) -> Fraction:
    """Return the mean of the worst part; what lies on its edge counts with the fraction that is needed.

    >>> outcomes = [Weighted(Fraction(230), Fraction(2, 5)), Weighted(Fraction(-100), Fraction(3, 5))]
    >>> [str(expected_shortfall(outcomes, Fraction(part, 10))) for part in (2, 6, 8)]
    ['-100', '-100', '-35/2']
    """
    left, total = worst, Fraction(0)
    for each in sorted(values):
        taken = min(left, each.probability)
        total += taken * each.value
        left -= taken
    return total / worst


def probability_of_loss(values: Sequence[Weighted]) -> Fraction:
    """Return how probable a value below nothing is."""
    return sum((each.probability for each in values if each.value < 0), Fraction(0))


def expected_loss(values: Sequence[Weighted]) -> Fraction:
    """Return what is lost on the average, gains counting as nothing."""
    return sum((each.probability * max(Fraction(0), -each.value) for each in values), Fraction(0))
