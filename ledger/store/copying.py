"""A copy of a ledger while others work with it, by SQLite's own online backup; and the mark of a copy to practise on.

The mark is a row of `meta`, inside the file, so that it goes wherever the file goes. The guard on `meta` is lifted for
it in the one transaction that puts it back, in a file that nobody else has yet.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ledger.store.clock import stamp, utc_now
from ledger.store.failures import translated
from ledger.store.opening import LedgerFile
from ledger.store.schema import GUARDS

_PAGES_AT_ONCE = 4_096
_MARK = "practice"
_GUARD = "meta_insert"


def copy_into(ledger: LedgerFile, target: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Copy every page of an open ledger, as one moment has them, into a file. Raises StoreError where that fails.

    It is copied a part at a time, or nobody could interrupt it; `progress` is told of pages done, and pages in all.
    """

    def told(_: int, left: int, pages: int) -> None:
        if progress is not None:
            progress(pages - left, pages)

    with (
        ledger.datastore.transaction(commit=False) as cursor,
        translated(target),  # innermost, so that a full disk is the copy's
        closing(sqlite3.connect(target)) as copy,
    ):
        cursor.connection.backup(copy, pages=_PAGES_AT_ONCE, progress=told)


def mark_as_practice(target: Path) -> None:
    """Mark a copy as one to practise on, with the instant of copying; a mark that it has already stays."""
    guard = next(statement for statement in GUARDS if statement.startswith(f"CREATE TRIGGER {_GUARD} "))
    with translated(target), closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("BEGIN IMMEDIATE")
        copy.execute(f"DROP TRIGGER {_GUARD}")
        copy.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (_MARK, stamp(utc_now())))
        copy.execute(guard)
        copy.execute("COMMIT")
