"""Proof that the stored events are the ones that were sealed: every line, leaf and node worked out again.

Each event is rebuilt from its columns and hashed; its leaf must be the stored one, and the tree over all of them the
one in the head row. Beside the hashes it is checked that ids and versions have no gap, that instants never go back,
that headers hold no character which could move a border, and that each body is the one way of writing what it says.
The first bad event is reported; after the events come the tree, the texts, the guards and the indexes. It finds
accidents and tampering by others; whoever may write the file could seal it afresh, and only a root kept elsewhere
(`kept`) shows that.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from ledger.errors import Damaged, StoreError, VerificationFailed
from ledger.store import canonical, merkle
from ledger.store.encoding import codec
from ledger.store.opened import OpenLedger
from ledger.store.recorder import Recorder, Row

_BATCH = 500
_FIX = "Keep this file as it is, and compare it with a backup"

Progress = Callable[[int, int], None]
"""Told after every batch: events done, events in all."""


class Verified(NamedTuple):
    """What was found whole: the number of events, the root in hex, and how many events were checked."""

    size: int
    root: str
    events: int


def verify(ledger: OpenLedger, *, kept: tuple[int, str] | None = None, progress: Progress | None = None) -> Verified:
    """Check events, tree, texts, guards and indexes; raises VerificationFailed at the first that is wrong.

    `kept` is a size and a root in hex that were written down earlier, elsewhere: the ledger must still have had
    that root at that size.
    """
    recorder = ledger.recorder
    head = recorder.stored_head()
    check = _Check(kept)
    while check.size < head.size:
        rows = _readable_rows(recorder, check.size + 1, min(_BATCH, head.size - check.size))
        if not rows:
            raise _failed(f"Events are missing: the head counts {head.size}, the last is {check.size}", check.size + 1)
        check.batch(rows)
        if progress is not None:
            progress(check.size, head.size)
    check.end(head.frontier, head.last_at)
    _check_tail(recorder)
    _check_texts(ledger)
    _check_schema(ledger)
    return Verified(head.size, merkle.root(check.frontier).hex(), check.size)


class _Check:
    """What is carried from event to event."""

    def __init__(self, kept: tuple[int, str] | None) -> None:
        self.kept_size, self.kept_root = kept or (0, "")
        self.size = 0
        self.last_at = ""
        self.frontier: list[bytes] = []
        self.versions: dict[str, int] = {}

    def batch(self, rows: list[Row]) -> None:
        """Check events in their order and grow the tree by them."""
        join, grow, is_canonical, frontier = canonical.join, merkle.append, codec().is_canonical, self.frontier
        for row in rows:
            id_, at, agreement, version, event, body, leaf = row
            if id_ != self.size + 1:
                raise _failed(f"Event {self.size + 1} is missing", self.size + 1)
            if (
                type(body) is not bytes
                or sha256(b"\0" + join(id_, at, agreement, version, event, body)).digest() != leaf
            ):
                raise _bad(row, "what is stored does not give the leaf that was sealed")
            if at != self.last_at or version != self.versions.get(agreement, 0) + 1 or version == 1:
                self._check_header(row)
            _check_body(row, is_canonical)
            self.versions[agreement] = version
            grow(frontier, self.size, leaf)
            self.size = id_
            if id_ == self.kept_size:
                self._check_kept()

    def _check_header(self, row: Row) -> None:
        """Check what differs from the event before: instant, agreement, version."""
        _, at, agreement, version, event, _, _ = row
        fault = canonical.header_fault(at, agreement, event)
        if fault:
            raise _bad(row, fault)
        if at < self.last_at:
            raise _bad(row, f"its instant {at} lies before {self.last_at}, that of the event before")
        expected = self.versions.get(agreement, 0) + 1
        if version != expected:
            raise _bad(row, f"its version is {version} where {expected} follows")
        self.last_at = at

    def _check_kept(self) -> None:
        root = merkle.root(self.frontier).hex()
        if root != self.kept_root.lower():
            raise VerificationFailed(
                f"At {self.kept_size} events the root is {root}, not {self.kept_root} as kept",
                where=f"events 1 to {self.kept_size}",
                fix="This is another history than the one the root was kept from",
            )

    def end(self, frontier: list[bytes], last_at: str) -> None:
        """Compare the tree with the head row, once every event is in."""
        if self.kept_size > self.size:
            raise _failed(
                f"The ledger has {self.size} events; it had {self.kept_size} when its root was kept", self.size
            )
        if frontier != self.frontier:
            raise _failed("The events do not give the tree in the head row", self.size)
        if last_at != self.last_at:
            raise _failed(f"The head row says {last_at} where the last event says {self.last_at}", self.size)


def _check_body(row: Row, is_canonical: Callable[[str, bytes], bool]) -> None:
    """Check that a body reads by its topic and is written in the one way."""
    event, body = row[4], row[5]
    fault = canonical.body_fault(body)
    if fault:
        raise _bad(row, fault)
    try:
        if not is_canonical(event, body):
            raise _bad(row, "its body is not written the way it would be written again")
    except StoreError as error:
        raise _bad(row, error.what) from error


def _readable_rows(recorder: Recorder, start: int, limit: int) -> list[Row]:
    """Read a batch, or the part of it before bytes that cannot be read, so that the first bad event is named."""
    try:
        return recorder.select_rows(start, limit)
    except Damaged as error:
        if limit == 1:
            raise _failed(f"Event {start} cannot be read: {error.where}", start) from error
        return _readable_rows(recorder, start, limit // 2)


def _check_tail(recorder: Recorder) -> None:
    """Check that no event stands beyond the head: one was inserted past the recorder."""
    head = recorder.stored_head()
    if recorder.select_rows(head.size + 1, 1) and recorder.stored_head().size == head.size:
        raise _failed(f"An event stands beyond the {head.size} that the head counts", head.size + 1)


def _check_texts(ledger: OpenLedger) -> None:
    altered = ledger.side_tables.altered_texts()
    if altered:
        raise VerificationFailed("A text was altered", where=f"text {altered[0]}", fix=_FIX)


def _check_schema(ledger: OpenLedger) -> None:
    fault = ledger.schema_fault()
    if fault:
        raise VerificationFailed(fault, where=ledger.place, fix=_FIX)


def _bad(row: Row, what: str) -> VerificationFailed:
    id_, _, agreement, version, event, _, _ = row
    return VerificationFailed(
        f"Event {id_} is not as it was sealed: {what}",
        where=f"agreement {agreement}, version {version}, {event}",
        fix=_FIX,
        event_id=id_,
        agreement=agreement,
    )


def _failed(what: str, event_id: int) -> VerificationFailed:
    return VerificationFailed(what, where=f"event {event_id}", fix=_FIX, event_id=event_id)
