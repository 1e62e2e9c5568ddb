"""Every entry's own sum: printed in words, and checked with nothing but the numbers that it carries.

quantity x rate = result        for every line
sum of the results = exact
rounded - earlier - before = amount
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from contracts.arithmetic import Number, from_text
from contracts.clause import percentage
from contracts.entries import Entry, Line, Working
from contracts.money import written


def faults(entry: Entry) -> Iterator[str]:
    """Yield what does not add up in an entry's working; nothing for a good one."""
    working = entry.working
    total = Fraction(0)
    for line in working.lines:
        if _fraction(line.quantity) * math.prod(_factors(line.rate)) != _fraction(line.result):
            yield f"{line.quantity} x {line.rate} is not {line.result} ({line.what})"
        total += _fraction(line.result)
    if total != _fraction(working.exact):
        yield f"the lines add up to {total}, not {working.exact}"
    if abs(working.rounded - _fraction(working.cumulative)) >= 1:
        yield f"{working.cumulative} does not round to {working.rounded}"
    if working.rounded - working.earlier - working.before != entry.amount:
        yield f"{working.rounded} - {working.earlier} - {working.before} is not {entry.amount}"


def in_words(entry: Entry, digits: int) -> list[str]:
    """Write an entry's sum as a person would on paper; amounts in the currency of the agreement."""
    working = entry.working
    lines = [f"{working.basis[:1].upper()}{working.basis[1:]}:"]
    lines += [f"  {_line_in_words(line, digits)}" for line in working.lines]
    if len(working.lines) > 1:
        lines.append(f"  together {amount_in_words(working.exact, digits)}")
    return [*lines, *_rounding_in_words(working, digits), *_difference_in_words(entry, digits)]


def amount_in_words(text: str, digits: int) -> str:
    """Write an exact amount of minor units in major ones, with as many decimals as it takes or as a fraction.

    >>> amount_in_words("1200000001/2", 2), amount_in_words("100/3", 2)
    ('6,000,000.005', '1/3')
    """
    value = _fraction(text)
    if value.denominator == 1:
        return written(value.numerator, digits)
    scaled = value / 10**digits
    decimals = _decimals(scaled)
    if decimals is None:
        whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
        sign = "-" if scaled < 0 else ""
        return f"{sign}{f'{whole:,} ' if whole else ''}{rest}/{scaled.denominator}"
    return written(int(scaled * 10**decimals), decimals)


def _decimals(value: Fraction) -> int | None:
    """Return how many decimals a fraction has, None if it never ends or takes more than eight."""
    for decimals in range(9):
        if (value * 10**decimals).denominator == 1:
            return decimals
    return None


def _line_in_words(line: Line, digits: int) -> str:
    quantity = amount_in_words(line.quantity, digits)
    rates = " x ".join(percentage(factor) for factor in _factors(line.rate))
    if rates == "100%":
        return f"{line.what}: {quantity}"
    return f"{line.what}: {quantity} x {rates} = {amount_in_words(line.result, digits)}"


def _rounding_in_words(working: Working, digits: int) -> Iterator[str]:
    """Say how the cumulative figure was rounded, and what was due by the end of the period before."""
    rounded = written(working.rounded, digits)
    exact = amount_in_words(working.cumulative, digits)
    if exact != rounded:
        yield f"  cumulatively {exact}, rounded together with the others to {rounded}"
    elif working.earlier:
        yield f"  cumulatively {rounded}"
    if working.earlier:
        period = written(working.rounded - working.earlier, digits)
        yield f"  less {written(working.earlier, digits)} due for the periods before = {period}"


def _difference_in_words(entry: Entry, digits: int) -> Iterator[str]:
    if entry.working.before:
        before = written(entry.working.before, digits)
        yield f"  less {before} booked before for {entry.period} = {written(entry.amount, digits)}"


def _fraction(text: str) -> Fraction:
    number: Number = from_text(text)
    return Fraction(number.numerator, number.denominator)


def _factors(rate: str) -> list[Fraction]:
    return [_fraction(factor) for factor in rate.split("*")]
