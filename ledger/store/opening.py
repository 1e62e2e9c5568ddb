"""Making a ledger, and opening one: both say clearly what is wrong with a place before anything is recorded."""

from __future__ import annotations

import os
import sqlite3
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from stat import S_ISDIR
from urllib.parse import quote

from ledger.errors import StoreError
from ledger.store.address import ServerAddress, place_of
from ledger.store.clock import Clock, stamp, utc_now
from ledger.store.failures import not_made, translated
from ledger.store.library import LedgerDatastore
from ledger.store.opened import Meta, OpenLedger
from ledger.store.places import is_writable, place_warnings
from ledger.store.schema import APPLICATION_ID, FORMAT, GUARDS, TABLES

BUSY_SECONDS = 60.0
"""How long a command waits for another writer; one append holds the lock for a millisecond or so."""

_OLDEST_SQLITE = (3, 37, 0)  # STRICT tables


class LedgerFile(OpenLedger):
    """An open ledger in a file."""

    def __init__(self, path: Path, datastore: LedgerDatastore, warnings: tuple[str, ...], clock: Clock) -> None:
        super().__init__(datastore, warnings, clock)
        self.path = path
        self.datastore: LedgerDatastore = datastore

    def insist(self, *agreements: str) -> AbstractContextManager[object]:
        """Hold the lock of the file, which keeps everybody from recording."""
        return self.datastore.held()

    def schema_fault(self) -> str | None:
        """Say which table or guard is not as it was made, or which index does not lead to every row.

        A guard that is gone, a trigger that was added, or an event left out of an index would change no leaf.
        """
        with self.datastore.transaction(commit=False) as cursor:
            found = {sql for (sql,) in cursor.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
        odd = sorted(found.symmetric_difference({*TABLES, *GUARDS}))
        if odd:
            return f"A table or guard is not as it was made: {' '.join(odd[0].split()[1:3])}"
        answer = self.datastore.pragma("integrity_check(1)")
        return None if answer == "ok" else f"The file is damaged: {answer}"


def create_ledger(
    place: Path | str | ServerAddress, time_zone: str = "Europe/London", *, clock: Clock = utc_now
) -> Meta:
    """Make an empty ledger where there is none yet; raises StoreError where that fails."""
    where = place_of(place)
    _check_time_zone(time_zone)
    meta = Meta(FORMAT, os.urandom(16).hex(), stamp(clock()), time_zone)
    if isinstance(where, ServerAddress):
        from ledger.store.server.creating import create_on_server  # brings SQLAlchemy with it

        create_on_server(where, meta)
    else:
        create_file(where, meta)
    return meta


def create_file(place: Path, meta: Meta) -> None:
    """Make an empty ledger in a file that does not exist yet."""
    _check_sqlite()
    try:
        place.open("xb").close()  # whoever makes the file first has it; nobody's file is written over
    except FileExistsError:
        raise StoreError("There is a file already", where=str(place), fix="Choose another name") from None
    except (OSError, ValueError) as error:
        raise not_made("The ledger cannot be made", place, error) from error
    try:
        _write_schema(place, meta, wal=not place_warnings(place))
    except BaseException:
        place.unlink()
        raise


def open_ledger(
    place: Path | str | ServerAddress,
    read_only: bool = False,
    *,
    busy_seconds: float = BUSY_SECONDS,
    clock: Clock = utc_now,
) -> OpenLedger:
    """Open a ledger that exists; raises StoreError where it is missing, no ledger, or of a newer format."""
    where = place_of(place)
    if isinstance(where, ServerAddress):
        from ledger.store.server.opening import open_on_server  # brings SQLAlchemy with it

        return open_on_server(where, read_only, busy_seconds=busy_seconds, clock=clock)
    return open_file(where, read_only, busy_seconds=busy_seconds, clock=clock)


def open_file(
    place: Path, read_only: bool = False, *, busy_seconds: float = BUSY_SECONDS, clock: Clock = utc_now
) -> LedgerFile:
    """Open a ledger in a file."""
    _check_sqlite()
    _check_exists(place)
    warnings = place_warnings(place)
    datastore = _connect(place, read_only, busy_seconds)
    try:
        in_wal = _check_header(datastore)
        if in_wal and warnings and not read_only:
            # A log beside the file is not safe there; while another program has the file open, it stays.
            with suppress(StoreError):
                datastore.pragma("journal_mode=DELETE")
        return LedgerFile(place, datastore, warnings, clock)
    except BaseException:
        datastore.close()
        raise


def _connect(place: Path, read_only: bool, busy_seconds: float) -> LedgerDatastore:
    """Choose how to open the file: a reader who may write recovers a log that a crash left behind."""
    if not read_only or is_writable(place):
        return LedgerDatastore(place, _address(place, "rw"), writable=not read_only, busy_seconds=busy_seconds)
    datastore = LedgerDatastore(place, _address(place, "ro"), writable=False, busy_seconds=busy_seconds)
    try:
        datastore.pragma("user_version")
    except StoreError:
        datastore.close()
        if any(place.with_name(place.name + ending).exists() for ending in ("-wal", "-journal")):
            raise
        # At rest a file in WAL mode is whole, but in a folder without write access it can be read only as unchanging.
        address = _address(place, "ro") + "&immutable=1"
        return LedgerDatastore(place, address, writable=False, busy_seconds=busy_seconds)
    return datastore


def _check_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        oldest = ".".join(map(str, _OLDEST_SQLITE))
        raise StoreError(
            f"Python here has SQLite {sqlite3.sqlite_version}; a ledger needs {oldest} or later",
            fix="Install a newer Python",
        )


def _check_time_zone(time_zone: str) -> None:
    from zoneinfo import ZoneInfo  # needed only when a ledger is made

    try:
        ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError):
        raise StoreError(
            f"There is no time zone {time_zone!r}", where="time zone", fix="Write one like Europe/London"
        ) from None


