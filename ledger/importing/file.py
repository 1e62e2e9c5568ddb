"""A file to import: read whole, told from others by its hash, parted into the sheets that hold facts."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from contracts.suggestions import did_you_mean
from ledger.errors import WrongUsage
from ledger.importing.headings import Fields, Heading, find_heading
from ledger.importing.kinds import kind_of_word
from ledger.importing.lines import Habits, LeftOut, Line, Reader
from ledger.importing.sheet import Sheet
from ledger.importing.text_file import read_text_sheet
from ledger.importing.workbook import is_workbook, read_workbook

TO_READ = "(to read)"
"""What the name of a sheet ends in that holds answers of the ledger, and no facts."""


class Source(NamedTuple):
    """A file as bytes, with its name and its hash in hex."""

    name: str
    content: bytes
    sha256: str


class Table(NamedTuple):
    """A sheet with facts: its reader, the kind of fact that its name says, and the headings that are not read."""

    sheet: str | None
    reader: Reader
    kind: str | None
    unread: tuple[str, ...]


class Tables(NamedTuple):
    """What a file holds: its tables, and the names of sheets in which no headings are."""

    tables: Sequence[Table]
    without: tuple[str, ...]

    def read(self) -> tuple[list[Line], list[LeftOut]]:
        """Read all rows: those that may be facts, and those that are left out."""
        lines: list[Line] = []
        left_out: list[LeftOut] = []
        for table in self.tables:
            for item in table.reader.read():
                if isinstance(item, LeftOut):
                    left_out.append(item)
                else:
                    lines.append(_of_kind(item, table.kind))
        return lines, left_out


def _of_kind(line: Line, kind: str | None) -> Line:
    return line._replace(values={**line.values, "kind": kind}) if kind and not line.values.get("kind") else line


def open_source(path: Path) -> Source:
    """Read a file. Raises OSError."""
    content = path.read_bytes()
    return Source(path.name, content, sha256(content).hexdigest())


def tables_in(source: Source, fields: Fields, habits: Habits, only: Sequence[str] = ()) -> Tables:
    """Find the tables of facts in a file, or in some of its sheets only. Raises WrongUsage where there is none."""
    sheets = read_workbook(source.content) if is_workbook(source.content) else [read_text_sheet(source.content)]
    if not any(sheet.rows for sheet in sheets):
        raise WrongUsage("The file is empty", where=source.name, fix="Name a file with headings and rows")
    tables = []
    without = []
    incomplete: Heading | None = None
    for sheet in _chosen(sheets, only, source.name):
        heading = find_heading(sheet, fields)
        if heading and heading.is_complete:
            kind = kind_of_word(sheet.name) if sheet.name else None
            tables.append(Table(sheet.name, Reader(sheet, heading, habits), kind, heading.unread))
        elif sheet.rows:
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
    return [by_name[name.casefold()] for name in only]


def _no_table(source: Source, heading: Heading | None) -> WrongUsage:
    if heading is None:
        fix = 'Name the columns, such as date and amount, or say what they are: --map on="Booked" --map amount="Net"'
        return WrongUsage("No row of headings was found", where=source.name, fix=fix)
    dated = bool(heading.columns.keys() & {"on", "for"})
    missing, field = ("the amount", "amount") if dated else ("the date", "on")
    others = ", ".join(f"'{name}'" for name in heading.unread) or "none"
    fix = f'Say which it is: --map {field}="HEADING". Headings that were not understood: {others}'
    return WrongUsage(f"No column is {missing}", where=f"{source.name}, row {heading.row}", fix=fix)
