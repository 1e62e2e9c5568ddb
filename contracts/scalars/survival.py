"""How long a clause outlives its agreement: `no`, `yes`, `24 months`."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, NamedTuple

from dateutil.relativedelta import relativedelta

from contracts.errors import BadScalar
from contracts.scalars.written import Written, tidy

_SPAN = re.compile(r"(?P<number>[0-9]{1,3}) (?P<unit>month|year)s?")
_MOST_MONTHS = 1_200


class Survival(NamedTuple):
    """For how many months a clause goes on once its agreement has ended: 0 not at all, None without an end."""

    months: int | None

    def last_day(self, ended: date) -> date | None:
        """Return the last day on which the clause holds, where `ended` is that of its agreement; None for no end.

        >>> Survival(6).last_day(date(2026, 8, 31))
        datetime.date(2027, 2, 28)
        """
        return None if self.months is None else ended + relativedelta(months=self.months)

    def in_words(self) -> str:
        """Say it in a sentence."""
        if self.months == 0:
            return "It ends with the agreement."
        span = "" if self.months is None else f" for {survival_text(self)}"
        return f"It survives the end of the agreement{span}."


def parse_survival(text: str) -> Survival:
    """Read how long a clause survives. Raises BadScalar.

    >>> parse_survival("2 years")
    Survival(months=24)
    """
    plain = " ".join(tidy(text).split()).lower()
    if plain in ("yes", "no"):
        return Survival(None if plain == "yes" else 0)
    match = _SPAN.fullmatch(plain)
    months = int(match["number"]) * (12 if match["unit"] == "year" else 1) if match else 0
    if not 0 < months <= _MOST_MONTHS:
        raise BadScalar(f"'{text}' does not say how long the clause survives", fix="write yes, no or 24 months")
    return Survival(months)


def survival_text(value: Survival) -> str:
    """Write how long a clause survives: `yes`, `no`, `24 months`."""
    if not value.months:
        return "yes" if value.months is None else "no"
    return "1 month" if value.months == 1 else f"{value.months} months"


ENDS = Survival(0)
"""A clause ends with its agreement."""

Survives = Annotated[
    Survival, Written(Survival, parse_survival, survival_text, "yes, no, or how long: 24 months", "24 months")
]
"""A field that says how long a clause outlives its agreement."""
