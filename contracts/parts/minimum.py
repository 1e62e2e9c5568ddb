"""Minimum annual royalty: the terms, and how much of it falls due in which quarter.

The year of the minimum is the contract year. It is one amount, or the amounts of the four quarters, which add up to
it. The first year counts in full, not at all, or by the days from its start (the first day of the clause, or a
stated one) to its end: EUR 100,000 from 1 October 2025 is 92/365 of it, EUR 25,205.48.

An accrual within the time of a shortfall holds what was earned against the days up to then: of EUR 100,000 for 2026
and EUR 20,000 earned by 30 June, 181/365 of it less that, EUR 29,589.04. A minimum in advance is due whole on its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal, NamedTuple

from pydantic import Field

from contracts.clause import View
from contracts.clause_terms import Place, Problem, Reader
from contracts.periods import Calendar
from contracts.scalars import Amount, Day, YesNo, day_in_words
from contracts.terms_model import TermsModel

QUARTERS = 4


class Paid(StrEnum):
    """In which form the minimum is paid."""

    YEAR_END = "at year end"
    """What royalties fall short of it, once its time has passed."""
    ADVANCE = "in advance"
    """At the start of its time, and then credited against the royalties of the same year."""


class FirstYear(StrEnum):
    """How much of the minimum holds for a first year that is not a whole one."""

    BY_DAYS = "by days"
    FULL = "in full"
    NONE = "none"


class Excess(StrEnum):
    """What becomes of royalties above the minimum of their year."""

    NOT_CARRIED = "not carried"
    CARRIED = "carried forward"


class Minimum(TermsModel):
    """A minimum annual royalty: how much, in which form, from when, and what counts towards it."""

    amount: Amount = Field(description="the minimum of a contract year")
    per: Literal["year"] = Field(default="year", description="the minimum is counted by contract year")
    parts: list[Amount] | None = Field(
        default=None, description="the four quarters' parts of it; they add up to the amount"
    )
    paid: Paid = Field(default=Paid.YEAR_END, description="as a shortfall when its time is over, or in advance")
    from_: Day | None = Field(default=None, description="the day from which it holds, if not that of the clause")
    first_year: FirstYear = Field(default=FirstYear.BY_DAYS, description="a first year that is not a whole one")
    excess: Excess = Field(default=Excess.NOT_CARRIED, description="royalties above the minimum of their year")
    credits_count_as_earned: YesNo = Field(
        default=True, description="whether royalties that milestones paid by credit count towards the minimum"
    )

    def amounts(self, path: Place) -> Iterable[tuple[Place, Amount]]:
        """Yield the amount and its parts."""
        yield (*path, "amount"), self.amount
        yield from (((*path, "parts", number), part) for number, part in enumerate(self.parts or ()))

    def problems(self, path: Place) -> Iterable[Problem]:
        """Yield a minimum of nothing, and parts that are not the amount."""
        if self.amount.major <= 0:
            yield Problem((*path, "amount"), "the minimum is nothing", "write an amount above zero, or leave it out")
        if self.parts is not None:
            yield from self._part_problems((*path, "parts"), self.parts)

    def _part_problems(self, path: Place, parts: Sequence[Amount]) -> Iterable[Problem]:
        total = sum((part.major for part in parts), Decimal(0))
        if len(parts) != QUARTERS:
            fix = "write one for each of the four quarters; within a list 132,000 is two, so write 132k or '132,000'"
            yield Problem(path, f"there are {len(parts)} parts", fix)
        elif total != self.amount.major:
            yield Problem(
                path,
                f"the parts add up to {total:,}, and the minimum of the year is {self.amount.major:,}",
                f"write 'amount: {total:,}', or correct a part",
            )
        if any(part.major < 0 for part in parts):
            yield Problem(path, "a part is below zero", "write zero or more")

    def in_words(self, reader: Reader) -> list[str]:
        """Say how much is paid at least, when, and what counts towards it."""
        return [f"{self._amount_in_words(reader)} {self._payment_in_words()}", *self._switches_in_words()]

    def _amount_in_words(self, reader: Reader) -> str:
        since = f", from {day_in_words(self.from_)} on" if self.from_ else ""
        quarters = ", ".join(reader.money(part) for part in self.parts or ())
        parts = f" ({quarters} for its four quarters)" if self.parts else ""
        return f"The royalty of a contract year is at least {reader.money(self.amount)}{parts}{since}."

    def _payment_in_words(self) -> str:
        time = "quarter" if self.parts else "year"
        if self.paid is Paid.ADVANCE:
            return (
                f"It is payable in advance, at the start of each {time}, and credited against the royalties of the "
                "same year; what they don't use up is not paid back."
            )
        counted = ", counting the year to date," if self.parts else ""
        return f"What royalties fall short of it{counted} is payable once the {time} is closed."

    def _switches_in_words(self) -> list[str]:
        first = {
            FirstYear.BY_DAYS: "A first year that is not a whole one has its share of it by days.",
            FirstYear.FULL: "A first year that is not a whole one has all of it.",
            FirstYear.NONE: "A first year that is not a whole one has none of it.",
        }[self.first_year]
        carried = "is carried into the next year" if self.excess is Excess.CARRIED else "is not carried over"
        counts = "counts" if self.credits_count_as_earned else "does not count"
        return [
            first,
            f"What is earned above it {carried}. Royalty that is paid by credits {counts} towards it.",
        ]


class Instalment(NamedTuple):
    """What of the minimum falls due in a quarter: the amount in minor units, its fraction, and what it is for."""

    what: str
    amount: int
    share: Fraction


class MinimumTime(NamedTuple):
    """A quarter seen by a minimum that holds from `begins` on, to `ends` where it ends; days are ordinals."""

    terms: Minimum
    calendar: Calendar
    begins: int
    view: View
    ends: int | None = None

    @property
    def period(self) -> int:
        """Return the number of the quarter."""
        return self.calendar.period_of(self.view.first)

    @property
    def counts(self) -> bool:
        """Whether what is earned in the quarter counts: from the quarter in which the minimum begins."""
        return self.view.last >= self.begins

    @property
    def year(self) -> tuple[int, int]:
        """Return the first and last day of the contract year."""
        first = self.period // QUARTERS * QUARTERS
        return self.calendar.start(first), self.calendar.end(first + QUARTERS - 1)

    @property
    def measured(self) -> bool:
        """Whether what was earned is held against the minimum now: its time is over, or its advance is due."""
        first, last = self.year
        if self.begins > last or (self.begins > first and self.terms.first_year is FirstYear.NONE):
            return False
        if self.terms.paid is Paid.ADVANCE:
            return self.view.horizon >= max(first, self.begins)
        ended = self.view.closed and (self.view.year_end or self.terms.parts is not None or self._final)
        return self.counts and (ended or self.view.accruing)

    @property
    def _final(self) -> bool:
        """Whether the minimum ends in the quarter."""
        return self.ends is not None and self.view.first <= self.ends <= self.view.last

    def instalments(self, amount: int, parts: Sequence[int]) -> list[Instalment]:
        """Return what of the minimum falls due in the quarter, once its time has come."""
        if not self.measured or not self.counts:
            return []
        if parts:
            return self._part(parts[self.period % QUARTERS])
        first, last = self.year
        starts = max(first, self.begins)
        now = self.view.first <= starts <= self.view.last if self.terms.paid is Paid.ADVANCE else True
        year = self.calendar.year_label(self.period // QUARTERS)
        return [self._instalment(f"minimum for {year}", amount, first, last)] if now else []

    def _part(self, part: int) -> list[Instalment]:
        now = self.terms.paid is not Paid.ADVANCE or self.view.horizon >= max(self.view.first, self.begins)
        label = self.calendar.label(self.period)
        return [self._instalment(f"minimum for {label}", part, self.view.first, self.view.last)] if now else []

    def _stops(self, last: int) -> int:
        """Return the last day that counts of a stretch; an advance is called whole, and not paid back."""
        if self.terms.paid is Paid.ADVANCE:
            return last
        accrued = self.view.horizon if self.view.accruing else last
        return min(last, accrued, last if self.ends is None else self.ends)

    def _instalment(self, what: str, amount: int, first: int, last: int) -> Instalment:
        starts = max(first, self.begins)
        days, whole = last - starts + 1, last - first + 1
        if self.terms.first_year is FirstYear.FULL:
            whole = days
        since = f" from {day_in_words(date.fromordinal(starts))}" if starts > first else ""
        until, stops = "", self._stops(last)
        if stops < last:
            days = max(0, stops - starts + 1)
            until = f" to {day_in_words(date.fromordinal(stops))}"
        if days == whole:
            return Instalment(what, amount, Fraction(1))
        return Instalment(f"{what}, {days} of {whole} days{since}{until}", amount, Fraction(days, whole))
