"""Events checked one by one in their order, so that the first bad one is named; sound parts are put together.

Leaf, header and body of each are looked at, and the tree grows by them. It is a slow way, for the parts in which the
check in bulk has found something wrong, or in which a root lies that was kept.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from ledger.audit.part_check import PART, Part
from ledger.errors import Damaged, StoreError, VerificationFailed
from ledger.store import canonical, merkle
from ledger.store.canonical import Row
from ledger.store.encoding import codec
from ledger.store.recorder import Recorder

FIX = "Keep this file as it is, and compare it with a backup"

_AT_ONCE = 100


class EventCheck:
    """What is carried from event to event."""

    def __init__(self, kept: tuple[int, str] | None = None) -> None:
        self.kept_size, self.kept_root = kept or (0, "")
        self.size = 0
        self.last_at = ""
        self.frontier: list[bytes] = []
        self.versions: dict[str, int] = {}

    def go_to(self, recorder: Recorder, end: int) -> None:
        """Check events up to a position. Raises VerificationFailed at the first that is wrong."""
        while self.size < end:
            rows = _readable_rows(recorder, self.size + 1, min(_AT_ONCE, end - self.size))
            if not rows:
                counted = recorder.stored_head().size
                what = f"Events are missing: the head counts {counted}, the last is {self.size}"
                raise failed(what, self.size + 1)
            self.batch(rows)

    def add(self, part: Part) -> bool:
        """Add events that are sound by themselves; False where they don't follow, or the kept root lies among them."""
        end = self.size + part.size
        follow = all(self.versions.get(agreement, 0) + 1 == version for agreement, version in part.begun.items())
        if not follow or part.first_at < self.last_at or self.size < self.kept_size <= end:
            return False
        if part.size == PART:
            merkle.append(self.frontier, self.size // PART, *part.frontier)
        else:
            self.frontier += part.frontier
        self.versions |= part.versions
        self.last_at, self.size = part.last_at, end
        return True

    def batch(self, rows: list[Row]) -> None:
        """Check events in their order and grow the tree by them."""
        join, grow, is_canonical, frontier = canonical.join, merkle.append, codec().is_canonical, self.frontier
        for row in rows:
            id_, at, agreement, version, event, body, leaf = row
            if id_ != self.size + 1:
                raise failed(f"Event {self.size + 1} is missing", self.size + 1)
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
            raise failed(
                f"The ledger has {self.size} events; it had {self.kept_size} when its root was kept", self.size
            )
        if frontier != self.frontier:
            raise failed("The events do not give the tree in the head row", self.size)
        if last_at != self.last_at:
            raise failed(f"The head row says {last_at} where the last event says {self.last_at}", self.size)


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
            raise failed(f"Event {start} cannot be read: {error.where}", start) from error
        return _readable_rows(recorder, start, limit // 2)


def _bad(row: Row, what: str) -> VerificationFailed:
    id_, _, agreement, version, event, _, _ = row
    return VerificationFailed(
        f"Event {id_} is not as it was sealed: {what}",
        where=f"agreement {agreement}, version {version}, {event}",
        fix=FIX,
        event_id=id_,
        agreement=agreement,
    )


def failed(what: str, event_id: int) -> VerificationFailed:
    """Return the error of a fault at an event."""
    return VerificationFailed(what, where=f"event {event_id}", fix=FIX, event_id=event_id)
