"""The views of one ledger, and views over any events: what every answer is drawn from.

    with open_views(ledger) as views, views.now() as connection:
        report = shares.shares(connection, agreement="ankle-device")

Deleting what is kept changes no answer: it is built again. Where it can't be written, views are temporary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from ledger.errors import NotAllowed, StoreError
from ledger.events import Event
from ledger.store.mapper import LedgerMapper
from ledger.store.opened import OpenLedger
from ledger.store.opening import LedgerFile
from ledger.store.recorder import Recorder
from projections.catch_up import Basis, Fold, catch_up, make_tables, rebuild, write_all
from projections.database import file_engine, memory_engine, reading, temporary_engine, views_path, writing
from projections.folded import folded, folded_with_help

READ = 200
"""Events read at once; a list of facts may take a hundred kilobytes."""


class Views:
    """The views of one ledger; `instead_of` says why they are temporary ones, where that is no matter of rights."""

    def __init__(self, engine: Engine, recorder: Recorder, instead_of: StoreError | None = None) -> None:
        self.engine = engine
        self.recorder = recorder
        self.instead_of = instead_of

    @contextmanager
    def now(self) -> Iterator[Connection]:
        """Yield a connection to views that go up to the ledger's last event."""
        catch_up(self.engine, self.recorder)
        with reading(self.engine) as connection:
            yield connection

    def close(self) -> None:
        """Close the views; those that are temporary are gone."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_views(ledger: OpenLedger, *, helped: bool = False) -> Views:
    """Open the views of a ledger and bring them up to date; where they can't be written, make temporary ones."""
    kept, fold = Views(kept_engine(ledger), ledger.recorder), _fold_by(ledger, helped=helped)
    try:
        catch_up(kept.engine, ledger.recorder, fold=fold)
    except StoreError as error:
        kept.close()
        return _temporary_views(ledger, fold, None if isinstance(error, NotAllowed) else error)
    return kept


def _temporary_views(ledger: OpenLedger, fold: Fold, instead_of: StoreError | None) -> Views:
    views = Views(temporary_engine(), ledger.recorder, instead_of)
    try:
        catch_up(views.engine, ledger.recorder, fold=fold)
    except BaseException:
        views.close()
        raise
    return views


def kept_engine(ledger: OpenLedger) -> Engine:
    """Give the engine of the views that are kept: a file beside the ledger's, or a schema on its server."""
    if isinstance(ledger, LedgerFile):
        return file_engine(views_path(ledger.path))
    from projections.server import server_views  # brings the client library of the server with it

    return server_views(ledger.address)


def rebuild_views(ledger: OpenLedger, *, helped: bool = False) -> Basis:
    """Throw a ledger's views away, build them anew, and say what they rest on; StoreError where they can't be.

    They are built with the help of other processes where the program that asks can be started again as one.
    """
    if isinstance(ledger, LedgerFile):
        with suppress(OSError):  # a file that somebody reads can't be removed everywhere; its tables can be dropped
            views_path(ledger.path).unlink(missing_ok=True)
    engine = kept_engine(ledger)
    try:
        rebuild(engine, ledger.recorder, _fold_by(ledger, helped=helped))
    finally:
        engine.dispose()
    head = ledger.recorder.head()
    return Basis(head.size, head.last_at or None, head.root_hex)


def _fold_by(ledger: OpenLedger, *, helped: bool) -> Fold:
    return partial(folded_with_help, ledger) if helped else partial(folded, ledger.recorder)


@contextmanager
def views_over(events: Iterable[Event], basis: Basis) -> Iterator[Connection]:
    """Yield a connection to views in memory over any events, each with an id of its own; they rest on `basis`."""
    engine = memory_engine()
    try:
        with writing(engine) as connection:
            make_tables(connection, basis)
            write_all(connection, events)
        with reading(engine) as connection:
            yield connection
    finally:
        engine.dispose()


def events_until(recorder: Recorder, position: int, agreement: str | None = None) -> Iterator[Event]:
    """Yield the events up to a position, of the whole ledger or of one agreement, as they were recorded."""
    to_event = LedgerMapper().to_domain_event
    if agreement is not None:
        version = 0
        while stored := recorder.select_events(agreement, gt=version, limit=READ):
            yield from (event for event in map(to_event, stored) if event.id <= position)
            version = stored[-1].originator_version
        return
    start = 0
    while batch := recorder.select_notifications(start, READ, position, inclusive_of_start=False):
        yield from map(to_event, batch)
        start = batch[-1].id


def basis_at(recorder: Recorder, position: int) -> Basis:
    """Say what an answer rests on that knows the events up to a position and no more."""
    stored = recorder.select_rows(position, 1) if position else []
    return Basis(position, stored[0][1] if stored else None, recorder.root_at(position))
