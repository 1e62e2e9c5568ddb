"""Where views live: a file beside the ledger, memory, a temporary file or a server; transactions; plain errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from ledger.errors import LedgerError, NotAllowed, Passing
from ledger.store.failures import kind_of

_BUSY_SECONDS = 60.0
_CACHE_KIB = 64 * 1024
"""Facts of many agreements fall on pages all over the file: with SQLite's own 2 MiB each is read and written again."""
_ONE_STATE: dict[str, dict[str, Any]] = {"postgresql": {"isolation_level": "REPEATABLE READ"}}
"""What makes every read of a transaction see the same, where that is not so already."""
_REBUILD = "Run pledger views rebuild: views are drawn from the ledger and hold nothing of their own"

_RIGHTS = "Check the rights on the file and its folder; until then, answers take all events"
_LOCKED = "Another program has been writing them for too long: close it, then try again"


def views_path(ledger: Path) -> Path:
    """Name the file of a ledger's views: `ledger.views.db` beside `ledger.db`."""
    return ledger.with_name(f"{ledger.stem}.views.db")


def file_engine(path: Path) -> Engine:
    """Open a database of views in a file, which is made if there is none."""
    return _prepared(create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": _BUSY_SECONDS}))


def memory_engine() -> Engine:
    """Open a database of views that lives as long as its one connection."""
    return _prepared(
        create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}),
    )


def temporary_engine() -> Engine:
    """Open a database of views that lives as long as its one connection, and takes to the disk what memory can't hold.

    SQLite makes the file where the system has temporary ones, without a name, and the system deletes it.
    """
    return _prepared(
        create_engine("sqlite://", poolclass=StaticPool, creator=lambda: sqlite3.connect("", check_same_thread=False))
    )


def _prepared(engine: Engine) -> Engine:
    """Let transactions begin when SQLAlchemy says so, those that write with the lock in hand."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees one state of the views throughout; StoreError where they can't be read."""
    try:
        with engine.connect().execution_options(**_ONE_STATE.get(engine.dialect.name, {})) as connection:
            yield connection
    except DBAPIError as error:
        raise _told("read", error, engine) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that holds the lock of the views, and commits; StoreError where they can't be written."""
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection
    except DBAPIError as error:
        raise _told("written", error, engine) from error


def _told(done: str, error: DBAPIError, engine: Engine) -> LedgerError:
    """Find the words and the kind of an error: what passes and what is not allowed is not mended by building anew."""
    if engine.dialect.name == "postgresql":
        from ledger.store.server.failures import ledger_error  # brings the client library of the server with it

        return ledger_error(error.orig or error, "the views on the server")
    what, kind = f"The views cannot be {done}: {error.orig}", kind_of(error.orig)
    return kind(what, where=_place(engine), fix={Passing: _LOCKED, NotAllowed: _RIGHTS}.get(kind, _REBUILD))


def _place(engine: Engine) -> str:
    return engine.url.database or ("the server" if engine.dialect.name == "postgresql" else "memory")
