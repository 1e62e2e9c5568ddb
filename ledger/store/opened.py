"""An open ledger, wherever it lies: a file or a server."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import NamedTuple, Self

from ledger.errors import StoreError
from ledger.store.address import ServerAddress
from ledger.store.clock import Clock
from ledger.store.datastore import Datastore
from ledger.store.recorder import Recorder
from ledger.store.side_tables import SideTables
from ledger.store.snapshots import Snapshots


class Meta(NamedTuple):
    """What was settled when the ledger was made; `time_zone` reads a date as the end of that day.

    `practice` is the instant at which a copy to practise on was made, None for a ledger that counts.
    """

    format: int
    ledger: str
    created: str
    time_zone: str
    practice: str | None = None

    def rows(self) -> list[tuple[str, str]]:
        """Return the rows of the table `meta`."""
        return [(key, str(value)) for key, value in self._asdict().items() if value is not None]


class OpenLedger(ABC):
    """An open ledger: its recorder, side tables and snapshots, and warnings about its place."""

    def __init__(self, datastore: Datastore, warnings: tuple[str, ...], clock: Clock) -> None:
        self.warnings = warnings
        self.meta = _read_meta(datastore)
        self.recorder = Recorder(datastore, clock)
        self.side_tables = SideTables(datastore)
        self.snapshots = Snapshots(datastore)
        self.datastore: Datastore = datastore

    @property
    def place(self) -> str:
        """Return where the ledger is, as a person may be told."""
        return self.datastore.place

    @property
    def address(self) -> ServerAddress:
        """Return the address of a ledger on a server; StoreError for one in a file."""
        raise StoreError("This ledger is a file", where=self.place)

    def turn(self, *agreements: str) -> AbstractContextManager[object]:
        """Let writers on some agreements go one after the other, where the database would wake all of them in vain.

        A courtesy, never a guard: versions are checked under the lock of the head all the same.
        """
        return nullcontext(agreements)

    @abstractmethod
    def insist(self, *agreements: str) -> AbstractContextManager[object]:
        """Keep others from recording on some agreements, or on any, for whoever others were too quick for.

        It ends with the block, or with what is recorded in it.
        """

    @abstractmethod
    def schema_fault(self) -> str | None:
        """Say which table, guard or index is not as it was made, or None."""

    def close(self) -> None:
        """Close every connection."""
        self.datastore.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _read_meta(datastore: Datastore) -> Meta:
    with datastore.transaction(commit=False) as cursor:
        values = dict(cursor.execute("SELECT key, value FROM meta").fetchall())
    try:
        settled = (values["ledger"], values["created"], values["time_zone"], values.get("practice"))
        return Meta(int(values["format"]), *settled)
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(
            "The ledger's own description is incomplete", where=datastore.place, fix="Restore a backup"
        ) from error
