"""`pledger init`: makes an empty ledger."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.options import general_options, settings_here
from ledger.cli.streams import say, warn


@click.command(cls=LedgerCommand, examples=["pledger init"])
@click.option(
    "--time-zone", default="Europe/London", show_default=True, metavar="ZONE", help="Where a day of the ledger ends."
)
@general_options
def init(time_zone: str) -> None:
    """Make an empty ledger; a file that exists is never written over."""
    from ledger.store.opening import create_ledger
    from ledger.store.places import place_warnings

    path = settings_here().ledger
    made = create_ledger(path, time_zone)
    say(f"Made an empty ledger: {path.resolve()} (days end in {made.time_zone}).")
    for warning in place_warnings(path):
        warn(f"{warning}.")
    say("Next: pledger agreement new --template licence -o licence.yaml")
