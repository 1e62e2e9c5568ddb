"""Bank holidays of England and Wales as published, and the business days between them.

The days are those of https://www.gov.uk/bank-holidays, for the years in which it names them; a business day is any
other day from Monday to Friday. What lies beyond the years published is refused, never guessed: holidays are moved
and added by proclamation, as in 2020, 2022 and 2023. A change within the years published would work out other days
for what was booked: it goes with a new version of the engine, which every event carries and every agreement adopts by
an event of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache

from contracts.errors import ContractError

ADDRESS = "https://www.gov.uk/bank-holidays"

PUBLISHED = {
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
"""By year, the days on which banks are closed in England and Wales."""

_SATURDAY = 5


@cache
def _open_days() -> list[int]:
    """Return every business day of the years published, as ordinals."""
    closed = {date.fromisoformat(f"{year}-{day}") for year, days in PUBLISHED.items() for day in days.split()}
    first, last = date(min(PUBLISHED), 1, 1).toordinal(), date(max(PUBLISHED), 12, 31).toordinal()
    days = map(date.fromordinal, range(first, last + 1))
    return [day.toordinal() for day in days if day.weekday() < _SATURDAY and day not in closed]


def business_days_after(day: int, number: int) -> int:
    """Return the ordinal that lies so many business days after another; the first is after that day itself.

    Raises ContractError where it lies beyond the years published.

    >>> date.fromordinal(business_days_after(date(2026, 12, 24).toordinal(), 2))
    datetime.date(2026, 12, 30)
    """
    days = _open_days()
    at = bisect_right(days, day) + number - 1
    if day < days[0] - 1 or at >= len(days):
        known = f"{min(PUBLISHED)} to {max(PUBLISHED)}"
        raise ContractError(
            f"{number} business days after {date.fromordinal(day)}: the bank holidays of then are not known here, "
            f"only those of {known}",
            fix=f"see {ADDRESS}; install a release that has them, or agree calendar days",
        )
    return days[at]
