"""`pledger record cost`."""

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


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger record cost device-development 12,000 --on 2026-05-10 --party university",
        "pledger record cost device-development £480.50 --of travel --unshared --party company",
    ],
)
@amount_arguments
@click.option("--of", metavar="CATEGORY", help="The category of cost (default: the only one that is shared).")
@click.option("--unshared", is_flag=True, help="A cost that no clause shares: the party bears it alone.")
@click.option("--restates", metavar="REF", help="The earlier figure that this one takes the place of.")
@recording_options()
def cost(
    recording: Recording,
    *,
    agreement: str | None,
    amount: Amount,
    of: str | None,
    unshared: bool,
    restates: str | None,
) -> None:
    """Record what a party spent; it is shared as the agreement says. Refunds are negative.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.cost import RecordCost

    on = recording.given_on if restates else recording.on
    command = RecordCost(amount=amount, on=on, of=of, unshared=unshared, ref=recording.ref, restates=bare(restates))
    record(recording, agreement, command)
