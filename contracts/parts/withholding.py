"""Withholding: the tax that the payer keeps back from a royalty and pays for the payee, and who bears it.

The rule: of what the royalty comes to with all its parts, as booked, the payer withholds the agreed fraction; the payee
receives the rest, and gross is net and tax, to the penny. Where the royalty is grossed up, the payer adds as much as
leaves the payee with what it would have had: of 100 at 10% it adds 11.11 and withholds 11.11. What is given back takes
its tax back with it. Units: minor units. Rounding: the payees together, by contract year.

A royalty of 34,740 at 15% is 29,529 net and 5,211 tax:

>>> from contracts.arithmetic import Rational
>>> 34_740 * Rational(15, 100), 34_740 * Rational(85, 100)
(5211, 29529)
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from pydantic import Field

from contracts.arithmetic import Exact, Number
from contracts.classification import Classification, Counts
from contracts.clause import Due, State, View
from contracts.clause_terms import Place, Problem, Reader, percentage
from contracts.entries import Line
from contracts.parts.royalty_part import RoyaltyPart, Step, per_role
from contracts.scalars import Fractional, YesNo
from contracts.terms_model import TermsModel

PART, GROSS_UP = "withholding", "gross-up"


class Withholding(TermsModel):
    """Which fraction is withheld as tax, and whether the payer makes up for it."""

    rate: Fractional = Field(description="the fraction of what is paid that is withheld: 10%")
    grossed_up: YesNo = Field(default=False, description="yes: the payer adds as much as leaves the payee whole")
    under: str | None = Field(default=None, description="the law or treaty, and its form")

    @property
    def added(self) -> Fraction:
        """Return what is added to each unit of the royalty where it is grossed up: w / (1 - w)."""
        return self.rate / (1 - self.rate)

    def problems(self, path: Place) -> Iterable[Problem]:
        """Yield a rate of nothing, and one that leaves nothing."""
        if not 0 < self.rate < 1:
            what = f"a tax of {percentage(self.rate)} leaves {'all' if not self.rate else 'nothing'}"
            yield Problem((*path, "rate"), what, "write a fraction such as 10%")

    def in_words(self, reader: Reader, payer: str) -> list[str]:
        """Say what is withheld, and who bears it."""
        under = f" ({self.under})" if self.under else ""
        held = f"Of what is paid, {reader.party(payer)} withholds {percentage(self.rate)} as tax{under}"
        if self.grossed_up:
            return [f"{held}, and adds as much as leaves the payee with what it would have had."]
        return [f"{held}; the payee bears it."]


class _Terms(NamedTuple):
    source: Any
    part: Withholding


class _Tax(RoyaltyPart):
    """What both formulas read: the royalty and all its other parts, as booked."""

    def reading(self, terms: Any) -> Iterable[str]:
        """Yield the royalty and its other parts."""
        more = [f"{self.parent}:{part}" for part in ("minimum", "cap") if getattr(terms, part)]
        return [*self.reduced(terms), *self.credited(terms), *more]

    def compiled(self, terms: Any) -> _Terms:
        """Return the terms as they are."""
        return _Terms(terms, terms.withholding)

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield nothing: what was booked is read, not facts."""
        return ()

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Take the fraction of what was booked."""
        terms: _Terms = view.segments()[-1].terms
        found = self._step(view, terms)
        return (), self.dues(terms.source, found.quantity * ops.number(found.rate))

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield what was booked x the fraction."""
        terms: _Terms = view.segments()[-1].terms
        for _, payee in per_role(roles):
            yield self._basis(terms.part), self.shared(terms.source, payee, [self._step(view, terms)])

    def _booked(self, view: View, terms: _Terms) -> Number:
        """Return what the royalty and its parts were booked at."""
        booked: Number = 0
        for name in self.reading(terms.source):
            booked = booked + view.told(name)
        return booked

    def payable_on(self, view: View) -> date | None:
        """Return the day of the royalty, or of a minimum in advance: tax is withheld from what is paid then."""
        in_advance = view.segments()[-1].terms.source.minimum
        return view.payable(f"{self.parent}:minimum") if in_advance else super().payable_on(view)

    @abstractmethod
    def _step(self, view: View, terms: _Terms) -> Step:
        """Return what the fraction is taken of, and the fraction."""

    @abstractmethod
    def _basis(self, part: Withholding) -> str:
        """Say what it is."""


class GrossUpFormula(_Tax):
    """The formula of what the payer adds."""

    def _step(self, view: View, terms: _Terms) -> Step:
        return Step("the royalty and its parts", self._booked(view, terms), terms.part.added)

    def _basis(self, part: Withholding) -> str:
        return f"added so that {percentage(1 - part.rate)} of it is what the payee would have had"


class WithholdingFormula(_Tax):
    """The formula of what is withheld: it lessens what the payee receives, and not what the payer bears."""

    def reading(self, terms: Any) -> Iterable[str]:
        """Yield what is added, where the royalty is grossed up, else the royalty and its other parts."""
        return [f"{self.parent}:{GROSS_UP}"] if terms.withholding.grossed_up else super().reading(terms)

    def counts(self, terms: Any) -> Classification:
        """Return that tax lessens the payee's reward; the payer pays it to the authority instead."""
        return Classification(Counts.NOTHING, terms.counts.payee)

    def _step(self, view: View, terms: _Terms) -> Step:
        rate = Fraction(1) if terms.part.grossed_up else terms.part.rate
        return Step("withheld", -self._booked(view, terms), rate)

    def _basis(self, part: Withholding) -> str:
        return f"tax of {percentage(part.rate)} withheld for the payee{f' ({part.under})' if part.under else ''}"
