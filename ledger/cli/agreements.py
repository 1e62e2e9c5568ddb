"""`pledger agreement list` and `pledger agreement show`."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.reading import Reading, reading_options
from ledger.cli.source import views_of, views_of_all


@click.command("list", cls=LedgerCommand, examples=["pledger agreement list"])
@reading_options
def list_agreements(reading: Reading) -> None:
    """List the agreements of the ledger, with what each is about and how much is recorded."""
    from projections import agreements

    with views_of_all(reading) as source:
        reading.show(agreements.list_agreements(source.connection, source.asked))


@click.command(cls=LedgerCommand, examples=["pledger agreement show device-licence"])
@click.argument("agreement", required=False)
@reading_options
def show(reading: Reading, agreement: str | None) -> None:
    """Read a signed agreement back in plain English, with the facts that were recorded under it.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from projections import agreements

    with views_of(reading, agreement) as (source, name):
        reading.show(agreements.show_agreement(source.connection, name, source.asked))