def _check_exists(place: Path) -> None:
    """Refuse a path that holds no file; its bytes are left to SQLite.

    Opening and closing the file here would drop the locks that another connection of this process holds on it:
    https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
    """
    try:
        found = place.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError("There is no ledger", where=str(place), fix="Make one with pledger init") from None
    except (OSError, ValueError) as error:
        fix = "Check the path and the rights on it"
        raise StoreError(f"The ledger cannot be read: {error}", where=ascii(str(place)), fix=fix) from error
    if S_ISDIR(found.st_mode):
        raise StoreError("A folder is not a ledger", where=str(place), fix="Name the file in it")
    if found.st_size == 0:
        fix = "Let the folder synchronise or restore a backup; to begin a new ledger, delete it and run pledger init"
        raise StoreError("The file is empty, which is no ledger", where=str(place), fix=fix)


def _check_header(datastore: LedgerDatastore) -> bool:
    """Check the marks in the file's header; answers whether it is in WAL mode."""
    if datastore.pragma("application_id") != APPLICATION_ID:
        fix = "Name the ledger with --ledger, or make one with pledger init"
        raise StoreError("The file is not a ledger", where=str(datastore.path), fix=fix)
    version = datastore.pragma("user_version")
    if version > FORMAT:
        raise StoreError(
            f"The ledger has format {version}; this release reads formats up to {FORMAT}",
            where=str(datastore.path),
            fix="Install a newer release",
        )
    return bool(datastore.pragma("journal_mode") == "wal")


def _address(place: Path, mode: str) -> str:
    """Write a path as SQLite's URI: drive letters after a slash, shares after two more."""
    name = place.resolve().as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name), safe='/:')}?mode={mode}"


def _write_schema(place: Path, meta: Meta, *, wal: bool) -> None:
    """Write tables, first rows and guards, in one transaction."""
    with translated(place):
        connection = sqlite3.connect(_address(place, "rw"), uri=True, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute(f"PRAGMA journal_mode={'WAL' if wal else 'DELETE'}")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={FORMAT}")
            for statement in TABLES:
                connection.execute(statement)
            connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.rows())
            connection.execute("INSERT INTO head VALUES (1, 0, x'', '')")
            for statement in GUARDS:
                connection.execute(statement)
            connection.execute("COMMIT")
        finally:
            connection.close()
