"""Sheets to read in a workbook: what the ledger answers, and every entry with its sum, worked out anew by the sheets.

Beside each figure that a sheet works out stands the ledger's own, and the difference; one sheet says whether all agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from contracts.entries import Entry
from contracts.sums import rate_of, reason
from ledger.events import Event
from ledger.importing.blank_book import Book
from ledger.importing.file import TO_READ
from projections.rendering.report import Block, Formula, Report, Row, Table, money, rate, text
from projections.rendering.workbook import Sheets

Unit = tuple[str, int]
"""A currency and its digits."""
Booked = tuple[str, str, Entry]
"""What an entry is called, the fact that it was recorded with, and the entry."""


def add_read_sheets(book: Book, reports: Iterable[Report], events: Sequence[Event], unit: Unit) -> None:
    """Add the tables of some answers, and the entries: what they come to, and what each was worked out from."""
    blocks = [_whole(each) for report in reports for each in _tables(report)]
    sheets = Sheets(book.book, mark=f" {TO_READ}", checked=True)
    sheets.blocks([*blocks, *_entries(list(_booked(events)), unit)])
    sheets.checks()


def _tables(report: Report) -> Iterator[Table]:
    """Yield the tables of an answer that hold anything; the accounts of a statement as one table of movements."""
    tables = [block for block in report.blocks if isinstance(block, Table) and block.rows]
    accounts = {each.name: each for each in tables if each.name.startswith(_ACCOUNT)}
    for table in tables:
        if table.name == "balances":
            yield from _statement(table, accounts)
        elif table.name not in accounts:
            yield table


_ACCOUNT = "account:"


def _statement(balances: Table, accounts: dict[str, Table]) -> Iterator[Table]:
    """Yield the balances, and all their movements; each balance moved by its own rows of them."""
    rows: list[Row] = []
    formulas = [each for each in balances.formulas if each.column != "movements"]
    for number, (party, clause, *_) in enumerate(balances.rows):
        account = accounts[f"{_ACCOUNT}{party}:{clause}"]
        moved = [(party, clause, *row[:5], row[6]) for row in account.rows[1:-1]]
        if moved:
            cells = f"{{movements!amount@{len(rows)}:{len(rows) + len(moved)}}}"
            formulas.append(Formula("movements", f"SUM({cells})", range(number, number + 1)))
        rows += moved
    yield replace(balances, title="Statement", formulas=tuple(formulas))
    if rows:
        first = next(iter(accounts.values())).columns
        columns = (*balances.columns[:2], *first[:5], first[6])
        yield Table("movements", columns, tuple(rows), title="Movements")


def _whole(block: Table) -> Block:
    """Shorten a title, so that the mark of what is to be read stands behind all of it."""
    return replace(block, title=_TITLES.get(block.name, block.title))


_TITLES = {"beside_risk": "Beside the risk", "settling": "To settle", "due": "Due", "totals": "Due together"}


def _booked(events: Sequence[Event]) -> Iterator[Booked]:
    for event in events:
        for number, entry in enumerate(getattr(event.body, "entries", ()), 1):
            yield f"E{event.id}.{number}", getattr(event.body, "ref", ""), entry


def _entries(booked: list[Booked], unit: Unit) -> Iterator[Table]:
    """Yield what was booked by clause, payer and payee, the entries behind it, and the products behind those."""
    booked.sort(key=lambda each: _lane(each[2]))
    yield _sums(booked, unit)
    yield _amounts(booked, unit)
    yield _workings(booked, unit[1])


def _lane(entry: Entry) -> tuple[str, str, str]:
    return entry.clause, entry.payer, entry.payee


def _sums(booked: Sequence[Booked], unit: Unit) -> Table:
    columns = (
        text("clause", "Clause"),
        text("payer", "Payer"),
        text("payee", "Payee"),
        money("amount", "Amount", *unit),
    )
    rows: list[Row] = []
    formulas = []
    first = 0
    for after, (_, _, entry) in enumerate(booked, 1):
        if after == len(booked) or _lane(booked[after][2]) != _lane(entry):
            cells = f"{{entries!amount@{first}:{after}}}"
            formulas.append(Formula("amount", f"SUM({cells})", range(len(rows), len(rows) + 1)))
            rows.append((*_lane(entry), sum(each.amount for _, _, each in booked[first:after])))
            first = after
    return Table("sums", columns, tuple(rows), title="Sums", formulas=tuple(formulas))


def _amounts(booked: Sequence[Booked], unit: Unit) -> Table:
    columns = (
        *(text("entry", "Entry"), text("fact", "Recorded with"), text("period", "Period"), text("clause", "Clause")),
        *(text("payer", "Payer"), text("payee", "Payee"), money("amount", "Amount", *unit), text("because", "Because")),
        *(money("rounded", "Due until then, rounded", *unit), money("earlier", "Up to the period before", *unit)),
        money("before", "Booked before", *unit),
    )
    rows = tuple(
        (
            *(name, fact, entry.period, *_lane(entry), entry.amount, reason(entry, unit[1])),
            *(entry.working.rounded, entry.working.earlier, entry.working.before),
        )
        for name, fact, entry in booked
    )
    adds = Formula("amount", "{rounded}-{earlier}-{before}")
    return Table("entries", columns, rows, title="Entries", formulas=(adds,))


def _workings(booked: Sequence[Booked], digits: int) -> Table:
    """Show each product of a sum in units of the currency, as decimal numbers: exact ones stand under Because."""
    columns = (
        *(text("entry", "Entry"), text("what", "What"), rate("quantity", "Quantity"), rate("rate", "Rate")),
        rate("product", "Product"),
    )
    rows = tuple(
        (name, line.what, _major(line.quantity, digits), rate_of(line.rate), _major(line.result, digits))
        for name, _, entry in booked
        for line in entry.working.lines
    )
    return Table("workings", columns, rows, title="Workings", formulas=(Formula("product", "{quantity}*{rate}"),))


def _major(minor_units: str, digits: int) -> Fraction:
    return Fraction(minor_units) * Fraction(1, 10**digits)
