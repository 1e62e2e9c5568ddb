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
        'pledger record in-kind device-trial 1 --item "imaging data set" --unvalued --party trust',
    ],
)
@click.argument("agreement", required=False)
@click.argument("quantity", required=False)
@click.option("--item", metavar="ITEM", help="The item of the rate card (default: the only one it has).")
@click.option("--restates", metavar="REF", help="The earlier figure that this one takes the place of.")
@click.option("--unvalued", is_flag=True, help="Nothing agreed gives it a value: it is listed under the shares.")
@recording_options()
def in_kind(
    recording: Recording,
    *,
    agreement: str | None,
    quantity: str | None,
    item: str | None,
    restates: str | None,
    unvalued: bool,
) -> None:
    """Record QUANTITY units of what a party contributed in kind; the rate card of the agreement values them.

    AGREEMENT may be left out where the ledger holds only one.
    """
    named, read = _meant(agreement, quantity)
    if unvalued:
        _record_unvalued(recording, named, read, item, restates)
        return
    from ledger.commands.in_kind import RecordInKind

    on = recording.given_on if restates else recording.on
    command = RecordInKind(quantity=read, on=on, item=item, ref=recording.ref, restates=bare(restates))
    record(recording, named, command)


def _record_unvalued(
    recording: Recording, agreement: str | None, quantity: Decimal, item: str | None, restates: str | None
) -> None:
    if restates:
        fix = f"Reverse {restates} and record it anew"
        raise WrongUsage("What has no value takes the place of nothing", where="--restates", fix=fix)
    from ledger.commands.unvalued import RecordUnvalued

    record(recording, agreement, RecordUnvalued(quantity=quantity, on=recording.on, item=item, ref=recording.ref))


def _meant(agreement: str | None, quantity: str | None) -> tuple[str | None, Decimal]:
    """Return the agreement, None where only a quantity was given, and the quantity; below zero it takes some back."""
    from contracts.scalars.quantity import parse_quantity

    named, word = (agreement, quantity) if quantity is not None else (None, agreement)
    if word is None or not any(map(str.isdigit, word)):
        raise WrongUsage("The quantity is missing", fix="Write it after the agreement, in units of the item, as 14.5")
    taken_back = word.lstrip().startswith("-")
    read = parse_quantity(word.lstrip().removeprefix("-"))
    return named, -read if taken_back else read
