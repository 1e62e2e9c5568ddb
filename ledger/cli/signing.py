"""`pledger agreement sign` and `pledger agreement void`."""

from __future__ import annotations

from pathlib import Path

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.corrections import REASON, given_reason
from ledger.cli.documents import DOCUMENT, read_agreement
from ledger.cli.opened import opened
from ledger.cli.recorded import record, record_in
from ledger.cli.recording import Recording, recording_options
from ledger.cli.streams import warn


@click.command(cls=LedgerCommand, examples=["pledger agreement sign licence.yaml --document signed.pdf"])
@click.argument("file", type=DOCUMENT)
@click.option(
    "--document",
    type=DOCUMENT,
    metavar="FILE",
    help="The signed paper, as a PDF or a scan; its name, size and hash are kept.",
)
@recording_options(omit={"on", "ref"})
def sign(recording: Recording, file: Path, document: Path | None) -> None:
    """Seal the terms in FILE, which was checked and signed; from then on facts may be recorded under it."""
    from ledger.cli.evidence import evidence_of, read_evidence
    from ledger.commands.lifecycle import Sign

    content, terms = read_agreement(file)
    paper = read_evidence(document) if document else None
    with opened(recording.settings) as ledger:
        command = Sign.of(terms, evidence_of(file.name, content), paper)
        record_in(ledger, recording, terms.agreement, command)
    if paper is None:
        warn("no signed document was named with --document, so that no hash of it is kept.")


@click.command(
    cls=LedgerCommand, examples=['pledger agreement void signed-twice --reason "the same agreement was signed twice"']
)
@click.argument("agreement")
@REASON
@recording_options(omit={"on", "ref", "note"})
def void(recording: Recording, agreement: str, reason: str) -> None:
    """Void an agreement that was signed by mistake, before anything is recorded under it."""
    from ledger.commands.lifecycle import Void

    why = given_reason(reason)
    record(recording, agreement, Void(reason=why), recording.by()._replace(note=why))
