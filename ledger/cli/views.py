"""`pledger views`: the disposable tables that answers are read from."""

from __future__ import annotations

import click

from ledger.cli.commands import LazyGroup, LedgerCommand
from ledger.cli.options import general_options, settings_here
from ledger.cli.streams import say


@click.group(cls=LazyGroup, examples=["pledger views rebuild"])
@general_options
def views() -> None:
    """Look after the tables that answers are read from; they hold nothing of their own."""


@views.command(cls=LedgerCommand, examples=["pledger views rebuild"])
@general_options
def rebuild() -> None:
    """Throw the views away and build them again from the ledger."""
    from ledger.store.opening import open_ledger
    from projections.views import rebuild_views

    with open_ledger(settings_here().ledger, read_only=True) as ledger:
        basis = rebuild_views(ledger)
    root = f", root {basis.root}" if basis.position else ""
    say(f"Built the views again from {basis.position} events{root}.")
