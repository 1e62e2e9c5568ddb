"""`pledger parties separate`."""

from __future__ import annotations

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.parties_recording import record_of_party
from ledger.cli.recording import Recording, recording_options
from ledger.errors import WrongUsage


@click.command(
    cls=LedgerCommand,
    examples=[
        'pledger parties separate the-inventors --note "merged by mistake"',
        "pledger parties separate smorgas-devices-ltd --in signed-twice --to eastern-university",
    ],
)
@click.argument("party")
@click.option("--in", "agreement", metavar="AGREEMENT", help="Only this agreement means another party by it.")
@click.option("--to", metavar="PARTY", help="Who that is (default: a new party, by its name in the document).")
@recording_options(omit={"on", "party", "on_behalf_of", "ref"})
def separate(recording: Recording, *, party: str, agreement: str | None, to: str | None) -> None:
    """Say that PARTY was taken for another by mistake: it was merged, or an agreement means another by it.

    PARTY is the id that was merged, or with --in the party that the agreement was taken to name. Nothing in any
    agreement changes; answers across agreements keep the two apart, and --known-at still adds them up as before.
    """
    from ledger.separated import SeparateParties

    if to is not None and agreement is None:
        raise WrongUsage("It is not said in which agreement", where="--to", fix="Add --in AGREEMENT")
    record_of_party(recording, SeparateParties(party=party, agreement=agreement, to=to))
