"""Rows into tables: what a batch refers to is read first, then everything is written in bulk.

Portable SQL only: running totals are updated where they exist and inserted where they don't, which is safe because
whoever writes holds the lock on the views.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, select, tuple_, update

from ledger.due_events import HOLDING
from ledger.events import Event, FactAccepted, FactReversed
from projections import tables
from projections.copied import copy_rows
from projections.fold import fold
from projections.rows import FactKey, Known, Row, Rows, Written

_KEYS_A_QUERY = 400
"""Databases limit the parameters of a statement; SQLite once to 999."""

T = TypeVar("T")


def write(connection: Connection, events: Sequence[Event]) -> None:
    """Fold events in memory and write what they add, in the transaction of the connection."""
    rows = Rows(_known(connection, _referred(events)))
    fold(rows, events)
    _forget(connection, rows)
    _insert(connection, tables.events, rows.events)
    _insert(connection, tables.entries, rows.entries)
    for table, added in rows.added.items():
        _insert(connection, table, _in_order(table, added))
    _change(connection, rows)
    _move(connection, tables.positions, rows.positions)
    for table, sums in ((tables.totals, rows.totals), (tables.daily, rows.daily), (tables.flows, rows.flows)):
        _move(connection, table, {key: [amount] for key, amount in sums.items()})


def _insert(connection: Connection, table: Table, rows: Sequence[Written]) -> None:
    """Insert rows with the statement that SQLAlchemy compiles, and without its work on every single value."""
    if not rows:
        return
    compiled = insert(table).compile(dialect=connection.dialect)
    if compiled.positiontup is None:
        copy_rows(connection, table, rows)
    else:
        connection.exec_driver_sql(str(compiled), rows)


def _in_order(table: Table, rows: Sequence[Row]) -> list[Written]:
    values = itemgetter(*(column.name for column in table.columns))
    return [values(row) for row in rows]


def _referred(events: Sequence[Event]) -> set[FactKey]:
    """Return the facts of earlier batches that a batch may change."""
    named: set[FactKey] = set()
    new: set[FactKey] = set()
    for event in events:
        body = event.body
        ref = getattr(body, "ref", None)
        if isinstance(body, FactAccepted | FactReversed):
            named.add((event.originator_id, body.ref))
        elif ref is not None:
            new.add((event.originator_id, ref))
        named |= {(event.originator_id, part.payment) for part in getattr(body, "settled", ())}
        if restates := getattr(body, "restates", None) or getattr(body, "dispute", None):
            named.add((event.originator_id, restates))
    return named - new


def _known(connection: Connection, keys: set[FactKey]) -> Known:
    """Read facts, the facts that they restate, and what payments among them settled."""
    facts = _facts(connection, keys)
    restated = {(fact["agreement"], fact["restates"]) for fact in facts.values() if fact["restates"]}
    facts |= _facts(connection, restated - facts.keys())
    settled: dict[FactKey, list[Row]] = {}
    paid = {key: fact for key, fact in facts.items() if fact["kind"] == "payment"}
    for row in _rows_of(connection, tables.settlements, list(paid), ("agreement", "ref")):
        settled.setdefault((row["agreement"], row["ref"]), []).append(row)
    held = [key for key, fact in facts.items() if fact["kind"] in HOLDING]
    for row in _rows_of(connection, tables.held, held, ("agreement", "ref")):
        settled.setdefault((row["agreement"], row["ref"]), []).append(row)
    return Known(facts, settled)


def _facts(connection: Connection, keys: Collection[FactKey]) -> dict[FactKey, Row]:
    found = _rows_of(connection, tables.facts, list(keys), ("agreement", "ref"))
    return {(row["agreement"], row["ref"]): row for row in found}


def _rows_of(
    connection: Connection, table: Table, keys: Sequence[tuple[Any, ...]], names: Sequence[str]
) -> Iterator[Row]:
    """Read the rows of a table whose columns `names` hold one of the keys."""
    columns = [table.c[name] for name in names]
    for part in _parts(sorted(set(keys))):
        among = tuple_(*columns).in_(part) if len(columns) > 1 else columns[0].in_([key for (key,) in part])
        yield from (dict(row) for row in connection.execute(select(table).where(among)).mappings())


def _parts(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    yield from (keys[start : start + _KEYS_A_QUERY] for start in range(0, len(keys), _KEYS_A_QUERY))


def _change(connection: Connection, rows: Rows) -> None:
    """Write the new status of facts of earlier batches, and mark voided agreements."""
    facts, signed = tables.facts, tables.agreements
    if rows.changed:
        this = and_(facts.c.agreement == bindparam("of_agreement"), facts.c.ref == bindparam("of_ref"))
        changes = [
            {"of_agreement": agreement, "of_ref": ref, "status": row["status"], "counted_on": row["counted_on"]}
            for (agreement, ref), row in rows.changed.items()
        ]
        connection.execute(update(facts).where(this), changes)
    if rows.voided:
        voided = update(signed).where(signed.c.agreement == bindparam("of_agreement"))
        connection.execute(voided.values(voided=bindparam("by_event")), rows.voided)

    if rows.amended:
        amended = update(signed).where(signed.c.agreement == bindparam("of_agreement"))
        anew: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("title", "until", "terms")}
        connection.execute(amended.values(anew), rows.amended)


def _forget(connection: Connection, rows: Rows) -> None:
    """Take out the rows of earlier batches that amended terms replace."""
    for table, key in rows.forgotten:
        conditions = (table.c[name.removeprefix("of_")] == value for name, value in key.items())
        connection.execute(delete(table).where(*conditions))


def _move(connection: Connection, table: Table, moves: Mapping[Any, Sequence[int]]) -> None:
    """Add to running totals, and begin those that do not exist yet."""
    if not moves:
        return
    names = [column.name for column in table.primary_key]
    found_by = 2 if "on" in names else 1  # of sums by day only those of the same days are read
    sums = [column.name for column in table.columns if not column.primary_key]
    known = {
        tuple(row[name] for name in names)
        for row in _rows_of(connection, table, [key[:found_by] for key in moves], names[:found_by])
    }
    begun = [(*key, *move) for key, move in moves.items() if key not in known]
    moved = [
        {f"by_{name}": value for name, value in zip((*names, *sums), (*key, *move), strict=True)}
        for key, move in moves.items()
        if key in known
    ]
    _insert(connection, table, begun)
    if moved:
        this = and_(*(table.c[name] == bindparam(f"by_{name}") for name in names))
        more = {name: table.c[name] + bindparam(f"by_{name}") for name in sums}
        connection.execute(update(table).where(this).values(more), moved)
