"""From the rows of a sheet to lines: every cell read as what its column is, or the mistakes in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ledger.importing.cells import MOST_KEPT, Cells
from ledger.importing.habits import Habits, settled
from ledger.importing.headings import NUMBERS, Heading
from ledger.importing.mistakes import Mistake
from ledger.importing.sheet import Cell, Row, Sheet, cell_of, is_blank, text_of

_TOTAL = re.compile(r"(grand |sub-? ?|running )?totals?\b.*|(sum|balance)( [a-z]+)?:?", re.IGNORECASE)


class Line(NamedTuple):
    """One row that may be a fact, or the mistakes in it; `values` are by field, None where nothing is written."""

    sheet: str | None
    row: int
    heading: Heading
    values: Mapping[str, Any]
    mistakes: tuple[Mistake, ...] = ()

    @property
    def place(self) -> str:
        """Return what the row is called in the provenance of its fact: `12`, or `Sales!12` in a workbook."""
        return f"{self.sheet}!{self.row}" if self.sheet else str(self.row)

    def mistake(self, what: str, fix: str, field: str | None = None) -> Mistake:
        """Return a mistake in this row, in the column of a field if there is one."""
        column = self.heading.columns.get(field) if field else None
        return Mistake(self.sheet, self.row, str(column or ""), what, fix)


class LeftOut(NamedTuple):
    """A row that is no fact, and why it is not taken for one."""

    sheet: str | None
    row: int
    why: str

    def __str__(self) -> str:
        """Name the row and the reason."""
        return f"{f'{self.sheet}, ' if self.sheet else ''}row {self.row} ({self.why})"


class Turn(NamedTuple):
    """When a row is recorded, within its agreement: by its day, so that none is late behind another.

    `day` counts as `date.toordinal` does. Rates go before what they convert, a row without a day goes after the others,
    and what restates goes last.
    """

    agreement: str | None
    restates: bool
    day: int


class Reader:
    """Reads the rows of one sheet under its headings."""

    def __init__(self, sheet: Sheet, heading: Heading, habits: Habits) -> None:
        self.sheet = sheet
        self.heading = heading
        self._cells = Cells(sheet, heading, settled(self.rows(), heading, habits))
        self._heads = {column.place: column.heading for column in heading.columns.values()}
        self._dated: set[Cell] = set()

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the headings."""
        first = self.heading.row + 1
        return (row for row in self.sheet.rows if row.number >= first)

    def left_out(self, row: Row) -> LeftOut | None:
        """Tell a row that is no fact, and why: a total, the headings again, a remark below the table."""
        day = cell_of(row, self.heading.when.place)
        if day in self._dated:  # as in almost every row
            return None
        why = self._no_fact(row, text_of(day))
        if why is None and isinstance(day, str) and any(map(str.isdigit, day)) and len(self._dated) < MOST_KEPT:
            self._dated.add(day)
        return LeftOut(self.sheet.name, row.number, why) if why else None

    def _no_fact(self, row: Row, day: str) -> str | None:
        if day == self.heading.when.heading:
            heads = self._heads.items()
            repeated = all(text_of(row.cells[place]) == name for place, name in heads if place < len(row.cells))
            return "the headings again" if repeated else None
        if any(character.isdigit() for character in day):
            return None
        texts = [text_of(cell) for cell in row.cells if isinstance(cell, str) and cell.strip()]
        if any(map(_TOTAL.fullmatch, texts)):
            return "a total"
        alone = len(texts) == 1 == sum(not is_blank((cell,)) for cell in row.cells)
        return "a remark" if alone and not self._has_number(row) else None

    def _has_number(self, row: Row) -> bool:
        columns = self.heading.columns
        return any(not is_blank((cell_of(row, columns[name].place),)) for name in NUMBERS if name in columns)

    def turn(self, row: Row) -> Turn:
        """Return when a row has its turn, and under which agreement it says that it belongs."""
        day = date.min if self._cells.text(row, "exchange rate") else self._cells.day(row) or date.max
        restates = bool(self._cells.text(row, "restates"))
        return Turn(self._cells.text(row, "agreement"), restates, day.toordinal())

    def line(self, row: Row) -> Line:
        """Read a row that may be a fact."""
        values, wrong = self._cells.read(row)
        mistakes = [Mistake(self.sheet.name, row.number, str(column), bad.what, bad.fix) for column, bad in wrong]
        if len(row.cells) > self.heading.width and not is_blank(row.cells[self.heading.width :]):
            what = f"the row has {len(row.cells)} cells under {self.heading.width} headings"
            fix = "put quotation marks around a cell that holds the separator"
            mistakes.append(Mistake(self.sheet.name, row.number, "", what, fix))
        return Line(self.sheet.name, row.number, self.heading, values, tuple(mistakes))
