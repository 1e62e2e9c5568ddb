"""Lanes: what each payee of a royalty earns in each band, as numbers to compute with and as factors to show."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from contracts.arithmetic import EXACT, Number, text
from contracts.entries import Line
from contracts.money import written
from contracts.parts.schedule import Slice
from contracts.sums import exactly


class Lane(NamedTuple):
    """A payee's own rate in every band, as a number and as the factors it is the product of."""

    payee: str
    rates: tuple[Number, ...]
    factors: tuple[str, ...]

    def times(self, factor: Fraction) -> Lane:
        """Return the lane with every rate multiplied."""
        number = EXACT.number(factor)
        return Lane(
            self.payee, tuple(rate * number for rate in self.rates), tuple(f"{f}*{factor}" for f in self.factors)
        )

    def earned(self, slices: Sequence[tuple[int, Number]]) -> Number:
        """Add up each slice x the payee's rate."""
        if len(slices) == 1:
            ((band, quantity),) = slices
            return quantity * self.rates[band]
        total: Number = 0
        for band, quantity in slices:
            total = total + quantity * self.rates[band]
        return total

    def lines(self, names: Sequence[str], slices: Sequence[tuple[int, Number]]) -> list[Line]:
        """Return each slice x the payee's rate; `names` are those of the bands."""
        return [
            Line(names[band], text(quantity), self.factors[band], text(quantity * self.rates[band]))
            for band, quantity in slices
        ]


def lane_of(payee: str, bands: Sequence[Slice], share: Fraction | None) -> Lane:
    """Return a payee's lane: its share of each band's rate, or its own share of the band."""
    factors = [(band.rate, (band.shares or {}).get(payee, Fraction(0)) if share is None else share) for band in bands]
    rates = tuple(EXACT.number(rate * part) for rate, part in factors)
    return Lane(payee, rates, tuple(str(rate) if part == 1 else f"{rate}*{part}" for rate, part in factors))


def shown(amount: Number, digits: int) -> str:
    """Write an exact amount of minor units, whole or not: `645,208.33 and 2/3 of 0.01`."""
    return written(amount, digits) if isinstance(amount, int) else exactly(text(amount), digits)


def band_name(start: int, end: int | None, digits: int) -> str:
    """Name a band by its edges in minor units; the last one has no end."""
    if end is None:
        return f"above {written(start, digits)}" if start else "all"
    return f"{written(start, digits)} to {written(end, digits)}" if start else f"up to {written(end, digits)}"
