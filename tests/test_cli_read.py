"""Reading commands on a real ledger: shares, statement, explain, history, views; back in time, and on any output."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from tests.cli_samples import surroundings
from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, put_sample_ledger, refused, typed
from tests.test_cli_output import ENCODINGS

LICENCE = "device-licence"
QUARTER = ("--period", "FY2026/27-Q1")
ANSWERS = {
    "list": ("agreement", "list"),
    "show": ("agreement", "show", LICENCE),
    "shares": ("shares", LICENCE),
    "shares of all": ("shares", "--all"),
    "statement": ("statement", LICENCE, *QUARTER),
    "explain": ("explain", LICENCE),
    "history": ("history", LICENCE),
}


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


def test_the_answers_at_a_prompt() -> None:
    assert_golden(
        "cli-read.txt",
        "pledger shares device-licence",
        "pledger statement device-licence --period FY2026/27-Q1 --party 'northern trust'",
        "pledger explain device-licence --entry e3.1",
        "pledger history device-development",
    )


def test_the_answers_on_a_narrow_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    assert_golden(
        "cli-read-60.txt",
        "pledger shares device-development",
        "pledger statement device-licence --period 2026-05 --party licensor",
        "pledger explain device-licence --entry E3.1",
        "pledger history device-development",
        "pledger record sales device-licence 5 --on 2026-07-01",
    )


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_rests_on_an_instant_a_position_and_a_root(name: str) -> None:
    verified = json.loads(done("verify", "--format", "json"))
    told = " ".join(done(*ANSWERS[name]).split())

    assert f"Rests on the ledger up to event 7, recorded {_last_instant()}, root {verified['root'][:16]}." in told


def _last_instant() -> str:
    at: str = json.loads(done("history", "signed-twice", "--format", "json"))["at"]
    return at


@pytest.mark.parametrize("name", sorted(ANSWERS.keys() - {"history"}))
def test_as_json_amounts_are_texts_and_the_undefined_is_null(name: str) -> None:
    text = done(*ANSWERS[name], "--format", "json")
    answer = json.loads(text, parse_float=lambda number: pytest.fail(f"{number} is a float"))

    assert 7 == answer["rests_on"]["position"]
    assert 64 == len(answer["rests_on"]["root"])


@pytest.mark.parametrize("name", sorted(ANSWERS.keys() - {"history"}))
def test_every_answer_goes_to_every_format_by_the_name_of_a_file(name: str) -> None:
    for suffix in ("txt", "json", "csv", "xlsx"):
        assert (0, "", f"Written to answer.{suffix}.\n") == typed(*ANSWERS[name], "-o", f"answer.{suffix}")
    assert b"\xef\xbb\xbf" == Path("answer.csv").read_bytes()[:3]
    assert done(*ANSWERS[name], "--format", "json") == Path("answer.json").read_text(encoding="utf-8")
    assert openpyxl.load_workbook("answer.xlsx").sheetnames


def test_shares_are_the_same_in_every_format() -> None:
    rows = list(csv.reader(io.StringIO(done("shares", "device-development", "--format", "csv"))))
    shares = json.loads(done("shares", "device-development", "--format", "json"))["blocks"][0]

    assert ["Shares", "university", "Eastern University", "0.4000", ""] == rows[1][:5]
    assert {"share": "0.4000", "exact": "2/5"} == shares["rows"][0]["risk_share"]
    assert None is shares["rows"][0]["reward_share"]


def test_history_as_json_is_the_canonical_lines_themselves() -> None:
    lines = done("history", LICENCE, "--format", "json").splitlines()

    assert [1, 3, 5] == [json.loads(line)["id"] for line in lines]
    assert 0 == typed("history", LICENCE, "-o", "events.json").exit_code
    assert "\n".join(lines) + "\n" == Path("events.json").read_text(encoding="utf-8")


def test_history_as_json_of_an_earlier_day_is_what_had_happened_by_then() -> None:
    def events(*asked: str) -> list[int]:
        return [json.loads(line)["id"] for line in done("history", LICENCE, "--format", "json", *asked).splitlines()]

    assert [1, 3] == events("--as-of", "2026-05-31")
    assert [1, 3] == events("--today", "2026-05-31")
    assert [1, 3, 5] == events("--as-of", "2026-06-01")


def test_as_of_a_day_only_what_had_happened_counts() -> None:
    done("record", "sales", LICENCE, "7,000,000", "--on", "2026-07-01")

    assert "322,500.00" in done("shares", LICENCE)
    assert "105,000.00" in done("shares", LICENCE, "--as-of", "2026-06-30")
    assert "105,000.00" not in done("shares", LICENCE, "--as-of", "2026-05-09")
    assert "As of 2026-06-30." in done("shares", LICENCE, "--as-of", "2026-06-30")


def test_known_at_an_instant_only_what_was_recorded_counts() -> None:
    before = _last_instant()
    time.sleep(0.01)
    done("record", "sales", LICENCE, "7,000,000", "--on", "2026-05-10")

    now, then = (
        json.loads(done("shares", LICENCE, "--format", "json", *asked)) for asked in ((), ("--known-at", before))
    )
    assert (8, 7) == (now["rests_on"]["position"], then["rests_on"]["position"])
    assert now["rests_on"]["root"] != then["rests_on"]["root"]
    assert ("322500.00" in json.dumps(now["blocks"]), "322500.00" in json.dumps(then["blocks"])) == (True, False)
    at_the_end_of_today = done("shares", LICENCE, "--format", "json", "--known-at", now["rests_on"]["instant"][:10])
    assert now["blocks"] == json.loads(at_the_end_of_today)["blocks"]


def test_before_its_signing_an_agreement_is_not_known() -> None:
    assert "device-licence was not signed by then (--known-at 2020-01-01T23:59:59.999999Z)." in refused(
        "shares", LICENCE, "--known-at", "2020-01-01"
    )
    assert "No agreement is signed yet." in done("agreement", "list", "--known-at", "2020-01-01")


def test_with_one_agreement_it_need_not_be_named() -> None:
    done("--ledger", "one.db", "init")
    done("--ledger", "one.db", "sign", "licence.yaml", "--document", "signed.pdf")

    assert done("--ledger", "one.db", "shares", LICENCE) == done("--ledger", "one.db", "shares")
    assert done("--ledger", "one.db", "history", LICENCE) == done("--ledger", "one.db", "history")
    assert done("shares", "--all") == done("shares")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("shares", "--all", LICENCE), "One agreement and all of them are asked for."),
        (("statement", LICENCE), "Missing option '--period'."),
        (("explain", LICENCE, "--entry", "S1"), "'S1' is not the reference of an entry."),
        (("explain", f"{LICENCE}/S1"), "'device-licence/S1' is a fact of device-licence, not an agreement."),
        (("history",), "It is not said which agreement."),
        (("history", LICENCE, "-o", "x.foo"), "The file's name does not say which format it is to have (x.foo)."),
        (("history", LICENCE, "--format", "xlsx"), "A workbook can't be shown at a prompt (--format xlsx)."),
        (("shares", LICENCE, "--as-of", "31/04/2026"), "Invalid value for '--as-of': '31/04/2026' does not exist"),
        (("shares", LICENCE, "--format", "pdf"), "Invalid value for '--format': 'pdf' is not one of"),
        (("views",), "a command is missing."),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], said: str) -> None:
    assert misused(*arguments).startswith(f"pledger: {said}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("shares", "device-lisence"), "There is no agreement 'device-lisence'. Did you mean 'device-licence'?"),
        (("statement", LICENCE, "--period", "Q1"), "'Q1' is not a period (device-licence). Write 2026, 2026-Q2"),
        (("statement", LICENCE, *QUARTER, "--party", "nhs"), "There is no party 'nhs' (device-licence)."),
        (("explain", LICENCE, "--entry", "E99.1"), "There is no entry E99.1 (device-licence)."),
        (
            ("explain", LICENCE, "--clause", "royal"),
            "There is no clause 'royal' (device-licence). Did you mean 'royalty'",
        ),
        (("explain", LICENCE, "--period", "2019"), "Nothing was booked for 2019 (device-licence)."),
        (("shares", "--ledger", "none.db"), "There is no ledger (none.db). Make one with pledger init"),
        (("history", LICENCE, "--ledger", "."), "A folder is not a ledger (.). Name the file in it"),
        (("shares", "--ledger", "licence.yaml"), "The file is not a ledger (licence.yaml"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(arguments: tuple[str, ...], said: str) -> None:
    assert refused(*arguments).startswith(f"pledger: {said}")


def test_deleting_the_views_changes_no_answer() -> None:
    before = {name: done(*arguments) for name, arguments in ANSWERS.items()}
    Path("ledger.views.db").unlink()
    assert before == {name: done(*arguments) for name, arguments in ANSWERS.items()}

    assert done("views", "rebuild").startswith("Built the views again from 7 events, root ")
    assert before == {name: done(*arguments) for name, arguments in ANSWERS.items()}


def _in_a_process(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "ledger.cli", *arguments]
    return subprocess.run(
        command, cwd=folder, env=surroundings(**environment), capture_output=True, check=False, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize("name", ["shares", "statement", "history"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_answers_survive_every_encoding(name: str, encoding: str, tmp_path: Path) -> None:
    ran = _in_a_process(*ANSWERS[name], folder=tmp_path, COLUMNS="60", **ENCODINGS[encoding])

    assert (0, b"") == (ran.returncode, ran.stderr)
    assert b"105,000.00" in ran.stdout
    assert (b"Sm\xf6rg\xe5s" in ran.stdout) == ("1252" in encoding and name != "history")


@pytest.mark.parametrize("name", ["shares", "statement", "history"])
def test_no_line_is_wider_than_the_screen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    assert [] == [line for line in done(*ANSWERS[name]).splitlines() if len(line) > 60]


@pytest.mark.skipif(sys.platform == "win32", reason="head is a program of POSIX systems")
@pytest.mark.parametrize("name", ["shares", "statement", "history"])
def test_a_reader_that_goes_away_is_no_error(name: str, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        ran = subprocess.run(
            [sys.executable, "-m", "ledger.cli", *ANSWERS[name]],
            cwd=tmp_path,
            env=surroundings(),
            stdout=gone,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (141, b"") == (ran.returncode, ran.stderr)


def test_a_ledger_that_can_only_be_read_is_read(tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    put_sample_ledger(shut)
    expected = done("shares", LICENCE)
    shut.chmod(0o500)
    try:
        assert expected == done("--ledger", str(shut / "ledger.db"), "shares", LICENCE)
    finally:
        shut.chmod(0o700)
