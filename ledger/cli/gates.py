"""`pledger suspend` and `pledger resume`."""

from __future__ import annotations

from datetime import date

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.corrections import REASON, given_reason
from ledger.cli.last_word import meant
from ledger.cli.moments import Day
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options

_NO_GATE = ("It is not said which gate", "Name its clause; see: pledger agreement show")


@click.command(
    cls=LedgerCommand,
    examples=['pledger suspend registry-access ethics --on 2026-06-10 --reason "opinion lapsed" --evidence report.pdf'],
)
@click.argument("agreement", required=False)
@click.argument("gate", required=False)
@REASON
@recording_options(omit={"note"})
def suspend(recording: Recording, agreement: str | None, gate: str | None, reason: str) -> None:
    """Shut GATE, because an approval that it takes is missing or was withdrawn; it counts from the day itself.

    While it is shut, facts for the clauses that it holds are refused, and fees that it abates do not run.
    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.gate import SuspendGate

    why = given_reason(reason)
    named, which = meant(agreement, gate, *_NO_GATE)
    command = SuspendGate(gate=which, on=recording.on, reason=why, ref=recording.ref)
    record(recording, named, command, recording.by()._replace(note=why))


@click.command(
    cls=LedgerCommand,
    examples=["pledger resume registry-access privacy --on 2026-06-10 --evidence report.pdf --expires 2027-06-09"],
)
@click.argument("agreement", required=False)
@click.argument("gate", required=False)
@click.option("--expires", type=Day(), metavar="DATE", help="The last day of the approval (default: it has none).")
@recording_options()
def resume(recording: Recording, agreement: str | None, gate: str | None, expires: date | None) -> None:
    """Open GATE, because the approvals that it takes are there; it counts from the day itself.

    After --expires it is shut again by itself; an approval that is renewed counts from the day after.
    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.gate import ResumeGate

    named, which = meant(agreement, gate, *_NO_GATE)
    command = ResumeGate(gate=which, on=recording.on, expires=expires, ref=recording.ref)
    record(recording, named, command)
