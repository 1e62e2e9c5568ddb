"""Pull what is new, fold a batch, write rows and the tracked position in one transaction: each event exactly once.

The lock on the views is taken first and the position read under it, so that several processes may catch up at the
same time. With the position goes the frontier of the Merkle tree: grown by the leaves that follow, it must give the
ledger's own root, or the ledger has another history than the views (it was restored, or is another one), and the
views are built from nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Engine, MetaData, delete, insert, inspect, select, update

from ledger.errors import StoreError
from ledger.events import Event
from ledger.listed_events import FactsListed
from ledger.store import merkle
from ledger.store.canonical import Row
from ledger.store.encoding import codec
from ledger.store.recorder import Head, Recorder
from projections import tables
from projections.database import reading, writing
from projections.sql_views import drop_sql_views, make_sql_views
from projections.writing import write

BATCH = 10_000
"""Facts folded in one transaction, or events without any: what memory holds does not grow with the ledger."""

READ = 200
"""Events read at once; a list of facts may take a hundred kilobytes."""


class Basis(NamedTuple):
    """What views rest on: the last event's id, its recorded time, and the root over all events up to it, in hex."""

    position: int = 0
    instant: str | None = None
    root: str | None = None


NOTHING = Basis()
"""What empty views rest on."""


class _Tracked(NamedTuple):
    position: int
    frontier: list[bytes]


def catch_up(engine: Engine, recorder: Recorder, told: Callable[[int], None] = lambda position: None) -> None:
    """Bring views up to the ledger's last event. Raises StoreError where the ledger itself does not hold together.

    After each batch it is `told` up to which event the views go.
    """
    if _is_current(engine, recorder.head()):
        return
    starts, done = 0, False
    while not done:
        with writing(engine) as connection:
            tracked = _tracked(connection)
            starts += tracked.position == 0
            if starts > 2:
                fix = "Run pledger verify: the ledger may have been altered"
                raise StoreError("The events of the ledger do not give the root in its head", fix=fix)
            position, done = _advance(connection, recorder, tracked)
        told(position)


def rebuild(engine: Engine, recorder: Recorder) -> None:
    """Throw the views away and build them from the events."""
    with writing(engine) as connection:
        make_tables(connection)
    catch_up(engine, recorder)


def make_tables(connection: Connection, basis: Basis = NOTHING) -> None:
    """Make empty tables that rest on `basis`, in place of whatever tables there are."""
    if connection.dialect.name == "postgresql" and _has_schema(connection):
        for table in tables.metadata.sorted_tables:  # whoever is reading goes on seeing what was there
            connection.execute(delete(table))
    else:
        _drop_tables(connection)
        tables.metadata.create_all(connection)
        make_sql_views(connection)
    start = {"one": 1, "schema": tables.SCHEMA, "frontier": b"", **basis._asdict()}
    connection.execute(insert(tables.tracking), start)


def _drop_tables(connection: Connection) -> None:
    """Drop views and tables, of whatever schema; on a server this waits for those who are reading."""
    if connection.dialect.name == "postgresql" and inspect(connection).has_table(tables.tracking.name):
        connection.exec_driver_sql(f"LOCK TABLE {tables.tracking.name} IN ACCESS EXCLUSIVE MODE")
    drop_sql_views(connection)
    present = MetaData()
    present.reflect(connection)
    present.drop_all(connection)


def write_all(connection: Connection, events: Iterable[Event]) -> None:
    """Fold any events, batch by batch."""
    batch: list[Event] = []
    weight = 0
    for event in events:
        batch.append(event)
        weight += _weight(event)
        if weight >= BATCH:
            write(connection, batch)
            batch, weight = [], 0
    write(connection, batch)


def read_basis(connection: Connection) -> Basis:
    """Return what the views rest on."""
    tracking = tables.tracking.c
    return Basis(*connection.execute(select(tracking.position, tracking.instant, tracking.root)).one())


def _is_current(engine: Engine, head: Head) -> bool:
    with reading(engine) as connection:
        if not _has_schema(connection):
            return False
        basis = read_basis(connection)
        return (basis.position, basis.root) == (head.size, head.root_hex)


def _has_schema(connection: Connection) -> bool:
    if not inspect(connection).has_table(tables.tracking.name):
        return False
    schema = inspect(connection).get_columns(tables.tracking.name)
    if not {"one", "schema"} <= {column["name"] for column in schema}:
        return False
    return connection.execute(select(tables.tracking.c.schema)).scalar() == tables.SCHEMA


def _tracked(connection: Connection) -> _Tracked:
    """Read where the views stand, under the lock; views of another schema begin anew."""
    if not _has_schema(connection):
        make_tables(connection)
    tracking = tables.tracking.c
    row = connection.execute(select(tracking.position, tracking.frontier).with_for_update()).one()
    return _Tracked(row.position, merkle.unpack(row.frontier))


def _advance(connection: Connection, recorder: Recorder, tracked: _Tracked) -> tuple[int, bool]:
    """Take one batch; answers up to which event the views go then, and whether nothing is left to take."""
    head = recorder.head()
    position, frontier = tracked
    batch: list[Event] = []
    weight = 0
    for row in _rows_after(recorder, position, head.size):
        merkle.append(frontier, position, row[-1])
        position += 1
        batch.append(_event(row))
        weight += _weight(batch[-1])
        if weight >= BATCH:
            break
    root = merkle.root(frontier).hex()
    if (position >= head.size or not batch) and (position, root) != (head.size, head.root_hex):
        make_tables(connection)
        return 0, False
    write(connection, batch)
    following = {"position": position, "root": root, "frontier": merkle.pack(frontier)}
    if batch:
        following["instant"] = batch[-1].recorded_at
    connection.execute(update(tables.tracking).values(following))
    return position, position == head.size


def _rows_after(recorder: Recorder, position: int, size: int) -> Iterator[Row]:
    """Yield the rows after a position up to the head, a few at a time, and none where they are missing."""
    while position < size and (rows := recorder.select_rows(position + 1, min(READ, size - position))):
        yield from rows
        position += len(rows)


def _weight(event: Event) -> int:
    """Return what an event counts for in a batch: its facts."""
    return len(event.body.facts) if isinstance(event.body, FactsListed) else 1


def _event(row: Row) -> Event:
    event_id, at, agreement, version, topic, body, _ = row
    return Event(agreement, version, codec().decode(topic, body), at, event_id)
