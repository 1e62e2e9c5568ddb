"""A part of the events checked by itself, in bulk and in whatever process: sound, or not.

What can't be known of a part alone is what came before it: the instant before its first event, the version before the
first of each agreement. That is looked at where parts are put together. Nothing is said here of what is wrong: events
that are not sound are checked one by one, on top of what came before, and that names the first bad one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.errors import LedgerError
from ledger.store import canonical, merkle
from ledger.store.canonical import Row
from ledger.store.encoding import codec
from ledger.store.opened import OpenLedger
from ledger.store.recorder import Recorder

PART = 1 << 14
"""Events in a part: a power of two, so that a whole part is a complete subtree."""

_MOST_ROWS = 512
_BYTES_AT_ONCE = 1 << 20
_EVERY = 8
"""Of so many rows one tells how large they are."""

_TOGETHER = 128
"""Bodies that are read and written together: so few that all of it stays in the processor's cache."""


class Part(NamedTuple):
    """What sound events add to those before them.

    `begun` has the first version of each agreement among them, `versions` the last; the frontier is of a tree over
    these events alone.
    """

    size: int
    first_at: str
    last_at: str
    begun: dict[str, int]
    versions: dict[str, int]
    frontier: list[bytes]


def sound_part(ledger: OpenLedger, start: int, end: int) -> Part | None:
    """Check the events after one position up to another; None where anything is wrong."""
    headers, leaves = _Headers(start), list[bytes]()
    try:
        for rows in _rows_between(ledger.recorder, start, end):
            sealed = [row[6] for row in rows]
            if canonical.leaves(rows) != sealed or not headers.follow(rows) or not _are_canonical(rows):
                return None
            leaves += sealed
    except (LedgerError, TypeError, ValueError):  # bytes that cannot be read, or a value of another type
        return None
    if headers.size != end:
        return None
    frontier = merkle.frontier_of(leaves)
    return Part(end - start, headers.first_at, headers.last_at, headers.begun, headers.versions, frontier)


def _rows_between(recorder: Recorder, start: int, end: int) -> Iterator[Sequence[Row]]:
    """Yield the events after a position up to another: many at a time where they are small, few where they are not."""
    limit = _TOGETHER
    while start < end and (rows := recorder.select_rows(start + 1, min(limit, end - start))):
        yield rows
        start = rows[-1][0]
        largest = max(len(row[5]) for row in rows[::_EVERY]) + 1
        limit = max(1, min(_MOST_ROWS, 2 * limit, _BYTES_AT_ONCE // largest))


class _Headers:
    """Ids without a gap, instants that never go back, versions of each agreement without a gap, strings that may be."""

    def __init__(self, start: int) -> None:
        self.size = start
        self.first_at = self.last_at = ""
        self.begun: dict[str, int] = {}
        self.versions: dict[str, int] = {}

    def follow(self, rows: Sequence[Row]) -> bool:
        """Say whether events follow those before them, and take note of them."""
        versions, last_at = self.versions, self.last_at
        for id_, at, agreement, version, event, _, _ in rows:
            self.size += 1
            before = versions.get(agreement)
            if at != last_at or before is None:
                if canonical.header_fault(at, agreement, event) or at < last_at:
                    return False
                self.first_at, last_at = self.first_at or at, at
                before = self.begun.setdefault(agreement, version) - 1 if before is None else before
            if id_ != self.size or version != before + 1:
                return False
            versions[agreement] = version
        self.last_at = last_at
        return True


def _are_canonical(rows: Sequence[Row]) -> bool:
    are_canonical = codec().are_canonical
    for first in range(0, len(rows), _TOGETHER):
        some = rows[first : first + _TOGETHER]
        for topic in {row[4] for row in some}:
            if not are_canonical(topic, [row[5] for row in some if row[4] == topic]):
                return False
    return True
