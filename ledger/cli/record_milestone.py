"""`pledger record milestone`."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.opened import meant_agreement, opened
from ledger.cli.recorded import record_in
from ledger.cli.recording import Recording, recording_options
from ledger.errors import WrongUsage


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger record milestone device-licence approval --on 2026-06-01 --evidence certificate.pdf --party licensor"
    ],
)
@click.argument("agreement", required=False)
@click.argument("clause", required=False)
@recording_options()
def milestone(recording: Recording, agreement: str | None, clause: str | None) -> None:
    """Claim that the milestone of CLAUSE was reached; the other party accepts it with `pledger accept`.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.milestone import ClaimMilestone

    with opened(recording.settings) as ledger:
        named, reached = (agreement, clause) if clause is not None else (None, agreement)
        if not reached or not reached.strip() or (named is None and ledger.store.version_of(reached)):
            fix = f"Name its clause after the agreement; see: pledger agreement show {reached or ''}".rstrip()
            raise WrongUsage("It is not said which milestone", fix=fix)
        command = ClaimMilestone(clause=reached.strip(), on=recording.on, ref=recording.ref)
        record_in(ledger, recording, meant_agreement(ledger.store, named), command)
