"""`pledger close`: let time pass, book what time alone makes due, and fix the statements."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.last_word import meant
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options


@click.command(cls=LedgerCommand, examples=["pledger close device-licence FY2026/27-Q1"])
@click.argument("agreement", required=False)
@click.argument("period", required=False)
@recording_options(omit={"ref", "on", "party", "on_behalf_of"})
def close(recording: Recording, agreement: str | None, period: str | None) -> None:
    """Close a quarter, month or year: book what time alone makes due, and fix every party's statement by its hash.

    What is recorded later for a closed period enters the statements after it, as a true-up.
    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.closing import ClosePeriod

    named, which = meant(agreement, period, "It is not said which period", "Write it, as in 2026-Q1 or FY2026/27-Q1")
    record(recording, named, ClosePeriod(period=which, today=recording.today))
