"""Making and opening: what is wrong with a path is said before anything is recorded, and in plain words."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ledger.audit.verify import verify
from ledger.errors import (
    AlreadyRecorded,
    Conflict,
    Damaged,
    DuplicateKey,
    LedgerError,
    NotFound,
    Refused,
    StoreError,
    VerificationFailed,
    WrongUsage,
)
from ledger.store import places
from ledger.store.opening import LedgerFile, create_ledger, open_ledger
from ledger.store.schema import TABLES
from tests.store_samples import new_ledger, sales, stored

NOBODY = 65534


def test_a_ledger_describes_itself(tmp_path: Path) -> None:
    made = create_ledger(tmp_path / "ledger.db", "Asia/Kathmandu")
    with open_ledger(str(tmp_path / "ledger.db")) as ledger:
        assert made == ledger.meta
        assert (1, "Asia/Kathmandu", 32) == (ledger.meta.format, ledger.meta.time_zone, len(ledger.meta.ledger))
        assert () == ledger.warnings
    assert made.ledger != create_ledger(tmp_path / "other.db").ledger


def test_nothing_is_written_over(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        ledger.recorder.insert_events(sales("agr-1", 1, 1))
    with pytest.raises(StoreError, match="There is a file already"):
        create_ledger(tmp_path / "ledger.db")
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert 1 == ledger.recorder.head().size


def test_a_ledger_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no such folder \(.*missing'\)\. Make it, or name another place"):
        create_ledger(tmp_path / "missing" / "ledger.db")
    for zone in ("Europe/Londn", "", "../etc/passwd", "\0"):
        with pytest.raises(StoreError, match="There is no time zone"):
            create_ledger(tmp_path / "ledger.db", zone)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty, which is no ledger"),
        (b"date,amount\n2026-01-01,5\n" * 100, "The file is not a ledger"),
        (b"SQLite format 3\0" + b"\0" * 4000, r"not a ledger|damaged"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_not_a_ledger_is_left_alone(tmp_path: Path, content: bytes, said: str, read_only: bool) -> None:
    path = tmp_path / "sales.csv"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=said):
        open_ledger(path, read_only)
    assert content == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_another_programs_database_is_not_a_ledger(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as raw:
        raw.execute(TABLES[1])
    with pytest.raises(StoreError, match="The file is not a ledger"):
        open_ledger(tmp_path / "other.db")


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no ledger .*ledger\.db.*Make one with pledger init"):
        open_ledger(tmp_path / "ledger.db")
    with pytest.raises(StoreError, match="A folder is not a ledger"):
        open_ledger(tmp_path)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a\0b.db", "x" * 5000, "\udcff" * 300])
def test_a_path_that_no_system_takes_is_refused(tmp_path: Path, name: str) -> None:
    for act in (open_ledger, create_ledger):
        with pytest.raises(StoreError, match=r"The ledger cannot be (read|made)"):
            act(tmp_path / name)


def test_a_newer_format_is_not_touched(tmp_path: Path) -> None:
    new_ledger(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as raw:
        raw.execute("PRAGMA user_version = 2")
    with pytest.raises(StoreError, match="The ledger has format 2; this release reads formats up to 1"):
        open_ledger(tmp_path / "ledger.db")


def test_odd_names_of_files_are_names(tmp_path: Path) -> None:
    for name in ("a b.db", "what?.db", "50%25.db", "#1.db", "Zoë & co.db", "mode=memory.db"):
        with new_ledger(tmp_path, name) as ledger:
            ledger.recorder.insert_events(sales("agr-1", 1, 1))
        with open_ledger(tmp_path / name, read_only=True) as ledger:
            assert 1 == verify(ledger).size
    assert 6 == len(list(tmp_path.iterdir()))


def test_a_damaged_file_is_named_as_one(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        ledger.recorder.insert_events(sales("agr-1", 1, 300))
    with (tmp_path / "ledger.db").open("r+b") as file:
        file.seek(60_000)
        file.write(b"\xff" * 100_000)
    with pytest.raises(Damaged, match="The ledger is damaged"), open_ledger(tmp_path / "ledger.db") as ledger:
        verify(ledger)


def as_somebody_without_rights(check: Callable[[], None]) -> int:
    """Run a check in a child that may not write what root may; 0 if it passed."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            check()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights are dropped in a forked child, which needs POSIX")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o755, 0o644), (0o555, 0o444), (0o777, 0o444)])
