"""Amounts and quantities as spreadsheets hold them: a column settles what one cell alone leaves open.

`1,234` alone may be a thousand or a little more than one. Where another cell of its column says `12,50` or
`1.234,56`, the comma is the decimal mark of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import Decimal

from contracts.errors import BadScalar
from contracts.scalars import Amount, parse_amount
from ledger.importing.sheet import Cell

_POINT = re.compile(r"-?[0-9]+\.[0-9]{1,2}")
_PLAIN = re.compile(r"-?[0-9]{1,13}(\.[0-9]{1,2})?")
_CORE = re.compile(r"[0-9][0-9.,]*")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])(?:['\u2019](?=[0-9])|[ \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9])))")
_LIMIT = 10**14
_ERRORS = ("#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#NULL!")


def decimal_mark(cells: Iterable[Cell]) -> str | None:
    """Return the decimal mark that the texts of a column agree on; None where none says so, or two disagree."""
    marks = set(map(mark_in, cells)) - {None}
    return marks.pop() if len(marks) == 1 else None


def mark_in(cell: Cell) -> str | None:
    """Return the decimal mark of one number, None where it has none, may be read in two ways, or is no text."""
    if not isinstance(cell, str):
        return None
    return "." if _POINT.fullmatch(cell) else _mark_in(cell)


def _mark_in(text: str) -> str | None:
    match = _CORE.search(_BETWEEN_DIGITS.sub("", text))
    number = match[0].rstrip(".,") if match else ""
    marks = [letter for letter in number if letter in ".,"]
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return "," if marks[0] == "." else "."
    if not marks:
        return None
    whole, _, after = number.partition(marks[0])
    return marks[0] if len(after) != 3 or len(whole) > 3 or whole.startswith("0") else None


def read_amount(cell: Cell, mark: str | None = None) -> Amount:
    """Read an amount, with the decimal mark of its column. Raises BadScalar."""
    if isinstance(cell, bool | date | time | timedelta):
        raise BadScalar(f"'{cell}' is not an amount", fix="format the cell as a number and write the amount")
    if isinstance(cell, int | float):
        return Amount(_exact(cell))
    if cell and mark != "," and _PLAIN.fullmatch(cell):  # what most files hold, and what needs nothing done to it
        return parse_amount(cell)
    text = _BETWEEN_DIGITS.sub("", cell or "").strip().removeprefix("'")
    if text.upper() in _ERRORS:
        raise BadScalar(f"the formula gives {text}", fix="correct the formula, or write the amount")
    if text.endswith("-") and text[:-1].strip():
        text = f"-{text[:-1].strip()}"
    return parse_amount(_with_dots(text, mark) if mark else text)


def _exact(cell: float) -> Decimal:
    """Return a number as the spreadsheet shows it, with 15 digits. Raises BadScalar for one that is out of bounds."""
    value = Decimal(f"{cell:.15g}")
    if not value.is_finite() or abs(value) >= _LIMIT:
        raise BadScalar(f"'{cell}' is more than any agreement is about", fix="write less than 100,000bn")
    return value


def _with_dots(text: str, mark: str) -> str:
    """Write a number with a decimal point and no thousands, so that it can be read in one way only."""
    match = _CORE.search(text)
    if match is None or not _is_regular(match[0], mark):
        return text
    number = match[0].replace("." if mark == "," else ",", "").replace(mark, ".")
    if len(number.partition(".")[2]) == 3:
        number += "0"
    return text[: match.start()] + number + text[match.end() :]


def _is_regular(number: str, mark: str) -> bool:
    """Say whether the thousands of a number stand in threes, so that a slip is refused and not read over."""
    by = "." if mark == "," else ","
    return bool(re.fullmatch(rf"(?:\d+|\d{{1,3}}(?:\{by}\d{{3}})+)(?:\{mark}\d*)?", number))
