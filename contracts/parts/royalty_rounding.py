"""How a royalty may be rounded, by what its bands count over and by what is added to it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Protocol

from contracts.clause_terms import Problem, Rounding
from contracts.parts import adjustments, base, schedule
from contracts.parts.dating import Dating


class Rounded(adjustments.Adjusted, Protocol):
    """The terms of a royalty, as far as its rounding asks."""

    @property
    def on(self) -> base.Base:
        """Return what it is worked out on."""

    @property
    def rate(self) -> schedule.Schedule:
        """Return the rate, or the bands."""

    @property
    def dating(self) -> Dating:
        """Return which rates hold where they change within a quarter."""

    @property
    def rounding(self) -> Rounding:
        """Return where amounts become whole minor units."""

    @property
    def by_life(self) -> bool:
        """Return whether the base counts over the life of the agreement."""


def problems(terms: Rounded) -> Iterable[Problem]:
    """Yield receipts rounded one by one where sums are needed, and years where the bands count over the life."""
    flat = isinstance(terms.rate, Fraction) and isinstance(terms.on, str)
    if terms.rounding is Rounding.RECEIPT and not flat:
        yield Problem(
            ("rounding",),
            "'each receipt' can't be redone from sums of a year to date",
            "use it with a flat rate on plain net sales, or leave it out",
        )
    if terms.rounding is Rounding.RECEIPT and adjustments.stepping_down(terms):
        yield Problem(("rounding",), "a step-down changes what receipts earn", "write 'by contract year'")
    if terms.rounding is Rounding.RECEIPT and terms.dating is Dating.DAYS:
        yield Problem(("dating",), "a receipt rounded on its own has a day of its own", "write 'by transaction date'")
    if terms.rounding is Rounding.YEAR and terms.by_life:
        yield Problem(("rounding",), "the bands count over the lifetime", "write 'over the life'")
