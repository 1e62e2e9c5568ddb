"""Making a ledger on a server: both schemas, the tables, the first rows and the guards, all in one transaction."""

from __future__ import annotations

from typing import Any

from ledger.errors import StoreError
from ledger.store.address import ServerAddress
from ledger.store.opened import Meta
from ledger.store.server.database import ServerDatastore
from ledger.store.server.schema import FACTS, GUARDS, creation

_BUSY_SECONDS = 60.0


def create_on_server(address: ServerAddress, meta: Meta) -> None:
    """Make an empty ledger in a database that holds none; raises StoreError where that fails."""
    datastore = ServerDatastore(address, writable=True, busy_seconds=_BUSY_SECONDS)
    try:
        with datastore.transaction(commit=True) as cursor:
            create_tables(cursor, meta, datastore.place)
            cursor.execute("INSERT INTO head VALUES (1, 0, ''::bytea, '')")
            set_guards(cursor)
    finally:
        datastore.close()


def create_tables(cursor: Any, meta: Meta, place: str) -> None:
    """Make the schemas and the tables, and say in `meta` which ledger this is; there are no guards yet."""
    if holds_ledger(cursor):
        raise StoreError("There is a ledger already", where=place, fix="Choose another database")
    for statement in creation():
        cursor.execute(statement)
    cursor.executemany("INSERT INTO meta VALUES (?, ?)", meta.rows())


def set_guards(cursor: Any) -> None:
    """Put the guards on the tables."""
    for guard in GUARDS:
        cursor.execute(guard)


def holds_ledger(cursor: Any) -> bool:
    """Say whether the database has the schema of the facts."""
    row = cursor.execute("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?", (FACTS,)).fetchone()
    return row is not None
