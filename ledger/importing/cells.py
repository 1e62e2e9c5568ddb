"""The cells of one row as what their columns are: days, amounts, texts, yes or no. What comes again is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from contracts.errors import BadScalar
from contracts.scalars import Amount
from ledger.importing.days import Order, read_day
from ledger.importing.habits import Settled
from ledger.importing.headings import DEDUCTION, Column, Heading
from ledger.importing.numbers import read_amount
from ledger.importing.sheet import Cell, Row, Sheet, cell_of, is_blank, text_of

MOST_KEPT = 10_000
"""Different texts, and days, that are remembered of a sheet; the rest are read each time."""

_NOTHING = ("", "-", "\u2013", "0", "0.00")
_FLAGS = ("unshared", "claimed")
_YES, _NO = ("yes", "y", "true", "x", "1"), ("", "no", "n", "false", "0")

Read: TypeAlias = Callable[[Cell], Any]
"""Reads a cell. Raises BadScalar."""


class Cells:
    """Reads the cells of one sheet, each as its column has it."""

    def __init__(self, sheet: Sheet, heading: Heading, habits: Settled) -> None:
        self._heading = heading
        self._day_0 = sheet.day_0
        self._habits = habits
        self._texts: dict[str, str | None] = {}
        self._days: dict[tuple[str, Cell], date] = {}
        self._columns = [
            (name, column, self._reader(name, column))
            for name, column in heading.columns.items()
            if not name.startswith("deduct")
        ]
        self._deductions = [
            (column, _listed if name == "deductions" else partial(self._deducted, name, column.currency))
            for name, column in heading.columns.items()
            if name.startswith("deduct")
        ]

    def _reader(self, name: str, column: Column) -> Read:
        if name in self._habits.orders:
            return partial(self._day, name, self._habits.orders[name])
        if name in self._habits.marks:
            return partial(_amount, self._habits.marks[name], column.currency)
        return _yes if name in _FLAGS else self._text

    def read(self, row: Row) -> tuple[dict[str, Any], list[tuple[Column, BadScalar]]]:
        """Return the values of a row by field, and what can't be read, with its column."""
        values: dict[str, Any] = {"deductions": ()}
        wrong: list[tuple[Column, BadScalar]] = []
        cells, width = row.cells, len(row.cells)
        for name, column, read in self._columns:
            try:
                values[name] = read(cells[column.place] if column.place < width else None)
            except BadScalar as error:
                wrong.append((column, error))
        for column, listed in self._deductions:
            try:
                values["deductions"] += listed(cell_of(row, column.place))
            except BadScalar as error:
                wrong.append((column, error))
        if values.get("currency") and not values.get("exchange rate"):
            values["amount"] = _in_currency(values.get("amount"), values.pop("currency"))
        return values, sorted(wrong, key=lambda each: each[0].place)

    def text(self, row: Row, field: str) -> str | None:
        """Return the text of one cell, None where it is blank or there is no such column."""
        column = self._heading.columns.get(field)
        return self._text(cell_of(row, column.place)) if column else None

    def day(self, row: Row) -> date | None:
        """Return the day of a row, None where it has none that can be read."""
        column = self._heading.columns.get("on")
        try:
            return self._day("on", self._habits.orders["on"], cell_of(row, column.place)) if column else None
        except BadScalar:
            return None

    def _text(self, cell: Cell) -> str | None:
        if not isinstance(cell, str):
            return text_of(cell) or None
        if cell in self._texts:
            return self._texts[cell]
        text = text_of(cell) or None
        if len(self._texts) < MOST_KEPT:
            self._texts[cell] = text
        return text

    def _day(self, name: str, order: Order | None, cell: Cell) -> date | None:
        known = self._days.get((name, cell))
        if known is not None:
            return known
        if is_blank((cell,)):
            return None
        day = read_day(cell, order, self._day_0)
        if len(self._days) < MOST_KEPT:
            self._days[name, cell] = day
        return day

    def _deducted(self, name: str, currency: str | None, cell: Cell) -> tuple[tuple[str, Amount], ...]:
        if text_of(cell) in _NOTHING:
            return ()
        amount = _in_currency(read_amount(cell, self._habits.marks[name]), currency)
        return ((name.removeprefix(DEDUCTION), amount),) if amount else ()


def _amount(mark: str | None, currency: str | None, cell: Cell) -> Amount | None:
    return None if is_blank((cell,)) else _in_currency(read_amount(cell, mark), currency)


def _in_currency(amount: Amount | None, currency: str | None) -> Amount | None:
    if amount is None or amount.currency or not currency:
        return amount
    return Amount(amount.major, currency.strip().upper())


def _yes(cell: Cell) -> bool:
    text = text_of(cell).casefold()
    if text in _YES + _NO:
        return text in _YES
    raise BadScalar(f"'{text_of(cell)}' is neither yes nor no", fix="write yes, or leave it empty")


def _listed(cell: Cell) -> tuple[tuple[str, Amount], ...]:
    """Read `rebates=120,000; freight=1,000`."""
    return tuple(map(_deduction, _parts(text_of(cell))))


def _parts(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, text.split(";")))


def _deduction(part: str) -> tuple[str, Amount]:
    kind, equals, amount = part.rpartition("=")
    if not equals:
        raise BadScalar(f"'{part}' is not a deduction", fix="write it as rebates=120,000; freight=1,000")
    return kind.strip(), read_amount(amount)
