"""The scenario as a document: what is expected to happen under an agreement, and how it is valued."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from contracts.forecast.words import Coefficient, Expectation, Years
from contracts.scalars import Amount, ClaimId, Day, Fractional, Id, Slug
from contracts.terms_model import TermsModel

Text = Annotated[str, Field(min_length=1, max_length=2_000)]


class Flows(StrEnum):
    """When a flow of money is taken to happen, as it is discounted."""

    DATES = "on their dates"
    MID_QUARTER = "mid of quarter"
    QUARTER_END = "end of quarter"
    MID_YEAR = "mid of year"
    YEAR_END = "end of year"


class PartlyActual(StrEnum):
    """What a period that is not over takes from the scenario."""

    REST = "the rest of the scenario"
    """The scenario's figure less what was recorded, never below nothing: recorded figures replace as much."""
    DAYS = "the scenario by days"
    """The scenario's figure by the days that are left, whatever was recorded."""


class Shape(StrEnum):
    """How what is uncertain is distributed."""

    TRIANGULAR = "triangular"
    PERT = "PERT"
    LOGNORMAL = "lognormal"


class Discount(TermsModel):
    """How flows of money are brought to one day; the rate holds no premium for the risk of failure."""

    rate: Fractional = Field(description="the rate a year, without a premium for the risk that milestones fail")
    base_date: Day = Field(description="the day to which flows are discounted; what came before is left out")
    flows: Flows = Field(default=Flows.DATES, description="when flows are taken to happen")


class Erosion(TermsModel):
    """What is lost each year from a day on, as when protection ends."""

    from_: Day = Field(description="the first day of erosion")
    a_year: Fractional = Field(description="the fraction lost in each year, of what is left")


class Curve(TermsModel):
    """An amount a year that ramps up, grows year by year, and erodes."""

    from_: Day | None = Field(default=None, description="the first day; none: the day of the milestone under 'if'")
    until: Day | None = Field(default=None, description="the last day; none: as far as the scenario looks")
    a_year: Amount = Field(description="the amount a year, once it is ramped up")
    ramp: Years | None = Field(default=None, description="how long it takes to ramp up, evenly")
    growth: Fractional = Field(default=Fraction(0), description="by how much it grows, year by year")
    erosion: Erosion | None = Field(default=None, description="what is lost each year from a day on")


class Uncertain(TermsModel):
    """By which factor a line may come out, as fractions of what is written.

    Triangular and PERT have a least, a likeliest and a most; lognormal has its 10 % and 90 % quantiles as low and high.
    """

    shape: Shape = Field(default=Shape.TRIANGULAR, description="triangular, PERT or lognormal")
    low: Fractional = Field(description="the least; of a lognormal the value that 10% lie below")
    likely: Fractional = Field(default=Fraction(1), description="the likeliest; not for a lognormal")
    high: Fractional = Field(description="the most; of a lognormal the value that 10% lie above")


class Expected(TermsModel):
    """One line of the scenario: facts of one kind by one party, by period or as a curve."""

    of: Expectation = Field(description="what is expected: 'sales of device', 'cost of development'")
    by: Id = Field(description="the party that sells, spends or contributes")
    amounts: dict[str, Amount] | None = Field(default=None, description="the figure of each whole period, by its name")
    curve: Curve | None = Field(default=None, description="an amount a year with ramp, growth and erosion")
    each: Amount | None = Field(
        default=None, description="what each person saves or uses; the amounts are then numbers of people"
    )
    if_: ClaimId | None = Field(default=None, description="the milestone without and before which nothing comes")
    uncertain: Uncertain | None = Field(default=None, description="by which factor it may come out, when simulated")


class Dated(TermsModel):
    """A milestone: when, how probable, and after which other one."""

    on: Day = Field(description="the day from which it is expected to count")
    probability: Fractional = Field(default=Fraction(1), description="how probable it is, once the one before it came")
    after: ClaimId | None = Field(default=None, description="the milestone without which it can't come")
    earliest: Day | None = Field(default=None, description="the earliest day, when simulated")
    latest: Day | None = Field(default=None, description="the latest day, when simulated")
    shape: Shape = Field(default=Shape.TRIANGULAR, description="how its day is distributed: triangular or PERT")


class Correlated(TermsModel):
    """Two uncertain lines that come out high together, or one high as the other comes out low."""

    between: list[Id] = Field(min_length=2, max_length=2, description="the ids of two uncertain lines")
    by: Coefficient = Field(description="the correlation of their normal scores, from -1 to 1")


class ScenarioTerms(TermsModel):
    """Everything that is expected, as written; frozen."""

    scenario: Slug = Field(description="the scenario's id: base, slow-uptake")
    title: Text | None = Field(default=None, description="what the scenario is about")
    agreement: Slug | None = Field(default=None, description="the agreement that it is about")
    until: Day = Field(description="the last day that is looked at")
    discount: Discount = Field(description="how flows of money are brought to one day")
    partly_actual: PartlyActual = Field(
        default=PartlyActual.REST, description="what a period that is not over takes from the scenario"
    )
    worst: Fractional = Field(default=Fraction(1, 5), description="how much of the worst is averaged: 20%")
    expected: dict[Id, Expected] = Field(default={}, description="what is expected, each line under an id of its own")
    milestones: dict[ClaimId, Dated] = Field(default={}, description="milestones, by the id of a clause or their own")
    correlated: list[Correlated] = Field(default=[], description="which uncertain lines move together")
