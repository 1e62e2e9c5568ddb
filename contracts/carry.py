"""What a clause carries from one period to the next, by names that people can fill in.

A name of None stands for a figure that is not asked for: it begins afresh, or the clause never reads it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Holds(StrEnum):
    """What a figure of a clause's state is."""

    AMOUNT = "an amount"
    DAY = "a day"
    COUNT = "a count"
    YEAR = "the contract year"


class Carry(NamedTuple):
    """One figure of a clause's state: its name, what it is, and the measure that it is the total of, if it is one."""

    what: str | None
    holds: Holds = Holds.AMOUNT
    measure: str | None = None


NOT_ASKED = Carry(None)
