"""Money in minor units, and the only rounding of booked amounts: half away from zero, by pots.

Lanes of one pot (the payees of a royalty, the bearers of a cost) are rounded together, so that they add up to the
rounded pot: each gets its floor, and the units left over go to the largest remainders, ties in the order of the
lanes. The method is not monotone: when a total grows, a lane may lose a unit that another gains.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol


class Quotient(Protocol):
    """Anything exact that has a numerator and a positive denominator: int, Fraction, Rational."""

    @property
    def numerator(self) -> int:
        """Return the dividend."""

    @property
    def denominator(self) -> int:
        """Return the divisor, above zero."""


def round_half_away(numerator: int, denominator: int) -> int:
    """Round a quotient to a whole number, halves away from zero; `denominator` must be positive.

    >>> [round_half_away(n, 2) for n in (1, 3, -1, -3)]
    [1, 2, -1, -2]
    """
    if numerator >= 0:
        return (2 * numerator + denominator) // (2 * denominator)
    return -((-2 * numerator + denominator) // (2 * denominator))


def round_amount(amount: Quotient) -> int:
    """Round an exact amount in minor units to a whole one."""
    return round_half_away(amount.numerator, amount.denominator)


def split(lanes: Sequence[Quotient]) -> list[int]:
    """Round the lanes of a pot together by largest remainder, so that they sum to the rounded pot.

    A pot below zero is split as its opposite is, so that a credit takes back what the cost had given.

    >>> from fractions import Fraction
    >>> split([Fraction(7826, 100), Fraction(1739, 100), Fraction(435, 100)])
    [78, 18, 4]
    """
    if len(lanes) == 1:
        return [round_amount(lanes[0])]
    common = math.lcm(*[lane.denominator for lane in lanes])
    scaled = [lane.numerator * (common // lane.denominator) for lane in lanes]
    total = sum(scaled)
    if total < 0:
        scaled = [-amount for amount in scaled]
    whole = [amount // common for amount in scaled]
    left_over = round_half_away(abs(total), common) - sum(whole)
    if left_over:
        by_remainder = sorted(range(len(lanes)), key=lambda lane: (-(scaled[lane] % common), lane))
        for lane in by_remainder[:left_over]:
            whole[lane] += 1
    return [-amount for amount in whole] if total < 0 else whole


def major(amount_minor: int, digits: int) -> Decimal:
    """Return an amount in major units, with as many decimals as the currency has.

    >>> str(major(123450, 2))
    '1234.50'
    """
    return Decimal(amount_minor).scaleb(-digits)


def written(amount_minor: int, digits: int) -> str:
    """Write an amount as people read it.

    >>> written(-123456789, 2)
    '-1,234,567.89'
    """
    whole, part = divmod(abs(amount_minor), 10**digits)
    sign = "-" if amount_minor < 0 else ""
    if digits == 2:  # as nearly always; a width that is worked out takes longer
        return f"{sign}{whole:,}.{part:02}"
    return f"{sign}{whole:,}.{part:0{digits}}" if digits else f"{sign}{whole:,}"
