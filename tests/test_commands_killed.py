"""Commands killed at random points, and commands of two processes at once: what was acknowledged is there, whole."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.application import Ledger
from ledger.audit.reperform import reperform
from ledger.audit.verify import verify
from ledger.cli.main import main
from ledger.events import Event, SalesRecorded

KILLED = 500
EACH = 1000
TERMS = """
agreement: licence
title: A licence
currency: GBP
effective: 2026-01-01
parties:
  trust: { name: A trust }
  company: { name: A company }
clauses:
  royalty:
    kind: royalty
    on: net sales of device
    from: company
    to: trust
    rate: { bands: [{ up to: 1m, rate: 5% }, { above: 1m, rate: 7% }] }
"""

forks = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="children are forked from a warmed process, which needs POSIX"
)


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    """Make a ledger with one agreement."""
    path, terms = tmp_path / "ledger.db", tmp_path / "terms.yaml"
    terms.write_text(TERMS, encoding="utf-8")
    ledger = ["--ledger", str(path)]
    assert (0, 0) == (main([*ledger, "init"]), main([*ledger, "agreement", "sign", str(terms)]))
    return path


def command(path: Path, number: int) -> list[str]:
    """Return the command that records the sales of a day."""
    day = f"2026-{1 + number % 12:02}-{1 + number % 28:02}"
    return ["--ledger", str(path), "record", "sales", "licence", str(1000 + number), "--on", day]


def recorded(path: Path) -> list[Event]:
    """Verify a ledger in every way, and return its events."""
    with Ledger(path, read_only=True) as ledger:
        assert verify(ledger.file).size == ledger.store.head().size
        events = [ledger.decoded(stored) for stored in ledger.store.select_notifications(1, 10**6)]
    assert len(events) == reperform(events).events
    return events


def killed_at_random(path: Path, number: int, output: Path) -> str:
    """Fork a process that runs one command, kill it after some random while, and return what it had printed."""
    output.write_text("", encoding="utf-8")
    child = os.fork()
    if child == 0:
        with output.open("w", encoding="utf-8") as stream:
            sys.stdout = stream
            main(command(path, number))
            stream.flush()
            os._exit(0)
    time.sleep(random.uniform(0.0, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return output.read_text(encoding="utf-8")


@forks
def test_all_that_killed_commands_acknowledged_is_there_and_nothing_by_half(ledger_path: Path, tmp_path: Path) -> None:
    printed = [killed_at_random(ledger_path, number, tmp_path / "out.txt") for number in range(KILLED)]
    acknowledged = {ref for text in printed for ref in re.findall(r"licence/(S\d+):", text)}
    events = recorded(ledger_path)
    there = {event.body.ref: len(event.body.entries) for event in events if isinstance(event.body, SalesRecorded)}
    assert acknowledged <= there.keys()
    assert 0 < len(acknowledged) < KILLED
    assert all(there.values())


def record_many(path: Path, first: int) -> None:
    """Record a thousand sales, each by a command of its own."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  # a device, not a file
        sys.stdout = nowhere
        failed = [number for number in range(first, first + EACH) if main(command(path, number))]
    assert not failed


def test_two_processes_record_a_thousand_each_on_one_agreement(ledger_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=record_many, args=(ledger_path, first)) for first in (0, EACH)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    events = recorded(ledger_path)
    assert [0, 0] == [writer.exitcode for writer in writers]
    assert list(range(1, 2 * EACH + 2)) == [event.id for event in events]
    assert 2 * EACH == len({event.body.ref for event in events if isinstance(event.body, SalesRecorded)})


def cold(path: Path) -> Iterator[str]:
    """Run commands as people do, each in a new process, and yield what they print."""
    for number in range(3):
        done = subprocess.run(
            [sys.executable, "-m", "ledger.cli", *command(path, number)], capture_output=True, text=True, check=True
        )
        yield done.stdout


def test_commands_in_processes_of_their_own_continue_each_other(ledger_path: Path) -> None:
    assert ["S1", "S2", "S3"] == [re.findall(r"licence/(S\d+):", text)[0] for text in cold(ledger_path)]
