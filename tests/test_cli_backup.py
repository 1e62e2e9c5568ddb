"""`pledger backup` and `pledger practice`: copies made while others record, and answers that say what they rest on."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from contracts.scalars.amount import parse_amount
from ledger.application import By, Ledger
from ledger.audit.backup import back_up
from ledger.audit.verify import verify
from ledger.commands.receipts import RecordSales
from ledger.errors import VerificationFailed
from ledger.store.opening import open_ledger
from tests.command_samples import done, enter_sample_ledger, refused, typed

LICENCE = "device-licence"
SENTENCE = "This is a practice ledger, copied on "
ON_PRACTICE = ("--ledger", "practice.db")


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


def _root(path: str) -> str:
    with open_ledger(path, read_only=True) as file:
        return verify(file).root


def test_a_backup_is_the_same_ledger_and_says_its_size_and_root() -> None:
    told = done("backup", "kept.db")

    size = f"{Path('kept.db').stat().st_size:,}"
    assert f"Backed up 7 events into kept.db ({size} bytes), and verified the copy." in told.replace("\n", " ")
    assert ["  size 7", f"  root {_root('ledger.db')}"] == told.splitlines()[-2:]
    assert _root("ledger.db") == _root("kept.db")
    assert done("shares", LICENCE) == done("shares", LICENCE, "--ledger", "kept.db")
    assert [] == list(Path().glob(".kept.db*"))


def test_a_backup_can_be_recorded_in_as_the_ledger_can() -> None:
    done("backup", "kept.db")
    done("record", "sales", LICENCE, "5", "--on", "2026-05-11", "--ledger", "kept.db")

    assert "Verified: 8 events" in done("verify", "--ledger", "kept.db", "--reperform")
    assert "Verified: 7 events" in done("verify")


@pytest.mark.parametrize("command", ["backup", "practice"])
def test_nothing_is_written_over(command: str) -> None:
    Path("mine.txt").write_text("mine", encoding="utf-8")

    assert "There is a file already (mine.txt). Choose another name." in refused(command, "mine.txt")
    assert "There is a file already (ledger.db)." in refused(command, "ledger.db")
    assert "mine" == Path("mine.txt").read_text(encoding="utf-8")
    assert "There is no such folder ('nowhere'). Make it, or name another place." in refused(command, "nowhere/kept.db")


def test_a_ledger_that_was_altered_is_not_backed_up() -> None:
    with closing(sqlite3.connect("ledger.db")) as connection:
        connection.execute("DROP TRIGGER events_update")
        connection.execute("UPDATE events SET at = replace(at, '2', '3') WHERE id = 2")
        connection.commit()

    with open_ledger("ledger.db", read_only=True) as file, pytest.raises(VerificationFailed):
        back_up(file, Path("kept.db"))
    assert not Path("kept.db").exists()
    assert [] == list(Path().glob(".kept.db*"))


def test_a_backup_is_whole_while_somebody_records() -> None:
    with open_ledger("ledger.db", read_only=True) as file, ThreadPoolExecutor(1) as others:
        recording = others.submit(_record_sales)
        sizes = [back_up(file, Path(f"kept-{number}.db")).verified.size for number in range(5)]
        recording.result()

    assert sizes == sorted(sizes)
    assert 27 == _size("ledger.db")


def _record_sales() -> None:
    ledger = Ledger("ledger.db")
    try:
        for _ in range(20):
            sales = RecordSales(amount=parse_amount("5"), on=date(2026, 5, 11))
            ledger.record(LICENCE, sales, By("A", "a", "desk"))
    finally:
        ledger.close()


def _size(path: str) -> int:
    with open_ledger(path, read_only=True) as file:
        return file.recorder.head().size


def test_a_practice_ledger_says_so_in_every_answer() -> None:
    told = done("practice")

    assert told.startswith(
        "Made practice.db, a copy of the ledger with 7 events to try things on: nothing in it counts"
    )
    assert "Next: pledger agreement list --ledger practice.db" == told.splitlines()[-1]
    for answer in (("shares", LICENCE), ("due",), ("unpaid",), ("history", LICENCE), ("agreement", "list")):
        title, _, first, *_ = done(*ON_PRACTICE, *answer).splitlines()
        assert title.startswith("Practice: ")
        assert first.startswith(SENTENCE)
        assert SENTENCE not in done(*answer)
    assert done(*ON_PRACTICE, "verify").startswith(SENTENCE)
    assert done(*ON_PRACTICE, "record", "sales", LICENCE, "5", "--on", "2026-05-11").startswith(SENTENCE)


def test_files_and_json_of_a_practice_ledger_say_so_too() -> None:
    done("practice")
    sales = ("record", "sales", LICENCE, "5", "--on", "2026-05-11", "--format", "json")

    assert json.loads(done(*ON_PRACTICE, *sales))["practice"].startswith(SENTENCE)
    assert "practice" not in json.loads(done(*sales))
    assert json.loads(done(*ON_PRACTICE, "verify", "--format", "json"))["practice"].startswith(SENTENCE)
    assert json.loads(done(*ON_PRACTICE, "shares", "--format", "json"))["title"].startswith("Practice: ")
    assert SENTENCE in done(*ON_PRACTICE, "shares", "--format", "csv").splitlines()[1]
    calendar = typed(*ON_PRACTICE, "due", "--format", "ics")
    assert "SUMMARY:Practice: GBP" in calendar.out
    assert SENTENCE in calendar.err
    lines = typed(*ON_PRACTICE, "history", LICENCE, "--format", "json")
    assert SENTENCE in lines.err
    assert [1, 3, 5, 8] == [json.loads(line)["id"] for line in lines.out.splitlines()]


def test_the_mark_survives_copying_and_verification() -> None:
    done("practice")
    done(*ON_PRACTICE, "backup", "again.db")
    done(*ON_PRACTICE, "practice", "once-more.db")
    copyfile("practice.db", "carried.db")

    for copy in ("again.db", "once-more.db", "carried.db"):
        assert done("verify", "--reperform", "--ledger", copy).startswith(SENTENCE)
    assert _root("ledger.db") == _root("carried.db")


def test_what_is_tried_touches_nothing() -> None:
    before = (Path("ledger.db").read_bytes(), _root("ledger.db"))
    done("practice", "trial.db")
    done("record", "sales", LICENCE, "5", "--on", "2026-05-11", "--ledger", "trial.db")

    assert before == (Path("ledger.db").read_bytes(), _root("ledger.db"))
