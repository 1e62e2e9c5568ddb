"""How fast the store is, each figure beside its peer in the same run: `python -m tests.benchmarks.bench_store`."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter

from ledger.audit.verify import verify
from ledger.store.mapper import LedgerMapper
from tests.store_samples import new_ledger, sales, stored

APPENDS = 1_000
EVENTS = 50_000


def seconds(action: Callable[[], object]) -> float:
    """Time one run of an action."""
    start = perf_counter()
    action()
    return perf_counter() - start


def raw_inserts_per_second(folder: Path, count: int = APPENDS) -> float:
    """Insert the same bodies into a bare table of SQLite, one fsync each (WAL, synchronous=FULL)."""
    body = stored("agr-1", 1).state
    with closing(sqlite3.connect(folder / "raw.db", isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, body BLOB)")

        def insert() -> None:
            for number in range(count):
                raw.execute("BEGIN IMMEDIATE")
                raw.execute("INSERT INTO events VALUES (?, ?)", (number + 1, body))
                raw.execute("COMMIT")

        return count / seconds(insert)


def appends_per_second(folder: Path, count: int = APPENDS) -> float:
    """Append events one by one, each durable, sealed, guarded and with an idempotency key."""
    events = sales("agr-1", 1, count)
    with new_ledger(folder, "appends.db") as ledger:

        def append() -> None:
            for number, event in enumerate(events):
                ledger.recorder.insert_events([event], idempotency=(f"key-{number}", b"r" * 32))

        return count / seconds(append)


def batched_events_per_second(folder: Path, count: int = EVENTS) -> float:
    """Append many events in one transaction, as an import does."""
    events = sales("agr-1", 1, count)
    with new_ledger(folder, "batch.db") as ledger:
        return count / seconds(lambda: ledger.recorder.insert_events(events))


def verified_events_per_second(folder: Path, count: int = EVENTS) -> float:
    """Verify the ledger that `batched_events_per_second` left, or one like it."""
    with new_ledger(folder, "verify.db") as ledger:
        ledger.recorder.insert_events(sales("agr-1", 1, count))
        return count / seconds(lambda: verify(ledger))


def decoded_events_per_second(folder: Path, count: int = EVENTS) -> float:
    """Read one agreement's events and decode them."""
    mapper = LedgerMapper()
    with new_ledger(folder, "decode.db") as ledger:
        ledger.recorder.insert_events(sales("agr-1", 1, count))
        return count / seconds(lambda: [mapper.to_domain_event(e) for e in ledger.recorder.select_events("agr-1")])


def cold_seconds(code: str, arguments: Sequence[str] = ()) -> float:
    """Run a program in a new interpreter; the best of seven."""
    command = [sys.executable, "-c", code, *arguments]
    return min(seconds(lambda: subprocess.run(command, check=True)) for _ in range(7))


def cold_append_seconds(folder: Path) -> tuple[float, float]:
    """Start Python, import the store, open a ledger, append one event, close; and Python alone, its peer."""
    new_ledger(folder, "cold.db").close()
    code = """
import sys
from eventsourcing.persistence import StoredEvent
from ledger.store.sqlite import open_ledger
with open_ledger(sys.argv[1]) as ledger:
    version = ledger.recorder.version_of("agr-1")
    ledger.recorder.insert_events([StoredEvent("agr-1", version + 1, "cold.v1", b"{}")])
"""
    return cold_seconds(code, [str(folder / "cold.db")]), cold_seconds("pass")


def figures() -> dict[str, float]:
    """Measure everything once, in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raw, appends = raw_inserts_per_second(folder), appends_per_second(folder)
        cold, bare = cold_append_seconds(folder)
        return {
            "durable appends, per second": appends,
            "raw SQLite inserts with one fsync each, per second": raw,
            "durable append as a part of raw": appends / raw,
            "events appended in one transaction, per second": batched_events_per_second(folder),
            "events verified, per second": verified_events_per_second(folder),
            "events read and decoded, per second": decoded_events_per_second(folder),
            "cold append in a new process, seconds": cold,
            "Python alone in a new process, seconds": bare,
        }


if __name__ == "__main__":
    for title, figure in figures().items():
        print(f"{title:60} {figure:12,.3f}")
