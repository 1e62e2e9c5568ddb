"""Deadline: what a milestone loses for every month after a day, at most how much, and when it lapses.

On the deadline itself nothing is lost, and on the last day before it lapses it still pays. Full months are those
that have passed whole (31 December to 30 January is none, to 31 January one); part months count every month begun
(1 January is one, 31 January one, 1 February two). A month that is shorter ends on its last day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction

from dateutil.relativedelta import relativedelta
from pydantic import Field

from contracts.clause_terms import Place, Problem, percentage
from contracts.scalars import Day, Fractional, PerMonth, day_in_words
from contracts.terms_model import TermsModel


class Counting(StrEnum):
    """Which months after the deadline count."""

    FULL = "full months"
    PART = "part months"


class MeasuredBy(StrEnum):
    """Which day is held against the deadline."""

    ACHIEVEMENT = "achievement"
    ACCEPTANCE = "acceptance"


class Deadline(TermsModel):
    """A day, what every month after it costs, and the last day on which the milestone still pays."""

    date_: Day = Field(description="the last day on which nothing is lost")
    reduced_by: PerMonth = Field(default=Fraction(0), description="what each month after it costs: 5% per month")
    at_most: Fractional = Field(default=Fraction(1), description="the most that months can cost")
    lapses: Day | None = Field(default=None, description="the last day on which it pays at all")
    counting: Counting = Field(default=Counting.FULL, description="full months, or part months")
    measured_by: MeasuredBy = Field(default=MeasuredBy.ACHIEVEMENT, description="the day that is held against it")

    def problems(self, path: Place) -> Iterable[Problem]:
        """Yield a deadline without consequence, one after its lapse, and more than the whole."""
        if not self.reduced_by and self.lapses is None:
            fix = "add 'reduced by: 5% per month' or 'lapses: DATE'"
            yield Problem(path, "nothing happens after the deadline", fix)
        if self.lapses is not None and self.lapses < self.date_:
            what = f"it lapses on {self.lapses}, before its deadline on {self.date_}"
            yield Problem((*path, "lapses"), what, "write a later day")
        if self.at_most > 1:
            yield Problem(
                (*path, "at most"), f"{percentage(self.at_most)} is more than the whole", "write at most 100%"
            )

    def in_words(self) -> list[str]:
        """Say what is lost when."""
        months = "full month" if self.counting is Counting.FULL else "month begun"
        lines = [f"The deadline is {day_in_words(self.date_)}; the day of {self.measured_by} is held against it."]
        if self.reduced_by:
            lines.append(
                f"Every {months} after it takes {percentage(self.reduced_by)} off the sum, {percentage(self.at_most)} "
                "at most."
            )
        if self.lapses:
            lines.append(f"After {day_in_words(self.lapses)} nothing is paid.")
        return lines

    def months(self, day: date) -> int:
        """Return how many months after the deadline count on a day."""
        if day <= self.date_:
            return 0
        passed = (day.year - self.date_.year) * 12 + day.month - self.date_.month
        while self.date_ + relativedelta(months=passed) > day:
            passed -= 1
        begun = self.date_ + relativedelta(months=passed) < day
        return passed + (begun and self.counting is Counting.PART)

    def lost(self, day: date) -> Fraction:
        """Return the fraction of the sum that is lost on a day."""
        if self.lapses is not None and day > self.lapses:
            return Fraction(1)
        return min(self.at_most, self.months(day) * self.reduced_by)

    def reason(self, day: date) -> str:
        """Say why something is lost on a day."""
        if self.lapses is not None and day > self.lapses:
            return f"lapsed after {day_in_words(self.lapses)}"
        months = self.months(day)
        plural = "" if months == 1 else "s"
        counted = f"full month{plural}" if self.counting is Counting.FULL else f"month{plural} begun"
        capped = f", at most {percentage(self.at_most)}" if months * self.reduced_by > self.at_most else ""
        return f"{months} {counted} after {day_in_words(self.date_)}{capped}"
