"""The sum behind an entry: performed again from its working, and written so that people can follow it.

    quantity x rate = result        for every line
    results together = exact
    rounded - earlier - before = amount

The one step that a working can't show by itself is the rounding, because a pot is rounded together: all that can be
said of one lane is that it lies less than one minor unit from its exact figure.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from contracts.clause_terms import percentage
from contracts.entries import Entry, Line, Working
from contracts.money import written

_YEARS = {73: 365, 61: 366, 122: 366, 183: 366}
"""Denominators that days of a year are left with when they are reduced, with the days of that year."""

_MOST_DECIMALS = 6
"""Beyond the minor unit; what takes more is written as a fraction of it."""


class Fault(NamedTuple):
    """A step of a sum that does not come out: which, what it says, and what it should say."""

    step: str
    found: str
    expected: str


def faults(entry: Entry) -> list[Fault]:
    """Perform a sum again, step by step; empty where it is right."""
    working, found = entry.working, list[Fault]()
    for line in working.lines:
        if not _comes_out(line):
            found.append(Fault(line.what, line.result, str(Fraction(line.quantity) * rate_of(line.rate))))
    if len(working.lines) != 1 or working.lines[0].result != working.exact:
        total = sum((Fraction(line.result) for line in working.lines), Fraction(0))
        if total != Fraction(working.exact):
            found.append(Fault("the lines together", working.exact, str(total)))
    top, bottom = _quotient(working.cumulative)
    if not -bottom < working.rounded * bottom - top < bottom:
        found.append(Fault("the cumulative figure, rounded", str(working.rounded), str(top // bottom)))
    amount = working.rounded - working.earlier - working.before
    if amount != entry.amount:
        found.append(Fault("rounded less earlier less booked before", str(entry.amount), str(amount)))
    return found


@lru_cache(4096)
def rate_of(rate: str) -> Fraction:
    """Multiply the factors of a rate.

    >>> rate_of("7/100*17/20")
    Fraction(119, 2000)
    """
    return math.prod((Fraction(factor) for factor in rate.split("*")), start=Fraction(1))


def _comes_out(line: Line) -> bool:
    """Say whether quantity x rate = result, multiplied crosswise."""
    quantity, parts = _quotient(line.quantity)
    rate, of = _rate(line.rate)
    top, bottom = _quotient(line.result)
    return quantity * rate * bottom == top * parts * of


@lru_cache(4096)
def _rate(rate: str) -> tuple[int, int]:
    return rate_of(rate).as_integer_ratio()


def _quotient(written: str) -> tuple[int, int]:
    """Read an exact figure as its two integers: millions are compared, and none is reduced."""
    if "/" not in written:
        return int(written), 1
    top, _, bottom = written.partition("/")
    parts = int(bottom)
    if parts < 1:
        raise ZeroDivisionError(written)
    return int(top), parts


def line_in_words(line: Line, digits: int) -> str:
    """Write one product.

    >>> line_in_words(Line("up to 10,000,000.00", "80000000", "1/20*17/20", "3400000"), 2)
    'up to 10,000,000.00: 800,000.00 x 5% x 85% = 34,000.00'
    """
    return f"{line.what}: {_product(line, digits)}"


def _product(line: Line, digits: int) -> str:
    factors = [_factor(Fraction(factor)) for factor in line.rate.split("*") if factor != "1"]
    product = " x ".join((exactly(line.quantity, digits), *factors))
    result = f" = {exactly(line.result, digits)}" if factors else ""
    return f"{product}{result}"


def _factor(factor: Fraction) -> str:
    """Write a factor; what can only be days of a year is not reduced, so that people see the days.

    >>> _factor(Fraction(60, 365)), _factor(Fraction(138, 366)), _factor(Fraction(1, 3)), _factor(Fraction(5, 100))
    ('60/365', '138/366', '1/3', '5%')
    """
    year = _YEARS.get(factor.denominator)
    return f"{factor.numerator * year // factor.denominator}/{year}" if year else percentage(factor)


def steps_in_words(entry: Entry, digits: int) -> list[str]:
    """Write how the lines become the amount: exact, cumulative, rounded, less what was there before."""
    working = entry.working
    exact = exactly(working.exact, digits)
    steps = [f"together, exactly: {exact}"] if len(working.lines) != 1 else []
    if working.cumulative != working.exact:
        steps.append(f"cumulative, up to the end of {entry.period}: {exactly(working.cumulative, digits)}")
    if Fraction(working.cumulative) != working.rounded:
        steps.append(f"rounded, so that all shares add up: {written(working.rounded, digits)}")
    return [*steps, _difference(entry, working, digits)]


def _difference(entry: Entry, working: Working, digits: int) -> str:
    less = ""
    if working.earlier:
        less += f" less {written(working.earlier, digits)} up to the end of the period before"
    if working.before:
        less += f" less {written(working.before, digits)} booked for {entry.period} before"
    if not less:
        return f"booked: {written(entry.amount, digits)}"
    return f"booked: {written(working.rounded, digits)}{less} = {written(entry.amount, digits)}"


def reason(entry: Entry, digits: int) -> str:
    """Say in one sentence where an entry comes from."""
    working = entry.working
    alone = len(working.lines) == 1
    lines = "; ".join(_product(line, digits) if alone else line_in_words(line, digits) for line in working.lines)
    earlier = f", less {written(working.before, digits)} booked before" if working.before else ""
    return f"{working.basis}: {lines}{earlier}" if lines else f"{working.basis}{earlier}"


def exactly(minor_units: str, digits: int) -> str:
    """Write an exact amount of minor units with all its decimals, or with a fraction of a minor unit.

    >>> exactly("12000001/2", 2), exactly("100/3", 2), exactly("-100/3", 2)
    ('60,000.005', '0.33 and 1/3 of 0.01', '-0.33 and 1/3 of 0.01')
    """
    amount = Fraction(minor_units)
    for more in range(_MOST_DECIMALS + 1):
        scaled = amount * 10**more
        if scaled.denominator == 1:
            return written(scaled.numerator, digits + more)
    whole, rest = divmod(abs(amount), 1)
    unit = written(1, digits)
    return f"{'-' if amount < 0 else ''}{written(int(whole), digits)} and {rest} of {unit}"
