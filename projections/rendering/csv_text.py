"""A report as one rectangular CSV (RFC 4180), for spreadsheets and for programs.

Several tables share one header, told apart by the first column. Amounts are plain numbers with the currency
in the heading, or in a column beside them. Notes and prose are rows of their own, so that nothing is dropped.
What the answer rests on is repeated in the last columns of every row: a footer below the table would break
whatever reads it.

Words that a spreadsheet would take for a formula are led by an apostrophe; numbers are left alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from projections.rendering import footing
from projections.rendering.figures import amount_of, fraction_in, plain
from projections.rendering.report import Block, Cell, Column, Kind, Prose, Report, Row, Table

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a cell may not begin with; the last four are the full-width forms, which spreadsheets take as well."""

Record = dict[str, str]


def to_csv(report: Report) -> str:
    """Write the report as CSV with CRLF line ends and without a byte order mark."""
    records = [record for block in report.blocks for record in _records(block, report)]
    records += [{"Note": harmless(note)} for note in report.notes]
    rests_on = {name: str(value) for name, value in footing.named(report.footing).items() if value is not None}
    rests_on |= {f"basis of {measure}": harmless(basis) for measure, basis in report.footing.bases}
    header = _header(report, records, rests_on)
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, header, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**record, **rests_on} for record in records)
    return target.getvalue()


def harmless(words: str) -> str:
    """Return words that no spreadsheet runs as a formula.

    >>> harmless("=HYPERLINK(1)"), harmless(" @SUM(A1)"), harmless("Trust")
    ("'=HYPERLINK(1)", "' @SUM(A1)", 'Trust')
    """
    suspect = words.startswith(_FORMULA_STARTS) or words.lstrip().startswith(_FORMULA_STARTS)
    return f"'{words}" if suspect else words


def _header(report: Report, records: list[Record], rests_on: Record) -> list[str]:
    """Give every heading once, in the order of first use; those of tables stand even where no row fills them."""
    tables = [block for block in report.blocks if isinstance(block, Table)]
    empty = [_record(table, (None,) * len(table.columns), report) for table in tables]
    return list(dict.fromkeys(name for record in (*empty, *records, rests_on) for name in record))


def _records(block: Block, report: Report) -> Iterator[Record]:
    if isinstance(block, Prose):
        yield from ({"Level": str(line.level), "Text": harmless(line.text)} for line in block.lines)
    if isinstance(block, Table):
        yield from (_record(block, row, report) for row in block.rows)
        if block.total is not None:
            yield _record(block, block.total, report)


def _record(table: Table, row: Row, report: Report) -> Record:
    several = sum(isinstance(block, Table) for block in report.blocks) > 1
    record = {"Table": harmless(table.title or table.name)} if several else {}
    for column, cell in zip(table.columns, row, strict=True):
        record |= _fields(column, cell)
    return record


def _fields(column: Column, cell: Cell) -> Record:
    heading = harmless(column.full_heading)
    if column.kind is not Kind.MONEY:
        return {heading: fraction_in(column, cell) if isinstance(cell, Fraction) else _field(cell)}
    amount = amount_of(column, cell)
    figure = plain(amount.minor, amount.digits) if amount else ""
    if column.currency:
        return {heading: figure}
    return {heading: figure, f"{heading} currency": harmless(amount.currency) if amount else ""}


def _field(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)
