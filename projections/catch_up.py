"""Pull what is new, fold it span by span, write rows and the tracked position in one transaction: each event once.

The lock on the views is taken first and the position read under it, so that several processes may catch up at the
same time. With the position goes the frontier of the Merkle tree: grown by the leaves that follow, it must give the
ledger's own root, or the ledger has another history than the views (it was restored, or is another one), and the
views are built from nothing. Then nothing is written beside what stands there already, so that many events go in at
once, and the indexes are made when they are in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, Engine, MetaData, delete, insert, inspect, select, update
from sqlalchemy.schema import CreateTable

from ledger.errors import StoreError
from ledger.events import Event
from ledger.listed_events import FactsListed
from ledger.store import merkle
from ledger.store.recorder import Head, Recorder
from projections import tables
from projections.database import reading, writing
from projections.folded import Folded, folded, to_event
from projections.running import Running
from projections.sql_views import drop_sql_views, make_sql_views
from projections.writing import write, write_events

FEW_BYTES, MANY_BYTES = 64 << 20, 1 << 30
"""Bodies of events that are committed together, beside others and from nothing: some 60,000 sales, and a million."""

_BATCH = 10_000
"""Facts folded at once that are not pulled from a ledger."""


class Basis(NamedTuple):
    """What views rest on: the last event's id, its recorded time, and the root over all events up to it, in hex."""

    position: int = 0
    instant: str | None = None
    root: str | None = None


NOTHING = Basis()
"""What empty views rest on."""


Fold: TypeAlias = Callable[[int, int], Iterator[Folded]]
"""What folds the events from one id to another, in one process or in several."""


class _Tree:
    """The Merkle tree over the events that the views know."""

    def __init__(self, size: int, frontier: list[bytes]) -> None:
        self.size = size
        self.frontier = frontier

    @property
    def root(self) -> str:
        return merkle.root(self.frontier).hex()

    def grow(self, leaves: Iterable[bytes]) -> None:
        for leaf in leaves:
            merkle.append(self.frontier, self.size, leaf)
            self.size += 1

    def grown(self, leaves: Iterable[bytes]) -> _Tree:
        tree = _Tree(self.size, list(self.frontier))
        tree.grow(leaves)
        return tree

    def is_of(self, head: Head) -> bool:
        return (self.size, self.root) == (head.size, head.root_hex)


def catch_up(
    engine: Engine,
    recorder: Recorder,
    told: Callable[[int], None] = lambda position: None,
    fold: Fold | None = None,
) -> None:
    """Bring views up to the ledger's last event. Raises StoreError where the ledger itself does not hold together.

    After each transaction it is `told` up to which event the views go.
    """
    if _is_current(engine, recorder.head()):
        return
    pulling = _Pulling(recorder, fold or partial(folded, recorder))
    done = False
    while not done:
        with writing(engine) as connection:
            position, done = pulling.advance(connection)
        told(position)


class _Pulling:
    """One catching up, over several transactions."""

    def __init__(self, recorder: Recorder, fold: Fold) -> None:
        self._recorder = recorder
        self._fold = fold
        self._starts = 0
        self._is_compared = False

    def advance(self, connection: Connection) -> tuple[int, bool]:
        """Take what is new; answers up to which event the views go then, and whether nothing is left to take."""
        head, tree = self._recorder.head(), _tracked(connection)
        start = tree.size
        self._starts += start == 0
        if self._starts > 2:
            fix = "Run pledger verify: the ledger may have been altered"
            raise StoreError("The events of the ledger do not give the root in its head", fix=fix)
        if self._is_another_history(tree, head) or not self._take(connection, tree, head):
            make_tables(connection)
            return 0, False
        if not start:
            make_indexes(connection)
        return tree.size, tree.size == head.size

    def _is_another_history(self, tree: _Tree, head: Head) -> bool:
        """Look, before anything is written beside what is there, whether the ledger goes on from it."""
        if not tree.size or self._is_compared:
            return False
        self._is_compared = True
        return not tree.grown(self._recorder.leaves(tree.size, head.size)).is_of(head)

    def _take(self, connection: Connection, tree: _Tree, head: Head) -> bool:
        """Take events until there are many, or none is left; says whether they are those of this head."""
        running = Running(connection)
        most = FEW_BYTES if tree.size else MANY_BYTES
        following: dict[str, object] = {}
        for part in self._fold(tree.size + 1, head.size):
            tree.grow(part.leaves)
            write(running, connection, part.additions)
            write_events(running, connection, [to_event(row) for row in part.referring])
            following["instant"] = part.instant
            most -= part.weight
            if most <= 0:
                break
        running.write()
        following |= {"position": tree.size, "root": tree.root, "frontier": merkle.pack(tree.frontier)}
        connection.execute(update(tables.tracking).values(following))
        return (most <= 0 and tree.size < head.size) or tree.is_of(head)


def rebuild(engine: Engine, recorder: Recorder, fold: Fold | None = None) -> None:
    """Throw the views away and build them from the events."""
    with writing(engine) as connection:
        make_tables(connection)
    catch_up(engine, recorder, fold=fold)


def make_tables(connection: Connection, basis: Basis = NOTHING) -> None:
    """Make empty tables that rest on `basis`, in place of whatever tables there are."""
    if connection.dialect.name == "postgresql" and _has_schema(connection):
        for table in tables.metadata.sorted_tables:  # whoever is reading goes on seeing what was there
            connection.execute(delete(table))
    else:
        _drop_tables(connection)
        for table in tables.metadata.sorted_tables:
            connection.execute(CreateTable(table))
        make_sql_views(connection)
    start = {"one": 1, "schema": tables.SCHEMA, "frontier": b"", **basis._asdict()}
    connection.execute(insert(tables.tracking), start)


def make_indexes(connection: Connection) -> None:
    """Make the indexes that are missing: over rows that stand there, at half the cost of keeping them up to date."""
    for table in tables.metadata.sorted_tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection, checkfirst=True)


def _drop_tables(connection: Connection) -> None:
    """Drop views and tables, of whatever schema; on a server this waits for those who are reading."""
    if connection.dialect.name == "postgresql" and inspect(connection).has_table(tables.tracking.name):
        connection.exec_driver_sql(f"LOCK TABLE {tables.tracking.name} IN ACCESS EXCLUSIVE MODE")
    drop_sql_views(connection)
    present = MetaData()
    present.reflect(connection)
    present.drop_all(connection)


def write_all(connection: Connection, events: Iterable[Event]) -> None:
    """Fold any events into empty tables."""
    running = Running(connection)
    batch: list[Event] = []
    weight = 0
    for event in events:
        batch.append(event)
        weight += _weight(event)
        if weight >= _BATCH:
            write_events(running, connection, batch)
            batch, weight = [], 0
    write_events(running, connection, batch)
    running.write()
    make_indexes(connection)


def _weight(event: Event) -> int:
    """Return what an event counts for in a batch: its facts."""
    return len(event.body.facts) if isinstance(event.body, FactsListed) else 1


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


def _tracked(connection: Connection) -> _Tree:
    """Read where the views stand, under the lock; views of another schema begin anew."""
    if not _has_schema(connection):
        make_tables(connection)
    tracking = tables.tracking.c
    row = connection.execute(select(tracking.position, tracking.frontier).with_for_update()).one()
    return _Tree(row.position, merkle.unpack(row.frontier))
