"""`pledger novate`: another party in the place of one, before and after; and, once that is wanted, the novation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.answer_names import Names
from ledger.cli.before_after import changes, wanted
from ledger.cli.commands import LedgerCommand
from ledger.cli.documents import DOCUMENT
from ledger.cli.joining import decided_options, record_asking
from ledger.cli.moments import Day
from ledger.cli.opened import meant_agreement, opened
from ledger.cli.parties_recording import numbers_options
from ledger.cli.recorded import record_in
from ledger.cli.recording import Recording, not_empty, recording_options
from ledger.cli.sentences import tell

if TYPE_CHECKING:
    from ledger.application import Ledger
    from ledger.commands.novating import Novate
    from ledger.joining import Decided
    from ledger.party_events import Identifier


@click.command(
    cls=LedgerCommand,
    examples=[
        'pledger novate device-licence --from licensee --to newco --name "Newco Devices Ltd" --effective 2026-10-01 '
        "--consent licensor --document amendment.pdf --yes"
    ],
)
@click.argument("agreement", required=False)
@click.option("--from", "leaving", required=True, metavar="PARTY", help="The party whose place is taken.")
@click.option("--to", required=True, metavar="ID", help="The party that takes it: one of the agreement, or a new id.")
@click.option("--name", "called", metavar="NAME", help="The legal name of a party that is new to the agreement.")
@click.option("--effective", type=Day(), required=True, metavar="DATE", help="From which day on.")
@click.option("--clause", "clauses", multiple=True, metavar="ID", help="Only under this clause. May be repeated.")
@click.option(
    "--accrued",
    type=click.Choice(["stays", "moves"]),
    default="stays",
    show_default=True,
    help="What accrued before and is unpaid: stays with the outgoing party, or moves to the incoming one.",
)
@click.option("--consent", "consents", multiple=True, metavar="PARTY", help="This party has consented. Repeat for all.")
@click.option("--document", type=DOCUMENT, metavar="FILE", help="The signed novation; its hash is kept.")
@click.option("--yes", is_flag=True, help="Record it without asking.")
@recording_options(omit={"on"})
@numbers_options
@decided_options
def novate(
    recording: Recording,
    *,
    agreement: str | None,
    leaving: str,
    to: str,
    called: str | None,
    effective: date,
    clauses: tuple[str, ...],
    accrued: str,
    consents: tuple[str, ...],
    document: Path | None,
    yes: bool,
    numbers: tuple[Identifier, ...],
    decided: Decided,
) -> None:
    """Let another party take the place of one from a day on: its rights and obligations, past or future, go over.

    What accrued up to the day before stays with the outgoing party, unless it is said to move. How much is due changes
    for nobody else, and not in sum: bands, caps, minimums and balances go on. Every other party must consent.
    """
    from contracts.scalars.word import parse_id
    from ledger.cli.evidence import read_evidence
    from ledger.commands.novating import Novate

    name = not_empty("--name", called) or ""
    paper = read_evidence(document) if document else None
    with opened(recording.settings) as ledger:
        of = meant_agreement(ledger.store, agreement)

        def record(said: Decided) -> None:
            command = Novate(
                agreed=of,
                party=leaving,
                to=parse_id(to) if name else to,
                called=name,
                numbers=numbers,
                effective=effective,
                clauses=clauses,
                moves=accrued == "moves",
                consents=consents,
                document=paper,
                ref=recording.ref,
                decided=said,
            )
            _novate(ledger, recording, of, command, yes=yes)

        record_asking(record, decided)


def _novate(ledger: Ledger, recording: Recording, agreement: str, command: Novate, *, yes: bool) -> None:
    """Show what a novation changes, and record it where that is wanted."""
    tried = ledger.record(agreement, command, recording.by(), dry_run=True)
    names, body = Names(tried.agreement), tried.event.body
    leaving, incoming = names.party(getattr(body, "party", "")), names.party(getattr(body, "to", ""))
    clauses = [names.clause(clause) for clause in getattr(body, "clauses", ())]
    place = f"{leaving} under {' and '.join(clauses)}" if clauses else leaving
    tell(changes(tried, f"From {names.day(command.effective)} {incoming} stands in the place of {place}"))
    if recording.dry_run:
        tell(["Nothing was recorded: this was a dry run."])
    elif yes or wanted("Record the novation?"):
        record_in(ledger, replace(recording, given_on=command.effective), agreement, command)
    else:
        tell(["Nothing was recorded."])
