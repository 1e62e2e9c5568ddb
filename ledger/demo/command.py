"""`pledger demo`: the demonstration, for those who have no make."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.demo.story import story


@click.command(cls=LedgerCommand, examples=["pledger demo"])
def demo() -> None:
    """Fill demo.db in this folder, anew each time, with published terms and figures, and show what comes of them."""
    story()
