"""Views on a server: tables in a schema of their own, beside the facts, which whoever records brings up to date.

One writer at a time holds a lock of the database, and acts as the owner of the schema, so that what one user made
another may change. A reader sees one state throughout, and keeps the tables from being dropped below it.
"""

from __future__ import annotations

from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event, text

from ledger.store.address import ServerAddress
from ledger.store.server.database import server_engine
from ledger.store.server.failures import ledger_error
from ledger.store.server.schema import VIEWS

_BUSY_SECONDS = 60.0
_LOCK = 0x504C4447  # "PLDG": the number of the lock that writers of views take in turn
_OWNER = text(
    "SELECT quote_ident(pg_get_userbyid(nspowner)) FROM pg_namespace "
    "WHERE nspname = :schema AND pg_get_userbyid(nspowner) <> current_user AND pg_has_role(nspowner, 'MEMBER')"
)


def server_views(address: ServerAddress) -> Engine:
    """Return the engine of a ledger's views on its server."""
    engine = server_engine(address, _BUSY_SECONDS, VIEWS)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            _become_writer(connection)
        else:
            _hold_tables(connection)

    return engine


def _become_writer(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    owner = connection.execute(_OWNER, {"schema": VIEWS}).scalar()
    if owner is not None:
        connection.exec_driver_sql(f"SET LOCAL ROLE {owner}")


def _hold_tables(connection: Connection) -> None:
    """Keep the tables from being dropped while they are read; locking does not fix yet what is seen of them."""
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute("LOCK TABLE tracking IN ACCESS SHARE MODE")
    except (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege):
        driver.rollback()  # there are no views yet, or this user may not read them: reading them will tell
    except psycopg.Error as error:
        connection.invalidate()  # SQLAlchemy has not seen what happened, and would use it again
        raise ledger_error(error, "the views on the server") from error
