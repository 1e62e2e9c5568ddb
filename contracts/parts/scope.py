"""What a limit counts over: each quarter, each contract year, or the life of the agreement; and its first year."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple, Self

from contracts.clause import Setting
from contracts.clause_terms import Rounding
from contracts.money import round_half_away
from contracts.scalars import Amount
from contracts.terms_model import Choice


class Per(Choice):
    """What a limit counts over."""

    QUARTER = "quarter"
    YEAR = "year"
    LIFE = "life"

    @classmethod
    def also(cls) -> Mapping[str, Self]:
        """Return other words for the same."""
        return {"lifetime": cls.LIFE, "contract year": cls.YEAR}


class FirstYear(StrEnum):
    """How much of a limit there is in a first year (or quarter) that is not a whole one."""

    IN_FULL = "in full"
    BY_DAYS = "by days"


ROUNDING = {Per.QUARTER: Rounding.QUARTER, Per.YEAR: Rounding.YEAR, Per.LIFE: Rounding.LIFE}
"""The rounding under which a limit binds to the penny: each span is rounded by itself."""

WORDS = {Per.QUARTER: "in each quarter", Per.YEAR: "in each contract year", Per.LIFE: "over the life of the agreement"}


class Limit(NamedTuple):
    """An amount in whole minor units, and what it is up to the last day of the first span."""

    amount: int
    first: int
    first_until: int

    def on(self, day: int) -> int:
        """Return the limit of the span that a day lies in."""
        return self.first if day <= self.first_until else self.amount


def limit(amount: Amount, per: Per, first_year: FirstYear, setting: Setting) -> Limit:
    """Return a limit; by days, the first span has the fraction of its days on which the clause holds."""
    whole = amount.minor(setting.digits, setting.currency)
    effective = setting.effective.toordinal()
    if first_year is FirstYear.IN_FULL or per is Per.LIFE:
        return Limit(whole, whole, effective)
    period = setting.calendar.period_of(effective)
    start, spans = (period, 1) if per is Per.QUARTER else (period // 4 * 4, 4)
    first, following = setting.calendar.start(start), setting.calendar.start(start + spans)
    return Limit(whole, round_half_away(whole * (following - effective), following - first), following - 1)


def in_words(per: Per, first_year: FirstYear) -> str:
    """Say what a limit counts over."""
    by_days = per is not Per.LIFE and first_year is FirstYear.BY_DAYS
    return f"{WORDS[per]}{', in the first in proportion to its days' if by_days else ''}"
