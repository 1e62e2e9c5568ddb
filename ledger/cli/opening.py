"""`pledger opening FILE --on DATE --evidence FILE`: an agreement that has lived elsewhere is taken over."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.opened import meant_agreement, opened
from ledger.cli.output import emit
from ledger.cli.recording import Recording, recording_options
from ledger.cli.sentences import tell
from ledger.errors import NotFound, WrongUsage

if TYPE_CHECKING:
    from ledger.application import Ledger
    from ledger.together import Together


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger opening --blank device-fund --on 2027-01-01 -o opening.yaml",
        "pledger opening opening.yaml device-fund --on 2027-01-01 --evidence report.pdf --dry-run",
    ],
)
@click.argument("file", metavar="[FILE]", required=False)
@click.argument("agreement", required=False)
@click.option("--blank", is_flag=True, help="Write a document to fill in, with what every clause can take.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the blank into a file.")
@recording_options(omit={"idempotency_key"})
def opening(recording: Recording, *, file: str | None, agreement: str | None, blank: bool, output: Path | None) -> None:
    """Take AGREEMENT over in mid-life: go on, from the day --on, from where FILE says that its clauses stood.

    The day is the first of a contract quarter. FILE says for every clause what it carries, what was booked and what was
    paid to date. What was booked stands in opening lines of its own; nothing before them is worked out again.
    """
    if recording.given_on is None:
        raise WrongUsage("It is not said from which day the agreement is kept here", where="--on", fix="Add --on DATE")
    with opened(recording.settings) as ledger:
        if blank:
            _write_blank(ledger, file if agreement is None else agreement, recording.given_on, output)
        else:
            _record(ledger, recording, _path(file), meant_agreement(ledger.store, agreement))


def _write_blank(ledger: Ledger, word: str | None, on: date, output: Path | None) -> None:
    from contracts.document.blank_opening import blank_opening
    from ledger.commands.opening import check_day

    agreement = ledger.agreement(meant_agreement(ledger.store, word))
    check_day(agreement, on)
    emit(blank_opening(agreement.contract, on), output)


def _path(word: str | None) -> Path:
    if word is None:
        raise WrongUsage("No document was named", fix="Name the file, or write one with: pledger opening --blank")
    if not Path(word).is_file():
        raise NotFound(f"There is no file '{word}'", fix="Write one to fill in with: pledger opening --blank -o FILE")
    return Path(word)


def _record(ledger: Ledger, recording: Recording, file: Path, agreement: str) -> None:
    """Record the opening, and what had been paid, in one transaction."""
    from contracts.entries import OPENING
    from contracts.errors import DocumentRefused
    from ledger.cli.answer_opening import answer_opening
    from ledger.cli.evidence import evidence_of
    from ledger.commands.opening import OpenPosition, bring_in
    from ledger.store.encoding import request_hash

    content = file.read_bytes()
    source = evidence_of(file.name, content)
    command = OpenPosition(
        document=content, source=source, on=recording.on, ref=recording.ref, explained=bool(recording.note)
    )
    openings = ledger.agreement(agreement).facts.number_of(OPENING)  # one that was reversed may be brought in again
    request = request_hash("opening", {"agreement": agreement, "on": recording.on, "file": source.sha256})
    key = f"opening:{agreement}:{openings}:{source.sha256}", request
    try:
        done = ledger.record_together(
            key, lambda together: bring_in(together, agreement, command, recording.by()), dry_run=recording.dry_run
        )
    except DocumentRefused as error:
        error.where = str(file)
        raise
    if recording.as_json:
        emit(_as_json(agreement, done, recording))
        return
    tell(answer_opening(done.agreement(agreement), done, dry_run=recording.dry_run))


def _as_json(agreement: str, done: Together, recording: Recording) -> bytes:
    import msgspec

    answer = {
        "agreement": agreement,
        "dry_run": recording.dry_run,
        "repeated": done.repeated,
        "recorded_at": done.recorded_at,
        "events": [{"ref": getattr(event.body, "ref", None), "event": event.id or None} for event in done.events],
        "entries": [entry for event in done.events for entry in getattr(event.body, "entries", ())],
        "differences": [each for event in done.events for each in getattr(event.body, "differences", ())],
    }
    return msgspec.json.encode(answer) + b"\n"
