"""`pledger agreement sign` and `pledger agreement void`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.corrections import REASON, given_reason
from ledger.cli.documents import DOCUMENT, read_agreement
from ledger.cli.joining import decided_options, record_asking
from ledger.cli.opened import opened
from ledger.cli.recorded import record, record_in
from ledger.cli.recording import Recording, recording_options
from ledger.cli.streams import warn

if TYPE_CHECKING:
    from ledger.joining import Decided


@click.command(cls=LedgerCommand, examples=["pledger agreement sign licence.yaml --document signed.pdf"])
@click.argument("file", type=DOCUMENT)
@click.option(
    "--document",
    type=DOCUMENT,
    metavar="FILE",
    help="The signed paper, as a PDF or a scan; its name, size and hash are kept.",
)
@recording_options(omit={"on", "ref"})
@decided_options
def sign(recording: Recording, *, file: Path, document: Path | None, decided: Decided) -> None:
    """Seal the terms in FILE, which was checked and signed; from then on facts may be recorded under it.

    Its parties are found in the register by their numbers and names, or are new there. Where a name is only near to a
    known one, say which it is.
    """
    from ledger.cli.evidence import evidence_of, read_evidence
    from ledger.commands.lifecycle import Sign

    content, terms = read_agreement(file)
    paper = read_evidence(document) if document else None
    with opened(recording.settings) as ledger:
        source = evidence_of(file.name, content)
        record_asking(
            lambda said: record_in(ledger, recording, terms.agreement, Sign.of(terms, source, paper, said)), decided
        )
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
