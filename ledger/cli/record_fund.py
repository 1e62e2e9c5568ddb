"""`pledger record contribution` and `pledger record distribution`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.amounts import amount_arguments
from ledger.cli.commands import LedgerCommand
from ledger.cli.record_receipts import bare
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options

if TYPE_CHECKING:
    from contracts.scalars import Amount

_FUND = click.option("--of", metavar="FUND", help="The fund (default: the only one the clauses name).")
_RESTATES = click.option("--restates", metavar="REF", help="The earlier figure that this one takes the place of.")


@click.command(
    cls=LedgerCommand,
    examples=["pledger record contribution device-fund 1,000,000 --on 2026-05-10 --party investor"],
)
@amount_arguments
@_FUND
@_RESTATES
@recording_options()
def contribution(
    recording: Recording, *, agreement: str | None, amount: Amount, of: str | None, restates: str | None
) -> None:
    """Record capital that an investor paid into a fund. What it got back unused is negative.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.fund import RecordContribution

    on = recording.given_on if restates else recording.on
    command = RecordContribution(amount=amount, on=on, of=of, ref=recording.ref, restates=bare(restates))
    record(recording, agreement, command)


@click.command(
    cls=LedgerCommand,
    examples=["pledger record distribution device-fund 250,000 --on 2026-06-30 --party manager"],
)
@amount_arguments
@_FUND
@_RESTATES
@recording_options()
def distribution(
    recording: Recording, *, agreement: str | None, amount: Amount, of: str | None, restates: str | None
) -> None:
    """Record an amount that a fund distributes: capital first, or the preferred return, as the clause says.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.fund import RecordDistribution

    on = recording.given_on if restates else recording.on
    command = RecordDistribution(amount=amount, on=on, of=of, ref=recording.ref, restates=bare(restates))
    record(recording, agreement, command)
