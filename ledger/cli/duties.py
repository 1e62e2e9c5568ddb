"""`pledger fulfil` and `pledger excuse`: a duty was done for a period, or is let go."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.corrections import REASON, given_reason
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options
from ledger.errors import WrongUsage

FOR = click.option(
    "--for", "period", metavar="PERIOD", help="The period, as FY2026/27-Q1 (default: the only one)."
)


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

    named, what = _meant(agreement, duty)
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
    named, what = _meant(agreement, duty)
    command = ExcuseDuty(duty=what, on=recording.on, reason=why, period=period, ref=recording.ref)
    record(recording, named, command, recording.by()._replace(note=why))


def _meant(agreement: str | None, duty: str | None) -> tuple[str | None, str]:
    """Return the agreement, if it is named, and the duty."""
    named, what = (agreement, duty) if duty is not None else (None, agreement)
    if not what or not what.strip():
        raise WrongUsage("It is not said which duty", fix="Name its clause; see: pledger obligations")
    return named, what.strip()
