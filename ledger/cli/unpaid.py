"""`pledger unpaid`: what was not received, by cause."""

from __future__ import annotations

from datetime import date

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.portfolio import agreements_of
from ledger.cli.reading import Reading, reading_options


@click.command(cls=LedgerCommand, examples=["pledger unpaid device-licence", "pledger unpaid --all -o unpaid.xlsx"])
@click.argument("agreement", required=False)
@click.option("--all", "everything", is_flag=True, help="All agreements (also where none is named).")
@reading_options
def unpaid(reading: Reading, *, agreement: str | None, everything: bool) -> None:
    """Show what was not received, by cause, with amounts and days.

    Dues overdue; interest not charged; minimums and other sums that time has made due and no close has booked; claims
    not accepted; contributions that lack their evidence, or that no clause pays for. Beside it, whose parity lies
    below 1.
    """
    from projections.accrued import with_accrued
    from projections.unpaid import unpaid_report

    with agreements_of(reading, agreement, everything=everything) as (source, several):
        today = reading.as_of or date.today()
        report = unpaid_report(source.connection, several, today, source.asked)
        reading.show(with_accrued(report, (each.agreement for each in several), today))
