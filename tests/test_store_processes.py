"""Real processes on one ledger: two writers at once, writers killed at random moments, a lock that stays."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ledger.audit.verify import verify
from ledger.errors import StoreError
from ledger.store.opening import open_ledger
from tests.store_samples import new_ledger, sales, stored

EACH = 1_000
KILLED = 500

WRITER = """
import sys
from ledger.errors import Conflict
from ledger.store.opening import open_ledger
from tests.store_samples import stored
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
conflicts = 0
with open_ledger(path) as ledger:
    version = ledger.recorder.version_of("agr-1")
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(count):
        while True:
            try:
                key = f"{name}-{number}", b"r" * 32
                ledger.recorder.insert_events([stored("agr-1", version + 1)], idempotency=key)
                version += 1
                break
            except Conflict:
                conflicts += 1
                version = ledger.recorder.version_of("agr-1")
print(conflicts)
"""


def test_two_processes_record_a_thousand_each_on_one_agreement(tmp_path: Path) -> None:
    new_ledger(tmp_path).close()
    root = Path(__file__).parent.parent
    command = [sys.executable, "-c", WRITER, str(tmp_path / "ledger.db")]
    writers = [
        subprocess.Popen(
            [*command, name, str(EACH)],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for name in ("one", "two")
    ]
    assert ["ready\n", "ready\n"] == [writer.stdout.readline() for writer in writers if writer.stdout]
    for writer in writers:
        if writer.stdin:
            writer.stdin.write("go\n")
            writer.stdin.flush()
    said = [writer.communicate(timeout=120) for writer in writers]
    assert ["", ""] == [errors for _, errors in said]
    assert sum(int(conflicts) for conflicts, _ in said) > 0  # they did meet
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert 2 * EACH == verify(ledger).size == ledger.recorder.version_of("agr-1")
        assert all(ledger.recorder.find_key(f"{name}-{n}") for name in ("one", "two") for n in range(EACH))


def record_until_killed(path: Path, name: str, acknowledge: int) -> None:
    """Record batches of one to seven events, each on an agreement of its own, telling of each once it is durable."""
    with open_ledger(path) as ledger:
        for number in range(10_000):
            agreement, size = f"{name}.{number}", 1 + number % 7
            ledger.recorder.insert_events(sales(agreement, 1, size), idempotency=(agreement, b"r" * 32))
            os.write(acknowledge, f"{agreement} {size}\n".encode())


def killed_at_random(path: Path, name: str) -> Iterator[tuple[str, int]]:
    """Fork a writer, kill it some moments after its first acknowledgements, and give all that it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            record_until_killed(path, name, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as pipe:
        lines = [pipe.readline() for _ in range(random.randrange(4))]
        time.sleep(random.uniform(0.0, 0.005))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert signal.SIGKILL == os.WTERMSIG(status)
        lines += pipe.readlines()
    for line in lines:
        agreement, size = line.split()
        yield agreement, int(size)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked from a warmed process, which needs POSIX")
@pytest.mark.parametrize(("folder", "killed"), [("disk", KILLED), ("Dropbox", KILLED // 5)], ids=["wal", "journal"])
def test_everything_a_killed_writer_acknowledged_is_there_and_nothing_by_half(
    tmp_path: Path, folder: str, killed: int
) -> None:
    (tmp_path / folder).mkdir()
    new_ledger(tmp_path / folder).close()
    path = tmp_path / folder / "ledger.db"
    acknowledged: dict[str, int] = {}
    for number in range(killed):
        acknowledged.update(killed_at_random(path, f"agr-{number}"))
    with open_ledger(path, read_only=True) as ledger:  # a reader, too, recovers what the last one left
        found = {agreement: ledger.recorder.version_of(agreement) for agreement in ledger.recorder.list_agreements()}
        whole = {agreement: 1 + int(agreement.split(".")[1]) % 7 for agreement in found}
        assert verify(ledger).size == sum(found.values())
        assert all(ledger.recorder.find_key(agreement) for agreement in found)
    assert acknowledged == {agreement: size for agreement, size in found.items() if agreement in acknowledged}
    assert whole == found
    assert len(acknowledged) > killed  # most of them died while recording, not before
    assert len(found) - len(acknowledged) <= killed  # at most the last of each was durable but not yet told


def test_a_lock_that_stays_is_reported_and_nothing_is_recorded(tmp_path: Path) -> None:
    new_ledger(tmp_path).close()
    with (
        closing(sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)) as other,
        open_ledger(tmp_path / "ledger.db", busy_seconds=0.05) as ledger,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="The ledger is locked: another program has been writing"):
            ledger.recorder.insert_events([stored("agr-1", 1)])
        assert not ledger.snapshots.put("agr-1", 1, 1, b"")
        assert 0 == ledger.recorder.head().size
        other.execute("ROLLBACK")
        assert [1] == list(ledger.recorder.insert_events([stored("agr-1", 1)]))
