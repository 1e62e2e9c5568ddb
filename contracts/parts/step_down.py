"""Step-down: from a day on, every rate of the royalty is lower by a fraction of itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import Field

from contracts.clause import Segment
from contracts.clause_terms import Place, Problem, Reader, percentage
from contracts.errors import BadScalar, NotBuiltYet
from contracts.scalars import Fractional, day_in_words, day_text, parse_day
from contracts.scalars.written import Written
from contracts.terms_model import TermsModel


def _parse_from(text: str) -> date:
    """Read the first day of the lower rates; an event in its place is not built yet."""
    try:
        return parse_day(text)
    except BadScalar as error:
        if any(map(str.isdigit, text)):
            raise
        what = f"'{text}' is not a date: a step-down from an event is not built yet"
        raise NotBuiltYet(what, fix="write the date, by an amendment once it is known") from error


_FromDay = Annotated[date, Written(date, _parse_from, day_text, "A date: 2026-03-31 or 31 March 2026", "2026-03-31")]


class StepDown(TermsModel):
    """By how much the rates go down, and from when; booked as a line of its own beside the unreduced royalty."""

    step_down: Fractional = Field(description="the fraction by which every rate goes down")
    from_: _FromDay = Field(description="the first day of the lower rates")

    @property
    def part(self) -> str:
        """Return the name under which the part is booked."""
        return "step-down"

    def problems(self, path: Place) -> Iterable[Problem]:
        """Yield a fraction above the whole."""
        if self.step_down > 1:
            yield Problem(
                (*path, "step down"), f"{percentage(self.step_down)} is more than the whole", "write at most 100%"
            )

    def in_words(self, reader: Reader, payer: str) -> list[str]:
        """Say by how much the rates go down, and from when."""
        return [f"From {day_in_words(self.from_)} on, every rate is lower by {percentage(self.step_down)} of itself."]


def cut(segment: Segment, steps: StepDown | None) -> tuple[Segment, ...]:
    """Cut a stretch of days where the step-down begins, so that no stretch has sales before and after it."""
    if steps is None or not segment.first < steps.from_.toordinal() <= segment.last:
        return (segment,)
    day = steps.from_.toordinal()
    return segment._replace(last=day - 1, whole=False), segment._replace(first=day, whole=False)
