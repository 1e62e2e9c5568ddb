"""`pledger backup` and `pledger practice`: copies of the ledger, to keep and to try things on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.options import general_options, settings_here
from ledger.cli.practising import notice
from ledger.cli.progress import Progress
from ledger.cli.sentences import tell

if TYPE_CHECKING:
    from ledger.audit.backup import Copied

PRACTICE = Path("practice.db")
"""Where a copy to practise on is made unless another file is named."""


@click.command(cls=LedgerCommand, examples=["pledger backup ledger-backup.db"])
@click.argument("file", type=click.Path(path_type=Path))
@general_options
def backup(file: Path) -> None:
    """Copy the ledger into FILE, while others may go on working, and verify the copy event by event.

    A file that exists is never written over. The copy is a ledger like any other: name it with --ledger. What is erased
    later stays readable in it, so keep a backup no longer than you need it.
    """
    copied = _copy(file, practice=False)
    tell(
        [
            f"Backed up {_events(copied)} into {file} ({copied.size_bytes:,} bytes), and verified the copy.",
            f"  size {copied.verified.size}",
            f"  root {copied.verified.root}",
        ]
    )


@click.command(cls=LedgerCommand, examples=["pledger practice", "pledger practice trial.db"])
@click.argument("file", type=click.Path(path_type=Path), default=PRACTICE)
@general_options
def practice(file: Path) -> None:
    """Make a copy of the ledger to try things on, FILE or practice.db; every answer from it says that it is one.

    What is recorded there touches the ledger itself in no way. A file that exists is never written over: delete it
    for a fresh copy.
    """
    copied = _copy(file, practice=True)
    tell(
        [
            f"Made {file}, a copy of the ledger with {_events(copied)} to try things on: nothing in it counts, and "
            "every answer from it says so.",
            f"Next: pledger agreement list --ledger {_quoted(file)}",
        ]
    )


def _copy(file: Path, *, practice: bool) -> Copied:
    from ledger.audit.backup import back_up
    from ledger.audit.copy import Steps
    from ledger.store.opening import LedgerFile, open_ledger
    from ledger.store.processes import processes_here

    with open_ledger(settings_here().ledger, read_only=True) as ledger:
        notice(ledger)
        copied = Progress("pages copied" if isinstance(ledger, LedgerFile) else "events copied")
        return back_up(ledger, file, Steps(copied, Progress("events verified"), processes_here()), practice=practice)


def _events(copied: Copied) -> str:
    return f"{copied.verified.size:,} event{'' if copied.verified.size == 1 else 's'}"


def _quoted(file: Path) -> str:
    return f'"{file}"' if " " in str(file) else str(file)
