"""Opening a ledger on a server: says clearly what is wrong with an address before anything is recorded."""

from __future__ import annotations

from contextlib import AbstractContextManager

from ledger.errors import StoreError
from ledger.store.address import ServerAddress
from ledger.store.clock import Clock
from ledger.store.opened import OpenLedger
from ledger.store.schema import FORMAT
from ledger.store.server.database import ServerDatastore
from ledger.store.server.schema import FACTS
from ledger.store.server.schema_check import schema_fault
from ledger.store.server.turns import turn_on, turn_on_all

_MARK = "SELECT to_regclass(?) IS NOT NULL, current_setting('synchronous_commit')"
_NOT_DURABLE = (
    "The server answers before what was recorded is safe on its disk (synchronous_commit is off): "
    "a crash there may lose the last moments"
)


class LedgerOnServer(OpenLedger):
    """An open ledger in a database on a server."""

    def __init__(self, datastore: ServerDatastore, warnings: tuple[str, ...], clock: Clock) -> None:
        super().__init__(datastore, warnings, clock)
        self.datastore: ServerDatastore = datastore

    @property
    def address(self) -> ServerAddress:
        """Return the ledger's address, which may hold a password."""
        return self.datastore.address

    def turn(self, *agreements: str) -> AbstractContextManager[object]:
        """Wait until nobody else is at work on some agreements, and let the next one in at the end of the block.

        The server serves those who wait for the head's lock in their order: without turns each of eight writers would
        find, when it gets there, that the seven before it have made its work out of date.
        """
        return turn_on(self.datastore, agreements)

    def insist(self, *agreements: str) -> AbstractContextManager[object]:
        """Wait for the turn on some agreements, or on the whole ledger."""
        return turn_on(self.datastore, agreements) if agreements else turn_on_all(self.datastore)

    def schema_fault(self) -> str | None:
        """Say which table or guard is not as it was made, or None."""
        with self.datastore.transaction(commit=False) as cursor:
            return schema_fault(cursor)


def open_on_server(address: ServerAddress, read_only: bool, *, busy_seconds: float, clock: Clock) -> LedgerOnServer:
    """Open a ledger that exists; raises StoreError where there is none, or no way to it, or one of a newer format."""
    datastore = ServerDatastore(address, writable=not read_only, busy_seconds=busy_seconds)
    try:
        with datastore.transaction(commit=False) as cursor:
            is_ledger, durable = cursor.execute(_MARK, (f"{FACTS}.meta",)).fetchone()
        if not is_ledger:
            fix = "Make one there with pledger init, or name another database"
            raise StoreError("There is no ledger in this database", where=datastore.place, fix=fix)
        opened = LedgerOnServer(datastore, () if durable != "off" else (_NOT_DURABLE,), clock)
        if opened.meta.format > FORMAT:
            raise StoreError(
                f"The ledger has format {opened.meta.format}; this release reads formats up to {FORMAT}",
                where=datastore.place,
                fix="Install a newer release",
            )
    except BaseException:
        datastore.close()
        raise
    return opened
