"""Dates as spreadsheets hold them: real dates, serial numbers, and texts whose order their column settles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from contracts.errors import BadScalar
from contracts.scalars.day import parse_day
from ledger.importing.sheet import DAY_0, Cell

_NUMBERS = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{2}|[0-9]{4})")
_TIME = re.compile(r"[T ]+[0-9]{1,2}:[0-9]{2}.*$")
_SERIAL = re.compile(r"[2-7][0-9]{4}(\.[0-9]+)?")
_IN_A_ROW = re.compile(r"(19|20|21)[0-9]{6}")
_WORD_MONTH = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_ADVICE = "write it as 2026-03-31"


class Order(StrEnum):
    """Which of two numbers is the day."""

    DAY_FIRST = "dd/mm/yyyy"
    MONTH_FIRST = "mm/dd/yyyy"


def order_of(cells: Iterable[Cell]) -> Order | None:
    """Return the order that the texts of a column agree on; None where none says so, or two disagree."""
    orders = set(map(order_in, cells)) - {None}
    return orders.pop() if len(orders) == 1 else None


def order_in(cell: Cell) -> Order | None:
    """Return the order that one cell shows; None where it may be read either way, or holds no such text."""
    match = _NUMBERS.match(cell.strip()) if isinstance(cell, str) else None
    if match and int(match[1]) > 12 >= int(match[2]):
        return Order.DAY_FIRST
    if match and int(match[2]) > 12 >= int(match[1]):
        return Order.MONTH_FIRST
    return None


def read_day(cell: Cell, order: Order | None = None, day_0: date = DAY_0) -> date:
    """Read a date, in the order of its column, with serials counted from the file's own day. Raises BadScalar."""
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    if isinstance(cell, bool | time | timedelta) or cell is None:
        raise BadScalar(f"'{cell}' is not a date", fix=_ADVICE)
    text = _TIME.sub("", cell.strip().removeprefix("'")) if isinstance(cell, str) else f"{cell:.15g}"
    if _SERIAL.fullmatch(text):
        return _of_serial(text, day_0)
    if _IN_A_ROW.fullmatch(text):
        return parse_day(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    if match := _YEAR_FIRST.fullmatch(text):
        return _existing(text, *map(int, match.groups()))
    if match := _NUMBERS.fullmatch(text):
        return _of_numbers(text, match, order)
    return _of_words(text)


def _of_words(text: str) -> date:
    """Read `13-May-2026`, or whatever people type at the prompt."""
    match = _WORD_MONTH.fullmatch(text)
    if match and len(match[3]) == 2:
        raise _without_century(text, match)
    return parse_day(" ".join(match.groups()) if match else text)


def _of_serial(text: str, day_0: date) -> date:
    serial = int(text.partition(".")[0])
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        raise BadScalar(f"'{text}' is not a date", fix=_ADVICE)
    return day_0 + timedelta(days=serial)


def _of_numbers(text: str, match: re.Match[str], order: Order | None) -> date:
    first, second, year = match.groups()
    if len(year) == 2:
        raise _without_century(text, match)
    if order is Order.DAY_FIRST and int(second) <= 12:
        return _existing(text, int(year), int(second), int(first))
    if order is Order.MONTH_FIRST and int(first) <= 12:
        return _existing(text, int(year), int(first), int(second))
    return parse_day(f"{first}/{second}/{year}")


def _without_century(text: str, match: re.Match[str]) -> BadScalar:
    fix = f"write {text[: match.start(3)]}20{match[3]}, if that is the year"
    return BadScalar(f"'{text}' has a year of two digits", fix=fix)


def _existing(text: str, year: int, month: int, day: int) -> date:
    try:
        return parse_day(f"{year:04}-{month:02}-{day:02}")
    except BadScalar as error:
        _, _, why = error.what.partition(" does not exist")
        raise BadScalar(f"'{text}' does not exist{why}" if why else error.what, fix=error.fix) from error
