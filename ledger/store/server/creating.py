"""Making a ledger on a server: both schemas, the tables, the first rows and the guards, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ledger.errors import StoreError
from ledger.store.address import ServerAddress
from ledger.store.opened import Meta
from ledger.store.server.database import ServerDatastore
from ledger.store.server.schema import FACTS, GUARDS, creation

_BUSY_SECONDS = 60.0


def create_on_server(
    address: ServerAddress, meta: Meta, fill: Callable[[ServerDatastore, Any], None] | None = None
) -> None:
    """Make a ledger in a database that holds none, empty or filled in the same transaction; StoreError if it fails."""
    datastore = ServerDatastore(address, writable=True, busy_seconds=_BUSY_SECONDS)
    try:
        with datastore.transaction(commit=True) as cursor:
            _create_tables(cursor, meta, datastore.place)
            for guard in GUARDS:
                cursor.execute(guard)
            if fill is not None:
                fill(datastore, cursor)
    finally:
        datastore.close()


def _create_tables(cursor: Any, meta: Meta, place: str) -> None:
    if _holds_ledger(cursor):
        raise StoreError("There is a ledger already", where=place, fix="Choose another database")
    for statement in creation():
        cursor.execute(statement)
    cursor.executemany("INSERT INTO meta VALUES (?, ?)", meta.rows())
    cursor.execute("INSERT INTO head VALUES (1, 0, ''::bytea, '')")


def _holds_ledger(cursor: Any) -> bool:
    row = cursor.execute("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?", (FACTS,)).fetchone()
    return row is not None
