"""Views that follow: caught up as others record, by several at once, over restarts and other histories."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from sqlalchemy import text

import projections.database
from ledger.store.opening import create_ledger, open_ledger
from projections.database import views_path
from projections.following import Told, follow
from projections.views import open_views
from tests import postgres
from tests.cli_samples import ROOT, surroundings
from tests.command_samples import done, refused, typed
from tests.store_samples import SALE, stored

SOON = 30.0


class Following(NamedTuple):
    """What followers told of: the events up to which the views went, what went wrong, and what ended them."""

    positions: list[int]
    troubles: list[str]
    ends: list[BaseException]

    def wait_for(self, seen: Callable[[Following], bool]) -> None:
        """Wait until something was told."""
        deadline = time.monotonic() + SOON
        while not seen(self):
            assert not self.ends, self.ends
            assert time.monotonic() < deadline, (self.positions, self.troubles)
            time.sleep(0.01)


@contextmanager
def following(place: str, followers: int = 1) -> Iterator[Following]:
    """Let some follow a ledger until the block ends."""
    seen, stop = Following([], [], []), threading.Event()
    told = Told(seen.positions.append, lambda error: seen.troubles.append(str(error)))

    def run() -> None:
        try:
            follow(lambda: open_ledger(place, read_only=True), told, stop, 0.02)
        except BaseException as error:
            seen.ends.append(error)

    threads = [threading.Thread(target=run) for _ in range(followers)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join(SOON)


def record(place: str, first: int, count: int) -> None:
    with open_ledger(place) as ledger:
        ledger.recorder.insert_events(
            [stored("agr-1", version, replace(SALE, ref=f"s-{version}")) for version in range(first, first + count)]
        )


def kept(place: str) -> tuple[int, int]:
    """Return the event up to which the views go, and how many events they hold, without catching up."""
    asked = "SELECT position, (SELECT count(*) FROM v1_events) FROM tracking"
    if place.startswith("postgresql"):
        ((position, events),) = postgres.run(asked, url=f"{place}&options=-csearch_path%3Dpledger_views")
        return position, events
    with closing(sqlite3.connect(views_path(Path(place)))) as connection:
        position, events = connection.execute(asked).fetchone()
        return position, events


@pytest.mark.parametrize("followers", [1, 2])
def test_followers_keep_up_and_take_each_event_once(place: str, followers: int) -> None:
    create_ledger(place)
    with following(place, followers) as seen:
        for first in range(1, 101, 10):
            record(place, first, 10)
        seen.wait_for(lambda seen: 100 in seen.positions)
    assert ([], [], (100, 100)) == (seen.ends, seen.troubles, kept(place))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Make another ledger, with three events."""
    path = tmp_path / "other.db"
    create_ledger(path)
    record(str(path), 1, 3)
    return path


def test_a_file_put_in_a_ledgers_place_is_followed_from_its_first_event(tmp_path: Path, other: Path) -> None:
    place = str(tmp_path / "ledger.db")
    create_ledger(place)
    record(place, 1, 8)
    with following(place) as seen:
        seen.wait_for(lambda seen: 8 in seen.positions)
        restore(other, place)
        seen.wait_for(lambda seen: 3 in seen.positions)
    assert ([8, 0, 3], (3, 3)) == ([*dict.fromkeys(seen.positions)][-3:], kept(place))


def test_the_views_of_a_restored_ledger_with_another_history_are_built_again(place: str, other: Path) -> None:
    create_ledger(place)
    record(place, 1, 8)
    with open_ledger(place) as ledger:
        open_views(ledger).close()
    assert (8, 8) == kept(place)

    restore(other, place)
    with open_ledger(place, read_only=True) as ledger, open_views(ledger) as opened, opened.now() as connection:
        assert 3 == connection.execute(text("SELECT count(*) FROM v1_events")).scalar_one()


