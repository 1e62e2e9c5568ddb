"""`pledger workbook AGREEMENT -o book.xlsx`: sheets to fill in and send back, and sheets to read."""

from __future__ import annotations

from pathlib import Path

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.options import general_options, settings_here
from ledger.cli.streams import say
from ledger.errors import WrongUsage


@click.command(cls=LedgerCommand, examples=["pledger workbook device-licence -o book.xlsx"])
@click.argument("agreement", required=False)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The workbook to write."
)
@general_options
def workbook(agreement: str | None, output: Path) -> None:
    """Write a workbook: sheets to fill in, with drop-downs, and every entry with live sums to read.

    Fill in rows and take them back with pledger import. AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.cli.files import check_place, write_whole

    if output.suffix.lower() != ".xlsx":
        raise WrongUsage("The file is a workbook", where=str(output), fix="End its name in .xlsx")
    check_place(output)
    name, content = _content(agreement)
    write_whole(output, content)
    say(f"Written to {output}: fill in its sheets, and run: pledger import {output} {name}", to_errors=True)


def _content(word: str | None) -> tuple[str, bytes]:
    """Return the id of the agreement that was meant, and the workbook."""
    from datetime import datetime

    from ledger.application import Ledger
    from ledger.cli.opened import meant_agreement
    from ledger.importing.blank_book import Book
    from ledger.importing.read_sheets import add_read_sheets

    ledger = Ledger(settings_here().ledger, read_only=True)
    try:
        name = meant_agreement(ledger.store, word)
        agreement = ledger.agreement(name)
        events = [ledger.decoded(stored) for stored in ledger.store.select_events(name)]
        last = events[-1].recorded_at
        created = datetime.fromisoformat(last).replace(tzinfo=None) if last else datetime(1980, 1, 1)
        book = Book(agreement.contract.terms.title, created)
        book.fill_in(agreement)
        add_read_sheets(book, agreement, events)
        return name, book.finished()
    finally:
        ledger.close()
