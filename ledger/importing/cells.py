"""The cells of one row as what their columns are: days, amounts, texts, yes or no. What comes again is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from contracts.currency import DOLLARS, parse_currency
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
        self._text = _texts()
        columns = heading.columns.items()
        reads = {name: self._reader(name, column, habits, sheet.day_0) for name, column in columns}
        self._columns = [
            (name, column.place, reads[name], column) for name, column in columns if not name.startswith("deduct")
        ]
        self._deductions = [(column, reads[name]) for name, column in columns if name.startswith("deduct")]
        self._read_day = reads.get("on")
        self._places = {name: column.place for name, column in columns}
        self._named = heading.columns

    def _reader(self, name: str, column: Column, habits: Settled, day_0: date) -> Read:
        if name in habits.orders:
            return _days(habits.orders[name], day_0)
        if name in habits.marks:
            amount = _amounts(habits.marks[name], column.currency)
            return partial(_deducted, name.removeprefix(DEDUCTION), amount) if name.startswith(DEDUCTION) else amount
        if name in _FLAGS:
            return _yes
        return _listed if name == "deductions" else self._text

    def read(self, row: Row) -> tuple[dict[str, Any], list[tuple[Column, BadScalar]]]:
        """Return the values of a row by field, and what can't be read, with its column."""
        values: dict[str, Any] = {"deductions": ()}
        wrong: list[tuple[Column, BadScalar]] = []
        cells, width = row.cells, len(row.cells)
        for name, place, read, column in self._columns:
            try:
                values[name] = read(cells[place] if place < width else None)
            except BadScalar as error:
                wrong.append((column, error))
        for column, read in self._deductions:
            try:
                values["deductions"] += read(cell_of(row, column.place))
            except BadScalar as error:
                wrong.append((column, error))
        if values.get("currency") and not values.get("exchange rate"):
            try:
                values["amount"] = _in_currency(values.get("amount"), values.pop("currency"))
            except BadScalar as error:
                wrong.append((self._named["currency"], error))
        return values, sorted(wrong, key=lambda each: each[0].place) if wrong else wrong

    def text(self, row: Row, field: str) -> str | None:
        """Return the text of one cell, None where it is blank or there is no such column."""
        place = self._places.get(field)
        return self._text(cell_of(row, place)) if place is not None else None

    def day(self, row: Row) -> date | None:
        """Return the day of a row, None where it has none that can be read."""
        try:
            return self._read_day(cell_of(row, self._places["on"])) if self._read_day else None
        except BadScalar:
            return None


def _texts() -> Callable[[Cell], str | None]:
    """Return what reads a text, None for a blank, and remembers those that come again."""
    known: dict[Cell, str | None] = {}

    def read(cell: Cell) -> str | None:
        if cell in known:
            return known[cell]
        text = text_of(cell) or None
        if isinstance(cell, str) and len(known) < MOST_KEPT:
            known[cell] = text
        return text

    return read


def _days(order: Order | None, day_0: date) -> Callable[[Cell], date | None]:
    """Return what reads a day, None for a blank, and remembers those that come again."""
    known: dict[Cell, date] = {}

    def read(cell: Cell) -> date | None:
        if cell in known:
            return known[cell]
        if is_blank((cell,)):
            return None
        day = read_day(cell, order, day_0)
        if len(known) < MOST_KEPT:
            known[cell] = day
        return day

    return read


def _amounts(mark: str | None, currency: str | None) -> Callable[[Cell], Amount | None]:
    """Return what reads an amount in the currency of its column, if that names one; None for a blank."""

    def read(cell: Cell) -> Amount | None:
        if not (isinstance(cell, str) and cell[:1].isdigit()) and is_blank((cell,)):
            return None
        amount = read_amount(cell, mark)
        return _in_currency(amount, currency) if currency else amount

    return read


def _deducted(kind: str, read: Read, cell: Cell) -> tuple[tuple[str, Amount], ...]:
    return () if text_of(cell) in _NOTHING else ((kind, read(cell)),)


def _in_currency(amount: Amount | None, currency: str | None) -> Amount | None:
    """Give an amount the currency of its column. Raises BadScalar for none, and where the cell says another."""
    if amount is None or not currency:
        return amount
    code = parse_currency(currency)
    if amount.currency not in (None, code) and not (amount.currency == "$" and code in DOLLARS):
        raise BadScalar(f"'{amount}' and '{code}' are two currencies", fix="write the one that is meant")
    return Amount(amount.major, code)


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
