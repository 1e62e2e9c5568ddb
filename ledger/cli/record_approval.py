"""`pledger record approval`."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options
from ledger.errors import WrongUsage


@click.command(
    cls=LedgerCommand,
    examples=["pledger record approval device-trial trial-cost 50,000 --on 2026-10-15 --party company"],
)
@click.argument("agreement", required=False)
@click.argument("clause", required=False)
@click.argument("amount", required=False)
@recording_options()
def approval(recording: Recording, *, agreement: str | None, clause: str | None, amount: str | None) -> None:
    """Approve that AMOUNT above the budget of CLAUSE is shared, in the contract year of the date.

    AGREEMENT may be left out where the ledger holds only one. A negative amount takes some of an approval back.
    """
    from contracts.scalars import parse_amount
    from ledger.commands.approval import ApproveOverspend

    if clause is None:
        fix = "Write the clause that has the budget, and the amount after it"
        raise WrongUsage("It is not said which overspend, or how much of it", fix=fix)
    named, which, most = (None, agreement or "", clause) if amount is None else (agreement, clause, amount)
    command = ApproveOverspend(clause=which.strip(), amount=parse_amount(most), on=recording.on, ref=recording.ref)
    record(recording, named, command)