def restore(backup: Path, place: str) -> None:
    """Put another ledger in a ledger's place, and leave the views as they were."""
    if place.startswith("postgresql"):
        postgres.run("DROP SCHEMA pledger CASCADE", url=place)
        done("copy", str(backup), place)
    else:
        shutil.copy(backup, f"{place}.new")
        for ending in ("-wal", "-shm"):
            Path(place + ending).unlink(missing_ok=True)
        Path(f"{place}.new").replace(place)


@pytest.mark.skipif(not postgres.has_own_server(), reason="a server that somebody else runs is not ours to restart")
def test_a_server_that_restarts_is_waited_for() -> None:
    with postgres.database() as place:
        create_ledger(place)
        record(place, 1, 2)
        with following(place, 2) as seen:
            seen.wait_for(lambda seen: 2 in seen.positions)
            postgres.restart("immediate")
            record(place, 3, 2)
            seen.wait_for(lambda seen: 4 in seen.positions)
        assert ([], (4, 4)) == (seen.ends, kept(place))


def test_views_that_another_program_holds_are_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projections.database, "_BUSY_SECONDS", 0.05)
    place = tmp_path / "ledger.db"
    create_ledger(place)
    record(str(place), 1, 2)
    with closing(sqlite3.connect(views_path(place), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with following(str(place)) as seen:
            seen.wait_for(lambda seen: bool(seen.troubles))
            other.execute("ROLLBACK")
            seen.wait_for(lambda seen: 2 in seen.positions)
    assert "Another program has been writing them for too long: close it, then try again" in seen.troubles[0]


def test_an_answer_that_could_not_use_the_kept_views_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projections.database, "_BUSY_SECONDS", 0.05)
    place = tmp_path / "ledger.db"
    create_ledger(place)
    with closing(sqlite3.connect(views_path(place), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        told = typed("shares", "--all", "--ledger", str(place))
    assert 0 == told.exit_code
    assert told.err.startswith("pledger: warning: the kept views were not used, and this answer took all events: ")
    assert "close it, then try again" in told.err
    assert "" == typed("shares", "--all", "--ledger", str(place)).err


def test_where_views_may_not_be_written_there_is_nothing_to_follow(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    create_ledger(place)
    views_path(place).mkdir()
    told = refused("views", "follow", "--for", "5", "--ledger", str(place))
    assert "Check the rights on the file and its folder; until then, answers take all events." in told.replace(
        "\n", " "
    )


def test_a_ledger_that_vanishes_ends_it(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    create_ledger(place)
    with following(str(place)) as seen:
        time.sleep(0.1)
        place.unlink()
        deadline = time.monotonic() + SOON
        while not seen.ends and time.monotonic() < deadline:
            time.sleep(0.01)
    assert [f"There is no ledger any more ({place}). Put it back, then run the command again"] == list(
        map(str, seen.ends)
    )


def test_following_is_told_at_the_prompt(place: str) -> None:
    create_ledger(place)
    follows = ("views", "follow", "--every", "0.01", "--for", "0.1", "--ledger", place)
    assert (0, "Nothing new was recorded meanwhile.\n", "") == typed(*follows)
    record(place, 1, 5)
    assert (0, "Followed up to event 5.\n", "pledger: views up to event 5\n") == typed(*follows)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs without telling them")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_whoever_ends_it_gets_a_clean_end(tmp_path: Path, number: signal.Signals) -> None:
    create_ledger(tmp_path / "ledger.db")
    record(str(tmp_path / "ledger.db"), 1, 5)
    running = subprocess.Popen(
        [sys.executable, "-m", "ledger.cli", "views", "follow", "--ledger", str(tmp_path / "ledger.db")],
        cwd=ROOT,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert running.stderr is not None
    assert "pledger: views up to event 5\n" == running.stderr.readline()
    running.send_signal(number)
    assert ("Followed up to event 5.\n", "", 0) == (*running.communicate(timeout=SOON), running.returncode)
