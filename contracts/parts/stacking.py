"""Stacking: part of what the payer owes third parties for the same product is set off against the royalty.

The rule, quarter by quarter: wanted is the agreed fraction of the third-party royalties paid in the quarter, and
what was carried into it; set off is as much of that as leaves the royalty at its floor, a fraction of the royalty
before all reductions or of the royalty as reduced before this one. What is left is carried forward, or lost. A refund
by the third party gives the royalty back what it had lost by it. Units: minor units, exact. Rounding: the payees
together, by contract year.

A royalty of 160,000, half of 180,000 set off, floor 50%: wanted 90,000, set off 80,000, carried 10,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry
from contracts.clause import Balance, Due, Feed, State, View
from contracts.clause_terms import Place, Problem, Reader, percentage
from contracts.entries import Line
from contracts.money import written
from contracts.parts.royalty_part import Adjustable, RoyaltyPart, Step, per_role, together
from contracts.scalars import Portion, PortionOf
from contracts.sums import exactly
from contracts.terms_model import TermsModel

UNREDUCED = "the unreduced royalty"
REDUCED = "the reduced royalty"


class Unused(StrEnum):
    """What becomes of a reduction or credit that found no room."""

    CARRIED = "carried forward"
    LOST = "lost"


class Stacking(TermsModel):
    """What of third-party royalties is set off, and down to which floor."""

    stacking: PortionOf = Field(description="what is set off: 50% of third-party royalties, recorded as such costs")
    floor: PortionOf = Field(
        default=Portion(Fraction(0), UNREDUCED),
        description="what is paid at least: 50% of the unreduced royalty, or of the reduced royalty",
    )
    unused: Unused = Field(default=Unused.CARRIED, description="what finds no room is carried forward, or lost")

    @property
    def part(self) -> str:
        """Return the name under which the part is booked."""
        return "stacking"

    def problems(self, path: Place) -> Iterable[Problem]:
        """Yield a floor of something else, and fractions above the whole."""
        if self.floor.of not in (UNREDUCED, REDUCED):
            share = percentage(self.floor.share)
            fix = f"write '{share} of {UNREDUCED}' or '{share} of {REDUCED}' (less the reductions before this one)"
            yield Problem((*path, "floor"), f"the floor is measured on '{self.floor.of}'", fix)
        for key, portion in (("stacking", self.stacking), ("floor", self.floor)):
            if portion.share > 1:
                yield Problem((*path, key), f"{percentage(portion.share)} is more than the whole", "write at most 100%")

    def in_words(self, reader: Reader, payer: str) -> list[str]:
        """Say what is set off, down to which floor, and what becomes of the rest."""
        floor = (
            f"at least {percentage(self.floor.share)} of {self.floor.of} is paid" if self.floor.share else "no floor"
        )
        return [
            f"Of the {self.stacking.of} that {reader.party(payer)} pays, {percentage(self.stacking.share)} is set off "
            f"against the royalty of the quarter ({floor}); what finds no room is {self.unused}.",
        ]


class _Terms(NamedTuple):
    source: Any
    part: Stacking
    share: Number
    floor: Number


class _Worked(NamedTuple):
    """A quarter: what each stretch of terms wants set off, what was carried in, what is set off, what is left."""

    wanted: list[tuple[int, _Terms]]
    carried: Number
    set_off: Number
    left: Number


class StackingFormula(RoyaltyPart):
    """The formula: what finds room between the royalty and its floor."""

    def reading(self, terms: Adjustable) -> Iterable[str]:
        """Yield the royalty and the reductions before this one."""
        return self.reduced(terms)

    def compiled(self, terms: Any) -> _Terms:
        """Return the fractions as numbers."""
        part = next(part for part in terms.reductions if isinstance(part, Stacking))
        return _Terms(terms, part, EXACT.number(part.stacking.share), EXACT.number(part.floor.share))

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield what the payer pays to third parties."""
        yield self._measure(compiled)

    def _measure(self, terms: _Terms) -> str:
        return f"cost:{terms.part.stacking.of}:by {terms.source.from_}"

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the payer's third-party royalties, a cost that nobody shares."""
        yield Feed("cost", compiled.part.stacking.of, (compiled.source.from_,))

    def initial(self) -> State:
        """Begin with nothing carried."""
        return (0,)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Set off what finds room, and carry the rest."""
        terms: _Terms = view.segments()[-1].terms
        worked = self._worked(ops, state, view)
        left = ops.hold(worked.left) if terms.part.unused is Unused.CARRIED else 0
        return (left,), self.dues(terms.source, -worked.set_off)

    def _worked(self, ops: Exact, state: State, view: View) -> _Worked:
        terms: _Terms = view.segments()[-1].terms
        wanted = [(view.amount(self._measure(part.terms), part), part.terms) for part in view.segments()]
        want = state[0]
        for paid, stretch in wanted:
            want = want + paid * stretch.share
        reduced = together(view, self.reduced(terms.source))
        measured_on = view.due(self.parent) if terms.part.floor.of == UNREDUCED else reduced
        set_off = ops.lo(want, ops.hi(reduced - measured_on * terms.floor, 0))
        return _Worked(wanted, state[0], set_off, want - set_off)

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield what found no room so far."""
        yield Balance("carried forward", state[0])

    def carries(self, until: int) -> Sequence[Carry]:
        """Name what found no room so far."""
        return [Carry("carried forward")]

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield what was wanted, less what found no room."""
        terms: _Terms = view.segments()[-1].terms
        worked = self._worked(EXACT, state, view)
        digits = self.setting.digits
        paid = sum(amount for amount, _ in worked.wanted)
        carried = f" and {exactly(text(worked.carried), digits)} carried into it" if worked.carried != 0 else ""
        basis = (
            f"{terms.part.stacking.of} of {written(paid, digits)} in the quarter{carried}, "
            f"set off against the royalty down to {percentage(terms.part.floor.share)} of {terms.part.floor.of}"
        )
        steps = [
            Step(stretch.part.stacking.of, -amount, stretch.part.stacking.share) for amount, stretch in worked.wanted
        ]
        steps += [Step("carried from before", -worked.carried), Step("no room above the floor", worked.left)]
        for _, payee in per_role(roles):
            yield basis, self.shared(terms.source, payee, steps)
