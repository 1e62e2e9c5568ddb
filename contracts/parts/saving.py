"""The saving that a gain share divides: verified by patient, or worked out against a baseline.

By patient: what was verified is a sum of money. Against a baseline: (baseline x patients - units used) x the worth of
a unit, as in (3.66 - 1.66) bed days a patient. How it was measured stands in the terms, and travels with the number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import Exact, Number
from contracts.clause import Segment, View
from contracts.clause_terms import ClauseTerms, Problem, Reader
from contracts.parts.quantity import OUTCOME_PARTS
from contracts.scalars import Amount, YesNo
from contracts.scalars.quantity import Quantity, quantity_text
from contracts.terms_model import TermsModel


class Saving(TermsModel):
    """How a saving is measured, and what is known of how good the evidence is."""

    per: str = Field(description="what it is measured by: patient")
    baseline: Quantity | None = Field(default=None, description="units that each used before, as in 3.66 bed days")
    unit: str | None = Field(default=None, description="what the baseline counts: bed day")
    worth: Amount | None = Field(default=None, description="what a unit saved is worth, if there is a baseline")
    cohort: str | None = Field(default=None, description="whom the baseline was measured on, and when")
    method: str | None = Field(default=None, description="how the saving is worked out")
    grade: str | None = Field(default=None, description="the grade of the evidence")
    verified_by: str = Field(description="who verifies the saving")
    cash_releasing: YesNo = Field(default=False, description="whether the saving releases cash, or only capacity")

    def problems(self) -> Iterable[Problem]:
        """Yield a baseline that says nothing of what a unit is or is worth, or the other way round."""
        told = [self.baseline is not None, self.unit is not None, self.worth is not None]
        if any(told) and not all(told):
            yield Problem(("saving",), "baseline, unit and worth go together", "write all three, or none of them")

    def in_words(self, reader: Reader) -> list[str]:
        """Say how the saving is measured, who verifies it, and what kind of saving it is."""
        lines = [f"It is measured by {self.per}; it counts once {self.verified_by} has verified it, and no claim does."]
        if self.baseline is not None and self.worth is not None:
            lines.append(
                f"It is the baseline of {quantity_text(self.baseline)} {self.unit}s for each {self.per}, less what was "
                f"used, at {reader.money(self.worth)} a {self.unit}."
            )
        known = {"The cohort is": self.cohort, "The method is": self.method, "The grade of the evidence is": self.grade}
        lines += [f"{what} {said}." for what, said in known.items() if said]
        return [*lines, f"It {'releases cash' if self.cash_releasing else 'releases capacity, not cash'}."]


class YearCap(TermsModel):
    """The most that is paid in all."""

    amount: Amount = Field(description="the most that is paid")
    per: Literal["year"] = Field(default="year", description="in each contract year")


class Measured(NamedTuple):
    """A saving made explicit: of which outcome, against which baseline, at which worth of a unit in minor units."""

    of: str
    saving: Saving
    baseline: Fraction
    worth: int

    @property
    def measures(self) -> tuple[str, ...]:
        """Return what is tallied of what was verified."""
        kind = "saving" if self.saving.baseline is None else "outcome"
        return (f"{kind}:{self.of}", f"{kind}:{self.of}:people")


def savings_of(outcome: str, clauses: Iterable[ClauseTerms]) -> Iterable[Saving]:
    """Yield how each clause that divides the saving by an outcome measures it."""
    for clause in clauses:
        saving = getattr(clause, "saving", None)
        if isinstance(saving, Saving) and getattr(clause, "outcome", None) == outcome:
            yield saving
        several: Mapping[str, Saving] = getattr(clause, "savings", {})
        yield from [several[outcome]] if outcome in several else []


def measured(of: str, saving: Saving, digits: int, currency: str) -> Measured:
    """Make a saving explicit."""
    worth = saving.worth.minor(digits, currency) if saving.worth else 0
    return Measured(of, saving, Fraction(saving.baseline or 0), worth)


def figures(ops: Exact, saving: Measured, view: View, segment: Segment) -> list[tuple[str, Number]]:
    """Return the figures that add up to the verified saving of a stretch of a period, each with its name."""
    amount, people = (view.amount(measure, segment) for measure in saving.measures)
    if saving.saving.baseline is None:
        return [(f"verified saving of {ops.said(people)} {saving.saving.per}s", amount)]
    before, used = _valued(ops, saving, amount, people)
    unit = saving.saving.unit
    return [(f"baseline of {ops.said(people)} {saving.saving.per}s in {unit}s", before), (f"{unit}s used", -used)]


def _valued(ops: Exact, saving: Measured, amount: Number, people: Number) -> tuple[Number, Number]:
    """Return what the baseline of so many people, and so many millionths of a unit used, are worth."""
    before = people * ops.number(saving.baseline) * saving.worth
    return before, amount * ops.number(Fraction(saving.worth, OUTCOME_PARTS))


def claimed(ops: Exact, saving: Measured, view: View) -> Number:
    """Return the saving that was claimed in the period and is kept apart."""
    amount, people = (view.total(f"claimed {measure}") for measure in saving.measures)
    if saving.saving.baseline is None:
        return amount
    before, used = _valued(ops, saving, amount, people)
    return before - used
