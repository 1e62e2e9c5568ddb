"""From the rows of a sheet to lines: every cell read as what its column is, or the mistakes in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from contracts.errors import BadScalar
from contracts.scalars import Amount
from ledger.importing.days import Order, order_of, read_day
from ledger.importing.headings import DAYS, DEDUCTION, NUMBERS, Column, Heading
from ledger.importing.mistakes import Mistake
from ledger.importing.numbers import decimal_mark, read_amount
from ledger.importing.sheet import Cell, Row, Sheet, is_blank, text_of

_TOTAL = re.compile(r"(grand |sub-? ?|running )?totals?\b.*|(sum|balance)( [a-z]+)?:?", re.IGNORECASE)
_NOTHING = ("", "-", "\u2013", "0", "0.00")
_FLAGS = ("unshared", "claimed")
_YES, _NO = ("yes", "y", "true", "x", "1"), ("", "no", "n", "false", "0")


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


class Habits(NamedTuple):
    """How a file writes dates and decimals, where the person who imports it says so."""

    order: Order | None = None
    mark: str | None = None


class Reader:
    """Reads the rows of one sheet under its headings."""

    def __init__(self, sheet: Sheet, heading: Heading, habits: Habits) -> None:
        self.sheet = sheet
        self.heading = heading
        self._rows = [row for row in sheet.rows if row.number > heading.row]
        self._orders = {name: habits.order or order_of(self._cells(name)) for name in DAYS if name in heading.columns}
        numeric = [name for name in heading.columns if name in NUMBERS or name.startswith(DEDUCTION)]
        self._read_days: dict[str, dict[Cell, date]] = {name: {} for name in self._orders}
        self._marks = {name: habits.mark or decimal_mark(self._cells(name)) for name in numeric}

    def _cells(self, field: str) -> Iterator[Cell]:
        column = self.heading.columns.get(field)
        if column is not None:
            yield from (_cell(row, column) for row in self._rows)

    def __len__(self) -> int:
        """Return how many rows stand below the headings."""
        return len(self._rows)

    def read(self) -> Iterator[Line | LeftOut]:
        """Yield a line for each row that may be a fact, and what is left out."""
        heads = {column.place: column.heading for column in self.heading.columns.values()}
        for row in self._rows:
            why = self._no_fact(row, heads)
            yield LeftOut(self.sheet.name, row.number, why) if why else self._line(row)

    def _no_fact(self, row: Row, heads: Mapping[int, str]) -> str | None:
        """Say why a row is no fact: a total, the headings again, a remark below the table; None if it may be one."""
        day = text_of(_cell(row, self.heading.when))
        if day == self.heading.when.heading:
            repeated = all(text_of(row.cells[place]) == name for place, name in heads.items() if place < len(row.cells))
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
        return any(not is_blank((_cell(row, columns[name]),)) for name in NUMBERS if name in columns)

    def _line(self, row: Row) -> Line:
        values: dict[str, Any] = {"deductions": ()}
        mistakes = []
        for name, column in self.heading.columns.items():
            cell = _cell(row, column)
            try:
                self._take(values, name, column, cell)
            except BadScalar as error:
                mistakes.append(Mistake(self.sheet.name, row.number, str(column), error.what, error.fix))
        if not is_blank(row.cells[self.heading.width :]):
            what = f"the row has {len(row.cells)} cells under {self.heading.width} headings"
            fix = "put quotation marks around a cell that holds the separator"
            mistakes.append(Mistake(self.sheet.name, row.number, "", what, fix))
        if currency := values.pop("currency", None):
            values["amount"] = _in_currency(values.get("amount"), currency)
        return Line(self.sheet.name, row.number, self.heading, values, tuple(mistakes))

    def _take(self, values: dict[str, Any], name: str, column: Column, cell: Cell) -> None:
        """Read one cell into the values of its row. Raises BadScalar."""
        if name in self._orders:
            values[name] = self._read_days[name].get(cell) or (None if is_blank((cell,)) else self._day(name, cell))
        elif name in self._marks:
            self._take_amount(values, name, column, cell)
        elif name in _FLAGS:
            values[name] = _yes(text_of(cell))
        elif name == "deductions":
            values[name] += tuple(_listed(text_of(cell)))
        else:
            values[name] = text_of(cell) or None

    def _day(self, name: str, cell: Cell) -> date:
        """Read a day, and remember it: the same one comes again and again."""
        day = self._read_days[name][cell] = read_day(cell, self._orders[name], self.sheet.day_0)
        return day

    def _take_amount(self, values: dict[str, Any], name: str, column: Column, cell: Cell) -> None:
        if name.startswith(DEDUCTION):
            if text_of(cell) not in _NOTHING:
                amount = _in_currency(read_amount(cell, self._marks[name]), column.currency)
                values["deductions"] += ((name.removeprefix(DEDUCTION), amount),)
            return
        amount = None if is_blank((cell,)) else read_amount(cell, self._marks[name])
        values[name] = _in_currency(amount, column.currency)


def _cell(row: Row, column: Column) -> Cell:
    return row.cells[column.place] if column.place < len(row.cells) else None


def _in_currency(amount: Amount | None, currency: str | None) -> Amount | None:
    if amount is None or amount.currency or not currency:
        return amount
    return Amount(amount.major, currency.strip().upper())


def _yes(text: str) -> bool:
    if text.casefold() in _YES + _NO:
        return text.casefold() in _YES
    raise BadScalar(f"'{text}' is neither yes nor no", fix="write yes, or leave it empty")


def _listed(text: str) -> Iterator[tuple[str, Amount]]:
    """Read `rebates=120,000; freight=1,000`."""
    for part in filter(None, map(str.strip, text.split(";"))):
        kind, equals, amount = part.rpartition("=")
        if not equals:
            raise BadScalar(f"'{part}' is not a deduction", fix="write it as rebates=120,000; freight=1,000")
        yield kind.strip(), read_amount(amount)


def same_rows(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line that says the same as one before it and has no reference of its own, with that one."""
    first: dict[object, Line] = {}
    for line in lines:
        if line.mistakes or line.values.get("ref"):
            continue
        key = tuple(sorted((name, str(value)) for name, value in line.values.items()))
        before = first.setdefault(key, line)
        if before is not line:
            yield line, before
