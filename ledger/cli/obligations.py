"""`pledger obligations`: who had to do what by when, and how it stands."""

from __future__ import annotations

from datetime import date

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.portfolio import agreements_named, one_by_one
from ledger.cli.reading import Reading, reading_options


@click.command(
    cls=LedgerCommand, examples=["pledger obligations device-licence", "pledger obligations --all -o duties.xlsx"]
)
@click.argument("agreement", required=False)
@click.option("--all", "everything", is_flag=True, help="All agreements (also where none is named).")
@reading_options
def obligations(reading: Reading, *, agreement: str | None, everything: bool) -> None:
    """Show every duty with its day and its state, and how often each party was on time.

    A duty is planned, due, evidenced, accepted, late, waived, breached, cured or terminated. Today is the machine's
    day, or that of --today or --as-of.
    """
    from projections.asking import footing
    from projections.obligations import obligations_report

    with agreements_named(reading, agreement, everything=everything) as (source, names):
        today = reading.as_of or date.today()
        several = one_by_one(reading, source, names)
        reading.show(obligations_report(several, today, footing(source.connection, source.asked)))
