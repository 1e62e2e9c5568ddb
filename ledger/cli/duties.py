"""`pledger fulfil` and `pledger excuse`: a duty was done for a period, or is let go."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.corrections import REASON, given_reason
from ledger.cli.last_word import meant
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options

_NO_DUTY = ("It is not said which duty", "Name its clause; see: pledger obligations")
FOR = click.option("--for", "period", metavar="PERIOD", help="The period, as FY2026/27-Q1 (default: the only one).")


@click.command(
    cls=LedgerCommand,
    examples=["pledger fulfil pump-licence quarterly-report --for 2026-Q2 --on 2026-08-10 --evidence report.pdf"],
)
@click.argument("agreement", required=False)
@click.argument("duty", required=False)
@FOR
@recording_options()
def fulfil(recording: Recording, *, agreement: str | None, duty: str | None, period: str | None) -> None:
    """Record that a party did its DUTY, an obligation of the terms, with the evidence agreed.

    Where acceptance is agreed, another party accepts it with `pledger accept`. AGREEMENT may be left out where the
    ledger holds only one.
    """
    from ledger.commands.duty import FulfilDuty

    named, what = meant(agreement, duty, *_NO_DUTY)
    record(recording, named, FulfilDuty(duty=what, on=recording.on, period=period, ref=recording.ref))


@click.command(
    cls=LedgerCommand,
    examples=['pledger excuse pump-licence quarterly-report --for 2026-Q1 --party licensor --reason "no sales yet"'],
)
@click.argument("agreement", required=False)
@click.argument("duty", required=False)
@FOR
@REASON
@recording_options(omit={"note"})
def excuse(recording: Recording, *, agreement: str | None, duty: str | None, period: str | None, reason: str) -> None:
    """Let the DUTY of another party go for a period. It then stands as waived, and in no on-time rate.

    What a clause makes due is waived with `pledger waive`.
    """
    from ledger.commands.duty import ExcuseDuty

    why = given_reason(reason)
    named, what = meant(agreement, duty, *_NO_DUTY)
    command = ExcuseDuty(duty=what, on=recording.on, reason=why, period=period, ref=recording.ref)
    record(recording, named, command, recording.by()._replace(note=why))
