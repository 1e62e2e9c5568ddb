"""Snapshots: an agreement's state at a version, kept so that the next command need not replay its history.

A cache, never a source: a snapshot counts only while the event of its version still has the leaf it had, so that
a restored or altered ledger throws it out; and deleting every snapshot changes no answer.
"""

from __future__ import annotations

from typing import NamedTuple

from ledger.errors import StoreError
from ledger.store.datastore import Datastore

_PUT = """INSERT INTO snapshots (agreement, version, leaf, engine, state)
    SELECT agreement, version, leaf, ?, ? FROM events WHERE agreement = ? AND version = ?
    ON CONFLICT (agreement) DO UPDATE
    SET version = excluded.version, leaf = excluded.leaf, engine = excluded.engine, state = excluded.state"""

_GET = """SELECT s.version, s.engine, s.state FROM snapshots AS s
    JOIN events AS e ON e.agreement = s.agreement AND e.version = s.version AND e.leaf = s.leaf
    WHERE s.agreement = ?"""


class Snapshot(NamedTuple):
    """The state of an agreement after its event `version`, as `engine_version` worked it out."""

    version: int
    engine_version: int
    state: bytes


class Snapshots:
    """Keeps the last snapshot of every agreement."""

    def __init__(self, datastore: Datastore) -> None:
        self._datastore = datastore

    def put(self, agreement: str, version: int, engine_version: int, state: bytes) -> bool:
        """Keep a snapshot if that is possible now; False where it is not, which matters to nobody."""
        if not self._datastore.writable:
            return False
        try:
            with self._datastore.transaction(commit=True) as cursor:
                cursor.execute(_PUT, (engine_version, state, agreement, version))
                return bool(cursor.rowcount)
        except StoreError:
            return False

    def get(self, agreement: str) -> Snapshot | None:
        """Give the snapshot of an agreement, or None where there is none that fits its events."""
        with self._datastore.transaction(commit=False) as cursor:
            row = cursor.execute(_GET, (agreement,)).fetchone()
        return Snapshot(*row) if row else None

    def delete_all(self) -> int:
        """Throw every snapshot away; answers how many there were."""
        with self._datastore.transaction(commit=True) as cursor:
            cursor.execute("DELETE FROM snapshots")
            return int(cursor.rowcount)
