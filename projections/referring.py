"""Which facts events refer to: what earlier events hold of them has to be read before these are folded.

All that is folded is of one agreement or another. So the agreements whose events refer to nothing earlier can be folded
without the tables, anywhere; the events of the others wait for what came before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from msgspec.structs import fields
from sqlalchemy import Connection, Table, select, tuple_

from ledger.due_events import HOLDING
from ledger.events import Body, Event, FactAccepted, FactReversed
from projections import tables
from projections.ordered import Row
from projections.rows import FactKey, Known

_KEYS_A_QUERY = 400
"""Databases limit the parameters of a statement; SQLite once to 999."""

_ONE = ("restates", "dispute")
"""The fields that name an earlier fact."""
_MANY = {"settled": "payment", "anew": "ref"}
"""The fields that hold parts which name an earlier fact, each in a field of its own."""


def referred(events: Sequence[Event]) -> set[FactKey]:
    """Return the facts of earlier events that these may change."""
    named: set[FactKey] = set()
    new: set[FactKey] = set()
    for event in events:
        body: Any = event.body
        shape: type[Body] = type(body)
        has_ref, changes, ones, many = _naming(shape)
        if has_ref:
            (named if changes else new).add((event.originator_id, body.ref))
        for name in ones:
            if ref := getattr(body, name):
                named.add((event.originator_id, ref))
        for name in many:
            if parts := getattr(body, name):
                named |= {(event.originator_id, getattr(part, _MANY[name])) for part in parts}
    return named - new


@cache
def _naming(shape: type[Body]) -> tuple[bool, bool, tuple[str, ...], tuple[str, ...]]:
    """Say of a shape of events whether it has a reference, whether to an earlier fact, and what else names some."""
    names = {field.name for field in fields(shape)}
    changes = issubclass(shape, FactAccepted | FactReversed)
    return "ref" in names, changes, tuple(n for n in _ONE if n in names), tuple(n for n in _MANY if n in names)


def known(connection: Connection, keys: set[FactKey]) -> Known:
    """Read facts, the facts that they restate, and what payments among them settled."""
    facts = _facts(connection, keys)
    restated = {(fact["agreement"], fact["restates"]) for fact in facts.values() if fact["restates"]}
    facts |= _facts(connection, restated - facts.keys())
    settled: dict[FactKey, list[Row]] = {}
    paid = {key: fact for key, fact in facts.items() if fact["kind"] == "payment"}
    for row in rows_of(connection, tables.settlements, list(paid), ("agreement", "ref")):
        settled.setdefault((row["agreement"], row["ref"]), []).append(row)
    held = [key for key, fact in facts.items() if fact["kind"] in HOLDING]
    for row in rows_of(connection, tables.held, held, ("agreement", "ref")):
        settled.setdefault((row["agreement"], row["ref"]), []).append(row)
    return Known(facts, settled)


def _facts(connection: Connection, keys: Collection[FactKey]) -> dict[FactKey, Row]:
    found = rows_of(connection, tables.facts, list(keys), ("agreement", "ref"))
    return {(row["agreement"], row["ref"]): row for row in found}


def rows_of(
    connection: Connection, table: Table, keys: Sequence[tuple[Any, ...]], names: Sequence[str]
) -> Iterator[Row]:
    """Read the rows of a table whose columns `names` hold one of the keys."""
    columns = [table.c[name] for name in names]
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), _KEYS_A_QUERY):
        part = wanted[start : start + _KEYS_A_QUERY]
        among = tuple_(*columns).in_(part) if len(columns) > 1 else columns[0].in_([key for (key,) in part])
        yield from (dict(row) for row in connection.execute(select(table).where(among)).mappings())
