"""The two roles of a ledger on a server: one inserts what is recorded, one reads, and neither updates or deletes.

Roles belong to the whole server, a ledger to one database: so they are named after it, `partnership_recorder` and
`partnership_reader` in a database `partnership`. Nobody logs in as them; they are granted to those who do. Whoever
made the ledger owns it and may erase notes and names; the recorder moves the head, which only grows, and owns the
views.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.store.address import ServerAddress
from ledger.store.server.connecting import parts_of
from ledger.store.server.database import ServerDatastore
from ledger.store.server.schema import FACTS, VIEWS

_LONGEST_NAME = 63
_BUSY_SECONDS = 60.0
_INSERTED = ("events", "idempotency", "people", "texts")


def roles_of(address: ServerAddress) -> tuple[str, str]:
    """Return the names of the role that records and of the one that reads."""
    parts = parts_of(address)
    database = parts.get("dbname") or parts.get("user") or "ledger"
    recorder, reader = (f"{database[: _LONGEST_NAME - len(kind)]}{kind}" for kind in ("_recorder", "_reader"))
    return recorder, reader


def statements(address: ServerAddress) -> Iterator[str]:
    """Yield the SQL that makes the roles and says what they may; running it again changes nothing."""
    for statement in _statements(*map(_quoted, roles_of(address))):
        yield f"{statement};"


def apply_roles(address: ServerAddress) -> None:
    """Make the roles, all of it or nothing. Raises StoreError where the user may not."""
    datastore = ServerDatastore(address, writable=True, busy_seconds=_BUSY_SECONDS)
    try:
        with datastore.transaction(commit=True) as cursor:
            for statement in _statements(*map(_quoted, roles_of(address))):
                cursor.execute(statement)
    finally:
        datastore.close()


def _statements(recorder: str, reader: str) -> Iterator[str]:
    both = f"{recorder}, {reader}"
    yield from (_made(role) for role in (recorder, reader))
    yield f"GRANT {recorder} TO CURRENT_USER"  # or else the owner could not hand the views over
    yield f"REVOKE ALL ON SCHEMA {FACTS}, {VIEWS} FROM PUBLIC"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {FACTS} FROM PUBLIC, {both}"
    yield f"GRANT USAGE ON SCHEMA {FACTS} TO {both}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {FACTS} TO {both}"
    yield f"GRANT INSERT ON {', '.join(f'{FACTS}.{table}' for table in _INSERTED)} TO {recorder}"
    yield f"GRANT UPDATE (size, frontier, last_at) ON {FACTS}.head TO {recorder}"
    yield f"GRANT INSERT, UPDATE, DELETE ON {FACTS}.snapshots TO {recorder}"  # a cache, which holds nothing of its own
    yield _handed_over(recorder)
    yield f"GRANT USAGE ON SCHEMA {VIEWS} TO {reader}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {VIEWS} TO {reader}"
    yield f"ALTER DEFAULT PRIVILEGES FOR ROLE {recorder} IN SCHEMA {VIEWS} GRANT SELECT ON TABLES TO {reader}"


def _made(role: str) -> str:
    name = role.replace("'", "''").strip('"').replace('""', '"')
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = '{name}') "  # noqa: S608  # quoted
        f"THEN CREATE ROLE {role} NOLOGIN; END IF; END $$"
    )


def _handed_over(recorder: str) -> str:
    """Give the views to the recorder: whoever records brings them up to date, and may build them again."""
    return (
        "DO $$ DECLARE kind text; name text; BEGIN "  # noqa: S608  # the names are quoted
        f"ALTER SCHEMA {VIEWS} OWNER TO {recorder}; "
        "FOR kind, name IN SELECT CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, relname "
        f"FROM pg_catalog.pg_class WHERE relnamespace = '{VIEWS}'::regnamespace AND relkind IN ('r', 'v') LOOP "
        f"EXECUTE format('ALTER %s {VIEWS}.%I OWNER TO {recorder}', kind, name); END LOOP; END $$"
    )


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
