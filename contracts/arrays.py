"""The operations of formulas on arrays: one element a simulated path, in minor units, as floats.

The same formula that runs on exact numbers runs on these, thousands of paths at once. Nothing is rounded to minor
units on the way except where terms agree it; a path agrees with the exact figure to a thousandth of a minor unit,
away from the edge of a jump. NumPy is imported here and in the drawing of paths alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, cast

import numpy as np

from contracts.arithmetic import Exact, Number, Rational


def _plain(value: Any) -> Any:
    """Return what NumPy can compare: a rational of the terms as a float."""
    return float(value) if value.__class__ is Rational else value


class Arrays(Exact):
    """The operations of `Exact`, element by element; what does not differ by path may stay a number."""

    def number(self, value: Fraction) -> Number:
        """Bring a term into the arithmetic."""
        return cast(Number, value.numerator / value.denominator)

    def lo(self, left: Number, right: Number) -> Number:
        """Return the lower of two amounts on every path."""
        return cast(Number, np.minimum(_plain(left), _plain(right)))

    def hi(self, left: Number, right: Number) -> Number:
        """Return the higher of two amounts on every path."""
        return cast(Number, np.maximum(_plain(left), _plain(right)))

    def total(self, amounts: Iterable[Number]) -> Number:
        """Add amounts up on every path."""
        result: Number = 0
        for amount in amounts:
            result = result + amount
        return result

    def ratio(self, part: Number, whole: Number) -> Number:
        """Return which fraction of the whole a part is on every path; nothing where the whole is nothing."""
        some = np.asarray(_plain(whole), dtype=float)
        return cast(Number, np.where(some == 0, 0.0, _plain(part) / np.where(some == 0, 1.0, some)))

    def slices(self, before: Number, after: Number, starts: Sequence[int]) -> list[tuple[int, Number]]:
        """Cut what lies between two cumulative figures at the starts of marginal bands, on every path.

        Every band is returned, because some path may touch it. The first also holds whatever lies below zero.
        """
        low, high = _plain(before), _plain(after)
        found: list[tuple[int, Number]] = []
        for band, start in enumerate(starts):
            lower, upper = low, high
            if band:
                lower, upper = np.maximum(lower, start), np.maximum(upper, start)
            if band < len(starts) - 1:
                end = starts[band + 1]
                lower, upper = np.minimum(lower, end), np.minimum(upper, end)
            found.append((band, upper - lower))
        return found

    def reached(self, value: Number, threshold: Number) -> int:
        """Return 1 on every path where a value is at or above a threshold, else 0."""
        return cast(int, np.greater_equal(_plain(value), _plain(threshold)) * 1)

    def nothing(self, amount: Number) -> bool:
        """Whether an amount is nothing on every path."""
        return not np.any(_plain(amount))

    def rounded(self, value: Number, unit: int = 1) -> int:
        """Round to whole multiples of `unit` minor units, halves away from zero, on every path."""
        units = np.asarray(_plain(value), dtype=float) / unit
        return cast(int, np.sign(units) * np.floor(np.abs(units) + 0.5) * unit)

    def alike(self, total: int, times: int) -> int:
        """Return what was added up so many times, alike on every path on which there is any."""
        several, totals = np.atleast_1d(times), np.atleast_1d(total)
        some = int(np.argmax(several != 0))
        return int(totals[some] // several[some])

    def said(self, count: Number) -> str:
        """Say only that there are some: how many differs by path, and nobody reads it."""
        return "some"

    def hold(self, balance: Number) -> Number:
        """Return a carried balance as it is: a float is finer than a millionth of a minor unit, or nearly."""
        return cast(Number, _plain(balance))


ARRAYS = Arrays()
