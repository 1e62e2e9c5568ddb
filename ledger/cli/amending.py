"""`pledger amend`: what other terms would change, before and after; and, once that is wanted, the amendment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from ledger.cli.answer_names import Names
from ledger.cli.commands import LedgerCommand
from ledger.cli.documents import DOCUMENT, read_agreement
from ledger.cli.moments import Day
from ledger.cli.opened import opened
from ledger.cli.recorded import record_in
from ledger.cli.recording import Recording, recording_options
from ledger.cli.sentences import tell
from ledger.cli.streams import can_ask
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from ledger.application import Recorded
    from ledger.events import AgreementAmended


@click.command(
    cls=LedgerCommand, examples=["pledger amend amended.yaml --effective 2026-10-01 --document amendment.pdf --yes"]
)
@click.argument("file", type=DOCUMENT)
@click.option("--effective", type=Day(), required=True, metavar="DATE", help="From which day the terms hold.")
@click.option("--document", type=DOCUMENT, metavar="FILE", help="The signed amendment; its hash is kept.")
@click.option("--yes", is_flag=True, help="Record it without asking.")
@recording_options(omit={"on", "ref"})
def amend(recording: Recording, file: Path, effective: date, document: Path | None, yes: bool) -> None:
    """Let the terms in FILE, the whole document as amended, hold from a day on, past or future.

    Shows before and after by party and period, and asks before it records.
    """
    from dataclasses import replace

    from ledger.cli.evidence import evidence_of, read_evidence
    from ledger.commands.amending import Amend

    content, terms = read_agreement(file)
    paper = read_evidence(document) if document else None
    command = Amend.of(terms, effective, evidence_of(file.name, content), paper)
    with opened(recording.settings) as ledger:
        tell(_changes(ledger.record(terms.agreement, command, recording.by(), dry_run=True)))
        if recording.dry_run:
            tell(["Nothing was recorded: this was a dry run."])
        elif yes or _wanted():
            record_in(ledger, replace(recording, given_on=effective), terms.agreement, command)
        else:
            tell(["Nothing was recorded."])


def _wanted() -> bool:
    """Ask whether the amendment is to be recorded."""
    if not can_ask():
        raise WrongUsage("Nobody can be asked here whether to record it", where="--yes", fix="Add --yes, or --dry-run")
    return click.confirm("Record the amendment?", err=True)


def _changes(done: Recorded) -> Iterator[str]:
    """Say what the amendment changes of what was booked, by period, clause and parties."""
    names = Names(done.agreement)
    body = cast("AgreementAmended", done.event.body)
    if not body.entries:
        yield f"From {names.day(body.effective)} other terms hold; nothing that is booked so far changes."
        return
    yield f"From {names.day(body.effective)} other terms hold, and what is booked changes, before -> after:"
    for entry in body.entries:
        before = names.money(entry.working.before)
        after = names.money(entry.working.before + entry.amount)
        payer, payee = names.party(entry.payer), names.party(entry.payee)
        yield f"  {entry.period}, {entry.clause}, {payer} to {payee}: {before} -> {after}"
