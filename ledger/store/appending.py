"""One append, inside its transaction: head, key, versions, instant, lines, leaves, tree.

An append may run twice: where the connection to a server breaks while it commits, nobody knows whether it did. The
leaf that was sent tells: it hashes id and instant too, so that the event there is this one or another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from eventsourcing.persistence import StoredEvent

from ledger.errors import AlreadyRecorded, Conflict, Damaged, DuplicateKey
from ledger.store import canonical, merkle
from ledger.store.clock import next_at
from ledger.store.datastore import Datastore
from ledger.store.side_tables import Person, Text, insert_people, insert_texts

_HEAD = "SELECT size, frontier, last_at FROM head"


class StoredHead(NamedTuple):
    """The head row: size of the tree, its frontier, the last instant."""

    size: int
    frontier: list[bytes]
    last_at: str


def read_head(cursor: Any, locking: str = "") -> StoredHead:
    """Read the head row, and lock it where asked to; raises Damaged where it is gone or no longer what it was."""
    row = cursor.execute(_HEAD + locking).fetchone()
    if row is None or [type(value) for value in row] != [int, bytes, str]:
        raise Damaged("The ledger has lost its head row", fix="Restore a backup")
    return StoredHead(row[0], merkle.unpack(row[1]), row[2])


class Append:
    """Everything that one transaction is to record; `seen` is how many events it was decided on, if others matter."""

    def __init__(
        self,
        events: Collection[StoredEvent],
        idempotency: tuple[str, bytes] | None,
        texts: Collection[Text],
        people: Sequence[Person],
        seen: int | None = None,
    ) -> None:
        self.events = events
        self.idempotency = idempotency
        self.texts = texts
        self.people = people
        self.seen = seen
        self._sent: tuple[int, bytes] | None = None

    def run(self, cursor: Any, now: datetime, store: Datastore) -> Sequence[int]:
        """Record it all in the caller's transaction; answers the ids of the events.

        The head's lock comes first: what is read after it, nobody can change any more.
        """
        head = read_head(cursor, store.locking)
        if (done := self._recorded_before(cursor)) is not None:
            return done
        self._check_key(cursor)
        if self.seen not in (None, head.size):
            raise Conflict("Others have recorded since the ledger was read", fix="Run the command again")
        self._check_versions(cursor)
        at = next_at(now, head.last_at)
        insert_texts(cursor, self.texts)
        insert_people(cursor, self.people)
        self._insert(cursor, head, at, store)
        ids = range(head.size + 1, head.size + 1 + len(self.events))
        if self.idempotency is not None:
            cursor.execute("INSERT INTO idempotency VALUES (?, ?, ?, ?)", (*self.idempotency, ids[0], len(ids)))
        return ids

    def _recorded_before(self, cursor: Any) -> Sequence[int] | None:
        """Answer the ids where an earlier run was committed after all."""
        if self._sent is None:
            return None
        first, leaf = self._sent
        row = cursor.execute("SELECT leaf FROM events WHERE id = ?", (first,)).fetchone()
        return range(first, first + len(self.events)) if row is not None and row[0] == leaf else None

    def _check_key(self, cursor: Any) -> None:
        """Look the key up before anything else: as a version conflict, a known key would be retried for ever."""
        if self.idempotency is None:
            return
        key, request = self.idempotency
        row = cursor.execute("SELECT request, first_id, count FROM idempotency WHERE key = ?", (key,)).fetchone()
        if row is None:
            return
        if row[0] == request:
            raise AlreadyRecorded(row[1], row[2])
        raise DuplicateKey(
            f"The idempotency key {key!r} was used before, for another request",
            where=f"event {row[1]}",
            fix="Use a new key for a new request",
        )

    def _check_versions(self, cursor: Any) -> None:
        """Refuse, as a conflict, events whose version is not the next one of their agreement."""
        last: dict[object, int] = {}
        for event in self.events:
            agreement = event.originator_id
            if agreement not in last:
                statement = "SELECT coalesce(max(version), 0) FROM events WHERE agreement = ?"
                last[agreement] = cursor.execute(statement, (agreement,)).fetchone()[0]
            if event.originator_version != last[agreement] + 1:
                raise Conflict(
                    f"Version {event.originator_version} of {agreement} cannot follow version {last[agreement]}",
                    fix="Run the command again",
                )
            last[agreement] += 1

    def _insert(self, cursor: Any, head: StoredHead, at: str, store: Datastore) -> None:
        """Insert the events with their leaves, and grow the head."""
        store.insert_events(cursor, self._sealed(head, at))
        grown = (head.size + len(self.events), merkle.pack(head.frontier), at)
        cursor.execute("UPDATE head SET size = ?, frontier = ?, last_at = ?", grown)

    def _sealed(self, head: StoredHead, at: str) -> Iterator[tuple[object, ...]]:
        """Yield the row of each event with its leaf, and grow the frontier of the head by it."""
        for before, event in enumerate(self.events, head.size):
            parts = (at, str(event.originator_id), event.originator_version, event.topic, event.state)
            leaf = canonical.leaf(canonical.line(before + 1, *parts))
            merkle.append(head.frontier, before, leaf)
            if before == head.size:
                self._sent = (before + 1, leaf)
            yield (before + 1, *parts, leaf)
