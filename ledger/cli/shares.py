"""`pledger shares`."""

from __future__ import annotations

import click

from ledger.cli.accrued import show_with_accrued
from ledger.cli.commands import LedgerCommand
from ledger.cli.reading import Reading, reading_options
from ledger.cli.source import views_of, views_of_all
from ledger.errors import WrongUsage

RISKS = ("cash-and-in-kind", "cash", "capital-at-risk")
REWARDS = ("received-accrued-and-saving", "received-and-accrued", "received")
"""The names of the bases, which help lists without loading the views."""


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger shares device-licence",
        "pledger shares device-licence --basis capital-at-risk --reward received",
        "pledger shares --party northern-trust",
        "pledger shares --all --as-of 2026-06-30 -o shares.xlsx",
    ],
)
@click.argument("agreement", required=False)
@click.option("--all", "everything", is_flag=True, help="Add up all agreements, currency by currency.")
@click.option("--basis", type=click.Choice(RISKS), default=RISKS[0], help="What counts as risk in the shares.")
@click.option("--reward", type=click.Choice(REWARDS), default=REWARDS[0], help="What counts as reward in the shares.")
@click.option("--party", metavar="PARTY", help="One party, in every agreement that it has a part in.")
@reading_options
def shares(
    reading: Reading, *, agreement: str | None, everything: bool, basis: str, reward: str, party: str | None
) -> None:
    """Show each party's share of the risk beside its share of the reward.

    For one AGREEMENT, or for all; without either, for the only one there is, or else for all.
    """
    if party is not None:
        _of_party(reading, party, agreement)
        return
    from projections.bases import Bases
    from projections.shares import agreement_shares, portfolio_shares

    bases = Bases(basis, reward)
    if agreement is not None and everything:
        raise WrongUsage("One agreement and all of them are asked for", fix=f"Leave out {agreement} or --all")
    if agreement is None and (everything or not _is_only_one(reading)):
        with views_of_all(reading) as source:
            report = portfolio_shares(source.connection, source.asked, bases)
            show_with_accrued(reading, source, report, by_party=True)
        return
    with views_of(reading, agreement) as (source, name):
        report = agreement_shares(source.connection, name, source.asked, bases)
        show_with_accrued(reading, source, report, name, by_party=True)


def _of_party(reading: Reading, word: str, agreement: str | None) -> None:
    """Show where one party stands in every agreement."""
    from ledger.joining import one_called
    from projections.party_shares import party_shares
    from projections.registered import read_register

    if agreement is not None:
        fix = f"Leave out --party for the shares of all in {agreement}, or {agreement} for all agreements of the party"
        raise WrongUsage("One agreement and all of a party are asked for", where="--party", fix=fix)
    with views_of_all(reading) as source:
        found = one_called(read_register(source.connection), word, "--party")
        reading.show(party_shares(source.connection, found, source.asked))


def _is_only_one(reading: Reading) -> bool:
    from ledger.cli.opened import is_only_one
    from ledger.store.opening import open_ledger

    with open_ledger(reading.settings.ledger, read_only=True) as file:
        return is_only_one(file.recorder)
