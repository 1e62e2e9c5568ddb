"""Numbers of days (`30 days`) and dates that depend on something (`30 days after acceptance`)."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

from contracts.errors import BadScalar, NotBuiltYet
from contracts.scalars.written import Written, tidy

_DAYS = re.compile(r"(?P<number>[0-9]{1,6})(?: (?P<unit>[a-z][a-z ]*))?", re.IGNORECASE)
_AFTER = re.compile(r"(?P<days>.+?) (?:after|from|of) (?:the )?(?P<anchor>[a-z][a-z -]*)", re.IGNORECASE)
_MOST_DAYS = 36_600


class DaysAfter(NamedTuple):
    """So many days after something: `DaysAfter(30, "acceptance")`."""

    days: int
    anchor: str


def parse_days(text: str) -> int:
    """Read a number of calendar days: `30 days`, `1 day`, `30`. Business days are not built yet."""
    plain = " ".join(tidy(text).split())
    match = _DAYS.fullmatch(plain)
    unit = ((match and match["unit"]) or "days").lower()
    if match and unit in ("business days", "business day", "working days", "working day"):
        raise NotBuiltYet(
            f"'{text}': business days are not built yet",
            fix="write calendar days; business days will count the days on which banks open in England",
        )
    if match is None or unit not in ("day", "days", "calendar day", "calendar days"):
        raise BadScalar(f"'{text}' is not a number of days", fix="write, for example, 30 days")
    if int(match["number"]) > _MOST_DAYS:
        raise BadScalar(f"'{text}' is more than a hundred years", fix="write, for example, 30 days")
    return int(match["number"])


def days_text(days: int) -> str:
    """Write a number of days: `30 days`."""
    return "1 day" if days == 1 else f"{days} days"


def parse_days_after(text: str, anchor: str | None = None) -> DaysAfter:
    """Read `30 days after acceptance`: the number of days, and what they are counted from.

    With `anchor`, a bare number of days is read too, and counts from that.

    >>> parse_days_after("45 days after the quarter end")
    DaysAfter(days=45, anchor='quarter end')
    """
    match = _AFTER.fullmatch(" ".join(tidy(text).split()))
    if match is None and anchor:
        return DaysAfter(parse_days(text), anchor)
    if match is None:
        raise BadScalar(
            f"'{text}' does not say how many days after what",
            fix="write, for example, 30 days after acceptance",
        )
    return DaysAfter(parse_days(match["days"]), match["anchor"].lower().rstrip())


def days_after_text(value: DaysAfter) -> str:
    """Write a date that depends on something: `30 days after acceptance`."""
    return f"{days_text(value.days)} after {value.anchor}"


Days = Annotated[int, Written(int, parse_days, days_text, "A number of calendar days: 30 days", "30 days")]
"""A field that is a number of calendar days."""

After = Annotated[
    DaysAfter,
    Written(
        DaysAfter,
        parse_days_after,
        days_after_text,
        "So many days after something: 30 days after acceptance",
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
