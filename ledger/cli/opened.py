"""The ledger that a command works on, opened and closed again; and the agreement that was meant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from ledger.cli.practising import notice
from ledger.cli.settings import Settings
from ledger.cli.streams import warn
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from ledger.application import Ledger
    from ledger.store.recorder import Recorder

_NAMED = 20
"""How many agreements are named where it was not said which."""


@contextmanager
def opened(settings: Settings) -> Iterator[Ledger]:
    """Open the ledger to record in; what is risky about its place is warned of."""
    from ledger.application import Ledger

    ledger = Ledger(settings.ledger)
    try:
        notice(ledger.file)
        for warning in ledger.file.warnings:
            warn(f"{warning}.")
        yield ledger
    finally:
        ledger.close()


def meant_agreement(recorder: Recorder, word: str | None) -> str:
    """Return the id of the agreement that was meant, however its letters are written.

    Where none is named it is the only one that is not voided; WrongUsage if there are several, or none.
    """
    if word is None:
        return _only_agreement(recorder)
    wanted = word.strip()
    if not wanted:
        raise WrongUsage("The agreement is empty", fix="Write its id, as in: pledger agreement list")
    if recorder.version_of(wanted):
        return wanted
    known = recorder.list_agreements()
    agreement = wanted.partition("/")[0]
    if agreement != wanted and agreement in known:
        raise WrongUsage(f"'{wanted}' is a fact of {agreement}, not an agreement", fix=f"Write {agreement} alone")
    return next((name for name in known if name.casefold() == wanted.casefold()), wanted)


def standing_agreements(recorder: Recorder) -> list[str]:
    """List the agreements that are not voided."""
    return list(_standing(recorder))


def is_only_one(recorder: Recorder) -> bool:
    """Say whether one agreement is not voided, and only one."""
    return len(list(islice(_standing(recorder), 2))) == 1


def _standing(recorder: Recorder) -> Iterator[str]:
    return (name for name in recorder.list_agreements() if not _is_voided(recorder, name))


def _only_agreement(recorder: Recorder) -> str:
    standing = list(islice(_standing(recorder), _NAMED + 1))
    if len(standing) == 1:
        return standing[0]
    if not standing:
        raise WrongUsage("There is no agreement in this ledger yet", fix="Sign one with: pledger agreement sign FILE")
    raise WrongUsage("It is not said which agreement", fix=f"Name one of: {', '.join(standing[:_NAMED])}")


def _is_voided(recorder: Recorder, agreement: str) -> bool:
    """Say whether an agreement was voided, which only ever follows its signing at once."""
    return any(event.topic == "agreement-voided.v1" for event in recorder.select_events(agreement, gt=1, lte=2))
