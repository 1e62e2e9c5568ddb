"""From a request to its answer: recorded, or with --dry-run only worked out, and said in sentences or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.cli.opened import meant_agreement, opened
from ledger.cli.sentences import tell
from ledger.cli.streams import warn
from ledger.errors import NotFound

if TYPE_CHECKING:
    from ledger.application import By, Ledger
    from ledger.cli.recording import Recording
    from ledger.commands.base import Command


def record(recording: Recording, agreement: str | None, command: Command, by: By | None = None) -> None:
    """Record a request on an agreement and say what came of it; `by` says more about who asks."""
    with opened(recording.settings) as ledger:
        _record_on(ledger, recording, agreement, command, by)


def _record_on(ledger: Ledger, recording: Recording, agreement: str | None, command: Command, by: By | None) -> None:
    """Record on the agreement that is named, or meant; a word that is something of an agreement's is told so."""
    try:
        record_in(ledger, recording, meant_agreement(ledger.store, agreement), command, by)
    except NotFound:
        from ledger.cli.near_misses import refuse_misplaced

        refuse_misplaced(ledger, agreement, command)
        raise


def record_in(ledger: Ledger, recording: Recording, agreement: str, command: Command, by: By | None = None) -> None:
    """Record a request in an open ledger and say what came of it."""
    done = ledger.record(agreement, command, by or recording.by(), dry_run=recording.dry_run)
    warn_of_future(recording)
    if recording.as_json:
        from ledger.cli.answer_json import answer_json
        from ledger.cli.output import emit

        emit(answer_json(ledger, done))
        return
    from ledger.cli.answer import answer

    tell(answer(done, dry_run=recording.dry_run, dated=recording.given_on is not None))


def warn_of_future(recording: Recording) -> None:
    """Warn of an effective date that has not come yet: it may be a slip of the pen, and may be right."""
    if recording.on > recording.today:
        warn(f"{recording.on} lies in the future. It is recorded as it was given; reverse it if that was a slip.")
