"""How fast a ledger on a server is, beside plain psycopg in the same run: `python -m tests.benchmarks.bench_server`.

The peer sends the same statements with the same values to the same tables under the same guards, from values that
were worked out before; so what is left is what the ledger does beside: hash, seal, check, and SQLAlchemy.
"""

from __future__ import annotations

from functools import partial
from statistics import median

import psycopg

from ledger.store.opened import OpenLedger
from ledger.store.server.connecting import connect
from tests.benchmarks.bench_store import APPENDS, TURNS, append_all, seconds
from tests.store_samples import sales
from tests.stores import new_ledger_in

BATCH = 50_000
RECORD = "PostgreSQL: durable appends, per second"
PLAIN = "the same statements by plain psycopg, per second"
BULK = "PostgreSQL: events appended in one transaction, per second"
READ = "PostgreSQL: events read as columns, per second"


def plain_appends(connection: psycopg.Connection[tuple[object, ...]], first: int, count: int, body: bytes) -> None:
    """Send the statements of so many appends, each in a transaction of its own."""
    at, leaf = "2026-11-22T12:00:00.000000Z", bytes(32)
    for number in range(first, first + count):
        execute, key = connection.execute, f"key-{number}"
        execute("SELECT size, frontier, last_at FROM head FOR UPDATE").fetchone()
        execute("SELECT request, first_id, count FROM idempotency WHERE key = %s", (key,)).fetchone()
        execute("SELECT coalesce(max(version), 0) FROM events WHERE agreement = %s", ("agr-1",)).fetchone()
        row = (number, at, "agr-1", number, "sales-recorded.v1", body, leaf)
        execute("INSERT INTO events VALUES (%s, %s, %s, %s, %s, %s, %s)", row)
        execute("UPDATE head SET size = %s, frontier = %s, last_at = %s", (number, leaf, at))
        execute("INSERT INTO idempotency VALUES (%s, %s, %s, %s)", (key, leaf, number, 1))
        connection.commit()


def append_beside_plain(ledger: OpenLedger, bare: OpenLedger) -> tuple[float, float]:
    """Give durable appends and plain statements a second, in turns; medians of the turns."""
    events = sales("agr-1", 1, TURNS * APPENDS)
    rates: list[tuple[float, float]] = []
    with connect(bare.address, 60) as connection:
        for turn in range(TURNS):
            part = events[turn * APPENDS : (turn + 1) * APPENDS]
            sealed = seconds(partial(append_all, ledger.recorder, part))
            first = turn * APPENDS + 1
            plain = seconds(partial(plain_appends, connection, first, APPENDS, part[0].state))
            rates.append((APPENDS / sealed, APPENDS / plain))
    return median(rate for rate, _ in rates), median(rate for _, rate in rates)


def figures() -> dict[str, float]:
    """Measure everything once, on a server that is started for it."""
    with new_ledger_in("postgresql") as ledger, new_ledger_in("postgresql") as bare:
        record, plain = append_beside_plain(ledger, bare)
        many = sales("agr-2", 1, BATCH)
        bulk = BATCH / seconds(lambda: ledger.recorder.insert_events(many))
        read = BATCH / seconds(lambda: [ledger.recorder.select_rows(start, 5_000) for start in range(1, BATCH, 5_000)])
    return {RECORD: record, PLAIN: plain, BULK: bulk, READ: read}


if __name__ == "__main__":
    for title, figure in figures().items():
        print(f"{title:60} {figure:12,.0f}")
