"""Dating: which rates sales earn in a quarter within which other rates come into force.

By transaction date, each sale earns the rates in force on its own day. Prorated by days, all sales of the quarter are
worked out under each of the rates as if they had held throughout, and each result counts for its share of the days
on which the clause was in force: 350,000 of sales at 5% for 45 of 90 days and at 7% for the other 45 earn
350,000 x (45/90 x 5% + 45/90 x 7%) = 21,000, on whatever days they were made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, Self

from contracts.clause import Segment
from contracts.terms_model import Choice


class Dating(Choice):
    """Which rates sales earn where rates change within a quarter."""

    TRANSACTION = "by transaction date"
    DAYS = "prorated by days"

    def in_words(self) -> str:
        """Say it in a sentence."""
        if self is Dating.TRANSACTION:
            return "Where rates change within a quarter, what is sold earns the rates in force on its own day."
        return (
            "Where rates change within a quarter, all of it is worked out under each of them, "
            "and each counts for its share of the quarter's days."
        )

    @classmethod
    def also(cls) -> Mapping[str, Self]:
        """Return other words for the same."""
        return {"by days": cls.DAYS, "transaction date": cls.TRANSACTION}


class Stretch(NamedTuple):
    """Days on which the same rates hold, the days whose base they are worked out on, and what the result counts for.

    `share` is None for all of it, as by transaction date; prorated it is its days over those of all stretches.
    """

    segment: Segment
    over: Sequence[Segment]
    share: Fraction | None = None
    words: str = ""


def dated(segments: Sequence[Segment], dating: Dating) -> Sequence[Stretch]:
    """Return what each stretch of a quarter is worked out on, and for how much it counts."""
    if len(segments) == 1:
        return (Stretch(segments[0], segments),)
    if dating is Dating.TRANSACTION:
        return [Stretch(segment, (segment,)) for segment in segments]
    total = sum(_days(segment) for segment in segments)
    return [
        Stretch(segment, segments, Fraction(_days(segment), total), f", {_days(segment)} of {total} days")
        for segment in segments
    ]


def _days(segment: Segment) -> int:
    return segment.last - segment.first + 1
