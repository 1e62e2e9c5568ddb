"""Views kept caught up by asking again and again what is new, for servers on which many read and nobody should wait.

Every batch is a transaction of its own, so that following may end anywhere, and several may follow at once: each takes
what the others have left. What may be over in a moment, such as a server that restarts, is waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event as Flag
from typing import NamedTuple

from sqlalchemy import Engine

from ledger.errors import Passing, StoreError
from ledger.store.opened import OpenLedger
from ledger.store.opening import LedgerFile
from projections.catch_up import catch_up
from projections.views import kept_engine

Open = Callable[[], OpenLedger]


class Told(NamedTuple):
    """Whom to tell: of each batch, the event up to which the views go; of trouble, what went wrong."""

    batch: Callable[[int], None]
    trouble: Callable[[StoreError], None]


class _Enough(Exception):
    """The flag to stop is up."""


def follow(open_ledger: Open, told: Told, stop: Flag, every_seconds: float) -> None:
    """Keep the views of a ledger caught up until `stop` is set. Raises StoreError for what does not pass by itself.

    A file that was put in the ledger's place, as by restoring a backup, is opened anew.
    """

    def batch(position: int) -> None:
        told.batch(position)
        if stop.is_set():
            raise _Enough

    stopped = False
    while not stopped:  # at least once, however short the time
        try:
            _follow_one(open_ledger, batch, stop, every_seconds)
        except _Enough:
            return
        except Passing as error:
            told.trouble(error)
        stopped = stop.wait(every_seconds)


def _follow_one(open_ledger: Open, batch: Callable[[int], None], stop: Flag, every_seconds: float) -> None:
    with open_ledger() as ledger, _engine(ledger) as engine:
        place = _place(ledger)
        while place == _place(ledger):
            catch_up(engine, ledger.recorder, batch)
            if stop.wait(every_seconds):
                return


@contextmanager
def _engine(ledger: OpenLedger) -> Iterator[Engine]:
    engine = kept_engine(ledger)
    try:
        yield engine
    finally:
        engine.dispose()


def _place(ledger: OpenLedger) -> tuple[int, ...]:
    """Return what tells a file from another one of its name; StoreError where there is none any more."""
    if not isinstance(ledger, LedgerFile):
        return ()
    try:
        found = Path(ledger.path).stat()
    except OSError:
        fix = "Put it back, then run the command again"
        raise StoreError("There is no ledger any more", where=ledger.place, fix=fix) from None
    return found.st_dev, found.st_ino
