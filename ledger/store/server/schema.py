"""The tables of a ledger on a server and the guards on them, as FORMAT.md states them.

There are two schemas: `pledger` holds the facts, `pledger_views` what can be thrown away. Texts compare by their
bytes (COLLATE "C"), as they do in a file. The guards stop accidents and careless tools; what roles may not do at all,
they can't do by accident either.
"""

from __future__ import annotations

from typing import Final

FACTS: Final = "pledger"
"""The schema of the facts."""

VIEWS: Final = "pledger_views"
"""The schema of the views."""

_TEXT: Final = 'text COLLATE "C" NOT NULL'

TABLES: Final = {
    "meta": f"key {_TEXT} PRIMARY KEY, value {_TEXT}",
    "events": f"""id bigint PRIMARY KEY CHECK (id > 0),
        at {_TEXT} CHECK (length(at) = 27),
        agreement {_TEXT},
        version integer NOT NULL CHECK (version > 0),
        event {_TEXT},
        body bytea NOT NULL,
        leaf bytea NOT NULL CHECK (length(leaf) = 32),
        UNIQUE (agreement, version)""",
    "head": f"""one integer PRIMARY KEY CHECK (one = 1),
        size bigint NOT NULL,
        frontier bytea NOT NULL CHECK (length(frontier) % 32 = 0),
        last_at {_TEXT}""",
    "idempotency": f"""key {_TEXT} PRIMARY KEY,
        request bytea NOT NULL CHECK (length(request) = 32),
        first_id bigint NOT NULL,
        count integer NOT NULL CHECK (count > 0)""",
    "people": f"pseudonym {_TEXT} PRIMARY KEY, name {_TEXT} UNIQUE",
    "texts": f"""hash {_TEXT} PRIMARY KEY CHECK (length(hash) = 64),
        salt bytea NOT NULL CHECK (length(salt) = 32),
        text {_TEXT}""",
    "snapshots": f"""agreement {_TEXT} PRIMARY KEY,
        version integer NOT NULL,
        leaf bytea NOT NULL,
        engine integer NOT NULL,
        state bytea NOT NULL""",
}
"""Every table, and its columns as they are made."""

FUNCTIONS: Final = {
    "never": """BEGIN
    RAISE EXCEPTION '% is never changed by %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END""",
    "only_appended": """BEGIN
    IF EXISTS (
        SELECT 1 FROM added LEFT JOIN pledger.events AS before ON before.id = added.id - 1
        WHERE before.id IS NULL AND added.id <> 1 OR before.at > added.at
    ) OR EXISTS (
        SELECT 1 FROM added WHERE version > 1 AND NOT EXISTS (
            SELECT 1 FROM pledger.events AS before
            WHERE before.agreement = added.agreement AND before.version = added.version - 1
        )
    ) OR EXISTS (SELECT 1 FROM added, pledger.head WHERE added.id <= head.size) THEN
        RAISE EXCEPTION 'events are only appended, without a gap' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END""",
    "only_grows": """BEGIN
    IF NEW.one <> 1 OR NEW.size <= OLD.size OR NEW.last_at < OLD.last_at
        OR NEW.size IS DISTINCT FROM (SELECT max(id) FROM pledger.events) THEN
        RAISE EXCEPTION 'the head only grows' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END""",
}
"""The functions that the guards call."""


def _never(table: str, *verbs: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {FACTS}.{table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {FACTS}.never()"
        for verb in verbs
    ]


GUARDS: Final = (
    f"CREATE TRIGGER events_insert AFTER INSERT ON {FACTS}.events REFERENCING NEW TABLE AS added "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {FACTS}.only_appended()",
    f"CREATE TRIGGER head_update BEFORE UPDATE ON {FACTS}.head FOR EACH ROW EXECUTE FUNCTION {FACTS}.only_grows()",
    *_never("events", "UPDATE", "DELETE", "TRUNCATE"),
    *_never("head", "INSERT", "DELETE", "TRUNCATE"),
    *_never("idempotency", "UPDATE", "DELETE", "TRUNCATE"),
    *_never("meta", "INSERT", "UPDATE", "DELETE", "TRUNCATE"),
    *_never("people", "UPDATE", "TRUNCATE"),
    *_never("texts", "UPDATE", "TRUNCATE"),
)
"""One trigger for each thing that must not happen. An UPDATE of no row is refused as well: nobody means one."""


def creation() -> list[str]:
    """Return the statements that make both schemas and the tables; rows and guards come after them."""
    return [
        f"CREATE SCHEMA {FACTS}",
        f"CREATE SCHEMA IF NOT EXISTS {VIEWS}",
        *(f"CREATE TABLE {FACTS}.{table} ({columns})" for table, columns in TABLES.items()),
        *(
            f"CREATE FUNCTION {FACTS}.{name}() RETURNS trigger LANGUAGE plpgsql AS $guard$\n{body}\n$guard$"
            for name, body in FUNCTIONS.items()
        ),
    ]
