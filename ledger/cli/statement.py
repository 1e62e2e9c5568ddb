"""`pledger statement`."""

from __future__ import annotations

import click

from ledger.cli.accrued import agreements_now, day_of, show_with_accrued
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
        "pledger statement device-licence --period FY2026/27-Q1 --standards",
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
@click.option("--standards", is_flag=True, help="What is booked and accrued, by accounting standard.")
@click.option("--issued", is_flag=True, help="As it was issued at the close, beside what is now known of the period.")
@click.option("--since", type=Moment(), metavar="DATE|INSTANT", help="The same, beside what was known then.")
@reading_options
def statement(
    reading: Reading,
    *,
    agreement: str | None,
    period: str,
    party: str | None,
    standards: bool,
    issued: bool,
    since: KnownAt | None,
) -> None:
    """Show what was booked in a period: opening, movements with their reasons, closing, clause by clause.

    With --issued or --since, line by line what was told then and what is now known, and the events in between that
    made the difference. With --standards, what the period brings each party, with what has accrued by its end and is
    not booked, and how each clause is classed by IFRS 15, ASC 808 and IFRS 11. AGREEMENT may be left out where the
    ledger holds only one.
    """
    if standards + issued + (since is not None) > 1:
        raise WrongUsage("--standards, --issued and --since are answers of their own", fix="Name one of them")
    if standards:
        _by_standard(reading, agreement, period.strip(), party)
        return
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


def _by_standard(reading: Reading, agreement: str | None, period: str, party: str | None) -> None:
    """Show what a period brings by accounting standard, with what has accrued by its end."""
    from ledger.accruing import accrued, can_accrue
    from projections.accrued import may_accrue
    from projections.asking import find_agreement
    from projections.standards import by_standard

    with views_of(reading, agreement) as (source, name):
        agreed = find_agreement(source.connection, name)
        day = min(day_of(reading), agreed.span(period).last)
        found = [
            entry
            for each in agreements_now(reading, source, may_accrue(source.connection, agreed.id))
            if day >= each.contract.setting.effective and can_accrue(each)
            for entry in accrued(each, day)
        ]
        meant = member_meant(source, name, party)
        reading.show(by_standard(source.connection, name, period, found, party=meant, asked=source.asked))
