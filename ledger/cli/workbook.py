"""`pledger workbook AGREEMENT -o book.xlsx`: sheets to fill in and send back, and sheets to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.options import general_options, settings_here
from ledger.cli.reading import Reading
from ledger.cli.streams import say
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from datetime import date

    from ledger.cli.source import Source
    from projections.loaded import Loaded
    from projections.rendering.report import Report


@click.command(cls=LedgerCommand, examples=["pledger workbook device-licence -o book.xlsx"])
@click.argument("agreement", required=False)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The workbook to write."
)
@general_options
def workbook(agreement: str | None, output: Path) -> None:
    """Write a workbook: sheets to fill in, with drop-downs, and sheets to read, which work out every sum anew.

    To read are the shares, what is due, the statement of the last contract year, and every entry. Beside each figure
    that is worked out stands the ledger's own, and whether they agree.

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

    from ledger.cli.source import events, views_of
    from ledger.importing.blank_book import Book
    from ledger.importing.read_sheets import add_read_sheets
    from projections.loaded import loaded

    reading = Reading(settings_here())
    with views_of(reading, word) as (source, name):
        recorded = list(events(reading, source.file, source.position, _signed(source, name)))
        (of,) = loaded(recorded)
        last = recorded[-1].recorded_at
        created = datetime.fromisoformat(last).replace(tzinfo=None) if last else datetime(1980, 1, 1)
        contract = of.agreement.contract
        book = Book(contract.terms.title, created)
        book.fill_in(of.agreement)
        reports = _reports(source, of, created.date())
        add_read_sheets(book, reports, recorded, (contract.terms.currency, contract.digits))
        return name, book.finished()


def _signed(source: Source, name: str) -> str:
    """Return the id of an agreement. Raises NotFound."""
    from projections.asking import find_agreement

    return find_agreement(source.connection, name).id


def _reports(source: Source, of: Loaded, today: date) -> Iterator[Report]:
    """Yield what is in it to read: shares, what is due, and the statement of the last contract year with entries.

    Today is the day of the last event, so that the same ledger gives the same workbook.
    """
    from projections.asking import footing
    from projections.dues import Asked, due_report, dues, outstanding
    from projections.shares import agreement_shares
    from projections.statement import statement

    yield agreement_shares(source.connection, of.id)
    asked = Asked(today)
    several = [outstanding(of, asked)]
    yield due_report(several, list(dues(several, asked)), asked, footing(source.connection, source.asked))
    calendar = of.agreement.contract.calendar
    booked = [period for _, period, _, amount in of.agreement.engine.booked() if amount]
    if booked:
        last = max(calendar.parse(period).first for period in booked)
        year = calendar.year_label(calendar.period_of(last.toordinal()) // 4)
        yield statement(source.connection, of.id, year)
