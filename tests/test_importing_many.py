"""Imports of many rows: memory stays within bounds, nothing is there before all is, and what is in the way is named."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest

from ledger.application import Ledger
from ledger.audit.verify import verify
from ledger.listed_events import FactsListed
from tests.benchmarks.bench_facts import ran
from tests.benchmarks.big_ledger import signed_ledger, write_sales
from tests.cli_samples import surroundings

AGREEMENTS = 40
IMPORT = (sys.executable, "-m", "ledger.cli", "import", "sales.csv", "--kind", "sales", "--new")

_first = itemgetter(0)
posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="memory, limits and signals are asked of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a ledger of some agreements."""
    signed_ledger(tmp_path / "ledger.db", AGREEMENTS)
    return tmp_path


def size(folder: Path) -> int:
    with Ledger(folder / "ledger.db") as ledger:
        return ledger.store.head().size


@posix
def test_memory_does_not_grow_with_the_rows(folder: Path) -> None:
    """A row took 2.5 kB of memory when a file was held as a whole."""
    peaks = []
    for rows in (4_000, 40_000):
        write_sales(folder / "sales.csv", AGREEMENTS, rows)
        peaks.append(ran(IMPORT, folder).peak)

    assert peaks[1] - peaks[0] < 25  # MiB: what may lie in memory before it goes to the disk, and one agreement more


def test_rows_of_several_agreements_are_recorded_one_agreement_after_the_other(folder: Path) -> None:
    write_sales(folder / "sales.csv", 3, 5_000)
    ran(IMPORT, folder)

    with Ledger(folder / "ledger.db") as ledger:
        events = [ledger.decoded(stored) for stored in ledger.store.select_notifications(AGREEMENTS + 1, 100)]
    lists = [(event.originator_id, event.body) for event in events if isinstance(event.body, FactsListed)]
    assert 5_000 == sum(len(body.facts) for _, body in lists)
    assert [["a-0", 2], ["a-1", 2], ["a-2", 2]] == sorted([name, len(list(of))] for name, of in groupby(lists, _first))


@posix
def test_an_import_that_is_killed_leaves_nothing_and_the_next_records_all(folder: Path) -> None:
    write_sales(folder / "sales.csv", AGREEMENTS, 12_000)
    sizes = set()
    for seed in range(4):
        with subprocess.Popen(IMPORT, cwd=folder, env=surroundings(), stderr=subprocess.DEVNULL) as process:
            time.sleep(random.Random(seed).uniform(0.4, 1.2))
            process.send_signal(signal.SIGKILL if seed % 2 else signal.SIGINT)
        sizes.add(size(folder))
    ran(IMPORT, folder)

    assert size(folder) > AGREEMENTS
    assert sizes <= {AGREEMENTS, size(folder)}  # one that is killed as it ends has recorded all
    with Ledger(folder / "ledger.db") as ledger:
        verify(ledger.file)


@posix
def test_a_full_disk_for_what_waits_is_told_of_and_nothing_is_recorded(folder: Path) -> None:
    write_sales(folder / "sales.csv", AGREEMENTS, 100_000)
    told = subprocess.run(
        IMPORT,
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20)),
    )

    assert 1 == told.returncode
    assert "Temporary files can't be written" in told.stderr
    assert "Make room there, or name another folder in TMPDIR" in told.stderr
    assert AGREEMENTS == size(folder)
