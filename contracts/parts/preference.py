"""The preferred return: what capital earns before anyone else shares, simple or compounding once a year at rests.

A day's money earns from the day on which it is paid in (not counted) to the day on which it is paid out (counted).
At a rest what has accrued and is unpaid becomes part of what earns, if the return compounds. Rests fall on the
anniversaries of the first contribution, or on the first day of each contract year.

A day is 1/365 of a year (`actual/365`), or, under `actual/actual`, its part of the year between two rests, so that
every whole year earns exactly the rate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Self, TypeAlias

from dateutil.relativedelta import relativedelta
from pydantic import Field

from contracts.arithmetic import Exact, Number
from contracts.clause_terms import percentage
from contracts.parts.interest_rate import part_of_year
from contracts.periods import Calendar
from contracts.scalars import Fractional
from contracts.terms_model import Choice, TermsModel

YEAR_DAYS = 365


class Compounding(Choice):
    """Whether what accrues earns itself."""

    ANNUALLY = "annually"
    NONE = "none"

    @classmethod
    def also(cls) -> Mapping[str, Self]:
        """Return other words for the same."""
        return {"simple": cls.NONE, "annual": cls.ANNUALLY, "yearly": cls.ANNUALLY}


class Rests(StrEnum):
    """On which day of the year a return compounds."""

    ANNIVERSARY = "anniversaries of the first contribution"
    CONTRACT_YEAR = "contract years"


class DayCount(StrEnum):
    """Which part of a year a day is."""

    ACTUAL_365 = "actual/365"
    ACTUAL_ACTUAL = "actual/actual"


class Preference(TermsModel):
    """A preferred return on capital that has not been returned."""

    rate: Fractional = Field(description="the rate for a year")
    compounding: Compounding = Field(default=Compounding.ANNUALLY, description="annually, or none (simple)")
    rests: Rests = Field(default=Rests.ANNIVERSARY, description="on which day of the year it compounds")
    days: DayCount = Field(
        default=DayCount.ACTUAL_ACTUAL,
        description="actual/actual (a whole year earns exactly the rate), or actual/365 (fixed)",
    )

    def in_words(self) -> str:
        """Say what capital earns."""
        rest = (
            "anniversary of the first contribution" if self.rests is Rests.ANNIVERSARY else "start of a contract year"
        )
        compounds = f"compounding at each {rest}" if self.compounding is Compounding.ANNUALLY else "simple"
        days = "over 365" if self.days is DayCount.ACTUAL_365 else f"over the days of the year from one {rest}"
        return (
            f"Capital earns a preferred return of {percentage(self.rate)} a year, {compounds}, by actual days {days}."
        )


class Earning(NamedTuple):
    """What has to be returned: capital, preference that earns itself, and preference that does not (yet).

    `day` is that up to which it has accrued, and `anchor` that of the first contribution; 0 before it.
    """

    capital: Number
    compounded: Number
    accrued: Number
    day: int
    anchor: int

    @property
    def preference(self) -> Number:
        """Return what has accrued and is unpaid."""
        return self.compounded + self.accrued


class Year(NamedTuple):
    """The days from one rest to the next."""

    start: int
    end: int


InForce: TypeAlias = Callable[[int], tuple[Preference | None, int | None]]
"""Gives the terms in force on a day, None if there are none, and the day from which others hold."""


def year_around(day: int, rests: Rests, anchor: int, calendar: Calendar) -> Year:
    """Return the year between rests in which a day lies."""
    if rests is Rests.CONTRACT_YEAR:
        year = calendar.period_of(day) // 4
        return Year(calendar.start(year * 4), calendar.start(year * 4 + 4))
    return _between_anniversaries(day, anchor)


@lru_cache(maxsize=10_000)
def _between_anniversaries(day: int, anchor: int) -> Year:
    first, on = date.fromordinal(anchor), date.fromordinal(day)
    passed = relativedelta(on, first).years
    start, end = (first + relativedelta(years=passed + more) for more in (0, 1))
    return Year(start.toordinal(), end.toordinal())


def accrued(ops: Exact, earning: Earning, until: int, in_force: InForce, calendar: Calendar) -> Earning:
    """Let time pass up to a day: return what has to be returned then."""
    while earning.anchor and earning.day < until:
        terms, others_from = in_force(earning.day)
        stop = min(until, others_from or until)
        if terms is None:
            earning = earning._replace(day=stop)
        else:
            year = year_around(earning.day, terms.rests, earning.anchor, calendar)
            earning = _earned(ops, earning, min(stop, year.end), terms, year)
    return earning


def _earned(ops: Exact, earning: Earning, stop: int, terms: Preference, year: Year) -> Earning:
    compounds = terms.compounding is Compounding.ANNUALLY
    base = ops.hi(earning.capital, 0) + (ops.hi(earning.compounded, 0) if compounds else 0)
    days = YEAR_DAYS if terms.days is DayCount.ACTUAL_365 else year.end - year.start
    grown = ops.hold(earning.accrued + base * part_of_year(ops, terms.rate, stop - earning.day, days))
    if compounds and stop == year.end:
        return Earning(earning.capital, earning.compounded + grown, 0, stop, earning.anchor)
    return Earning(earning.capital, earning.compounded, grown, stop, earning.anchor)
