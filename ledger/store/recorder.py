"""The recorder: one append is one transaction, sealed under the lock; reads come straight from columns.

It is the same for a file and for a server: what differs between them is in the datastore.

An append takes the lock, looks its idempotency key up, checks the versions, gives ids and the instant, hashes each
canonical line, grows the tree in the head row, and commits with one fsync: all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple, NoReturn
from uuid import UUID

from eventsourcing.persistence import ApplicationRecorder, StoredEvent

from ledger.errors import StoreError, WrongUsage
from ledger.party_events import REGISTER
from ledger.store import canonical, merkle
from ledger.store.appending import Append, StoredHead, read_head
from ledger.store.canonical import Row
from ledger.store.clock import Clock, stamp, utc_now
from ledger.store.datastore import Datastore
from ledger.store.library import RecordedEvent
from ledger.store.side_tables import Person, Text

_LEAVES_AT_ONCE = 10_000
_EVENTS_AT_ONCE = 100

_EVENT = "SELECT id, agreement, version, event, body, at FROM events "

_AGREEMENTS = """WITH RECURSIVE each(name) AS (
        SELECT min(agreement) FROM events
        UNION ALL
        SELECT (SELECT min(agreement) FROM events WHERE agreement > name) FROM each WHERE name IS NOT NULL
    ) SELECT name FROM each WHERE name IS NOT NULL"""


class Head(NamedTuple):
    """How many events there are, the root of their tree in hex, and the last instant ("" where there is none)."""

    size: int
    root_hex: str
    last_at: str


class StoredEvents(Iterable[RecordedEvent]):
    """Events by their ids, read a few at a time; each may be a list of a thousand facts."""

    def __init__(self, recorder: Recorder, ids: range) -> None:
        self._recorder = recorder
        self._ids = ids

    def __iter__(self) -> Iterator[RecordedEvent]:
        for start in range(0, len(self._ids), _EVENTS_AT_ONCE):
            some = self._ids[start : start + _EVENTS_AT_ONCE]
            yield from self._recorder.select_notifications(some[0], len(some))


class Recorder(ApplicationRecorder):
    """Appends and reads the events of one ledger."""

    def __init__(self, datastore: Datastore, clock: Clock = utc_now) -> None:
        super().__init__()
        self.datastore = datastore
        self.clock = clock

    def insert_events(
        self,
        stored_events: Collection[StoredEvent],
        *,
        idempotency: tuple[str, bytes] | None = None,
        texts: Collection[Text] = (),
        people: Sequence[Person] = (),
        seen: int | None = None,
        **kwargs: Any,
    ) -> Sequence[int]:
        """Append events, with their key, texts and people, in one transaction; answers their ids.

        Raises AlreadyRecorded or DuplicateKey for a known key, Conflict where a version is not the next one (or a
        new person was named twice at once, or there are more events than `seen`), StoreError where the place, the
        disk or the clock does not allow it.
        """
        if kwargs.keys() - {"tracking"}:
            raise TypeError(f"the recorder knows nothing of {', '.join(kwargs)}")
        if not stored_events:
            return []
        append = Append(stored_events, idempotency, texts, people, seen)
        return self.datastore.write(lambda cursor: append.run(cursor, self.clock(), self.datastore))

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Read the events of one agreement, by version."""
        statement = _EVENT + "WHERE agreement = ?"
        values: list[object] = [originator_id]
        for condition, value in (("version > ?", gt), ("version <= ?", lte)):
            if value is not None:
                statement, values = f"{statement} AND {condition}", [*values, value]
        statement += f" ORDER BY version {'DESC' if desc else 'ASC'}"
        if limit is not None:
            statement, values = f"{statement} LIMIT ?", [*values, limit]
        return self._recorded(statement, values)

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[RecordedEvent]:
        """Read up to `limit` events of the whole ledger, by id, of some topics or of all."""
        first = (start or 0) if inclusive_of_start else (start or 0) + 1
        statement, values = _EVENT + "WHERE id >= ?", [first]
        if stop is not None:
            statement, values = statement + " AND id <= ?", [*values, stop]
        if topics:
            statement += f" AND event IN ({','.join('?' * len(topics))})"
        return self._recorded(statement + " ORDER BY id LIMIT ?", [*values, *topics, limit])

    def _recorded(self, statement: str, values: Sequence[object]) -> list[RecordedEvent]:
        with self.datastore.transaction(commit=False) as cursor:
            rows = cursor.execute(statement, values).fetchall()
        return [
            RecordedEvent(agreement, version, event, body, id=id_, recorded_at=at)
            for id_, agreement, version, event, body, at in rows
        ]

    def select_rows(self, start: int, limit: int) -> list[Row]:
        """Read up to `limit` events as columns, from id `start` on."""
        statement = "SELECT id, at, agreement, version, event, body, leaf FROM events WHERE id >= ? ORDER BY id LIMIT ?"
        with self.datastore.transaction(commit=False) as cursor:
            rows: list[Row] = cursor.execute(statement, (start, limit)).fetchall()
        return rows

    def select_rows_of(self, agreement: str, after: int, limit: int) -> list[Row]:
        """Read up to `limit` events of one agreement as columns, those after a version."""
        statement = (
            "SELECT id, at, agreement, version, event, body, leaf FROM events "
            "WHERE agreement = ? AND version > ? ORDER BY version LIMIT ?"
        )
        with self.datastore.transaction(commit=False) as cursor:
            rows: list[Row] = cursor.execute(statement, (agreement, after, limit)).fetchall()
        return rows

    def weights(self) -> list[tuple[str, int]]:
        """Give the size of all events of each agreement in bytes, which says how long they take to work out again."""
        statement = "SELECT agreement, sum(length(body)) AS weight FROM events GROUP BY agreement ORDER BY weight DESC"
        with self.datastore.transaction(commit=False) as cursor:
            return [(name, int(weight)) for name, weight in cursor.execute(statement) if name != REGISTER]

    def select_lines(self, start: int, limit: int) -> Iterator[tuple[int, bytes, bytes]]:
        """Read up to `limit` events from id `start` on: id, canonical line, stored leaf."""
        for id_, at, agreement, version, event, body, leaf in self.select_rows(start, limit):
            yield id_, canonical.join(id_, at, agreement, version, event, body), leaf

    def head(self) -> Head:
        """Give the size, root and last instant of the whole ledger."""
        stored = self.stored_head()
        return Head(stored.size, merkle.root(stored.frontier).hex(), stored.last_at)

    def stored_head(self) -> StoredHead:
        """Read the head row as it is stored."""
        with self.datastore.transaction(commit=False) as cursor:
            return read_head(cursor)

    def root_at(self, size: int) -> str:
        """Work out, in hex, the root that the ledger had at an earlier size, from the stored leaves."""
        if size == (head := self.head()).size:
            return head.root_hex
        if not 0 <= size < head.size:
            raise StoreError(f"The ledger never had {size} events", fix=f"It has {head.size}")
        return merkle.root_of(self.leaves(0, size)).hex()

    def leaves(self, after: int, until: int) -> Iterator[bytes]:
        """Yield the leaves after one position up to another, reading a part at a time."""
        statement = "SELECT leaf FROM events WHERE id > ? AND id <= ? ORDER BY id"
        for start in range(after, until, _LEAVES_AT_ONCE):
            with self.datastore.transaction(commit=False) as cursor:
                rows = cursor.execute(statement, (start, min(start + _LEAVES_AT_ONCE, until))).fetchall()
            yield from (leaf for (leaf,) in rows)

    def find_key(self, key: str) -> tuple[bytes, int, int] | None:
        """Give the request, first id and number of events recorded under an idempotency key, or None."""
        with self.datastore.transaction(commit=False) as cursor:
            row: tuple[bytes, int, int] | None = cursor.execute(
                "SELECT request, first_id, count FROM idempotency WHERE key = ?", (key,)
            ).fetchone()
        return row

    def list_agreements(self) -> list[str]:
        """List the agreements in the ledger by id; costs one step in an index for each, not for each event."""
        with self.datastore.transaction(commit=False) as cursor:
            return [name for (name,) in cursor.execute(_AGREEMENTS) if name != REGISTER]

    def version_of(self, agreement: str) -> int:
        """Give the version of an agreement's last event; 0 where there is none."""
        return int(self._value("SELECT coalesce(max(version), 0) FROM events WHERE agreement = ?", agreement))

    def position_at(self, instant: datetime) -> int:
        """Give the id of the last event recorded at or before an instant; 0 where there is none.

        Instants never go back from one id to the next, so that halving the ids finds it without an index.
        """
        wanted = stamp(instant)
        low, high = 0, self.head().size
        while low < high:
            middle = (low + high + 1) // 2
            if self._value("SELECT at FROM events WHERE id = ?", middle) <= wanted:
                low = middle
            else:
                high = middle - 1
        return low

    def max_notification_id(self) -> int:
        """Give the id of the last event; 0 where there is none."""
        return int(self._value("SELECT coalesce(max(id), 0) FROM events WHERE id > ?", 0))

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> NoReturn:
        """Refuse: readers pull, since no store tells of an event in the order in which they must be read."""
        raise WrongUsage("A ledger is read by pulling: select_notifications from the last position on")

    def _value(self, statement: str, parameter: object) -> Any:
        with self.datastore.transaction(commit=False) as cursor:
            row = cursor.execute(statement, (parameter,)).fetchone()
        if row is None:
            raise StoreError("An event is missing from the ledger", fix="Run pledger verify")
        return row[0]
