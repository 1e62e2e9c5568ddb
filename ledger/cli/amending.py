"""`pledger amend`: what other terms would change, before and after; and, once that is wanted, the amendment."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.answer_names import Names
from ledger.cli.before_after import changes, wanted
from ledger.cli.commands import LedgerCommand
from ledger.cli.documents import DOCUMENT, read_agreement
from ledger.cli.joining import decided_options, record_asking
from ledger.cli.moments import Day
from ledger.cli.opened import opened
from ledger.cli.recorded import record_in
from ledger.cli.recording import Recording, recording_options
from ledger.cli.sentences import tell

if TYPE_CHECKING:
    from ledger.application import Ledger
    from ledger.commands.amending import Amend
    from ledger.joining import Decided


@click.command(
    cls=LedgerCommand, examples=["pledger amend amended.yaml --effective 2026-10-01 --document amendment.pdf --yes"]
)
@click.argument("file", type=DOCUMENT)
@click.option("--effective", type=Day(), required=True, metavar="DATE", help="From which day the terms hold.")
@click.option("--document", type=DOCUMENT, metavar="FILE", help="The signed amendment; its hash is kept.")
@click.option("--yes", is_flag=True, help="Record it without asking.")
@recording_options(omit={"on", "ref"})
@decided_options
def amend(
    recording: Recording, *, file: Path, effective: date, document: Path | None, yes: bool, decided: Decided
) -> None:
    """Let the terms in FILE, the whole document as amended, hold from a day on, past or future.

    Shows before and after by party and period, and asks before it records.
    """
    from ledger.cli.evidence import evidence_of, read_evidence
    from ledger.commands.amending import Amend

    content, terms = read_agreement(file)
    paper = read_evidence(document) if document else None
    source = evidence_of(file.name, content)
    with opened(recording.settings) as ledger:
        record_asking(
            lambda said: _amend(
                ledger, recording, terms.agreement, Amend.of(terms, effective, source, paper, said), yes=yes
            ),
            decided,
        )


def _amend(ledger: Ledger, recording: Recording, agreement: str, command: Amend, *, yes: bool) -> None:
    """Show what an amendment changes, and record it where that is wanted."""
    from dataclasses import replace

    tried = ledger.record(agreement, command, recording.by(), dry_run=True)
    tell(changes(tried, f"From {Names(tried.agreement).day(command.effective)} other terms hold"))
    if recording.dry_run:
        tell(["Nothing was recorded: this was a dry run."])
    elif yes or wanted("Record the amendment?"):
        record_in(ledger, replace(recording, given_on=command.effective), agreement, command)
    else:
        tell(["Nothing was recorded."])
