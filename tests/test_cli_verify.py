"""`pledger verify` and `pledger erase`: what is proved, what is found, and what may be forgotten."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from contracts.clause import Fact
from contracts.engine import ENGINE_VERSION
from ledger.audit import reperform as reperformance
from tests.command_samples import LICENCE, assert_golden, done, enter_sample_ledger, misused, refused, typed

_MAY = date(2026, 5, 10).toordinal()


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


@contextmanager
def _past_the_guards() -> Iterator[sqlite3.Connection]:
    """Write into the file as somebody would who knows how: without the triggers, which are put back afterwards."""
    with closing(sqlite3.connect("ledger.db", isolation_level=None)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, guard in guards:
            connection.execute(guard)


def _kept() -> str:
    (kept,) = re.findall(r"Next: pledger verify --kept (\d+:[0-9a-f]{64})", done("verify"))
    return str(kept)


def test_the_answer_of_a_verification() -> None:
    assert_golden(
        "cli-verify.txt",
        "pledger verify",
        "pledger verify --reperform",
        "pledger verify device-licence --format json",
        "pledger erase note 4 --yes",
        "pledger erase note 4 --yes",
        "pledger erase person nobody --yes",
    )


def test_an_empty_ledger_verifies() -> None:
    done("--ledger", "empty.db", "init")

    assert done("--ledger", "empty.db", "verify", "--reperform").startswith(
        "Verified: 0 events are as they were sealed"
    )


def test_size_and_root_are_those_of_the_other_answers() -> None:
    answer = json.loads(done("verify", "--format", "json"))

    assert (True, 7, 7, None) == (answer["verified"], answer["size"], answer["events"], answer["reperformed"])
    assert f"{answer['size']}:{answer['root']}" == _kept()
    assert answer["root"] == json.loads(done("shares", "--all", "--format", "json"))["rests_on"]["root"]


def test_one_altered_byte_is_found_and_the_first_bad_event_is_named() -> None:
    with _past_the_guards() as connection:
        for event in (3, 4):
            altered = "CAST(replace(CAST(body AS TEXT), '000', '900') AS BLOB)"
            connection.execute(f"UPDATE events SET body = {altered} WHERE id = {event}")
    told = typed("verify")

    assert (3, "") == (told.exit_code, told.out)
    assert (
        "pledger: Event 3 is not as it was sealed: what is stored does not give the leaf that was sealed "
        "(agreement device-licence, version 2, sales-recorded.v1). Keep this file as it is, and compare it with a "
        "backup.\n"
    ) == told.err


def test_a_deleted_tail_is_found_with_what_was_kept_elsewhere() -> None:
    before = Path("ledger.db").read_bytes()
    done("record", "sales", "device-licence", "5", "--on", "2026-07-01")
    kept = _kept()
    Path("ledger.db").write_bytes(before)

    assert 0 == typed("verify").exit_code
    told = typed("verify", "--kept", kept)
    assert (3, "") == (told.exit_code, told.out)
    assert told.err.startswith("pledger: The ledger has 7 events; it had 8 when its root was kept")


def test_what_was_kept_still_stands_after_more_was_recorded() -> None:
    kept = _kept()
    done("record", "sales", "device-licence", "5", "--on", "2026-07-01")
    told = done("verify", "--kept", kept.upper())

    assert "The root that was kept stands: nothing up to it has been altered since.\n" in told
    assert 3 == typed("verify", "--kept", kept.replace(":", ":0")[:-1]).exit_code


def test_an_entry_that_facts_and_terms_do_not_give_is_found() -> None:
    Path("other.yaml").write_text(LICENCE.replace("device-licence", "other"), encoding="utf-8")
    done("sign", "other.yaml", "--document", "signed.pdf")
    with pytest.MonkeyPatch.context() as faulty:
        faulty.setattr("contracts.contract.Contract.receipts", lambda *_: [Fact("sales:device", _MAY, 900)])
        done("record", "sales", "other", "5", "--on", "2026-05-10")
    told = typed("verify", "--reperform", "other")

    assert 0 == typed("verify").exit_code
    assert (3, "") == (told.exit_code, told.out)
    assert (
        "pledger: Entry E9.1 is not what facts and terms give: booked GBP 0.27 for FY2026/27-Q1 under "
        "royalty/licensor, worked out GBP 0.15 for FY2026/27-Q1 under royalty/licensor (event 9, agreement other). "
        "Compare the ledger with a backup.\n"
    ) == told.err


def test_an_entry_of_the_right_amount_whose_sum_reads_otherwise_is_told_so() -> None:
    Path("other.yaml").write_text(LICENCE.replace("device-licence", "other"), encoding="utf-8")
    done("sign", "other.yaml", "--document", "signed.pdf")
    with pytest.MonkeyPatch.context() as faulty:
        faulty.setattr("contracts.parts.base.basis_in_words", lambda *_: "sales of something")
        done("record", "sales", "other", "5", "--on", "2026-05-10")
    told = typed("verify", "--reperform", "other").err
    assert "GBP 0.15 for FY2026/27-Q1 under royalty/licensor both times, but booked as 'sales of something, on" in told
    assert "payable 2026-09-13, and worked out as 'net sales of device, on top of" in told


def test_events_of_another_engine_are_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reperformance, "ENGINE_VERSION", ENGINE_VERSION + 1)

    assert "7 events were booked by another version of the engine: of these" in done("verify", "--reperform")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("verify", "--kept", "7"), "This is not a size and a root (--kept)."),
        (("verify", ""), "The agreement is empty."),
        (("erase", "note", "4"), "Erasing the note of event 4 can't be undone. Add --yes"),
        (("erase", "person", "A. Person"), "Erasing the name A. Person can't be undone. Add --yes"),
        (("erase", "person", " ", "--yes"), "The name is empty."),
        (("erase", "note", "four", "--yes"), "Invalid value for 'EVENT': 'four' is not a valid integer range."),
        (("erase", "note", "0", "--yes"), "Invalid value for 'EVENT': 0 is not in the range"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], said: str) -> None:
    assert misused(*arguments).startswith(f"pledger: {said}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("verify", "device-lisence"), "There is no agreement 'device-lisence' in this ledger. Did you mean 'device-"),
        (("verify", "--ledger", "none.db"), "There is no ledger (none.db). Make one with pledger init"),
        (("verify", "--ledger", "."), "A folder is not a ledger (.). Name the file in it"),
        (("verify", "--ledger", "licence.yaml"), "The file is not a ledger (licence.yaml"),
        (("erase", "note", "99", "--yes"), "There is no event 99. See the numbers with: pledger history"),
        (("erase", "note", "3", "--yes"), "Event 3 has no note, or it was erased before."),
    ],
)
def test_what_is_not_there_is_told(arguments: tuple[str, ...], said: str) -> None:
    assert refused(*arguments).startswith(f"pledger: {said}")


def test_an_erased_note_is_gone_from_file_and_answers_and_the_ledger_verifies() -> None:
    note = b"Ms Jones"
    assert note in Path("ledger.db").read_bytes()
    done("history", "device-development")
    done("erase", "note", "4", "--yes")

    assert [] == [file.name for file in Path().glob("ledger*") if note in file.read_bytes()]
    assert "Ms Jones" not in done("history", "device-development", "--format", "csv")
    assert "erased" in done("history", "device-development", "--format", "csv")
    assert 0 == typed("verify", "--reperform").exit_code


def test_an_erased_name_is_gone_from_file_and_answers_and_the_ledger_verifies() -> None:
    done("history", "device-licence")
    told = done("erase", "person", "A. Person", "--yes")

    assert re.match(r"Erased: the name behind p-[0-9a-f]{16}\.\n", told)
    assert [] == [file.name for file in Path().glob("ledger*") if b"A. Person" in file.read_bytes()]
    assert "A. Person" not in done("history", "device-licence", "--format", "csv")
    assert 0 == typed("verify", "--reperform").exit_code
    done("record", "sales", "device-licence", "5", "--on", "2026-07-01", "--by", "A. Person")
    assert "A. Person" in done("history", "device-licence", "--format", "csv")
