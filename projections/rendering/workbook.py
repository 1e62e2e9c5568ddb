"""A report as a workbook: a sheet for each table and each text, and one that says what the answer rests on.

Amounts are numbers with their currency in the format, dates are dates, and text is never a formula. Excel
keeps 15 digits of a number; a longer amount is written as text, so that no penny is lost. The same report
gives the same bytes: the date of creation in the file is the one of the last event that the answer rests on.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from projections.rendering import footing
from projections.rendering.figures import amount_of, plain, readable
from projections.rendering.live import EXCEL_DIGITS, Live
from projections.rendering.report import Amount, Block, Cell, Column, Kind, Prose, Report, Row, Table

_FIRST_EXCEL_YEAR = 1900
_SHEET_NAME_LIMIT = 31
_WIDEST_COLUMN = 60
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def to_workbook(report: Report) -> bytes:
    """Write the report as the bytes of an XLSX file."""
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"title": report.title, "created": _created(report)})
    sheets = Sheets(book)
    sheets.blocks(report.blocks)
    sheets.about(report)
    book.close()
    return target.getvalue()


def _created(report: Report) -> datetime:
    """Return the instant that the answer rests on, without its zone, as the file format has none."""
    instant = report.footing.instant
    return (datetime.fromisoformat(instant) if instant else _EPOCH).replace(tzinfo=None)


class Sheets:
    """The sheets of one workbook and the formats they share.

    `mark` is what their names end in. Where they are `checked`, the ledger's own figure stands beside each one that
    the workbook works out, and the difference.
    """

    def __init__(self, book: Workbook, *, mark: str = "", checked: bool = False) -> None:
        self.book = book
        self.mark = mark
        self.checked = checked
        self.live = Live({})
        self.differences: dict[str, list[str]] = {}
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.formats: dict[tuple[str, bool], Format] = {}

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Add a sheet for each table and each text; all of them first, as their sums name each other's."""
        placed = [(self.add(each.title or each.name), each) for each in blocks if isinstance(each, Table | Prose)]
        self.live = Live({each.name: (sheet.get_name(), each) for sheet, each in placed if isinstance(each, Table)})
        for sheet, each in placed:
            if isinstance(each, Table):
                self.table(sheet, each)
            else:
                self.prose(sheet, each)

    def table(self, sheet: Worksheet, table: Table) -> None:
        """Write a frozen heading, the rows, and the total in bold."""
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(table.columns):
            sheet.write_string(0, index, column.full_heading, self.bold)
            sheet.set_column(index, index, _width(table, index))
        for number, row in enumerate(table.rows, start=1):
            self.row(sheet, number, table, row, bold=False)
        if table.total is not None:
            self.row(sheet, len(table.rows) + 1, table, table.total, bold=True)
        if self.checked:
            self.check(sheet, table)

    def check(self, sheet: Worksheet, table: Table) -> None:
        """Write the ledger's own figures to the right of those that are worked out, and how far they differ."""
        for beside, index in enumerate(self.live.columns(table)):
            column, at = table.columns[index], len(table.columns) + 2 * beside
            sheet.write_string(0, at, f"{column.heading}, in the ledger", self.bold)
            sheet.write_string(0, at + 1, f"{column.heading}, difference", self.bold)
            sheet.set_column(at, at + 1, _width(table, index))
            for number, row in enumerate((*table.rows, *([table.total] if table.total else ())), start=1):
                if self.live.formula(table, number - 1, index) is not None:
                    self.cell(sheet, (number, at), column, row[index], bold=False)
                    difference = self.live.difference(column, (number, index), at)
                    sheet.write_formula(number, at + 1, difference, self.format("0.00####", bold=False), 0)
            self.differences.setdefault(sheet.get_name(), []).append(
                f"{xl_col_to_name(at + 1)}2:{xl_col_to_name(at + 1)}{len(table.rows) + 2}"
            )

    def checks(self) -> None:
        """Add the sheet that adds up the differences of each other one, and says whether all agree."""
        sheet = self.add("Check")
        for index, (heading, width) in enumerate((("Sheet", 32), ("Differences together", 20), ("Check", 12))):
            sheet.write_string(0, index, heading, self.bold)
            sheet.set_column(index, index, width)
        for row, (name, columns) in enumerate(self.differences.items(), start=1):
            quoted = name.replace("'", "''")
            together = "+".join(f"SUM('{quoted}'!{cells})" for cells in columns)
            sheet.write_string(row, 0, name)
            sheet.write_formula(row, 1, f"={together}", self.format("0.00####", bold=False), 0)
            said = f'=IF(B{row + 1}=0,"agrees","differs")'
            sheet.write_formula(row, 2, said, self.format("@", bold=False), "agrees")

    def prose(self, sheet: Worksheet, prose: Prose) -> None:
        """Write one line of text a row, indented."""
        sheet.set_column(0, 0, _WIDEST_COLUMN * 2)
        for number, line in enumerate(prose.lines):
            indented = self.book.add_format({"indent": line.level, "text_wrap": True})
            sheet.write_string(number, 0, line.text, indented)

    def about(self, report: Report) -> None:
        """Add the sheet that says what was asked, what the answer rests on, and what to note."""
        sheet = self.add("About")
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, _WIDEST_COLUMN * 2)
        for number, (name, value) in enumerate(_about(report)):
            sheet.write_string(number, 0, name, self.bold)
            sheet.write_string(number, 1, value)

    def add(self, title: str) -> Worksheet:
        """Add a sheet under a name that Excel allows and that no other sheet has."""
        most = _SHEET_NAME_LIMIT - len(self.mark)
        base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '")[:most] or "Sheet"
        taken = {sheet.get_name().lower() for sheet in self.book.worksheets()}
        others = (f"{base[: most - 4]} {n}{self.mark}" for n in range(2, len(taken) + 3))
        candidates = (f"{base}{self.mark}", *others)
        return self.book.add_worksheet(next(name for name in candidates if name.lower() not in taken))

    def row(self, sheet: Worksheet, number: int, table: Table, row: Row, *, bold: bool) -> None:
        """Write one row of cells, each in the form that Excel reckons with."""
        for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            self.cell(sheet, (number, index), column, cell, self.live.formula(table, number - 1, index), bold=bold)

    def cell(
        self,
        sheet: Worksheet,
        at: tuple[int, int],
        column: Column,
        cell: Cell,
        formula: str | None = None,
        *,
        bold: bool,
    ) -> None:
        """Write a number, a date or text; what is undefined is a dash in text, so that sums pass over it.

        A number with a formula is kept beside it, for who reads the file without calculating.
        """
        amount = amount_of(column, cell) if column.kind is Kind.MONEY else None
        if amount is not None and len(str(abs(amount.minor))) <= EXCEL_DIGITS:
            number = Decimal(plain(amount.minor, amount.digits))
            self.number(sheet, at, number, formula, self.format(money_format(amount), bold=bold))
        elif isinstance(cell, Fraction):
            places = "0.000000" if column.kind is Kind.RATE else "0.0000"
            self.number(sheet, at, cell.numerator / cell.denominator, formula, self.format(places, bold=bold))
        elif isinstance(cell, int) and amount is None:
            sheet.write_number(*at, cell, self.format("0", bold=bold))
        elif isinstance(cell, date) and cell.year >= _FIRST_EXCEL_YEAR:
            midnight = datetime(cell.year, cell.month, cell.day)
            sheet.write_datetime(*at, midnight, self.format("yyyy-mm-dd", bold=bold))
        else:
            sheet.write_string(*at, readable(column, cell, "-"), self.format("@", bold=bold))

    def number(
        self, sheet: Worksheet, at: tuple[int, int], number: Decimal | float, formula: str | None, style: Format
    ) -> None:
        """Write a number, or the formula that gives it."""
        if formula is None:
            sheet.write_number(*at, number, style)
        else:
            sheet.write_formula(*at, formula, style, number)

    def format(self, number_format: str, *, bold: bool) -> Format:
        """Return a cell format, made once for each number format and weight."""
        key = (number_format, bold)
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"num_format": number_format, "bold": bold})
        return self.formats[key]


def money_format(amount: Amount) -> str:
    """Return the number format of an amount in its currency, negative ones with a minus sign and in red.

    >>> money_format(Amount(1, "GBP", 2))
    '[$GBP] #,##0.00;[Red]-[$GBP] #,##0.00'
    """
    number = "#,##0" + ("." + "0" * amount.digits if amount.digits else "")
    currency = f"[${amount.currency}] {number}"
    return f"{currency};[Red]-{currency}"


def _width(table: Table, index: int) -> int:
    column = table.columns[index]
    cells = (row[index] for row in (*table.rows, *([table.total] if table.total else [])))
    widest = max((len(readable(column, cell, "-")) for cell in cells), default=0)
    currency = 4 if column.kind is Kind.MONEY else 0
    return min(_WIDEST_COLUMN, max(widest + currency, len(column.full_heading)) + 2)


def _about(report: Report) -> Iterator[tuple[str, str]]:
    yield "Report", report.title
    for name, value in footing.named(report.footing).items():
        if value is not None:
            yield name.replace("_", " ").capitalize(), str(value)
    yield from ((f"Basis of {measure}", basis) for measure, basis in report.footing.bases)
    yield from (("Note", note) for note in report.notes)
