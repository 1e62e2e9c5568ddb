"""How fast the store is, each figure beside its peer in the same run: `python -m tests.benchmarks.bench_store`."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from eventsourcing.persistence import StoredEvent

from ledger.audit.verify import verify
from ledger.store.mapper import LedgerMapper
from ledger.store.recorder import Recorder
from tests.store_samples import new_ledger, sales

APPENDS = 200
TURNS = 9
EVENTS = 50_000


def seconds(action: Callable[[], object]) -> float:
    """Time one run of an action."""
    start = perf_counter()
    action()
    return perf_counter() - start


def append_beside_raw(folder: Path) -> tuple[float, float]:
    """Give durable appends and raw inserts a second, in turns, so that a slow disk slows both; medians of the turns.

    An append is sealed, guarded and has an idempotency key. A raw insert puts the same body into a bare table; it
    takes one fsync too (WAL, synchronous=FULL).
    """
    events = sales("agr-1", 1, TURNS * APPENDS)
    rates: list[tuple[float, float]] = []
    with new_ledger(folder, "appends.db") as ledger, closing(bare_table(folder / "raw.db")) as raw:
        for turn in range(TURNS):
            part = events[turn * APPENDS : (turn + 1) * APPENDS]
            sealed = seconds(partial(append_all, ledger.recorder, part))
            bare = seconds(partial(insert_all, raw, part))
            rates.append((APPENDS / sealed, APPENDS / bare))
    return median(rate for rate, _ in rates), median(rate for _, rate in rates)


def append_all(recorder: Recorder, events: Sequence[StoredEvent]) -> None:
    """Append events one by one, each in its own transaction."""
    for event in events:
        recorder.insert_events([event], idempotency=(f"key-{event.originator_version}", b"r" * 32))


def bare_table(path: Path) -> sqlite3.Connection:
    """Make a table with nothing but an id and a body, as durable as a ledger."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, body BLOB)")
    return raw


def insert_all(raw: sqlite3.Connection, events: Sequence[StoredEvent]) -> None:
    """Insert bodies one by one, each in its own transaction."""
    for event in events:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO events VALUES (?, ?)", (event.originator_version, event.state))
        raw.execute("COMMIT")


def batched_events_per_second(folder: Path, count: int = EVENTS) -> float:
    """Append many events in one transaction, as an import does."""
    events = sales("agr-1", 1, count)
    with new_ledger(folder, "batch.db") as ledger:
        return count / seconds(lambda: ledger.recorder.insert_events(events))


def verified_events_per_second(folder: Path, count: int = EVENTS) -> float:
    """Verify a ledger: leaves, tree, bodies, texts, guards and indexes."""
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
from ledger.store.opening import open_ledger
with open_ledger(sys.argv[1]) as ledger:
    version = ledger.recorder.version_of("agr-1")
    ledger.recorder.insert_events([StoredEvent("agr-1", version + 1, "cold.v1", b"{}")])
"""
    return cold_seconds(code, [str(folder / "cold.db")]), cold_seconds("pass")


def figures() -> dict[str, float]:
    """Measure everything once, in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        appends, raw = append_beside_raw(folder)
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
