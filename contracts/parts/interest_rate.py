"""Rates of interest on late payment: fixed, over Bank Rate, or statutory.

Statutory (Late Payment of Commercial Debts (Interest) Act 1998, https://www.legislation.gov.uk/ukpga/1998/20, and
SI 2002/1675, https://www.legislation.gov.uk/uksi/2002/1675): 8% over the Bank Rate in force on the last 30 June or
31 December before interest starts, and the same rate until payment, however Bank Rate moves; with a fixed sum of 40, 70
or 100 pounds for a debt below 1,000, below 10,000, or from there on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pydantic import Field

from contracts.arithmetic import Exact, Number
from contracts.clause_terms import Problem, percentage
from contracts.errors import BadScalar
from contracts.scalars import Day, Fractional, day_in_words, parse_fraction
from contracts.terms_model import TermsModel

STATUTORY = "statutory"
OVER = " over Bank Rate"
STATUTORY_MARGIN = Fraction(8, 100)
FIXED_SUMS = ((0, 40), (1_000, 30), (10_000, 30))
"""What the fixed sum grows by from each size of debt on, in pounds."""


class BankRate(TermsModel):
    """The Bank of England's rate from a day on."""

    from_: Day = Field(description="the first day of the rate")
    rate: Fractional = Field(description="the rate")


class Rate(NamedTuple):
    """A rate made explicit: the margin, whether Bank Rate is added, and whether it is fixed when interest starts.

    The table holds Bank Rate with the margin, by the day from which it does.
    """

    margin: Fraction
    over: bool
    fixed: bool
    table: tuple[tuple[int, Fraction], ...]

    def on(self, day: int, payable: int) -> Fraction:
        """Return the rate on a day, for a debt that was payable on another; before the table's start its first."""
        if not self.over:
            return self.margin
        asked = reference_day(payable) if self.fixed else day
        known = [rate for since, rate in self.table if since <= asked]
        return known[-1] if known else self.table[0][1]

    def stretches(self, first: int, last: int, payable: int) -> Iterator[tuple[int, int, Fraction]]:
        """Cut days, both ends included, wherever the rate may change; yield (first, last, rate)."""
        if self.fixed or not self.over:
            yield first, last, self.on(first, payable)
            return
        starts = [first, *(since for since, _ in self.table if first < since <= last)]
        for start, following in zip(starts, [*starts[1:], last + 1], strict=True):
            yield start, following - 1, self.on(start, payable)


def part_of_year(ops: Exact, rate: Fraction, days: int, year_days: int) -> Number:
    """Return what so many days of a year of so many earn at a yearly rate.

    >>> part_of_year(Exact(), Fraction(73, 1000), 10, 365)
    1/500
    """
    return _part_of_year(ops, rate.numerator, rate.denominator, days, year_days)


@lru_cache(maxsize=10_000)
def _part_of_year(ops: Exact, numerator: int, denominator: int, days: int, year_days: int) -> Number:
    """Multiply; kept, because the same few days and rates come again and again, and fractions take long to hash."""
    return ops.number(Fraction(numerator * days, denominator * year_days))


def factors(rate: Fraction, days: int, year_days: int) -> str:
    """Write the same as the factors that it is the product of.

    >>> factors(Fraction(8, 100), 90, 365)
    '2/25*18/73'
    """
    return _factors(rate.numerator, rate.denominator, days, year_days)


@lru_cache(maxsize=10_000)
def _factors(numerator: int, denominator: int, days: int, year_days: int) -> str:
    return f"{Fraction(numerator, denominator)}*{Fraction(days, year_days)}"


@lru_cache(maxsize=10_000)
def reference_day(payable: int) -> int:
    """Return the last 30 June or 31 December before interest starts, which is the day after payment was due.

    >>> [date.fromordinal(reference_day(date(2026, *day).toordinal())).isoformat() for day in ((6, 29), (6, 30))]
    ['2025-12-31', '2026-06-30']
    """
    starts = date.fromordinal(payable) + timedelta(days=1)
    half_year = date(starts.year, 7, 1) if starts.month > 6 else date(starts.year, 1, 1)
    return half_year.toordinal() - 1


def rate(written: str, table: Sequence[BankRate]) -> Rate:
    """Read a rate. Raises BadScalar for words that are none."""
    words = " ".join(written.split())
    statutory = words == STATUTORY
    try:
        margin = STATUTORY_MARGIN if statutory else parse_fraction(words.removesuffix(OVER))
    except BadScalar as error:
        raise BadScalar(
            what=f"'{written}' is not a rate of interest", fix="write 'statutory', '4% over Bank Rate' or '8%'"
        ) from error
    known = tuple((each.from_.toordinal(), margin + each.rate) for each in table)
    return Rate(margin, statutory or words.endswith(OVER), statutory, known)


def problems(written: str, table: Sequence[BankRate]) -> Iterable[Problem]:
    """Yield a rate that can't be read, and a table of Bank Rates that is missing or out of order."""
    try:
        explicit = rate(written, table)
    except BadScalar as error:
        yield Problem(("rate",), error.what, error.fix)
        return
    if explicit.over and not table:
        yield Problem(
            ("bank rate",), "the rate needs Bank Rate", "add 'bank rate: [{ from: 2025-12-18, rate: 3.75% }]'"
        )
    for at, (earlier, later) in enumerate(pairwise(table), 1):
        if later.from_ <= earlier.from_:
            yield Problem(("bank rate", at, "from"), f"{later.from_} is not after {earlier.from_}", "put days in order")


def in_words(written: str, table: Sequence[BankRate]) -> list[str]:
    """Say the rate, and which Bank Rates hold when."""
    explicit = rate(written, table)
    if not explicit.over:
        return [f"The rate is {percentage(explicit.margin)} a year."]
    fixed = (
        "as it stood on the last 30 June or 31 December before interest starts, and fixed until payment"
        if explicit.fixed
        else "as it changes"
    )
    known = ", ".join(f"{percentage(each.rate)} from {day_in_words(each.from_)}" for each in table)
    return [
        f"The rate is {percentage(explicit.margin)} a year over Bank Rate {fixed}.",
        f"Bank Rate is {known}; before the first of these days, and after the last, the nearest of them holds.",
    ]
