"""`pledger withdraw`: a milestone that counts no longer, from a day of its own."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.corrections import REASON, found_fact, given_reason
from ledger.cli.opened import opened
from ledger.cli.recorded import record_in
from ledger.cli.recording import Recording, recording_options


@click.command(
    cls=LedgerCommand,
    examples=['pledger withdraw device-licence/M1 --on 2026-10-01 --party licensee --reason "no consent"'],
)
@click.argument("claim")
@REASON
@recording_options(omit={"note"})
def withdraw(recording: Recording, claim: str, reason: str) -> None:
    """Withdraw a milestone from a day on: its sum is given back as it had been due, and what was credited for it.

    CLAIM is written agreement/M1, or M1 where only one agreement has it. What was claimed by mistake, and had never
    been reached, is reversed: that counts from its own day.
    """
    from ledger.commands.withdrawal import WithdrawMilestone

    why = given_reason(reason)
    with opened(recording.settings) as ledger:
        agreement, fact = found_fact(ledger, claim)
        command = WithdrawMilestone(claim=fact, on=recording.on, reason=why, ref=recording.ref)
        record_in(ledger, recording, agreement, command, recording.by()._replace(note=why))
