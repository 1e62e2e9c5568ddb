"""Guarantee: what a party would have to pay if something went wrong: a guarantee, an indemnity, a clawback.

The rule: nothing is due under it here. While it is in force it is a contingent exposure of who gave it: at most its
cap, and, where a probability was agreed, cap x probability as what is to be expected. What is called is recorded where
it falls: as a payment, or under the clause that makes it due. It is in no share of risk, and never added to cash.

Units: minor units; the expected exposure is rounded to a whole minor unit, halves away from zero.

A guarantee of 2,000,000 with a probability of 5% is an exposure of 2,000,000 at most, and 100,000 expected:

>>> from fractions import Fraction
>>> from contracts.money import round_amount
>>> round_amount(Fraction(1, 20) * 200_000_000)
10000000
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from contracts.arithmetic import Exact
from contracts.classification import Counts
from contracts.clause import Clause, Due, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, percentage
from contracts.entries import Line
from contracts.scalars import Amount, Day, Fractional, day_in_words


class Nature(StrEnum):
    """What kind of promise it is; all of them are exposures alike."""

    GUARANTEE = "guarantee"
    INDEMNITY = "indemnity"
    CLAWBACK = "clawback"


class GuaranteeTerms(ClauseTerms):
    """Who would pay whom how much at most, for what, how likely that is, and between which days."""

    kind: Literal["guarantee"]
    counts_as: CountsAs = CountsAs(payer=Counts.NOTHING, payee=Counts.NOTHING)
    nature: Nature = Field(default=Nature.GUARANTEE, description="guarantee, indemnity or clawback")
    for_: str = Field(description="what it is for: claims of patients, repayment of the loan")
    by: str = Field(description="the party that would pay")
    to: str = Field(description="the party that would be paid")
    up_to: Amount = Field(description="the most that it would pay")
    probability: Fractional | None = Field(default=None, description="how likely it is to be called, if agreed")
    starting: Day | None = Field(default=None, description="the first day on which it binds")
    until: Day | None = Field(default=None, description="the last day on which it binds")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield who gave it and who holds it."""
        yield ("by",), self.by
        yield ("to",), self.to

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the cap."""
        yield ("up to",), self.up_to

    def problems(self) -> Iterable[Problem]:
        """Yield a cap of nothing, a probability above 1, a party that guarantees to itself, and days that cross."""
        if self.up_to.major <= 0:
            yield Problem(("up to",), "the cap is nothing", "write an amount above zero")
        if self.by == self.to:
            yield Problem(("to",), f"'{self.by}' would pay itself", "name another party")
        if self.probability is not None and self.probability > 1:
            yield Problem(("probability",), "it is more than certain", "write at most 100%")
        if self.starting and self.until and self.until < self.starting:
            yield Problem(("until",), f"it ends before it starts on {self.starting}", "write a later day")

    def in_words(self, reader: Reader) -> list[str]:
        """Say who would pay whom, how much, how likely it is, and that nothing is due."""
        since = f" from {day_in_words(self.starting)}" if self.starting else ""
        until = f" until {day_in_words(self.until)}" if self.until else ""
        named = "an indemnity" if self.nature is Nature.INDEMNITY else f"a {self.nature}"
        likely = (
            f"Its probability is taken as {percentage(self.probability)}."
            if self.probability is not None
            else "No probability is agreed, so that no exposure is expected of it, and none excluded."
        )
        return [
            f"{reader.party(self.by)} gives {reader.party(self.to)} {named} for {self.for_}, of "
            f"{reader.money(self.up_to)} at most{since}{until}.",
            likely,
            f"Nothing is due under it here: it is a contingent exposure of {reader.party(self.by)}.",
        ]


class Guarantee(Clause[GuaranteeTerms]):
    """The formula of a guarantee, which makes nothing due."""

    terms_model = GuaranteeTerms

    def compiled(self, terms: GuaranteeTerms) -> GuaranteeTerms:
        """Return the terms, which hold nothing to compute with."""
        return terms

    def measures(self, compiled: GuaranteeTerms) -> Iterable[str]:
        """Yield nothing: no fact moves it."""
        return ()

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Make nothing due."""
        return state, ()

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield nothing, for there are no dues."""
        return ()


CLAUSE: type[Clause[Any]] = Guarantee
