"""`pledger copy`: moves a ledger between a file and a server."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.options import general_options
from ledger.cli.practising import notice
from ledger.cli.progress import Progress
from ledger.cli.sentences import tell
from ledger.cli.settings import place_named
from ledger.errors import WrongUsage


@click.command(cls=LedgerCommand, examples=["pledger copy ledger.db moved.db"])
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@general_options
def copy(source: str, target: str) -> None:
    """Copy a ledger FROM a file or server TO another that holds none: the same lines, root, notes and names.

    A server is written postgresql://user@host/database. The copy is verified event by event. What is interrupted
    leaves no ledger behind: run it again. Others may go on working; what they record meanwhile is not in the copy.
    """
    from ledger.audit.copy import Steps, copy_ledger
    from ledger.store.opening import open_ledger
    from ledger.store.processes import processes_here

    from_place, to_place = place_named(source), place_named(target)
    if from_place == to_place:
        raise WrongUsage("A ledger can't be copied onto itself", where=str(to_place), fix="Name another place")
    with open_ledger(from_place, read_only=True) as ledger:
        notice(ledger)
        steps = Steps(Progress("events copied"), Progress("events verified"), processes_here())
        verified = copy_ledger(ledger, to_place, steps)
    tell(
        [
            f"Copied {verified.size:,} event{'' if verified.size == 1 else 's'} from {from_place} to {to_place}, and "
            "verified the copy.",
            f"  size {verified.size}",
            f"  root {verified.root}",
            f"Next: pledger verify --ledger {_quoted(str(to_place))}",
        ]
    )


def _quoted(place: str) -> str:
    return f'"{place}"' if any(mark in place for mark in " &?") else place
