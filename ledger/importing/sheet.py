"""A sheet as it was found in a file: rows of cells, numbered as the spreadsheet numbers them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from ledger.errors import WrongUsage

Cell: TypeAlias = str | int | float | date | datetime | time | timedelta | None
"""What a cell holds. A number of a workbook is a double: it is read with the 15 digits that spreadsheets show."""

DAY_0 = date(1899, 12, 30)
"""The day that most spreadsheets count from; some old ones count from 1904-01-01."""


class Row(NamedTuple):
    """One row: its number from 1, and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]


class Sheet(NamedTuple):
    """One sheet: its name (None in a text file), its rows that are not blank, and the day its serials count from.

    The rows may be gone through as often as one likes; they need not be in memory.
    """

    name: str | None
    rows: Iterable[Row]
    day_0: date = DAY_0

    @property
    def is_empty(self) -> bool:
        """Say whether there is no row."""
        return next(iter(self.rows), None) is None


class UnreadableFile(WrongUsage):
    """The file is no spreadsheet that can be read."""


def text_of(cell: Cell) -> str:
    """Return a cell as text, without blanks around; a whole number without decimals, a day as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return " ".join(str(cell).replace("\ufeff", "").split())


def is_blank(cells: tuple[Cell, ...]) -> bool:
    """Say whether a row holds nothing but blanks."""
    for cell in cells:
        if cell is not None and ((isinstance(cell, str) and cell[:1].isalnum()) or text_of(cell)):
            return False
    return True


def cell_of(row: Row, place: int) -> Cell:
    """Return a cell by its place from 0, None behind the end of the row."""
    return row.cells[place] if place < len(row.cells) else None


def letter(column: int) -> str:
    """Return what a spreadsheet calls a column: A for 0, AA for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
