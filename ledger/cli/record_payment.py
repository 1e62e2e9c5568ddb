"""`pledger record payment`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ledger.cli.amounts import amount_arguments
from ledger.cli.commands import LedgerCommand
from ledger.cli.record_receipts import bare
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, not_empty, recording_options

if TYPE_CHECKING:
    from contracts.scalars import Amount


@click.command(
    cls=LedgerCommand,
    examples=["pledger record payment device-licence 105,000 --on 2026-08-01 --from licensee --to licensor"],
)
@amount_arguments
@click.option("--party", "--from", "party", metavar="PAYER", help="Who paid (default: our own party).")
@click.option("--to", metavar="PAYEE", help="Who was paid (default: the only party that is owed).")
@click.option("--against", metavar="CLAUSE|REF", help="What it settles (default: what is due, the oldest first).")
@recording_options(omit={"party"})
def payment(
    recording: Recording,
    *,
    agreement: str | None,
    amount: Amount,
    party: str | None,
    to: str | None,
    against: str | None,
) -> None:
    """Record cash that moved; it settles what the payer owes the payee, the oldest first.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.payment import RecordPayment

    command = RecordPayment(amount=amount, on=recording.on, payee=to, against=bare(against), ref=recording.ref)
    record(replace(recording, party=not_empty("--party", party)), agreement, command)
