"""What a machine may do to a ledger in a file: each time a sentence that says what to do, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ledger.application import Ledger
from ledger.audit.verify import verify
from ledger.errors import StoreError
from ledger.store.clock import utc_now
from ledger.store.opening import open_file, open_ledger
from tests.cli_samples import ROOT, surroundings
from tests.command_samples import done, enter_sample_ledger, refused, typed
from tests.store_samples import sales

RECORD = "record sales device-licence 5 --on 2026-05-11 --by Anna --ledger"
EVENTS = 7


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the ledger with a little of everything, and return its path."""
    enter_sample_ledger(tmp_path, monkeypatch)
    return tmp_path / "ledger.db"


def recorded(path: Path) -> int:
    """Verify a ledger, and return how many events it holds."""
    with open_file(path, read_only=True) as file:
        return verify(file).size


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_a_lock_held_by_another_process(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = open_ledger.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "busy_seconds", 0.1)
    holding = """import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()"""
    other = subprocess.Popen(
        [sys.executable, "-c", holding, str(ledger)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="ascii"
    )
    assert other.stdout is not None
    assert "held\n" == other.stdout.readline()
    told = in_one_line(refused(*RECORD.split(), str(ledger)))
    assert told.startswith("pledger: The ledger is locked: another program has been writing to it for too long (")
    assert told.endswith("Close it, then try again.")
    assert "Verified: 7 events" in done("verify", "--ledger", str(ledger))  # to read is always possible
    other.communicate("done")
    done(*RECORD.split(), str(ledger))
    assert EVENTS + 1 == recorded(ledger)


@contextmanager
def small_disk(folder: Path, options: str = "size=512k") -> Iterator[Path]:
    """Mount a small disk in memory, where this system and user may."""
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("a disk can be mounted only by an administrator of Linux")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Write until nothing more goes onto a disk."""
    path = folder / "holiday.mov"
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while file.write(b"0" * 512):
            pass
    return path


def test_a_full_disk(ledger: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        shutil.copy(ledger, disk / "ledger.db")
        filling = fill(disk)
        for command in (f"{RECORD} disk/ledger.db", "init --ledger disk/new.db", "backup disk/kept.db"):
            told = in_one_line(refused(*command.split()))
            assert told.startswith(f"pledger: The disk is full; nothing was recorded ({command.split()[-1][:5]}"), told
            assert told.endswith("Make room, then run the command again."), told
        assert {"ledger.db", "holiday.mov"} >= {path.name for path in disk.iterdir() if "-" not in path.name}
        filling.unlink()
        assert EVENTS == recorded(disk / "ledger.db")
        done(*RECORD.split(), "disk/ledger.db")


def test_a_disk_that_is_for_reading_only(ledger: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        shutil.copy(ledger, disk / "ledger.db")
        shares = done("shares", "--all", "--ledger", "disk/ledger.db")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        told = in_one_line(refused(*RECORD.split(), "disk/ledger.db"))
        assert "The ledger cannot be written here (" in told
        assert told.endswith("Check the rights on the file, its folder and its disk.")
        assert "The disk is for reading only ('disk/new.db')." in refused("init", "--ledger", "disk/new.db")
        assert shares == done("shares", "--all", "--ledger", "disk/ledger.db")
        assert "Verified: 7 events" in done("verify", "--ledger", "disk/ledger.db")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit of the size of files")
def test_a_disk_that_takes_no_more_bytes(ledger: Path) -> None:
    limited = """import resource, signal, sys
from ledger.cli.main import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(main(sys.argv[2:]))"""
    command = [sys.executable, "-c", limited, "4096", *RECORD.split(), str(ledger)]
    told = subprocess.run(command, cwd=ROOT, env=surroundings(), capture_output=True, encoding="utf-8", check=False)
    assert (1, "") == (told.returncode, told.stdout)
    assert told.stderr.startswith("pledger: The disk ")
    assert EVENTS == recorded(ledger)


def test_a_clock_far_ahead_is_refused_once_it_is_right_again(ledger: Path) -> None:
    ahead = datetime.now(UTC) + timedelta(days=400)
    with open_file(ledger, clock=lambda: ahead) as file:
        file.recorder.insert_events(sales("somebody", 1, 1))
    told = in_one_line(refused(*RECORD.split(), str(ledger)))
    assert told.startswith(f"pledger: The ledger was last written at {ahead:%Y-%m-%dT%H:%M:%S}")
    assert told.endswith("Set the clock of this machine right; if it is right, wait until that instant has passed.")
    assert EVENTS + 1 == recorded(ledger)


def test_a_clock_set_back_a_little_never_turns_time_back(ledger: Path) -> None:
    with open_file(ledger, clock=lambda: utc_now() + timedelta(minutes=4)) as file:
        file.recorder.insert_events(sales("somebody", 1, 1))
        last = file.recorder.head().last_at
    done(*RECORD.split(), str(ledger))
    with open_file(ledger, read_only=True) as file:
        assert (last, EVENTS + 2) == (file.recorder.head().last_at, verify(file).size)


def zero(path: Path) -> None:
    path.write_bytes(b"")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def text(path: Path) -> None:
    path.write_text("date,amount\n", "utf-8")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "exit_code", "said"),
    [
        (zero, 1, "The file is empty, which is no ledger (ledger.db). Let the folder synchronise or restore a backup;"),
        (text, 1, "The file is not a ledger (ledger.db: file is not a database). Name the ledger with --ledger,"),
        (folder, 1, "A folder is not a ledger (ledger.db). Name the file in it."),
        (Path.unlink, 1, "There is no ledger (ledger.db). Make one with pledger init."),
        (truncated, 3, "The ledger is damaged (ledger.db: database disk image is malformed). Keep a copy as it is,"),
    ],
)
@pytest.mark.parametrize("command", [f"{RECORD} ledger.db", "shares --all", "verify"])
def test_a_file_that_is_no_ledger_any_more(
    ledger: Path, spoil: Callable[[Path], None], exit_code: int, said: str, command: str
) -> None:
    spoil(ledger)
    told = typed(*command.split())
    assert (exit_code, "") == (told.exit_code, told.out)
    assert in_one_line(told.err).startswith(f"pledger: {said}")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take away a file that is open")
@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_taken_away_in_the_middle_is_not_written_to(ledger: Path, replaced: bool) -> None:
    with Ledger(ledger) as opened:
        shutil.copy(ledger, "kept.db")
        ledger.unlink()
        if replaced:
            shutil.copy("kept.db", ledger)
        with pytest.raises(StoreError, match="was moved or replaced while it was in use; nothing was recorded"):
            opened.store.insert_events(sales("somebody", 1, 1))
    assert EVENTS == recorded(Path("kept.db"))


def test_a_log_that_belongs_to_another_state_of_the_file_is_never_taken_for_history(ledger: Path) -> None:
    shutil.copy(ledger, "backup.db")
    root = done("verify").split("--kept ")[-1].strip()
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
        other.execute("SELECT * FROM head").fetchall()  # keeps the log from being folded in
        done(*RECORD.split(), str(ledger))
        shutil.copy(ledger, "without.db")
        shutil.copy("ledger.db-wal", "with.db-wal")
        shutil.copy("backup.db", "with.db")
    assert EVENTS == recorded(Path("without.db"))  # its log is missing: what was in it is, too, and no more
    assert "Verified: 7 events" in done("verify", "--kept", root, "--ledger", "without.db")
    told = typed("verify", "--kept", root, "--ledger", "with.db")
    assert told.exit_code == 3 or "Verified: 7 events" in told.out or "Verified: 8 events" in told.out


@pytest.mark.parametrize("name", ["nowhere/new.db", "ledger.db/new.db"])
def test_a_ledger_in_a_folder_that_is_not_there(ledger: Path, name: str) -> None:
    where = os.path.dirname(name)  # noqa: PTH120  # as it was typed
    assert f"pledger: There is no such folder ('{where}'). Make it, or name another place.\n" == refused(
        "init", "--ledger", name
    )
