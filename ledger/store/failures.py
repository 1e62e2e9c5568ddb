"""What SQLite says, said again for the person in front of it."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventsourcing.persistence import PersistenceError

from ledger.errors import Damaged, NotAllowed, Passing, Refused, StoreError
from ledger.store.places import is_writable

_LOCKED = ("The ledger is locked: another program has been writing to it for too long", "Close it, then try again")
_NO_WRITE = ("The ledger cannot be written here", "Check the rights on the file, its folder and its disk")
_DAMAGED = ("The ledger is damaged", "Keep a copy as it is, restore a backup, then run pledger verify")
_FULL = ("The disk is full; nothing was recorded", "Make room, then run the command again")
_NOT_UNICODE = "A text holds a character that cannot be written as UTF-8"

_INDEX_BYTES = 65_536
"""What SQLite needs to open a file in WAL mode: the index of its log, 32 KiB at a time."""

_MEANINGS: tuple[tuple[str, tuple[str, str]], ...] = (
    ("SQLITE_BUSY", _LOCKED),
    ("SQLITE_LOCKED", _LOCKED),
    ("SQLITE_READONLY", _NO_WRITE),
    ("SQLITE_PERM", _NO_WRITE),
    ("SQLITE_CANTOPEN", ("The ledger cannot be opened", "Check that it exists, and the rights on it and its folder")),
    ("SQLITE_FULL", _FULL),
    ("SQLITE_IOERR", ("The disk failed to read or write the ledger", "Check the disk or the network drive")),
    ("SQLITE_NOTADB", ("The file is not a ledger", "Name the ledger with --ledger, or make one with pledger init")),
    ("SQLITE_CONSTRAINT", ("The ledger's own guards refused the change", "Run pledger verify")),
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn every error of SQLite and of the library's pool inside the block into a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    except UnicodeDecodeError as error:  # a broken name in the schema, quoted in SQLite's own message
        what, fix = _DAMAGED
        raise Damaged(what, where=str(path), fix=fix) from error
    except UnicodeEncodeError as error:
        raise Refused(_NOT_UNICODE, where=repr(error.object[:80]), fix="Write it again") from error
    except PersistenceError as error:
        what, fix = _LOCKED
        raise Passing(what, where=str(path), fix=fix) from error


def kind_of(error: BaseException | None) -> type[StoreError]:
    """Say whether one of SQLite's errors may be over in a moment, is a matter of rights, or neither."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Passing
    return NotAllowed if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")) else StoreError


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """Find the words for one of SQLite's errors by its name; Python's own module gives its errors none."""
    name = getattr(error, "sqlite_errorname", "")
    where = f"{path}: {error}"
    if name.startswith("SQLITE_CORRUPT") or str(error).startswith("Could not decode to UTF-8"):
        what, fix = _DAMAGED
        return Damaged(what, where=where, fix=fix)
    if name.startswith("SQLITE_IOERR") and _is_full(path):
        what, fix = _FULL
        return StoreError(what, where=where, fix=fix)
    if name.startswith("SQLITE_CANTOPEN") and path.exists() and not is_writable(path):
        what, fix = _NO_WRITE
        return NotAllowed(what, where=where, fix=fix)
    for prefix, (what, fix) in _MEANINGS:
        if name.startswith(prefix):
            return kind_of(error)(what, where=where, fix=fix)
    return StoreError("The ledger could not be read or written", where=where, fix="Run pledger verify")


def _is_full(path: Path) -> bool:
    """Say whether the disk below a file has no room left: SQLite then fails to read, too, for want of its index."""
    try:
        return shutil.disk_usage(path.parent).free < _INDEX_BYTES
    except OSError:
        return False


def not_made(what: str, place: Path, error: OSError | ValueError) -> StoreError:
    """Say why a file could not be made; `what` is the sentence for whatever has no words of its own."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        fix = "Make it, or name another place"
        return StoreError("There is no such folder", where=ascii(str(place.parent)), fix=fix)
    if isinstance(error, PermissionError):
        fix = "Check the rights on the folder, or name another place"
        return NotAllowed("This user may make no file there", where=ascii(str(place)), fix=fix)
    if isinstance(error, OSError) and error.errno == errno.EROFS:
        return NotAllowed("The disk is for reading only", where=ascii(str(place)), fix="Name another place")
    return StoreError(f"{what}: {error}", where=ascii(str(place)), fix="Check the folder and the rights on it")
