"""Everything that leans on the inside of the eventsourcing library, in one place.

Relied on, and tested in tests/test_store_library.py: the pool calls `_create_connection` for a new connection and
nothing else sets one up; `SQLiteDatastore.transaction(commit=...)` is the only door to the database; `Application`
passes the keywords of `save` on to `insert_events`; the factory of a persistence module is the only subclass of
`InfrastructureFactory` that the module names.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventsourcing.persistence import Notification
from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool, SQLiteDatastore

from ledger.errors import StoreError
from ledger.store.datastore import Datastore
from ledger.store.failures import translated
from ledger.store.places import is_network_share


@dataclass(frozen=True)
class RecordedEvent(Notification):
    """A stored event as read back, with the instant at which it was recorded."""

    recorded_at: str


class LedgerPool(SQLiteConnectionPool):
    """Opens connections to a file that exists, leaving its journal mode as it was created."""

    def __init__(self, address: str, pragmas: Sequence[str], busy_seconds: float) -> None:
        super().__init__(db_name=address, pool_timeout=busy_seconds)
        self.pragmas = pragmas
        self.busy_seconds = busy_seconds

    def _create_connection(self) -> SQLiteConnection:
        connection = sqlite3.connect(
            self.db_name, uri=True, check_same_thread=False, isolation_level=None, timeout=self.busy_seconds
        )
        try:
            for pragma in self.pragmas:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return SQLiteConnection(sqlite_conn=connection, max_age=None)


class LedgerDatastore(SQLiteDatastore, Datastore):
    """Transactions on one ledger file; a writer takes the lock before it reads anything."""

    def __init__(self, path: Path, address: str, *, writable: bool, busy_seconds: float) -> None:
        super().__init__(db_name=address, originator_id_type="text")
        self.path = path
        self.place = str(path)
        self.writable = writable
        pragmas = ("synchronous=FULL", "secure_delete=ON") if writable else ("query_only=ON",)
        self.pool = LedgerPool(address, pragmas, busy_seconds)
        self._here = threading.local()
        self._file = self._identity()

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[Any]:
        """Yield a cursor in a transaction; everything is undone unless the block and the commit succeed."""
        if commit and not self.writable:
            raise StoreError("The ledger is open for reading only", where=str(self.path))
        with (
            translated(self.path),
            self._connection(commit=commit) as (connection, is_begun),
            connection.cursor() as cursor,
        ):
            if not is_begun:
                cursor.execute("BEGIN IMMEDIATE" if commit else "BEGIN")
            try:
                yield cursor
                if commit:
                    self._check_there()
                    connection.commit()
            finally:
                connection.rollback()  # does nothing after a commit

    def _identity(self) -> tuple[int, int] | None:
        """Return what tells the file from another one of its name; None where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _check_there(self) -> None:
        """Refuse to commit to a file that has no name any more: what is written to it would be gone with it.

        Some network shares make up another number for the same file.
        """
        found = self._identity()
        if found != self._file and (found is None or not is_network_share(self.path)):
            what = "The file of the ledger was moved or replaced while it was in use; nothing was recorded"
            raise StoreError(what, where=self.place, fix="See that it is where it belongs, then run the command again")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock from now on: this thread's next write finds all that was read meanwhile as it was read."""
        with self.get_connection(commit=True) as connection:
            with translated(self.path), connection.cursor() as cursor:
                cursor.execute("BEGIN IMMEDIATE")
            self._here.writer, self._here.begun = connection, True
            try:
                yield
            finally:
                self._here.writer = None
                connection.rollback()

    @contextmanager
    def _connection(self, *, commit: bool) -> Iterator[tuple[SQLiteConnection, bool]]:
        """Yield a connection, and whether its transaction is begun: for the first write of whoever holds the lock.

        The library gives out one connection to write at a time, so that later writes have to use the same one.
        """
        writer: SQLiteConnection | None = getattr(self._here, "writer", None) if commit else None
        if writer is None:
            with self.get_connection(commit=commit) as connection:
                yield connection, False
        else:
            is_begun, self._here.begun = self._here.begun, False
            yield writer, is_begun

    def pragma(self, statement: str) -> Any:
        """Run a pragma outside any transaction; answers the first value of its first row, or None."""
        with translated(self.path), self.get_connection(commit=False) as connection, connection.cursor() as cursor:
            row = cursor.execute(f"PRAGMA {statement}").fetchone()
            return row[0] if row else None

    def after_erasing(self) -> None:
        """Empty the write-ahead log, in which erased bytes would stay readable until it is next reused."""
        self.pragma("wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection; the last one to close folds the write-ahead log into the file."""
        SQLiteDatastore.close(self)
