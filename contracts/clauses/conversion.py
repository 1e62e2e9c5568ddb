"""Conversion: what is reported in other currencies, at which rates it becomes the agreement's own.

The rule: sales, income and costs may be recorded in any currency. Each amount is multiplied by the rate that the
clause means: the spot rate of its day, the average of its month or of its quarter of the contract year, or a rate
that the contract fixes. It is rounded to the minor unit and then counts as if it had been recorded so, under every
clause. Bands, thresholds, minimums and caps are in the currency of the agreement. A rate that the contract does not
fix is recorded as a fact, with its evidence; a later figure for it moves what it converts, by true-ups. Without a
rate nothing is converted, and nothing recorded.

Units: minor units of either currency. Rounding: each amount as it is converted, halves away from zero.

EUR 400,000 at 0.8550 and USD 300,000 at 0.7900 are a base of GBP 579,000, which at 6% earns 34,740:

>>> from decimal import Decimal
>>> from contracts.parts.exchange import converted
>>> base = converted(400_000_00, Decimal("0.8550"), (2, 2)) + converted(300_000_00, Decimal("0.7900"), (2, 2))
>>> base, base * 6 // 100
(57900000, 3474000)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from contracts.arithmetic import Exact
from contracts.clause import Clause, Due, State, View
from contracts.entries import Line
from contracts.parts.conversion_terms import ConversionTerms


class Conversion(Clause[ConversionTerms]):
    """The formula of a conversion, which makes nothing due: facts are converted as they are recorded."""

    terms_model = ConversionTerms

    def compiled(self, terms: ConversionTerms) -> ConversionTerms:
        """Return the terms, which hold nothing to compute with."""
        return terms

    def measures(self, compiled: ConversionTerms) -> Iterable[str]:
        """Yield nothing: a conversion works nothing out."""
        return ()

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Make nothing due."""
        return state, ()

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield nothing, for there are no dues."""
        return ()


CLAUSE: type[Clause[Any]] = Conversion
