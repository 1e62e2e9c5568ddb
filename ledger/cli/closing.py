"""`pledger close`: let time pass, book what time alone makes due, and fix the statements."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options


@click.command(cls=LedgerCommand, examples=["pledger close device-licence FY2026/27-Q1"])
@click.argument("agreement")
@click.argument("period")
@recording_options(omit={"ref", "on", "party", "on_behalf_of"})
def close(recording: Recording, agreement: str, period: str) -> None:
    """Close a quarter, month or year: book what time alone makes due, and fix every party's statement by its hash.

    What is recorded later for a closed period enters the statements after it, as a true-up.
    """
    from ledger.commands.closing import ClosePeriod

    record(recording, agreement, ClosePeriod(period=period, today=recording.today))
