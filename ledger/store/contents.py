"""All that a ledger holds, read as one moment has it, and written into an empty one: the same lines, the same root.

Whatever its size, only a part is in memory at a time. Snapshots are a cache, and stay behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

from ledger.errors import VerificationFailed
from ledger.store import merkle
from ledger.store.appending import StoredHead, read_head
from ledger.store.datastore import Datastore

ROWS_AT_ONCE = 5_000

Rows: TypeAlias = list[tuple[Any, ...]]

_EVENTS = "SELECT id, at, agreement, version, event, body, leaf FROM events WHERE id > ? AND id <= ? ORDER BY id"


class _SideTable(NamedTuple):
    name: str
    columns: str
    key: str


_SIDE_TABLES = (
    _SideTable("texts", "hash, salt, text", "hash"),
    _SideTable("people", "pseudonym, name", "pseudonym"),
    _SideTable("idempotency", "key, request, first_id, count", "key"),
)


class Contents:
    """What a ledger holds, read through a cursor in whose transaction it does not change.

    `progress` is told after every part how many events were taken, and how many there are.
    """

    def __init__(self, cursor: Any, progress: Callable[[int, int], None] | None = None) -> None:
        self._cursor = cursor
        self._progress = progress
        self.head = read_head(cursor)

    def events(self) -> Iterator[Rows]:
        """Yield the rows of the events, a part at a time."""
        for start in range(0, self.head.size, ROWS_AT_ONCE):
            end = min(start + ROWS_AT_ONCE, self.head.size)
            yield self._cursor.execute(_EVENTS, (start, end)).fetchall()
            if self._progress is not None:
                self._progress(end, self.head.size)

    def side_rows(self) -> Iterator[tuple[str, Rows]]:
        """Yield the rows of texts, people and idempotency keys, a part at a time, each with the name of its table."""
        for name, columns, key in _SIDE_TABLES:
            last = ""
            statement = f"SELECT {columns} FROM {name} WHERE {key} > ? ORDER BY {key} LIMIT ?"  # noqa: S608  # no input
            while rows := self._cursor.execute(statement, (last, ROWS_AT_ONCE)).fetchall():
                yield name, rows
                last = rows[-1][0]


def write_contents(contents: Contents, store: Datastore, cursor: Any) -> None:
    """Write it all into the empty tables of another ledger, in the transaction of a cursor there.

    Raises VerificationFailed where the leaves do not give the tree that the head row has; nothing is written then.
    """
    frontier, size = list[bytes](), 0
    for rows in contents.events():
        store.insert_events(cursor, rows)
        merkle.extend(frontier, size, [row[-1] for row in rows])
        size += len(rows)
    head = contents.head
    if frontier != head.frontier:
        fix = "Run pledger verify on the ledger that is copied"
        raise VerificationFailed("The events do not give the tree in the head row", fix=fix)
    _write_head(cursor, head)
    for table, rows in contents.side_rows():
        places = ", ".join("?" * len(rows[0]))
        cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608  # the names are our own


def _write_head(cursor: Any, head: StoredHead) -> None:
    if head.size:
        grown = (head.size, merkle.pack(head.frontier), head.last_at)
        cursor.execute("UPDATE head SET size = ?, frontier = ?, last_at = ?", grown)
