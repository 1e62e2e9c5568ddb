"""Step-down: from a day or an event on, every rate of the royalty is lower by a fraction of itself.

The event is one that is recorded with its day once it happens, as the expiry of a patent; until then the rates are
whole. Of several step-downs in force the greatest counts, or each takes its fraction of what the others leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, NamedTuple

from pydantic import Field

from contracts.clause import Segment
from contracts.clause_terms import Place, Problem, Reader, percentage
from contracts.scalars import Fractional, day_in_words, day_text, parse_day
from contracts.scalars.written import Written, tidy
from contracts.terms_model import TermsModel


def _parse_from(text: str) -> date | str:
    """Read the first day of the lower rates, or the event that brings them."""
    plain = " ".join(tidy(text).split())
    return parse_day(plain) if not plain or any(map(str.isdigit, plain)) else plain


def _from_text(value: date | str) -> str:
    return value if isinstance(value, str) else day_text(value)


_FromDay = Annotated[
    date | str,
    Written[date | str](date, _parse_from, _from_text, "A date, or an event: patent expiry", "2026-03-31"),
]


class Several(StrEnum):
    """What a step-down comes to beside those written before it that are in force."""

    GREATEST = "greatest"
    COMPOUNDING = "compounding"


class StepDown(TermsModel):
    """By how much the rates go down, and from when; booked as a line of its own beside the unreduced royalty."""

    step_down: Fractional = Field(description="the fraction by which every rate goes down")
    from_: _FromDay = Field(description="the first day of the lower rates, or the event: patent expiry")
    beside_others: Several = Field(
        default=Several.GREATEST, description="beside step-downs before it: the greatest counts, or compounding"
    )

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
        since = f"the day of the {self.from_}" if isinstance(self.from_, str) else day_in_words(self.from_)
        combined = {
            Several.GREATEST: "the greatest counts",
            Several.COMPOUNDING: "it takes its fraction of what they leave",
        }[self.beside_others]
        return [
            f"From {since} on, every rate is lower by {percentage(self.step_down)} of itself; beside step-downs "
            f"written before it, {combined}."
        ]


class Step(NamedTuple):
    """A step-down whose day has come or is known: its first day as an ordinal, and its fraction."""

    day: int
    fraction: Fraction
    several: Several


def steps_of(downs: Iterable[StepDown], happened: Mapping[str, date]) -> tuple[Step, ...]:
    """Return the step-downs whose days are known, in the order written."""
    known = ((down, happened.get(down.from_) if isinstance(down.from_, str) else down.from_) for down in downs)
    return tuple(Step(day.toordinal(), down.step_down, down.beside_others) for down, day in known if day)


def taken_off(steps: Sequence[Step], day: int) -> Fraction:
    """Return the fraction by which rates are lower on a day.

    >>> half, more = Step(1, Fraction(1, 2), Several.GREATEST), Step(2, Fraction(3, 4), Several.COMPOUNDING)
    >>> str(taken_off((half, more), 1)), str(taken_off((half, more), 2))
    ('1/2', '7/8')
    """
    total = Fraction(0)
    for step in steps:
        if step.day <= day:
            greatest = step.several is Several.GREATEST
            total = max(total, step.fraction) if greatest else 1 - (1 - total) * (1 - step.fraction)
    return total


def cut(segment: Segment, steps: Sequence[Step]) -> list[Segment]:
    """Cut a stretch of days where step-downs begin, so that no stretch has sales before and after one."""
    days = sorted({step.day for step in steps if segment.first < step.day <= segment.last})
    if not days:
        return [segment]
    firsts, lasts = [segment.first, *days], [*(day - 1 for day in days), segment.last]
    return [segment._replace(first=first, last=last, whole=False) for first, last in zip(firsts, lasts, strict=True)]
