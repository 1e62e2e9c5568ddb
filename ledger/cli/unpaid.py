"""`pledger unpaid`: what was not received, by cause."""

from __future__ import annotations

from datetime import date

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.portfolio import agreements_named, one_by_one
from ledger.cli.reading import Reading, reading_options
from ledger.cli.source import members_meant


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger unpaid device-licence",
        "pledger unpaid --party northern-trust",
        "pledger unpaid --all -o unpaid.xlsx",
    ],
)
@click.argument("agreement", required=False)
@click.option("--all", "everything", is_flag=True, help="All agreements (also where none is named).")
@click.option("--party", metavar="PARTY", help="What this party owes and is owed, in each agreement it has a part in.")
@reading_options
def unpaid(reading: Reading, *, agreement: str | None, everything: bool, party: str | None) -> None:
    """Show what was not received, by cause, with amounts and days.

    Dues overdue; interest not charged; minimums and other sums that time has made due and no close has booked; claims
    not accepted; contributions that lack their evidence, or that no clause pays for. Beside it, whose parity lies
    below 1.
    """
    from projections.accrued import Accruing, accruing, beside
    from projections.unpaid import Unpaid, unpaid_report, unpaid_under

    with agreements_named(reading, agreement, everything=everything) as (source, names):
        today = reading.as_of or date.today()
        members = members_meant(source, names[0] if agreement else None, party) if party else None
        concerned = [name for name in names if members is None or name in dict(members)]
        several, accrued = list[Unpaid](), list[Accruing]()
        for each in one_by_one(reading, source, concerned):
            several.append(unpaid_under(source.connection, each, today))
            accrued += accruing(each.agreement, today, spare=True)
        report = unpaid_report(source.connection, several, today, source.asked, members)
        reading.show(beside(report, accrued, today))
