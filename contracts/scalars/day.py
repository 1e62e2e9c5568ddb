"""Dates: `2026-03-31`, `31 March 2026`, and `31/03/2026` where day and month can't be mistaken."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Annotated

from contracts.errors import BadScalar
from contracts.scalars.written import Written, tidy

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})\.?,? ([0-9]{4})", re.IGNORECASE)
_SLASHES = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.]?([0-9]{1,2})[/.]?([0-9]{1,2})")
_SERIAL = re.compile(r"[3-6][0-9]{4}")
_SPREADSHEET_DAY_0 = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
# Not calendar.month_name, which follows the language of the machine.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ADVICE = "write it as 2026-03-31 or 31 March 2026"


def parse_day(text: str) -> date:
    """Read a date, day before month where both are numbers.

    >>> parse_day("31 March 2026")
    datetime.date(2026, 3, 31)
    """
    plain = " ".join(tidy(text).split())
    if match := _ISO.fullmatch(plain):
        return _date(text, *map(int, match.groups()))
    if (match := _WORDS.fullmatch(plain)) and (month := _month(match[2])):
        return _date(text, int(match[3]), month, int(match[1]))
    if match := _SLASHES.fullmatch(plain):
        day, month, year = map(int, match.groups())
        return _day_first(text, day, month, year)
    raise _refusal(text, plain)


def day_text(value: date) -> str:
    """Write a date as ISO 8601: `2026-03-31`."""
    return value.isoformat()


def day_in_words(value: date) -> str:
    """Write a date as it is read aloud: `31 March 2026`."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def _month(word: str) -> int:
    names = [name.lower() for name in _MONTHS]
    found = [number for number, name in enumerate(names, 1) if word.lower() in (name, name[:3], name[:4])]
    return found[0] if found else 0


def _date(text: str, year: int, month: int, day: int) -> date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise BadScalar(f"'{text}' lies outside the years {_FIRST_YEAR} to {_LAST_YEAR}", fix=_ADVICE)
    if not 1 <= month <= 12:
        raise BadScalar(f"'{text}' does not exist: there are 12 months", fix=_ADVICE)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{_MONTHS[month - 1]} {year}" if month == 2 else _MONTHS[month - 1]
        raise BadScalar(
            f"'{text}' does not exist: {name} has {last} days",
            fix=f"write {year:04}-{month:02}-{last:02} for its last day",
        )
    return date(year, month, day)


def _day_first(text: str, day: int, month: int, year: int) -> date:
    if month > 12 >= day:
        raise BadScalar(f"'{text}' has no such month (the day comes first)", fix=f"write {year}-{day:02}-{month:02}")
    if day <= 12 and month <= 12 and day != month:
        raise BadScalar(
            f"'{text}' can be read in two ways",
            fix=f"write {year}-{month:02}-{day:02} or {year}-{day:02}-{month:02}",
        )
    return _date(text, year, month, day)


def _refusal(text: str, plain: str) -> BadScalar:
    if _SERIAL.fullmatch(plain):
        meant = _SPREADSHEET_DAY_0 + timedelta(days=int(plain))
        return BadScalar(f"'{text}' is a spreadsheet's number of a day", fix=f"write {meant.isoformat()}")
    if match := _YEAR_FIRST.fullmatch(plain):
        meant = _date(text, *map(int, match.groups()))
        return BadScalar(f"'{text}' is not written as a date", fix=f"write {meant.isoformat()}")
    if _ISO.match(plain):
        return BadScalar(f"'{text}' is more than a date", fix=f"write {plain[:10]}")
    return BadScalar(f"'{text}' is not a date", fix=_ADVICE)


Day = Annotated[date, Written(date, parse_day, day_text, "A date: 2026-03-31 or 31 March 2026", "2026-03-31")]
"""A field that is a date."""
