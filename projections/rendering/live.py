"""Figures that a spreadsheet works out itself: the formulas of a table's cells, as addresses on its sheets.

Only SUM, ABS, ROUND and the four operations are used, which every program calculates alike. An amount is rounded to its
minor unit, because cells hold binary fractions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from xlsxwriter.utility import xl_col_to_name

from projections.rendering.figures import amount_of
from projections.rendering.report import Cell, Column, Kind, Row, Table

EXCEL_DIGITS = 15
"""How many digits of a number Excel keeps; a longer amount is written as text, and in no sum."""

_CELL = re.compile(r"\{(?:(?P<table>[^{}!]+)!)?(?P<column>[^{}@^]+)(?P<above>\^)?(?:@(?P<row>[0-9]*:?[0-9]*))?\}")
_SHARE_PLACES, _RATE_PLACES = 9, 4
"""To which a double holds a share, and a product that may be as large as any amount."""


class Live:
    """The tables of a workbook by name, each with the sheet that it stands on; headings are in the first row."""

    def __init__(self, tables: Mapping[str, tuple[str, Table]]) -> None:
        self._tables = tables
        self._found: dict[tuple[str, int, int], str | None] = {}

    def formula(self, table: Table, row: int, index: int) -> str | None:
        """Return the formula of a cell, None for one that is a figure of its own; the row after the last is the total.

        Where what it names is not a number, or not in the workbook, the cell is a figure of its own too.
        """
        key = (table.name, row, index)
        if key not in self._found:
            self._found[key] = self._formula(table, row, index)
        return self._found[key]

    def columns(self, table: Table) -> list[int]:
        """Return the columns in which any cell has a formula."""
        rows = range(len(table.rows) + (table.total is not None))
        return [
            index
            for index, _ in enumerate(table.columns)
            if any(self.formula(table, row, index) is not None for row in rows)
        ]

    def difference(self, column: Column, at: tuple[int, int], beside: int) -> str:
        """Return the formula for how far a figure that is worked out lies from the ledger's own in its row."""
        places = {Kind.MONEY: column.digits, Kind.RATE: _RATE_PLACES}.get(column.kind, _SHARE_PLACES)
        row, index = at
        return f"=ABS(ROUND({xl_col_to_name(index)}{row + 1}-{xl_col_to_name(beside)}{row + 1},{places}))"

    def _formula(self, table: Table, row: int, index: int) -> str | None:
        column = table.columns[index]
        is_total = row == len(table.rows)
        cell = _row(table, row)[index]
        if not _is_number(column, cell):
            return None
        for each in table.formulas:
            if each.column == column.name and (not is_total if each.rows is None else row in each.rows):
                return self._written(table, row, each.sum, column, cell)
        if is_total and table.rows and _adds_up(table, index):
            return self._written(table, row, f"SUM({{{column.name}@:}})", column, cell)
        return None

    def _written(self, table: Table, row: int, template: str, column: Column, cell: Cell) -> str | None:
        """Write a formula with addresses in the place of names, None where one of them leads nowhere."""
        addresses = [self._address(table, row, match) for match in _CELL.finditer(template)]
        if None in addresses:
            return None
        remaining = iter(addresses)
        written = _CELL.sub(lambda _: str(next(remaining)), template)
        amount = amount_of(column, cell) if column.kind is Kind.MONEY else None
        return f"=ROUND({written},{amount.digits})" if amount else f"={written}"

    def _address(self, table: Table, row: int, match: re.Match[str]) -> str | None:
        named = match["table"]
        if named is not None and named not in self._tables:
            return None
        sheet, source = self._tables[named] if named is not None else ("", table)
        names = [column.name for column in source.columns]
        if match["column"] not in names:
            return None
        index = names.index(match["column"])
        before = f"'{sheet.replace(chr(39), chr(39) * 2)}'!" if named is not None else ""
        column = xl_col_to_name(index)
        if match["row"] and ":" in match["row"]:
            first, after = (
                int(word or end) for word, end in zip(match["row"].split(":"), (0, len(source.rows)), strict=True)
            )
            cells = (each[index] for each in source.rows[first:after])
            if any(cell is not None and not _is_number(source.columns[index], cell) for cell in cells):
                return None
            return f"{before}{column}{first + 2}:{column}{after + 1}"
        at = int(match["row"]) if match["row"] else row - 1 if match["above"] else row
        return f"{before}{column}{at + 2}" if _is_number(source.columns[index], _row(source, at)[index]) else None


def _row(table: Table, row: int) -> Row:
    return table.rows[row] if row < len(table.rows) else table.total or ()


def _is_number(column: Column, cell: Cell) -> bool:
    """Whether a cell is written as a number that can be reckoned with."""
    if cell is None or isinstance(cell, Fraction):
        return cell is not None
    if column.kind is not Kind.MONEY:
        return False
    amount = amount_of(column, cell)
    return amount is not None and len(str(abs(amount.minor))) <= EXCEL_DIGITS


def _adds_up(table: Table, index: int) -> bool:
    """Whether a total is the sum of its column, in one currency."""
    column = table.columns[index]
    if column.kind is not Kind.MONEY or table.total is None:
        return False
    total = amount_of(column, table.total[index])
    amounts = [amount for row in table.rows if (amount := amount_of(column, row[index]))]
    alike = total is not None and all(amount[1:] == total[1:] for amount in amounts)
    return alike and total is not None and total.minor == sum(amount.minor for amount in amounts)
