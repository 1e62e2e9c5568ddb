"""`pledger record commitment` and `pledger record release`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from ledger.cli.amounts import amount_arguments
from ledger.cli.commands import LedgerCommand
from ledger.cli.moments import Day
from ledger.cli.recorded import record, record_in
from ledger.cli.recording import Recording, recording_options

if TYPE_CHECKING:
    from contracts.scalars import Amount


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger record commitment device-development 80,000 --on 2026-05-10 --party university --until 2027-03-31"
    ],
)
@amount_arguments
@click.option("--of", metavar="CATEGORY|FUND", help="The category of cost, or the fund (default: the only one).")
@click.option("--until", type=Day(), metavar="DATE", help="The last day on which it binds.")
@click.option("--unshared", is_flag=True, help="No clause shares it: the party bears it alone.")
@recording_options()
def commitment(
    recording: Recording,
    *,
    agreement: str | None,
    amount: Amount,
    of: str | None,
    until: date | None,
    unshared: bool,
) -> None:
    """Record a cost that a party can no longer cancel, or capital that it has promised to a fund.

    What it spends from then on in the same category uses it up, the oldest commitment first. AGREEMENT may be left
    out where the ledger holds only one.
    """
    from ledger.commands.commitment import RecordCommitment

    command = RecordCommitment(amount=amount, on=recording.on, of=of, until=until, unshared=unshared, ref=recording.ref)
    record(recording, agreement, command)


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger record release device-development/N1 20,000 --on 2026-09-30",
        "pledger record release N1 --on 2027-03-31",
    ],
)
@click.argument("named", metavar="COMMITMENT")
@click.argument("amount", required=False)
@recording_options()
def release(recording: Recording, *, named: str, amount: str | None) -> None:
    """Record that so much of a COMMITMENT, or all that is left of it, no longer has to be spent.

    COMMITMENT is written agreement/N1, or N1 where only one agreement has it.
    """
    from contracts.scalars.amount import parse_amount
    from ledger.cli.opened import meant_agreement, opened
    from ledger.commands.commitment import RecordRelease

    read = parse_amount(amount) if amount is not None else None
    with opened(recording.settings) as ledger:
        agreement, promise = ledger.find(named)
        command = RecordRelease(commitment=promise, on=recording.on, amount=read, ref=recording.ref)
        record_in(ledger, recording, meant_agreement(ledger.store, agreement), command)
