"""`pledger statement`."""

from __future__ import annotations

import click

from ledger.cli.accrued import show_with_accrued
from ledger.cli.commands import LedgerCommand
from ledger.cli.moments import KnownAt, Moment, last_instant
from ledger.cli.reading import Reading, reading_options
from ledger.cli.source import member_meant, views_of
from ledger.errors import WrongUsage


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger statement device-licence --period FY2026/27-Q1",
        "pledger statement device-licence --period 2026-05 --party licensor -o statement.xlsx",
        "pledger statement device-licence --period FY2026/27-Q1 --issued",
        "pledger statement device-licence --period FY2026/27-Q2 --since 2026-10-05",
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
@click.option("--issued", is_flag=True, help="As it was issued at the close, beside what is now known of the period.")
@click.option("--since", type=Moment(), metavar="DATE|INSTANT", help="The same, beside what was known then.")
@reading_options
def statement(
    reading: Reading,
    *,
    agreement: str | None,
    period: str,
    party: str | None,
    issued: bool,
    since: KnownAt | None,
) -> None:
    """Show what was booked in a period: opening, movements with their reasons, closing, clause by clause.

    With --issued or --since, line by line what was told then and what is now known, and the events in between that
    made the difference. AGREEMENT may be left out where the ledger holds only one.
    """
    if issued and since is not None:
        raise WrongUsage("--issued and --since name two moments", fix="Leave one of them out")
    if issued or since is not None:
        _restated(reading, agreement, period.strip(), party, None if issued else since)
        return
    from projections import statement as statements
    from projections.asking import find_agreement

    with views_of(reading, agreement) as (source, name):
        party = member_meant(source, name, party)
        report = statements.statement(source.connection, name, period.strip(), party, source.asked)
        agreed = find_agreement(source.connection, name)
        named = agreed.party(party)
        until = agreed.span(period.strip()).last
        show_with_accrued(reading, source, report, name, until=until, parties=(named,) if named else None)


def _restated(reading: Reading, agreement: str | None, period: str, party: str | None, since: KnownAt | None) -> None:
    """Compare with what was told when the period was closed, or known at `since`."""
    from projections.restated import restated

    with views_of(reading, agreement) as (source, name):
        party, register = member_meant(source, name, party), source.file.side_tables
        then = None
        if since is not None:
            then = source.file.recorder.position_at(last_instant(since, source.file.meta.time_zone))
        reading.show(restated(source.connection, name, period, register, party=party, then=then, asked=source.asked))
