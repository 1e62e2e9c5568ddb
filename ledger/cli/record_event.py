"""`pledger record event`: what the terms wait for has happened."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options
from ledger.errors import WrongUsage


@click.command(
    cls=LedgerCommand,
    examples=[
        'pledger record event pump-licence "patent expiry" --on 2026-05-01 --party licensor --evidence report.pdf'
    ],
)
@click.argument("agreement", required=False)
@click.argument("event", required=False)
@recording_options()
def event(recording: Recording, agreement: str | None, event: str | None) -> None:
    """Record that an event which clauses name has happened, as a step-down from the expiry of a patent does.

    The terms that wait for it hold from its day on; what was booked for later sales is trued up. AGREEMENT may be
    left out where the ledger holds only one.
    """
    from ledger.commands.terms_event import RecordEvent

    named, what = (agreement, event) if event is not None else (None, agreement)
    if not what or not what.strip():
        raise WrongUsage("It is not said what happened", fix="Name it as the terms do: pledger agreement show")
    record(recording, named, RecordEvent(event=what.strip(), on=recording.on, ref=recording.ref))
