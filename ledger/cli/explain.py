"""`pledger explain`."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.reading import Reading, reading_options
from ledger.cli.source import views_of


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger explain device-licence --entry E3.1",
        "pledger explain device-licence --party licensor --clause royalty --period FY2026/27-Q1",
    ],
)
@click.argument("agreement", required=False)
@click.option("--party", metavar="PARTY", help="What concerns this party only.")
@click.option("--clause", metavar="CLAUSE", help="What this clause booked.")
@click.option("--period", metavar="PERIOD", help="What was booked for this period, such as FY2026/27-Q2.")
@click.option("--entry", metavar="ENTRY", help="One entry, such as E12.1.")
@reading_options
def explain(
    reading: Reading,
    *,
    agreement: str | None,
    party: str | None,
    clause: str | None,
    period: str | None,
    entry: str | None,
) -> None:
    """Explain figures: from entries down through their sums to facts, events and the clause's own words.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from projections import explain as explanations
    from projections.explained import Wanted

    wanted = Wanted(party, clause, period, entry)
    with views_of(reading, agreement) as (source, name):
        register = source.file.side_tables
        reading.show(explanations.explain(source.connection, name, register, wanted, source.asked))
