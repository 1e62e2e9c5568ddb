"""Bank holidays of England and Wales as published, and the business days between them.

The days are those of https://www.gov.uk/bank-holidays, for the years in which it names them (compared, all of them,
with copies of its https://www.gov.uk/bank-holidays.json); a business day is any other day from Monday to Friday.
Nothing is booked beyond the years published, for holidays are moved and added by proclamation, as in 2020, 2022 and
2023. What is only expected, as in a forecast, goes on by the pattern of the years without one: see `expected_beyond`.
A change within the years published would work out other days for what was booked: it goes with a new version of the
engine, which every event carries and every agreement adopts by an event of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import MAXYEAR, date, timedelta
from functools import cache

from dateutil.easter import easter

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
_DAYS_OPEN = 250
"""Business days that a year has at least."""
_AT_ONCE = 50
"""Years whose days are listed together, so that few lists are kept."""
_EXPECTED: ContextVar[bool] = ContextVar("_EXPECTED", default=False)


@contextmanager
def expected_beyond() -> Iterator[None]:
    """Within it, days beyond the years published are those of the usual pattern: for what is expected, not booked."""
    before = _EXPECTED.set(True)
    try:
        yield
    finally:
        _EXPECTED.reset(before)


def usual(year: int) -> list[date]:
    """Return the bank holidays of a year in which no proclamation moves one or adds one.

    They follow the Banking and Financial Dealings Act 1971, https://www.legislation.gov.uk/ukpga/1971/80/schedule/1,
    with the days proclaimed every year: 1 January, the first Monday in May, and substitutes for weekends.

    >>> [day.isoformat() for day in usual(2028)][:3]
    ['2028-01-03', '2028-04-14', '2028-04-17']
    """
    sunday, (christmas, boxing) = easter(year), _weekdays_from(date(year, 12, 25), 2)
    mondays = [date(year, 5, 1), date(year, 5, 25), date(year, 8, 25)]
    moved = [day + timedelta(days=-day.weekday() % 7) for day in mondays]
    return [
        *_weekdays_from(date(year, 1, 1), 1),
        *(sunday - timedelta(days=2), sunday + timedelta(days=1)),
        *moved,
        *(christmas, boxing),
    ]


def _weekdays_from(day: date, number: int) -> list[date]:
    days = (day + timedelta(days=later) for later in range(number + 2))
    return [each for each in days if each.weekday() < _SATURDAY][:number]


@cache
def _open_days(until: int = max(PUBLISHED)) -> list[int]:
    """Return every business day from the first year published to the end of another, as ordinals."""
    closed = {date.fromisoformat(f"{year}-{day}") for year, days in PUBLISHED.items() for day in days.split()}
    closed.update(day for year in range(max(PUBLISHED) + 1, until + 1) for day in usual(year))
    first, last = date(min(PUBLISHED), 1, 1).toordinal(), date(until, 12, 31).toordinal()
    days = map(date.fromordinal, range(first, last + 1))
    return [day.toordinal() for day in days if day.weekday() < _SATURDAY and day not in closed]


def business_days_after(day: int, number: int) -> int:
    """Return the ordinal that lies so many business days after another; the first is after that day itself.

    Raises ContractError where it lies beyond the years published, unless it is only expected.

    >>> date.fromordinal(business_days_after(date(2026, 12, 24).toordinal(), 2))
    datetime.date(2026, 12, 30)
    """
    days = _open_days()
    if _EXPECTED.get():
        reached = date.fromordinal(day).year + 1 + number // _DAYS_OPEN
        days = _open_days(min(-(-reached // _AT_ONCE) * _AT_ONCE, MAXYEAR))
    at = bisect_right(days, day) + number - 1
    if day < days[0] - 1 or at >= len(days):
        known = f"{min(PUBLISHED)} to {max(PUBLISHED)}"
        raise ContractError(
            f"{number} business days after {date.fromordinal(day)}: the bank holidays of then are not known here, "
            f"only those of {known}",
            fix=f"see {ADDRESS}; install a release that has them, or agree calendar days",
        )
    return days[at]
