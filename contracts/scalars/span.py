"""Numbers of days (`30 days`) and dates that depend on something (`30 days after acceptance`)."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, NamedTuple

from contracts.errors import BadScalar
from contracts.scalars.written import Written, tidy

_DAYS = re.compile(r"(?P<number>[0-9]{1,6})(?: (?P<unit>[a-z][a-z ]*))?", re.IGNORECASE)
_AFTER = re.compile(r"(?P<days>.+?) (?:after|from|of) (?:the )?(?P<anchor>[a-z][a-z -]*)", re.IGNORECASE)
_UNITS = ("day", "days")
_MOST_DAYS = 36_600


class DaysAfter(NamedTuple):
    """So many days after something: `DaysAfter(30, "acceptance")`; business days are those that banks are open."""

    days: int
    anchor: str
    business: bool = False

    @property
    def counted(self) -> str:
        """Return how many days of which kind."""
        return days_text(self.days, self.business)

    @property
    def in_words(self) -> str:
        """Say it in a sentence's words, with whose business days are meant."""
        whose = ", as banks open in England and Wales" if self.business else ""
        return f"{self.counted} after {self.anchor}{whose}"

    def after(self, day: int) -> date:
        """Return the day that lies so many days after another, given as an ordinal.

        Raises ContractError where business days go beyond the bank holidays that are published.
        """
        return date.fromordinal(self.ordinal(day))

    def ordinal(self, day: int) -> int:
        """Return the same as an ordinal."""
        if not self.business:
            return day + self.days
        from contracts.bank_holidays import business_days_after  # few agreements count so

        return business_days_after(day, self.days)


def parse_days(text: str) -> int:
    """Read a number of calendar days: `30 days`, `1 day`, `30`."""
    days, business = _counted(text)
    if business:
        raise BadScalar(f"'{text}': these are calendar days", fix=f"write, for example, {days_text(days)}")
    return days


def _counted(text: str) -> tuple[int, bool]:
    """Read a number of days, and whether they are business days."""
    plain = " ".join(tidy(text).split())
    match = _DAYS.fullmatch(plain)
    unit = ((match and match["unit"]) or "days").lower()
    business = unit.startswith(("business ", "working "))
    if match is None or unit.removeprefix("calendar ").removeprefix("business ").removeprefix("working ") not in _UNITS:
        raise BadScalar(f"'{text}' is not a number of days", fix="write, for example, 30 days")
    if int(match["number"]) > _MOST_DAYS:
        raise BadScalar(f"'{text}' is more than a hundred years", fix="write, for example, 30 days")
    if business and not int(match["number"]):
        raise BadScalar(f"'{text}' is no business day", fix="write, for example, 10 business days")
    return int(match["number"]), business


def days_text(days: int, business: bool = False) -> str:
    """Write a number of days: `30 days`, `1 business day`."""
    kind = "business day" if business else "day"
    return f"1 {kind}" if days == 1 else f"{days} {kind}s"


def parse_days_after(text: str, anchor: str | None = None) -> DaysAfter:
    """Read `30 days after acceptance`: the number of days, and what they are counted from.

    With `anchor`, a bare number of days is read too, and counts from that.

    >>> parse_days_after("45 days after the quarter end")
    DaysAfter(days=45, anchor='quarter end', business=False)
    """
    match = _AFTER.fullmatch(" ".join(tidy(text).split()))
    if match is None and anchor:
        days, business = _counted(text)
        return DaysAfter(days, anchor, business)
    if match is None:
        raise BadScalar(
            f"'{text}' does not say how many days after what",
            fix="write, for example, 30 days after acceptance",
        )
    days, business = _counted(match["days"])
    return DaysAfter(days, match["anchor"].lower().rstrip(), business)


def days_after_text(value: DaysAfter) -> str:
    """Write a date that depends on something: `30 days after acceptance`."""
    return f"{value.counted} after {value.anchor}"


Days = Annotated[int, Written(int, parse_days, days_text, "A number of calendar days: 30 days", "30 days")]
"""A field that is a number of calendar days."""

After = Annotated[
    DaysAfter,
    Written(
        DaysAfter,
        parse_days_after,
        days_after_text,
        "So many days after something: 30 days after acceptance, 10 business days after report",
        "30 days after acceptance",
    ),
]
"""A field that is so many days after something; which anchors are meaningful is the clause's to say."""

AfterQuarterEnd = Annotated[
    DaysAfter,
    Written(
        DaysAfter,
        lambda text: parse_days_after(text, "quarter end"),
        days_after_text,
        "So many days after the quarter's end: 30 days, or 30 days after quarter end",
        "30 days after quarter end",
    ),
]
"""A field that is so many days after something, which is the quarter's end if only days are written."""