def test_a_read_only_place_is_read_and_never_written(folder_mode: int, file_mode: int) -> None:
    # Outside pytest's own folder, which nobody but its owner may enter.
    folder = Path(tempfile.mkdtemp())
    try:
        with new_ledger(folder) as ledger:
            ledger.recorder.insert_events(sales("agr-1", 1, 3))
        path = folder / "ledger.db"
        path.chmod(file_mode)
        folder.chmod(folder_mode)

        def check() -> None:
            with open_ledger(path, read_only=True) as reader:
                assert 3 == verify(reader).size
            with (
                pytest.raises(StoreError, match=r"cannot be written here|cannot be opened"),
                open_ledger(path) as writer,
            ):
                writer.recorder.insert_events([stored("agr-1", 4)])

        mine = folder_mode == 0o755 and os.geteuid() != 0
        assert mine or 0 == as_somebody_without_rights(check)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights are dropped in a forked child, which needs POSIX")
def test_a_reader_without_rights_sees_what_a_killed_writer_left_in_the_log() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        new_ledger(folder).close()
        folder.chmod(0o755)
        path = folder / "ledger.db"
        child = os.fork()
        if child == 0:
            writer = open_ledger(path)
            writer.recorder.insert_events(sales("agr-1", 1, 3))
            os.kill(os.getpid(), signal.SIGKILL)
        os.waitpid(child, 0)
        assert (folder / "ledger.db-wal").stat().st_size > 0

        def check() -> None:
            with open_ledger(path, read_only=True) as reader:
                assert 3 == verify(reader).size

        assert 0 == as_somebody_without_rights(check)
    finally:
        shutil.rmtree(folder)


def test_a_synchronised_folder_is_warned_about_and_keeps_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Example NHS Trust"
    folder.mkdir()
    with new_ledger(folder) as ledger:
        ledger.recorder.insert_events(sales("agr-1", 1, 2))
        assert "delete" == ledger.datastore.pragma("journal_mode")
        assert ["ledger.db"] == [path.name for path in folder.iterdir()]
        assert "which is synchronised" in ledger.warnings[0]
    new_ledger(tmp_path).close()
    shutil.move(tmp_path / "ledger.db", folder / "moved.db")
    with open_ledger(folder / "moved.db") as moved:
        assert isinstance(moved, LedgerFile)
        assert "delete" == moved.datastore.pragma("journal_mode")


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Trust", "OneDrive - Trust"),
        ("Dropbox", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("iCloud Drive", "iCloud Drive"),
        ("Mobile Documents", "Mobile Documents"),
        ("onedriver", None),
        ("Documents", None),
    ],
)
def test_known_synchronised_folders(folder: str, found: str | None) -> None:
    assert found == places.synced_folder(Path("/home/anna") / folder / "ledgers" / "ledger.db")
    assert places.synced_folder(Path("/home/anna/dropbox")) is None


def test_a_share_is_known_by_its_file_system() -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\n//server/s /mnt/my\\040share cifs rw 0 0\nnas:/x /mnt nfs4 rw 0 0\n"
    assert "cifs" == places.file_system_of(Path("/mnt/my share/ledger.db"), mounts)
    assert "nfs4" == places.file_system_of(Path("/mnt/mine/ledger.db"), mounts)
    assert "ext4" == places.file_system_of(Path("/home/ledger.db"), mounts)
    assert places.is_network_share(Path("//server/share/ledger.db"))


def test_an_error_says_what_where_and_what_to_do() -> None:
    assert "It broke (row 3). Mend it" == str(LedgerError("It broke", where="row 3", fix="Mend it"))
    assert "It broke. Mend it" == str(LedgerError("It broke", fix="Mend it"))
    assert "It broke." == str(LedgerError("It broke"))
    codes = {
        Refused: 1,
        DuplicateKey: 1,
        NotFound: 1,
        StoreError: 1,
        Conflict: 1,
        WrongUsage: 2,
        Damaged: 3,
        VerificationFailed: 3,
    }
    assert list(codes.values()) == [kind("x").exit_code for kind in codes]
    assert isinstance(AlreadyRecorded(1, 2), LedgerError)
