"""`pledger record payment`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ledger.cli.amounts import amount_arguments
from ledger.cli.commands import LedgerCommand
from ledger.cli.due_refs import due_against
from ledger.cli.opened import meant_agreement, opened
from ledger.cli.recorded import record_in
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
@click.option("--against", metavar="DUE|CLAUSE|REF", help="What it settles (default: what is due, the oldest first).")
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
    """Record cash that moved; it settles what the payer owes the payee, the oldest first, and nothing disputed.

    With --against it settles a due, as royalty@2026-Q1, an entry, as E4.1, a clause, or what a fact made due, and
    nothing else; the rest is kept as paid in advance.
    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.payment import RecordPayment

    said = replace(recording, party=not_empty("--party", party))
    with opened(recording.settings) as ledger:
        meant = meant_agreement(ledger.store, agreement)
        settles = due_against(ledger, meant, against)
        command = RecordPayment(amount=amount, on=recording.on, payee=to, against=settles, ref=recording.ref)
        record_in(ledger, said, meant, command)
