"""Sheets to read in a workbook: every entry that was booked, and what is due, each sum a live formula over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from contracts.money import written
from contracts.sums import reason
from ledger.agreement import Agreement
from ledger.events import Event
from ledger.importing.blank_book import Book
from ledger.importing.file import TO_READ

_ENTRIES = f"Entries {TO_READ}"
_SUMS = f"Sums {TO_READ}"
_HEADINGS = ("Entry", "Recorded with", "Period", "Clause", "Payer", "Payee", "Amount", "Because")


class Booked(NamedTuple):
    """One entry, with what it is called and the fact that it was recorded with."""

    ref: str
    fact: str
    period: str
    clause: str
    payer: str
    payee: str
    amount_minor: int
    because: str


def booked_by(events: Sequence[Event], digits: int) -> Iterator[Booked]:
    """Yield the entries of events in their order."""
    for event in events:
        for number, entry in enumerate(getattr(event.body, "entries", ()), 1):
            fact = getattr(event.body, "ref", "")
            names = (entry.period, entry.clause, entry.payer, entry.payee)
            yield Booked(f"E{event.id}.{number}", fact, *names, entry.amount, reason(entry, digits))


def add_read_sheets(book: Book, agreement: Agreement, events: Sequence[Event]) -> None:
    """Add the entries, and by clause, payer and payee what they come to: formulas beside the ledger's own figures."""
    digits, currency = agreement.contract.digits, agreement.contract.terms.currency
    entries = list(booked_by(events, digits))
    number = book.book.add_format({"num_format": "#,##0" + ("." + "0" * digits if digits else "")})
    sheet = _headed(book, _ENTRIES, _HEADINGS, currency)
    for row, entry in enumerate(entries, 1):
        for column, value in enumerate(entry):
            if isinstance(value, int):
                sheet.write_number(row, column, _major(value, digits), number)
            else:
                sheet.write_string(row, column, value)
    sums: dict[tuple[str, str, str], int] = {}
    for entry in entries:
        key = (entry.clause, entry.payer, entry.payee)
        sums[key] = sums.get(key, 0) + entry.amount_minor
    sheet = _headed(book, _SUMS, ("Clause", "Payer", "Payee", "Amount", "In the ledger", "Difference"), currency)
    for row, (key, amount) in enumerate(sums.items(), 1):
        for column, name in enumerate(key):
            sheet.write_string(row, column, name)
        sheet.write_formula(row, 3, _sum_of(row + 1, len(entries) + 1), number, _major(amount, digits))
        sheet.write_number(row, 4, _major(amount, digits), number)
        sheet.write_formula(row, 5, f"=ROUND(D{row + 1}-E{row + 1},{digits})", number, 0)


def _sum_of(row: int, last: int) -> str:
    """Return the formula that adds up the entries of the clause, payer and payee in a row."""
    columns = {name: f"'{_ENTRIES}'!${name}$2:${name}${last}" for name in "DEFG"}
    return f"=SUMIFS({columns['G']},{columns['D']},A{row},{columns['E']},B{row},{columns['F']},C{row})"


def _major(amount_minor: int, digits: int) -> Decimal:
    return Decimal(written(amount_minor, digits).replace(",", ""))


def _headed(book: Book, name: str, headings: Sequence[str], currency: str) -> Worksheet:
    sheet: Worksheet = book.book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 1, 18)
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, f"Amount ({currency})" if heading == "Amount" else heading, book.bold)
    return sheet
