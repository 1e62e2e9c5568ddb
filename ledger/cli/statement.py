"""`pledger statement`."""

from __future__ import annotations

import click

from ledger.cli.accrued import show_with_accrued
from ledger.cli.commands import LedgerCommand
from ledger.cli.reading import Reading, reading_options
from ledger.cli.source import member_meant, views_of


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger statement device-licence --period FY2026/27-Q1",
        "pledger statement device-licence --period 2026-05 --party licensor -o statement.xlsx",
    ],
)
@click.argument("agreement", required=False)
@click.option(
    "--period",
    required=True,
    metavar="PERIOD",
    help="2026, 2026-Q2 or 2026-05 (calendar), FY2026/27 or FY2026/27-Q2 (contract year).",
)
@click.option("--party", metavar="PARTY", help="One party only (default: all).")
@reading_options
def statement(reading: Reading, *, agreement: str | None, period: str, party: str | None) -> None:
    """Show what was booked in a period: opening, movements with their reasons, closing, clause by clause.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from projections import statement as statements
    from projections.asking import find_agreement

    with views_of(reading, agreement) as (source, name):
        party = member_meant(source, name, party)
        report = statements.statement(source.connection, name, period.strip(), party, source.asked)
        agreed = find_agreement(source.connection, name)
        named = agreed.party(party)
        until = agreed.span(period.strip()).last
        show_with_accrued(reading, source, report, name, until=until, parties=(named,) if named else None)
