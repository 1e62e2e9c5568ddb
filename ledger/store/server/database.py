"""Transactions on a server, and what happens when a connection breaks.

A connection comes from SQLAlchemy's pool and is made by the client library itself, from the address as it stands: so
it finds sockets, service files, certificates and passwords the way that it always does. Rules for a broken one:

- a read is one statement outside any transaction, and is run again on a new connection;
- a write is run again whole: the recorder finds by its key, or by its leaf, what was committed after all;
- both give up once the server has not been back for `RECONNECT_SECONDS`, and say what is not known.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Engine, create_engine

from ledger.errors import StoreError
from ledger.store.address import ServerAddress
from ledger.store.datastore import Datastore
from ledger.store.server.connecting import connect
from ledger.store.server.failures import ConnectionLost, Unreachable, translated

T = TypeVar("T")

RECONNECT_SECONDS = 30.0
"""How long a command waits for a server that went away."""

_PAUSE_SECONDS = 0.2
_ROWS_AT_ONCE = 5_000
_MANY_ROWS = 100
"""From so many rows on COPY is faster than statements."""

_COPY = "COPY events (id, at, agreement, version, event, body, leaf) FROM STDIN"


class ServerDatastore(Datastore):
    """A ledger's database on a server."""

    locking = " FOR UPDATE"

    def __init__(self, address: ServerAddress, *, writable: bool, busy_seconds: float) -> None:
        self.address = address
        self.place = str(address)
        self.writable = writable
        self.engine = server_engine(address, busy_seconds)
        self.reader = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._patience = RECONNECT_SECONDS
        self._answered = False

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[Any]:
        """Yield a cursor; without `commit` each statement reads for itself, and survives a broken connection."""
        if not commit:
            yield _Reading(self)
            return
        if not self.writable:
            raise StoreError("The ledger is open for reading only", where=self.place)
        with translated(self.place), self.engine.begin() as connection:
            yield ServerCursor(connection)

    @contextmanager
    def one_moment(self) -> Iterator[Any]:
        """Yield a cursor for which nothing changes until the block ends; a broken connection ends it."""
        engine = self.engine.execution_options(isolation_level="REPEATABLE READ")
        with translated(self.place), engine.begin() as connection:
            yield ServerCursor(connection)

    def write(self, work: Callable[[Any], T]) -> T:
        """Do work in a transaction and commit it; again, from the start, if the connection broke on the way."""

        def once() -> T:
            with self.transaction(commit=True) as cursor:
                return work(cursor)

        return self.patiently(once)

    def patiently(self, act: Callable[[], T]) -> T:
        """Act, and act again while the connection is lost and the server may still come back."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                done = act()
            except (ConnectionLost, Unreachable) as error:
                # A server that answered before and now answers nobody is one that is on its way back.
                if (isinstance(error, Unreachable) and not self._answered) or time.monotonic() > deadline:
                    raise
            else:
                self._answered = True
                return done
            time.sleep(_PAUSE_SECONDS)

    def read(self, statement: str, values: Sequence[object]) -> ServerCursor:
        """Run one statement that reads, and keep its rows."""

        def once() -> ServerCursor:
            with translated(self.place), self.reader.connect() as connection:
                return ServerCursor(connection).execute(statement, values).kept()

        return self.patiently(once)

    def insert_events(self, cursor: Any, rows: Iterable[Sequence[object]]) -> None:
        """Insert rows of events: a few by statements, many by COPY."""
        following = iter(rows)
        first = list(islice(following, _MANY_ROWS))
        if len(first) < _MANY_ROWS:
            super().insert_events(cursor, first)
        else:
            cursor.copy(_COPY, chain(first, following))

    def after_erasing(self) -> None:
        """Leave it to the server, which writes over erased rows in its own time."""

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


class ServerCursor:
    """What the store needs of a cursor, over a connection of SQLAlchemy's."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._result: CursorResult[Any] | None = None
        self._kept: list[tuple[Any, ...]] | None = None

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        return self._result.rowcount if self._result is not None else -1

    def execute(self, statement: str, values: Sequence[object] = ()) -> ServerCursor:
        """Run a statement of the store."""
        self._result = self.connection.exec_driver_sql(in_servers_words(statement), tuple(values))
        self._kept = None
        return self

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement of the store for each row, some at once; without rows, not at all."""
        following = map(tuple, rows)
        while some := list(islice(following, _ROWS_AT_ONCE)):
            self.connection.exec_driver_sql(in_servers_words(statement), some)

    def copy(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Send rows by COPY."""
        driver: Any = self.connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(statement) as copying:
            for row in rows:
                copying.write_row(row)

    def kept(self) -> ServerCursor:
        """Take all rows from the connection, which may then go back to its pool."""
        if self._kept is None and self._result is not None and self._result.returns_rows:
            self._kept = [tuple(row) for row in self._result]
        return self

    def fetchone(self) -> Any:
        """Give the next row, or None."""
        rows = self.fetchall(1)
        return rows[0] if rows else None

    def fetchall(self, most: int | None = None) -> list[Any]:
        """Give all rows that are left, or only so many."""
        kept = self.kept()._kept or []
        taken, self._kept = (kept, []) if most is None else (kept[:most], kept[most:])
        return taken

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())


class _Reading:
    """A cursor whose every statement reads for itself."""

    rowcount = -1

    def __init__(self, store: ServerDatastore) -> None:
        self._store = store

    def execute(self, statement: str, values: Sequence[object] = ()) -> ServerCursor:
        return self._store.read(statement, values)


@cache
def in_servers_words(statement: str) -> str:
    """Write the places of values the way the client library does."""
    return statement.replace("%", "%%").replace("?", "%s")


def server_engine(address: ServerAddress, busy_seconds: float, schema: str | None = None) -> Engine:
    """Make an engine for one schema of a server; nothing is connected yet."""
    return create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(address, busy_seconds, schema),
        isolation_level="READ COMMITTED",  # what is read after the head's lock must be what is there by then
        use_native_hstore=False,
        hide_parameters=True,  # what is recorded has no place in a traceback
        pool_size=5,
        max_overflow=-1,  # a thread that waits for its turn holds one, and must not keep the one at work from another
        pool_timeout=busy_seconds,
    )
