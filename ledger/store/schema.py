"""The tables of a ledger file and the guards on them, as FORMAT.md states them.

The guards stop accidents and careless tools: UPDATE, DELETE, and REPLACE through each unique key. Whoever may write
the file can drop a guard first, or the table; only the seal shows that.
"""

from __future__ import annotations

from typing import Final

FORMAT: Final = 1
"""The version of the file's format, in `PRAGMA user_version` and in `meta`."""

APPLICATION_ID: Final = 0x504C4447
"""The mark of a ledger in the file's header: "PLDG"."""

TABLES: Final = (
    """CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE events (
        id INTEGER PRIMARY KEY CHECK (id > 0),
        at TEXT NOT NULL CHECK (length(at) = 27),
        agreement TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version > 0),
        event TEXT NOT NULL,
        body BLOB NOT NULL,
        leaf BLOB NOT NULL CHECK (length(leaf) = 32),
        UNIQUE (agreement, version)
    ) STRICT""",
    """CREATE TABLE head (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        size INTEGER NOT NULL,
        frontier BLOB NOT NULL CHECK (length(frontier) % 32 = 0),
        last_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        request BLOB NOT NULL CHECK (length(request) = 32),
        first_id INTEGER NOT NULL,
        count INTEGER NOT NULL CHECK (count > 0)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE people (
        pseudonym TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT""",
    """CREATE TABLE texts (
        hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
        salt BLOB NOT NULL CHECK (length(salt) = 32),
        text TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE snapshots (
        agreement TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        leaf BLOB NOT NULL,
        engine INTEGER NOT NULL,
        state BLOB NOT NULL
    ) STRICT""",
)


def _never(table: str, verb: str) -> str:
    return _when(table, verb, "1", f"{table} is never changed by {verb}")


def _when(table: str, verb: str, condition: str, message: str) -> str:
    name = f"{table}_{verb.lower()}"
    return (
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


_NOT_NEXT: Final = """NEW.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM events)
    OR NEW.id <= ifnull((SELECT size FROM head), NEW.id)
    OR NEW.at < (SELECT last_at FROM head)
    OR NEW.version IS NOT
        (SELECT ifnull(max(version), 0) + 1 FROM events WHERE agreement = NEW.agreement)"""

_HEAD_NOT_GROWN: Final = """NEW.one IS NOT 1 OR NEW.size <= OLD.size OR NEW.last_at < OLD.last_at
    OR NEW.size IS NOT (SELECT max(id) FROM events)"""

_KEY_TAKEN: Final = "EXISTS (SELECT 1 FROM idempotency WHERE key = NEW.key)"
_PERSON_TAKEN: Final = "EXISTS (SELECT 1 FROM people WHERE pseudonym = NEW.pseudonym OR name = NEW.name)"
_TEXT_TAKEN: Final = "EXISTS (SELECT 1 FROM texts WHERE hash = NEW.hash)"

GUARDS: Final = (
    # A BEFORE INSERT guard sees a REPLACE before SQLite silently deletes the row it collides with.
    _when("events", "INSERT", _NOT_NEXT, "events are only appended, without a gap"),
    _never("events", "UPDATE"),
    _never("events", "DELETE"),
    _never("head", "INSERT"),
    _when("head", "UPDATE", _HEAD_NOT_GROWN, "the head only grows"),
    _never("head", "DELETE"),
    _when("idempotency", "INSERT", _KEY_TAKEN, "idempotency keys are used once"),
    _never("idempotency", "UPDATE"),
    _never("idempotency", "DELETE"),
    _never("meta", "INSERT"),
    _never("meta", "UPDATE"),
    _never("meta", "DELETE"),
    _when("people", "INSERT", _PERSON_TAKEN, "a person is erased, never replaced"),
    _never("people", "UPDATE"),
    _when("texts", "INSERT", _TEXT_TAKEN, "a text is erased, never replaced"),
    _never("texts", "UPDATE"),
)
