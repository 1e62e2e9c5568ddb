"""Proof that the stored events are the ones that were sealed: every line, leaf and node worked out again.

Each event is rebuilt from its columns and hashed; its leaf must be the stored one, and the tree over all of them the
one in the head row. Beside the hashes it is checked that ids and versions have no gap, that instants never go back,
that headers hold no character which could move a border, and that each body is the one way of writing what it says.
The first bad event is reported; after the events come the tree, the texts, the guards and the indexes. It finds
accidents and tampering by others; whoever may write the file could seal it afresh, and only a root kept elsewhere
(`kept`) shows that.

Parts of the events are checked in bulk, by as many processes as are given, and texts, guards and indexes by one of
them beside the others. Where any of it is not sound, it is done again here, slowly, to say what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from ledger.audit.event_check import FIX, EventCheck, failed
from ledger.audit.part_check import PART, Part, sound_part
from ledger.errors import LedgerError, VerificationFailed
from ledger.store import merkle
from ledger.store.opened import OpenLedger
from ledger.store.processes import FAR_AHEAD, across
from ledger.store.recorder import Recorder

Progress = Callable[[int, int], None]
"""Told after every part: events done, events in all."""

_Task: TypeAlias = tuple[int, int] | None
"""The events after one position up to another; None for what does not belong to any event."""

_MANY_PARTS = 8
"""From so many on others are called for help at once: it takes longer than they take to come."""


class Verified(NamedTuple):
    """What was found whole: the number of events, the root in hex, and how many events were checked."""

    size: int
    root: str
    events: int


def verify(
    ledger: OpenLedger,
    *,
    kept: tuple[int, str] | None = None,
    progress: Progress | None = None,
    processes: int = 1,
) -> Verified:
    """Check events, tree, texts, guards and indexes; raises VerificationFailed at the first that is wrong.

    `kept` is a size and a root in hex that were written down earlier, elsewhere: the ledger must still have had
    that root at that size. More `processes` than one check parts of the events at the same time.
    """
    recorder = ledger.recorder
    head = recorder.stored_head()
    check = EventCheck(kept)
    parts = [(start, min(start + PART, head.size)) for start in range(0, head.size, PART)]
    found = across(ledger, _sound, [None, *parts], processes, at_once=len(parts) >= _MANY_PARTS, ahead=FAR_AHEAD)
    rest_is_sound = next(found)
    for (_, end), part in zip(parts, found, strict=True):
        if not isinstance(part, Part) or not check.add(part):
            check.go_to(recorder, end)
        if progress is not None:
            progress(check.size, head.size)
    check.end(head.frontier, head.last_at)
    _check_tail(recorder)
    if not rest_is_sound:
        _check_rest(ledger)
    return Verified(head.size, merkle.root(check.frontier).hex(), check.size)


def _sound(ledger: OpenLedger, task: _Task) -> Part | bool | None:
    if task is not None:
        return sound_part(ledger, *task)
    try:
        _check_rest(ledger)
    except LedgerError:
        return False
    return True


def _check_rest(ledger: OpenLedger) -> None:
    """Check what lies beside the events: texts, guards and indexes."""
    _check_texts(ledger)
    _check_schema(ledger)


def _check_tail(recorder: Recorder) -> None:
    """Check that no event stands beyond the head: one was inserted past the recorder."""
    head = recorder.stored_head()
    if recorder.select_rows(head.size + 1, 1) and recorder.stored_head().size == head.size:
        raise failed(f"An event stands beyond the {head.size} that the head counts", head.size + 1)


def _check_texts(ledger: OpenLedger) -> None:
    altered = ledger.side_tables.altered_texts()
    if altered:
        raise VerificationFailed("A text was altered", where=f"text {altered[0]}", fix=FIX)


def _check_schema(ledger: OpenLedger) -> None:
    fault = ledger.schema_fault()
    if fault:
        raise VerificationFailed(fault, where=ledger.place, fix=FIX)
