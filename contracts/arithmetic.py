"""Exact arithmetic for formulas: rational numbers, and the few operations that a formula may use.

Formulas use `+ - * /` and the operations of `Exact`; they never branch on an amount. `fractions.Fraction` reduces
after every step, which costs four times as much as the sums themselves, so a `Rational` is reduced only once it
has grown past 256 bits, and when it is stored or printed.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any, TypeAlias, cast

from contracts.money import round_half_away

_REDUCE_ABOVE = 1 << 256
_HELD_PARTS = 10**6
"""Balances carried between dates are held at a millionth of a minor unit, or denominators would grow for ever."""


class Rational:
    """An exact quotient of two integers, `denominator` positive, not necessarily in lowest terms.

    >>> Rational(1, 3) + Rational(1, 6)
    1/2
    >>> Rational(2, 3) * 300 == 200
    True
    """

    __slots__ = ("denominator", "numerator")
    __array_ufunc__ = None  # arrays of simulated paths leave their sums with rationals to this class

    def __init__(self, numerator: int, denominator: int = 1) -> None:
        self.numerator = numerator
        self.denominator = denominator

    def __add__(self, other: Number) -> Rational:
        if other.__class__ is int:
            return Rational(self.numerator + other * self.denominator, self.denominator) if other else self
        if other.__class__ is not Rational and not isinstance(other, Rational):
            return self._beside(other, operator.add)
        mine, theirs = self.denominator, other.denominator
        if mine == theirs:
            return Rational(self.numerator + other.numerator, mine)
        numerator, denominator = self.numerator * theirs + other.numerator * mine, mine * theirs
        return Rational(numerator, denominator) if denominator < _REDUCE_ABOVE else _kept_small(numerator, denominator)

    __radd__ = __add__

    def __neg__(self) -> Rational:
        return Rational(-self.numerator, self.denominator)

    def __sub__(self, other: Number) -> Rational:
        return self + -other

    def __rsub__(self, other: int) -> Rational:
        return -self + other

    def __mul__(self, other: Number) -> Rational:
        if other.__class__ is int:
            return Rational(self.numerator * other, self.denominator)
        if other.__class__ is not Rational and not isinstance(other, Rational):
            return self._beside(other, operator.mul)
        numerator, denominator = self.numerator * other.numerator, self.denominator * other.denominator
        return Rational(numerator, denominator) if denominator < _REDUCE_ABOVE else _kept_small(numerator, denominator)

    __rmul__ = __mul__

    def __truediv__(self, other: Number) -> Rational:
        if not isinstance(other, int | Rational):
            return self._beside(other, lambda array, number: number / array)
        numerator = self.numerator * other.denominator
        denominator = self.denominator * other.numerator
        if denominator < 0:
            return _kept_small(-numerator, -denominator)
        if denominator == 0:
            raise ZeroDivisionError("a formula divided by zero")
        return _kept_small(numerator, denominator)

    def __rtruediv__(self, other: int) -> Rational:
        return Rational(other) / self if other.__class__ is int else self._beside(other, operator.truediv)

    def _beside(self, other: Any, combine: Callable[[Any, float], Any]) -> Rational:
        """Combine amounts on simulated paths, which are no numbers of this module, with this one as a float."""
        return cast(Rational, combine(other, float(self)))

    def __float__(self) -> float:
        return self.numerator / self.denominator

    def _less(self, other: Number) -> int:
        if other.__class__ is int:
            return self.numerator - other * self.denominator
        return self.numerator * other.denominator - other.numerator * self.denominator

    def __lt__(self, other: Number) -> bool:
        return self._less(other) < 0

    def __le__(self, other: Number) -> bool:
        return self._less(other) <= 0

    def __gt__(self, other: Number) -> bool:
        return self._less(other) > 0

    def __ge__(self, other: Number) -> bool:
        return self._less(other) >= 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rational | int) and self._less(other) == 0

    def __hash__(self) -> int:
        return hash(Fraction(self.numerator, self.denominator))

    def __repr__(self) -> str:
        return text(self)


Number: TypeAlias = int | Rational
"""What a formula computes with: integers where it can, rationals where it must."""


def _kept_small(numerator: int, denominator: int) -> Rational:
    if denominator > _REDUCE_ABOVE:
        divisor = math.gcd(numerator, denominator)
        return Rational(numerator // divisor, denominator // divisor)
    return Rational(numerator, denominator)


def text(number: Number) -> str:
    """Write a number exactly: an integer, or a fraction in lowest terms.

    >>> text(Rational(120, 50))
    '12/5'
    """
    if number.__class__ is int:
        return str(number)
    top, bottom = number.numerator, number.denominator
    divisor = math.gcd(top, bottom)
    return str(top // divisor) if divisor == bottom else f"{top // divisor}/{bottom // divisor}"


def from_text(written: str) -> Number:
    """Read what `text` wrote."""
    numerator, _, denominator = written.partition("/")
    return Rational(int(numerator), int(denominator)) if denominator else int(numerator)


class Exact:
    """The operations of formulas on exact numbers. Amounts are minor units."""

    def number(self, value: Fraction) -> Number:
        """Bring a term into the arithmetic, once, when terms are compiled."""
        if value.denominator == 1:
            return value.numerator
        return Rational(value.numerator, value.denominator)

    def lo(self, left: Number, right: Number) -> Number:
        """Return the lower of two amounts."""
        return left if left <= right else right

    def hi(self, left: Number, right: Number) -> Number:
        """Return the higher of two amounts."""
        return left if left >= right else right

    def clip(self, value: Number, least: Number, most: Number) -> Number:
        """Keep a value between two bounds; `least` wins if they cross."""
        return self.hi(self.lo(value, most), least)

    def total(self, amounts: Iterable[Number]) -> Number:
        """Add amounts up, those of one denominator together first."""
        parts: dict[int, int] = {}
        for amount in amounts:
            parts[amount.denominator] = parts.get(amount.denominator, 0) + amount.numerator
        result: Number = parts.pop(1, 0)
        for denominator, numerator in parts.items():
            result = Rational(numerator, denominator) + result
        return result

    def ratio(self, part: Number, whole: Number) -> Number:
        """Return which fraction of the whole a part is; nothing where the whole is nothing."""
        if whole == 0 or part == 0:
            return 0
        return 1 if part == whole else Rational(1) * part / whole

    def slices(self, before: Number, after: Number, starts: Sequence[int]) -> list[tuple[int, Number]]:
        """Cut what lies between two cumulative figures at the starts of marginal bands.

        Returns (index of the band, how much of it) for every band touched; negative where `after` is the lower
        one. The first band also holds whatever lies below zero, so that returns give back what sales had earned.
        """
        last = len(starts) - 1
        if not last:
            return [(0, after - before)]
        low, high, sign = (before, after, 1) if before <= after else (after, before, -1)
        found: list[tuple[int, Number]] = []
        for band, start in enumerate(starts):
            end = starts[band + 1] if band < last else None
            if end is not None and low >= end:
                continue
            bottom = low if band == 0 or low > start else start
            if end is None or high <= end:
                return [*found, (band, (high - bottom) * sign)]
            found.append((band, (end - bottom) * sign))
        return found

    def reached(self, value: Number, threshold: Number) -> int:
        """Return 1 if a value is at or above a threshold, else 0: the one step in which a formula may jump."""
        return 1 if value >= threshold else 0

    def nothing(self, amount: Number) -> bool:
        """Whether an amount is nothing (on every path), so that what it belongs to need not be carried on."""
        return amount == 0

    def rounded(self, value: Number, unit: int = 1) -> int:
        """Round to whole multiples of `unit` minor units, halves away from zero, where terms agree it."""
        return round_half_away(value.numerator, value.denominator * unit) * unit

    def alike(self, total: int, times: int) -> int:
        """Return what was added up so many times, each time alike: a day, on which branches may depend."""
        return total // times

    def said(self, count: Number) -> str:
        """Write how many there are, in the name of a figure."""
        return f"{count:,}" if isinstance(count, int) else text(count)

    def hold(self, balance: Number) -> Number:
        """Round a carried balance to a millionth of a minor unit."""
        if isinstance(balance, int):
            return balance
        return Rational(round_half_away(balance.numerator * _HELD_PARTS, balance.denominator), _HELD_PARTS)


EXACT = Exact()
