"""Cap: the royalty, with its reductions, credits and minimum, is paid up to a sum in all, and not beyond it.

The rule: what the royalty and its parts made due is added up, as booked, over the life or the contract year; what lies
above the cap is taken off in the quarter in which it comes. Returns first lessen what lies above it. Units: minor
units. Rounding: the payees together, over the span of the cap, so that the cap is met to the penny.

A royalty of 60, 60 and 60 under a cap of 150 is paid as 60, 60 and 30.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number
from contracts.carry import Carry
from contracts.clause import Balance, Due, Mark, Setting, State, View
from contracts.clause_terms import Place, Problem, Reader
from contracts.entries import Line
from contracts.money import written
from contracts.parts.royalty_part import RoyaltyPart, Step, per_role
from contracts.parts.scope import ROUNDING, WORDS, Per
from contracts.scalars import Amount
from contracts.terms_model import TermsModel

PART = "cap"


class TotalCap(TermsModel):
    """The most that is paid, over the life or in each contract year."""

    amount: Amount = Field(description="the most that is paid in all")
    per: Per = Field(default=Per.LIFE, description="over the life, or in each contract year")

    def problems(self, path: Place) -> Iterable[Problem]:
        """Yield a cap of nothing, or by quarter."""
        if self.amount.major <= 0:
            yield Problem((*path, "amount"), "a cap of nothing", "write an amount above zero")
        if self.per is Per.QUARTER:
            yield Problem((*path, "per"), "what is paid is not capped by quarter", "write 'life' or 'year'")

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is paid at most."""
        return [f"At most {reader.money(self.amount)} is paid {WORDS[self.per]}, all parts of the royalty together."]


class _Terms(NamedTuple):
    source: Any
    part: TotalCap
    amount: int


class _Worked(NamedTuple):
    """A quarter: what was booked in the span so far, with it, and what of it lies above the cap."""

    reached: Number
    above: Number


class CapFormula(RoyaltyPart):
    """The formula: what lies above the cap, less what did before. State: what was booked, and what of it lay above."""

    def __init__(self, clause_id: str, terms: Any, setting: Setting) -> None:
        super().__init__(clause_id, terms, setting)
        self.by_year = terms.cap.per is Per.YEAR
        self.rounding = ROUNDING[terms.cap.per]

    def reading(self, terms: Any) -> Iterable[str]:
        """Yield the royalty and all its other parts."""
        minimum = [f"{self.parent}:minimum"] if terms.minimum else []
        return [*self.reduced(terms), *self.credited(terms), *minimum]

    def compiled(self, terms: Any) -> _Terms:
        """Return the cap in minor units."""
        return _Terms(terms, terms.cap, terms.cap.amount.minor(self.setting.digits, self.setting.currency))

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield nothing: what was booked is read, not facts."""
        return ()

    def initial(self) -> State:
        """Begin with nothing booked."""
        return (0, 0)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Take off what has come above the cap."""
        terms: _Terms = view.segments()[-1].terms
        worked = self._worked(ops, state, view)
        return (worked.reached, worked.above), self.dues(terms.source, state[1] - worked.above)

    def _worked(self, ops: Exact, state: State, view: View) -> _Worked:
        terms: _Terms = view.segments()[-1].terms
        reached = state[0]
        for name in self.reading(terms.source):
            reached = reached + view.told(name)
        return _Worked(reached, ops.hi(reached - terms.amount, 0))

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield the cap."""
        terms: _Terms | None = self.terms_on(on)
        if terms is not None:
            span = "in all" if terms.part.per is Per.LIFE else "in the contract year"
            yield Mark(f"cap of {written(terms.amount, self.setting.digits)} {span}", state[0] - terms.amount)

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield what was booked before the cap, and what of it lies above."""
        yield Balance("booked before the cap", state[0])
        yield Balance("above the cap", state[1])

    def carries(self, until: int) -> Sequence[Carry]:
        """Name what was booked so far, and what of it lay above the cap."""
        return [Carry("booked before the cap"), Carry("taken off above the cap")]

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield what lies above the cap, less what did before."""
        terms: _Terms = view.segments()[-1].terms
        worked = self._worked(EXACT, state, view)
        cap = written(terms.amount, self.setting.digits)
        basis = f"what the royalty and its parts come to {WORDS[terms.part.per]}, above the cap of {cap}"
        steps = [Step("above the cap", -worked.above), Step("taken off before", state[1])]
        for _, payee in per_role(roles):
            yield basis, self.shared(terms.source, payee, steps)
