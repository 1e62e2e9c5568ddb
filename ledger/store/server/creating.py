"""Making a ledger on a server: both schemas, the tables, the first rows and the guards, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from ledger.errors import StoreError
from ledger.store.address import ServerAddress
from ledger.store.opened import Meta
from ledger.store.server.database import ServerDatastore
from ledger.store.server.schema import FACTS, GUARDS, creation

OLDEST = 13
"""The oldest PostgreSQL that a ledger is made on; older ones are no longer looked after."""

_BUSY_SECONDS = 60.0


_EMPTY = """SELECT size = 0 AND NOT EXISTS (SELECT 1 FROM texts) AND NOT EXISTS (SELECT 1 FROM people) FROM head"""

Fill: TypeAlias = Callable[[ServerDatastore, Any], None]
"""Writes what a ledger is to hold, in the transaction that makes it."""


def create_on_server(address: ServerAddress, meta: Meta, fill: Fill | None = None) -> None:
    """Make a ledger in a database that holds none, and fill it in the same transaction; StoreError where that fails.

    What is to be filled may have been made before, with its roles, as long as nothing was recorded in it.
    """
    datastore = ServerDatastore(address, writable=True, busy_seconds=_BUSY_SECONDS)
    try:
        with datastore.transaction(commit=True) as cursor:
            _check_version(cursor, datastore.place)
            if not _holds_ledger(cursor):
                _create(cursor, meta)
            elif fill is not None and cursor.execute(_EMPTY).fetchone()[0]:
                _rename(cursor, meta)
            else:
                raise StoreError("There is a ledger already", where=datastore.place, fix="Choose another database")
            if fill is not None:
                fill(datastore, cursor)
    finally:
        datastore.close()


def _check_version(cursor: Any, place: str) -> None:
    found = int(cursor.execute("SELECT current_setting('server_version_num')").fetchone()[0]) // 10_000
    if found < OLDEST:
        what = f"The server is PostgreSQL {found}; a ledger needs {OLDEST} or later"
        raise StoreError(what, where=place, fix="Name a newer server")


def _create(cursor: Any, meta: Meta) -> None:
    for statement in creation():
        cursor.execute(statement)
    cursor.executemany("INSERT INTO meta VALUES (?, ?)", meta.rows())
    cursor.execute("INSERT INTO head VALUES (1, 0, ''::bytea, '')")
    for guard in GUARDS:
        cursor.execute(guard)


def _rename(cursor: Any, meta: Meta) -> None:
    """Let an empty ledger be another one: its owner may, and the guard sleeps meanwhile."""
    cursor.execute("ALTER TABLE meta DISABLE TRIGGER USER")
    cursor.execute("DELETE FROM meta")
    cursor.executemany("INSERT INTO meta VALUES (?, ?)", meta.rows())
    cursor.execute("ALTER TABLE meta ENABLE TRIGGER USER")


def _holds_ledger(cursor: Any) -> bool:
    row = cursor.execute("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?", (FACTS,)).fetchone()
    return row is not None
