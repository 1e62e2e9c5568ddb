"""A reading and a recording command on the shell, and running any command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from ledger.cli.commands import LazyGroup, LedgerCommand
from ledger.cli.main import main, pledger
from ledger.cli.reading import Reading, reading_options
from ledger.cli.recording import Recording, recording_options
from ledger.cli.streams import can_ask, say

ROOT = Path(__file__).parents[1]


@click.command(cls=LedgerCommand)
@reading_options
def report(reading: Reading) -> None:
    """Show the sample report."""
    from tests.rendering_samples import SAMPLE

    reading.show(SAMPLE)


@click.command(cls=LedgerCommand)
@reading_options
def lines(reading: Reading) -> None:
    """Write bytes as they are stored."""
    reading.emit("£1\n".encode())


@click.command(cls=LedgerCommand)
@recording_options()
@click.argument("agreement")
@click.argument("amount")
def sales(recording: Recording, agreement: str, amount: str) -> None:
    """Say what would be recorded."""
    say(f"{agreement} {amount}")
    for name in ("on", "party", "on_behalf_of", "ref", "note", "evidence", "idempotency_key", "dry_run"):
        say(f"{name}: {getattr(recording, name)}")
    by = recording.by()
    say(f"ledger: {recording.settings.ledger}, us: {by.us}, by: {by.name}")


@click.command(cls=LedgerCommand)
@recording_options(omit={"ref", "party"})
@click.argument("ref")
def accept(recording: Recording, ref: str) -> None:
    """Say what would be accepted."""
    say(f"{ref} on {recording.on}")


@click.command(cls=LedgerCommand)
def fail() -> None:
    """Fail in a way that nobody foresaw."""
    raise ZeroDivisionError("a penny\nby none")


@click.command(cls=LedgerCommand)
def ask() -> None:
    """Say whether somebody may be asked."""
    say(f"somebody may be asked: {can_ask()}")


samples: LazyGroup = pledger
for command in (report, lines, sales, accept, fail, ask):
    samples.add_command(command, f"sample-{command.name}")


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `pledger` with the sample commands in a process of its own, in `folder`, with more environment."""
    return subprocess.run(
        [sys.executable, "-m", "tests.cli_samples", *arguments],
        cwd=folder,
        env=surroundings(**environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def surroundings(**environment: str) -> dict[str, str]:
    """Return this process's environment without its settings and width, with the project importable."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PLEDGER_", "PYTHONIO", "COLUMNS"))
    }
    return kept | {"PYTHONPATH": str(ROOT)} | environment


if __name__ == "__main__":
    sys.exit(main())
