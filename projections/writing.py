"""Rows into tables: what events refer to is read first, then everything is written in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, update

from ledger.events import Event
from projections import tables
from projections.copied import insert_rows
from projections.fold import fold
from projections.ordered import Row
from projections.referring import known, referred, rows_of
from projections.rows import Additions, Rows
from projections.running import Running

_CHANGING = ("status", "counted_on", "amount", "deductions", "original")
_MAY_CHANGE = [column for column in tables.facts.columns if column.name in _CHANGING]
"""What later events change of a fact."""

_MOST_PROVENANCES = 10_000
"""Provenances that are remembered to be there; events with evidence of their own each have their own."""


def write_events(running: Running, connection: Connection, events: Sequence[Event]) -> None:
    """Fold events, with what the tables hold of what they refer to, and write what they add."""
    if not events:
        return
    rows = Rows(known(connection, referred(events)))
    fold(rows, events)
    write(running, connection, rows.additions())


def write(running: Running, connection: Connection, additions: Additions) -> None:
    """Write what events add, in the transaction of the connection."""
    _forget(connection, additions)
    _tell_apart(running, connection, additions.provenances)
    for (name, _), rows in additions.rows.items():
        insert_rows(connection, tables.metadata.tables[name], rows)
    _change_facts(connection, additions.changed)
    _change_agreements(connection, additions)
    running.add(additions)


def _tell_apart(running: Running, connection: Connection, provenances: dict[bytes, bytes]) -> None:
    """Write the provenances that are not there yet."""
    unseen = provenances.keys() - running.provenances
    if not unseen:
        return
    there = {row["id"] for row in rows_of(connection, tables.provenances, [(each,) for each in unseen], ("id",))}
    insert_rows(connection, tables.provenances, [(each, provenances[each]) for each in sorted(unseen - there)])
    if len(running.provenances) > _MOST_PROVENANCES:
        running.provenances.clear()
    running.provenances |= unseen


def _change_facts(connection: Connection, changed: Sequence[Row]) -> None:
    """Write what was changed of the facts of earlier events."""
    if not changed:
        return
    facts = tables.facts
    this = and_(facts.c.agreement == bindparam("of_agreement"), facts.c.ref == bindparam("of_ref"))
    anew: dict[Any, Any] = {column: bindparam(f"new_{column.name}") for column in _MAY_CHANGE}
    changes = [
        {
            "of_agreement": row["agreement"],
            "of_ref": row["ref"],
            **{f"new_{column.name}": row[column.name] for column in _MAY_CHANGE},
        }
        for row in changed
    ]
    connection.execute(update(facts).where(this).values(anew), changes)


def _change_agreements(connection: Connection, additions: Additions) -> None:
    """Mark voided agreements, and put amended terms in the place of those before."""
    signed = tables.agreements
    this = signed.c.agreement == bindparam("of_agreement")
    if additions.voided:
        connection.execute(update(signed).where(this).values(voided=bindparam("by_event")), additions.voided)
    if additions.amended:
        anew: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("title", "until", "terms")}
        connection.execute(update(signed).where(this).values(anew), additions.amended)


def _forget(connection: Connection, additions: Additions) -> None:
    """Take out the rows of earlier events that amended terms replace."""
    for name, key in additions.forgotten:
        table = tables.metadata.tables[name]
        conditions = (table.c[column.removeprefix("of_")] == value for column, value in key.items())
        connection.execute(delete(table).where(*conditions))
