"""A file to import, parted into the sheets that hold facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from contracts.suggestions import did_you_mean
from ledger.errors import WrongUsage
from ledger.importing.habits import Habits
from ledger.importing.headings import Fields, Heading, find_heading
from ledger.importing.kinds import kind_of_word
from ledger.importing.lines import LeftOut, Line, Reader
from ledger.importing.sheet import Row, Sheet
from ledger.importing.source import Source
from ledger.importing.text_file import read_text_sheet
from ledger.importing.workbook import is_workbook, read_workbook

TO_READ = "(to read)"
"""What the name of a sheet ends in that holds answers of the ledger, and no facts."""


class Table(NamedTuple):
    """A sheet with facts: its reader, the kind of fact that its name says, and the headings that are not read."""

    sheet: str | None
    reader: Reader
    kind: str | None
    unread: tuple[str, ...]

    def line(self, row: Row) -> Line:
        """Read a row that may be a fact."""
        line = self.reader.line(row)
        if self.kind is None or line.values.get("kind"):
            return line
        return line._replace(values={**line.values, "kind": self.kind})


class Tables(NamedTuple):
    """What a file holds: its tables, and the names of sheets in which no headings are."""

    tables: Sequence[Table]
    without: tuple[str, ...]

    def read(self) -> tuple[list[Line], list[LeftOut]]:
        """Read all rows of a file that is known to be short: those that may be facts, and those that are left out."""
        lines: list[Line] = []
        left_out: list[LeftOut] = []
        for table in self.tables:
            for row in table.reader.rows():
                if why := table.reader.left_out(row):
                    left_out.append(why)
                else:
                    lines.append(table.line(row))
        return lines, left_out


def tables_in(source: Source, fields: Fields, habits: Habits, only: Sequence[str] = ()) -> Tables:
    """Find the tables of facts in a file, or in some of its sheets only. Raises WrongUsage where there is none."""
    sheets = read_workbook(source) if is_workbook(source) else [read_text_sheet(source)]
    if all(sheet.is_empty for sheet in sheets):
        raise WrongUsage("The file is empty", where=source.name, fix="Name a file with headings and rows")
    tables = []
    without = []
    incomplete: Heading | None = None
    for sheet in _chosen(sheets, only, source.name):
        heading = find_heading(sheet, fields)
        if heading and heading.is_complete:
            kind = kind_of_word(sheet.name) if sheet.name else None
            tables.append(Table(sheet.name, Reader(sheet, heading, habits), kind, heading.unread))
        elif not sheet.is_empty:
            without.append(sheet.name or source.name)
            incomplete = incomplete or heading
    if not tables:
        raise _no_table(source, incomplete)
    return Tables(tables, tuple(without))


def _chosen(sheets: Sequence[Sheet], only: Sequence[str], file: str) -> Sequence[Sheet]:
    if not only:
        return [sheet for sheet in sheets if not (sheet.name or "").endswith(TO_READ)]
    by_name = {(sheet.name or "").casefold(): sheet for sheet in sheets}
    for name in only:
        if name.casefold() not in by_name:
            names = [sheet.name for sheet in sheets if sheet.name]
            fix = did_you_mean(name, names).capitalize() if names else "A text file has no sheets: leave --sheet out"
            raise WrongUsage(f"There is no sheet '{name}'", where=file, fix=fix)
    return [by_name[name] for name in dict.fromkeys(map(str.casefold, only))]


def _no_table(source: Source, heading: Heading | None) -> WrongUsage:
    if heading is None:
        fix = 'Name the columns, such as date and amount, or say what they are: --map on="Booked" --map amount="Net"'
        return WrongUsage("No row of headings was found", where=source.name, fix=fix)
    dated = bool(heading.columns.keys() & {"on", "for"})
    missing, field = ("the amount", "amount") if dated else ("the date", "on")
    others = ", ".join(f"'{name}'" for name in heading.unread) or "none"
    fix = f'Say which it is: --map {field}="HEADING". Headings that were not understood: {others}'
    return WrongUsage(f"No column is {missing}", where=f"{source.name}, row {heading.row}", fix=fix)
