"""Whether tables, guards and their functions on a server are as they were made, from the server's own catalogue."""

from __future__ import annotations

import re
from typing import Any

from ledger.store.server.schema import FACTS, FUNCTIONS, GUARDS, TABLES

_TABLES = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = ?"
_FUNCTIONS = (
    "SELECT p.proname, p.prosrc FROM pg_catalog.pg_proc AS p "
    "JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname = ?"
)
_GUARDS = (
    "SELECT pg_catalog.pg_get_triggerdef(t.oid), t.tgenabled::text FROM pg_catalog.pg_trigger AS t "
    "JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace "
    "WHERE n.nspname = ? AND NOT t.tgisinternal"
)
_RULES = "SELECT tablename || '.' || rulename FROM pg_catalog.pg_rules WHERE schemaname = ?"
_ENABLED = ("O", "A")


def schema_fault(cursor: Any) -> str | None:
    """Say what is not as it was made, or None: a guard that is gone or asleep, one that was added, another function."""
    odd = sorted(_found_tables(cursor) ^ set(TABLES))
    if odd:
        return f"A table is not as it was made: {odd[0]}"
    functions = dict(cursor.execute(_FUNCTIONS, (FACTS,)).fetchall())
    made = {name: f"\n{body}\n" for name, body in FUNCTIONS.items()}
    strange = sorted(name for name in functions.keys() | made.keys() if functions.get(name) != made.get(name))
    if strange:
        return f"A guard's function is not as it was made: {strange[0]}"
    found = {_plain(sql) for sql, enabled in cursor.execute(_GUARDS, (FACTS,)).fetchall() if enabled in _ENABLED}
    different = sorted(found ^ {_plain(guard) for guard in GUARDS})
    if different:
        return f"A guard is not as it was made: {' '.join(different[0].split()[1:3])}"
    rules = cursor.execute(_RULES, (FACTS,)).fetchone()
    return f"A rule was added: {rules[0]}" if rules else None


def _found_tables(cursor: Any) -> set[str]:
    return {name for (name,) in cursor.execute(_TABLES, (FACTS,)).fetchall()}


def _plain(sql: str) -> str:
    """Write a trigger the same way, whether the server leaves the name of a schema out or not."""
    return re.sub(rf"\b{FACTS}\.", "", " ".join(sql.split()))
