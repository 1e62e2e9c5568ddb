"""`pledger record in-kind`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.record_receipts import bare
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from decimal import Decimal


@click.command(
    cls=LedgerCommand,
    name="in-kind",
    examples=[
        'pledger record in-kind device-trial 14.5 --item "nurse hour" --on 2026-05-29 --evidence report.pdf',
    ],
)
@click.argument("agreement", required=False)
@click.argument("quantity", required=False)
@click.option("--item", metavar="ITEM", help="The item of the rate card (default: the only one it has).")
@click.option("--restates", metavar="REF", help="The earlier figure that this one takes the place of.")
@recording_options()
def in_kind(
    recording: Recording, *, agreement: str | None, quantity: str | None, item: str | None, restates: str | None
) -> None:
    """Record QUANTITY units of what a party contributed in kind; the rate card of the agreement values them.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.in_kind import RecordInKind

    named, read = _meant(agreement, quantity)
    on = recording.given_on if restates else recording.on
    command = RecordInKind(quantity=read, on=on, item=item, ref=recording.ref, restates=bare(restates))
    record(recording, named, command)


def _meant(agreement: str | None, quantity: str | None) -> tuple[str | None, Decimal]:
    """Return the agreement, None where only a quantity was given, and the quantity; below zero it takes some back."""
    from contracts.scalars.quantity import parse_quantity

    named, word = (agreement, quantity) if quantity is not None else (None, agreement)
    if word is None or not any(map(str.isdigit, word)):
        raise WrongUsage("The quantity is missing", fix="Write it after the agreement, in units of the item, as 14.5")
    taken_back = word.lstrip().startswith("-")
    read = parse_quantity(word.lstrip().removeprefix("-"))
    return named, -read if taken_back else read
