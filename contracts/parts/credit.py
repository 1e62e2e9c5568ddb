"""Credit: part of a milestone or fee that was due is credited against the royalty, so much of each payment at most.

The rule, quarter by quarter: what is creditable grows by the agreed fraction of what the milestone made due;
credited is as much of it as the agreed fraction of the quarter's royalty, after its reductions, leaves room for.
What is left is carried forward, or lost. A milestone that is withdrawn or reversed takes back what was credited for
it: the royalty that it had paid becomes payable. Units: minor units, exact. Rounding: the payees together, by year.

A milestone of 200,000, half creditable, 25% of each payment: of royalties of 120,000 and 160,000, 30,000 and 40,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number
from contracts.carry import Carry
from contracts.clause import Balance, Due, State, View
from contracts.clause_terms import ClauseTerms, Place, Problem, percentage
from contracts.entries import Line
from contracts.parts.royalty_part import Adjustable, RoyaltyPart, Step, per_role, together
from contracts.parts.stacking import Unused
from contracts.scalars import Fractional, Portion, PortionOf
from contracts.terms_model import TermsModel

EACH_PAYMENT = "each payment"


class Credit(TermsModel):
    """What of a milestone or fee is credited, and how much of each payment of royalty that may take."""

    milestone: str | None = Field(default=None, description="the milestone that is credited")
    fee: str | None = Field(default=None, description="the fixed fee that is credited, in place of a milestone")
    creditable: Fractional = Field(default=Fraction(1), description="the fraction of it that is credited")
    at_most: PortionOf = Field(
        default=Portion(Fraction(1), EACH_PAYMENT), description="how much it may take: 25% of each payment"
    )
    unused: Unused = Field(default=Unused.CARRIED, description="what finds no room is carried forward, or lost")

    @property
    def source(self) -> str:
        """Return the clause that is credited."""
        return self.milestone or self.fee or ""

    @property
    def key(self) -> str:
        """Return the word under which the clause is named."""
        return "fee" if self.fee and not self.milestone else "milestone"

    @property
    def part(self) -> str:
        """Return the name under which the part is booked."""
        return f"credit.{self.source}"

    def problems(self, path: Place) -> Iterable[Problem]:
        """Yield a credit of nothing or of two things, of something else than a payment, or above the whole."""
        if (self.milestone is None) == (self.fee is None):
            yield Problem(path, "a credit is of one milestone or of one fee", "write one of 'milestone' and 'fee'")
        if self.at_most.of != EACH_PAYMENT:
            fix = f"write '{percentage(self.at_most.share)} of {EACH_PAYMENT}'"
            yield Problem((*path, "at most"), f"the limit is measured on '{self.at_most.of}'", fix)
        for key, share in (("creditable", self.creditable), ("at most", self.at_most.share)):
            if share > 1:
                yield Problem((*path, key), f"{percentage(share)} is more than the whole", "write at most 100%")

    def problems_among(self, path: Place, payer: str, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
        """Yield a clause of another kind, or paid by another party."""
        named = clauses.get(self.source)
        kind = "fixed fee" if self.key == "fee" else "milestone"
        if named is not None and named.kind != kind:
            what = f"'{self.source}' is a {named.kind}, not a {kind}"
            yield Problem((*path, self.key), what, f"name a clause of kind '{kind}'")
        elif named is not None and getattr(named, "from_", payer) != payer:
            what = f"'{self.source}' is not paid by '{payer}', who pays the royalty"
            yield Problem((*path, self.key), what, "name a clause with the same 'from'")

    def in_words(self) -> list[str]:
        """Say what is credited, and what becomes of the rest."""
        return [
            f"Of what '{self.source}' makes due, {percentage(self.creditable)} is credited against the royalty, "
            f"at most {percentage(self.at_most.share)} of each payment after its reductions; what finds no room is "
            f"{self.unused}. If it is withdrawn, what was credited is payable again."
        ]


class _Terms(NamedTuple):
    source: Any
    part: Credit
    creditable: Number
    most: Number


class _Worked(NamedTuple):
    """A quarter: what became creditable, what was left from before, what is credited."""

    gained: Number
    left: Number
    credited: Number


class CreditFormula(RoyaltyPart):
    """The formula: what is creditable, as far as the payment leaves room. State: what is left, what was credited."""

    def reading(self, terms: Adjustable) -> Iterable[str]:
        """Yield the royalty as reduced, the credits before this one, and the milestone."""
        return [*self.reduced(terms), *self.credited(terms), self.part.partition(".")[2]]

    def compiled(self, terms: Any) -> _Terms:
        """Return the fractions as numbers."""
        part = next(part for part in terms.credits if part.part == self.part)
        return _Terms(terms, part, EXACT.number(part.creditable), EXACT.number(part.at_most.share))

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield nothing: the milestone's dues are read, not its facts."""
        return ()

    def initial(self) -> State:
        """Begin with nothing to credit, and nothing credited."""
        return (0, 0)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Credit what finds room, and carry the rest."""
        terms: _Terms = view.segments()[-1].terms
        worked = self._worked(ops, state, view)
        left = worked.left + worked.gained - worked.credited if terms.part.unused is Unused.CARRIED else 0
        return (ops.hold(left), ops.hold(state[1] + worked.credited)), self.dues(terms.source, -worked.credited)

    def _worked(self, ops: Exact, state: State, view: View) -> _Worked:
        terms: _Terms = view.segments()[-1].terms
        left, credited = state
        gained = view.due(terms.part.source) * terms.creditable
        payment = together(view, self.reduced(terms.source))
        unpaid = payment + together(view, self.credited(terms.source))
        room = ops.hi(ops.lo(payment * terms.most, unpaid), 0)
        return _Worked(gained, left, ops.hi(ops.lo(left + gained, room), -credited))

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield what found no room so far."""
        yield Balance("left to be credited", state[0])

    def carries(self, until: int) -> Sequence[Carry]:
        """Name what is left to be credited, and what was credited, which a withdrawal takes back."""
        return [Carry("left to be credited"), Carry("credited so far")]

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield what could have been credited, less what found no room."""
        terms: _Terms = view.segments()[-1].terms
        worked = self._worked(EXACT, state, view)
        part = terms.part
        basis = (
            f"'{part.source}' credited against the royalty of the quarter after its reductions, at most "
            f"{percentage(part.at_most.share)} of it"
        )
        steps = [
            Step("creditable from before", -worked.left),
            Step(f"due under '{part.source}'", -view.due(part.source), part.creditable),
            Step("no room in this payment", worked.left + worked.gained - worked.credited),
        ]
        for _, payee in per_role(roles):
            yield basis, self.shared(terms.source, payee, steps)
