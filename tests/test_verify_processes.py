"""A ledger is verified in several processes as in one: the same answer, and the same first bad event."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from itertools import count
from multiprocessing import active_children
from pathlib import Path

import pytest

from ledger.audit import event_check
from ledger.audit import verify as verification
from ledger.audit.verify import verify
from ledger.errors import StoreError, VerificationFailed
from ledger.store.opened import OpenLedger
from ledger.store.processes import across
from tests.store_samples import new_ledger, sales

EVENTS = 22


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (event_check, verification):
        monkeypatch.setattr(module, "PART", 4)
    monkeypatch.setattr("ledger.store.processes.PATIENCE_SECONDS", 0)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[OpenLedger]:
    """Yield a ledger in which the events of two agreements take turns, each at an instant of its own."""
    with new_ledger(tmp_path, "ledger.db") as opened:
        for one, other in zip(sales("agr-1", 1, EVENTS // 2), sales("agr-2", 1, EVENTS // 2), strict=True):
            opened.recorder.insert_events([one])
            opened.recorder.insert_events([other])
        yield opened


def _altered(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "ledger.db", isolation_level=None)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, guard in guards:
            connection.execute(guard)


@pytest.mark.parametrize("processes", [1, 2])
def test_every_part_is_put_on_the_one_before_it(ledger: OpenLedger, processes: int) -> None:
    told: list[tuple[int, int]] = []

    found = verify(ledger, processes=processes, progress=lambda done, of: told.append((done, of)))

    assert (EVENTS, ledger.recorder.head().root_hex, EVENTS) == found
    assert [(done, EVENTS) for done in (4, 8, 12, 16, 20, 22)] == told


@pytest.mark.parametrize("size", [1, 4, 10, 20, EVENTS])
def test_a_root_that_was_kept_is_looked_for_wherever_it_lies(ledger: OpenLedger, size: int) -> None:
    kept = (size, ledger.recorder.root_at(size))

    assert EVENTS == verify(ledger, kept=kept).size
    with pytest.raises(VerificationFailed, match=f"^At {size} events the root is {kept[1]}, not 0000"):
        verify(ledger, kept=(size, "0" * 64))


@pytest.mark.parametrize(
    "fault",
    [
        ("UPDATE events SET body = x'7b7d' WHERE id = 10", 10, "Event 10 is not as it was sealed: what is stored"),
        (
            "UPDATE events SET at = '1999-01-01T00:00:00.000000Z' WHERE id = 13",
            13,
            "Event 13 is not as it was sealed: what is stored",
        ),
        ("DELETE FROM events WHERE id = 9", 9, "Event 9 is missing"),
        ("DELETE FROM events WHERE id > 17", 18, "Events are missing: the head counts 22, the last is 17"),
    ],
)
@pytest.mark.parametrize("processes", [1, 2])
def test_the_first_bad_event_is_named(
    tmp_path: Path, ledger: OpenLedger, fault: tuple[str, int, str], processes: int
) -> None:
    statement, event_id, what = fault
    _altered(tmp_path, statement)

    with pytest.raises(VerificationFailed, match=f"^{what}") as failed:
        verify(ledger, processes=processes)
    assert event_id == failed.value.event_id


@pytest.mark.parametrize(
    ("change", "what"),
    [("at = '2001-01-01T00:00:00.000000Z'", "its instant 2001"), ("version = 90", "its version is 90 where 5 follows")],
)
def test_what_only_shows_between_two_parts_is_found(tmp_path: Path, ledger: OpenLedger, change: str, what: str) -> None:
    """The first event of a part is sealed afresh, so that by itself it is sound."""
    _altered(tmp_path, f"UPDATE events SET {change} WHERE id = 9")
    ((_, line, _),) = ledger.recorder.select_lines(9, 1)
    leaf = sha256(b"\0" + line).hexdigest()
    _altered(tmp_path, f"UPDATE events SET leaf = x'{leaf}' WHERE id = 9")

    with pytest.raises(VerificationFailed, match=what) as failed:
        verify(ledger)
    assert 9 == failed.value.event_id


def _unless_elsewhere(_: OpenLedger, task: tuple[int, int]) -> int:
    """Double a number in the process that is named; in any other, end that process as if from outside."""
    number, here = task
    if os.getpid() != here:
        os._exit(1)
    return 2 * number


def _only_here(_: OpenLedger, task: tuple[int, int]) -> int:
    number, here = task
    if os.getpid() != here:
        raise RuntimeError("it is met again where it is wanted")
    return 2 * number


def _wherever(_: OpenLedger, task: tuple[int, int]) -> int:
    return 2 * task[0]


@pytest.mark.parametrize("ahead", [1, 100])
@pytest.mark.parametrize("work", [_wherever, _unless_elsewhere, _only_here])
def test_every_result_comes_in_its_turn_whatever_becomes_of_other_processes(
    ledger: OpenLedger, work: Callable[[OpenLedger, tuple[int, int]], int], ahead: int
) -> None:
    def tasks() -> Iterator[tuple[int, int]]:
        for number in range(40):
            time.sleep(0.01)  # so that the others come in time
            yield number, os.getpid()

    assert [2 * number for number in range(40)] == list(across(ledger, work, tasks(), 3, at_once=True, ahead=ahead))


def test_tasks_that_cannot_be_drawn_are_an_error_of_whoever_wants_the_results(ledger: OpenLedger) -> None:
    def tasks() -> Iterator[tuple[int, int]]:
        yield from ((number, 0) for number in range(5))
        raise StoreError("no more can be read")

    found = across(ledger, _wherever, tasks(), 2, at_once=True)
    with pytest.raises(StoreError, match="no more can be read"):
        list(found)


def _in_which(_: OpenLedger, task: int) -> int:
    return os.getpid()


def test_others_go_on_helping_one_who_takes_the_results_slowly(ledger: OpenLedger) -> None:
    helped, until = 0, time.monotonic() + 30
    found = across(ledger, _in_which, count(), 2, at_once=True, ahead=2)
    for process in found:
        helped += process != os.getpid()
        if helped >= 20 or time.monotonic() > until:
            break
        time.sleep(0.01)
    found.close()  # type: ignore[attr-defined]  # it is a generator
    assert 20 == helped


def test_whoever_wants_no_more_ends_the_others(ledger: OpenLedger) -> None:
    found = across(ledger, _wherever, ((number, 0) for number in range(1000)), 2, at_once=True)
    assert 0 == next(found)
    assert 1 == len(active_children())
    found.close()  # type: ignore[attr-defined]  # it is a generator
    assert [] == active_children()


def test_where_processes_cannot_be_started_this_one_does_the_work(
    ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("not here")

    monkeypatch.setattr("ledger.store.processes.Pipe", refuse)

    assert [2, 4, 6] == list(across(ledger, lambda _, task: 2 * task, [1, 2, 3], 2))
