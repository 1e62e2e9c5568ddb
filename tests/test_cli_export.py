"""`pledger export`: journals that beancount, ledger and hledger read, with the same totals in each; wrong usage."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli_samples import surroundings
from tests.command_samples import DEVELOPMENT, assert_golden, done, enter_sample_ledger, misused, refused, typed
from tests.journals import PROGRAMS, by_beancount, ending

LICENCE = "device-licence"
NASTY = 'Trials; "Böhm & \\ Söhne";  | (Co) * ; x: y €'
AFTER_THE_SAMPLE = (
    "accept device-licence/M1 --on 2026-06-12 --party licensee",
    "waive device-licence/first-patient@FY2026/27-Q1 1 --on 2026-06-15 --authority board --party licensor",
    "record payment device-licence 400,000 --on 2026-06-20 --from licensee",
    "record sales device-licence 3,000,000 --restates S1 --party licensee",
    "record sales device-licence 100,000 --on 2026-07-01",
    "record payment device-development 7,200 --on 2026-08-01 --from company --to university",
    "record income revenue-sharing 9,000.01 --on 2026-02-03 --of licensing --party university",
    "agreement sign device-trial.yaml --document signed.pdf",
    "record in-kind device-trial 3 --item 'nurse hour' --on 2026-05-04 --party trust --evidence report.pdf",
    "accept device-trial/K1 --on 2026-05-05 --party company",
)


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


@pytest.fixture
def busy() -> None:
    """Record something of every kind that moves an account."""
    for command in AFTER_THE_SAMPLE:
        told = typed(*shlex.split(command))
        assert 0 == told.exit_code, (command, told)


@pytest.mark.usefixtures("busy")
def test_the_journals_as_they_are_written() -> None:
    assert_golden(
        "cli-export.txt",
        "pledger export device-licence --format beancount",
        "pledger export device-development --format ledger",
        "pledger export device-trial --format hledger",
    )


@pytest.mark.usefixtures("busy")
def test_beancount_gives_each_party_what_the_statement_says() -> None:
    read = by_beancount(done("export", "--all", "--format", "beancount"))

    assert Decimal("-42001.00") == ending(read, "Licensor:Advances")
    assert Decimal("400000.00") == ending(read, "Licensor:Cash")
    assert Decimal("-93000.00") == ending(read, "Licensor:Reward:Royalty")
    assert Decimal("-15000.00") == ending(read, "Licensor:Receivable")
    assert Decimal("15000.00") == ending(read, "Licensee:Payable:Royalty")
    assert Decimal("4800.00") == ending(read, "Device-development:University:Receivable")
    assert Decimal("0.00") == sum(read.values())


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_reads_the_same_totals(program: str) -> None:
    done_into("books.journal", "export", "--all", "--format", program)

    assert by_beancount(done("export", "--all", "--format", "beancount")) == PROGRAMS[program](Path("books.journal"))


@pytest.mark.parametrize("program", ["beancount", *PROGRAMS])
def test_names_may_hold_quotes_marks_and_letters_of_every_alphabet(program: str) -> None:
    named = DEVELOPMENT.replace("device-development", "named.so").replace("Eastern University", "{name}")
    text = named.replace("{ name: {name},", f"{{ name: {_in_yaml(NASTY)},").replace("of a device", "; of x  | y")
    text = text.replace("university:", "Uni_1.a:").replace("company:", "Uni-1-a:")
    Path("named.yaml").write_text(text, encoding="utf-8")
    done("sign", "named.yaml", "--document", "signed.pdf")
    done("record", "cost", "named.so", "0.01", "--on", "2026-05-12", "--party", "Uni_1.a")
    done("record", "cost", "named.so", "100", "--on", "2026-05-12", "--party", "Uni-1-a")
    done_into("named.journal", "export", "named.so", "--format", program)
    written = Path("named.journal").read_text(encoding="utf-8")

    assert "Böhm & " in written
    assert "€" in written
    read = by_beancount(written) if program == "beancount" else PROGRAMS[program](Path("named.journal"))
    assert Decimal("0.01") == read["Assets:Named-so:Uni-1-a:Receivable:Development-cost GBP"]
    assert Decimal("100.00") == read["Assets:Named-so:Uni-1-a-2:Receivable:Development-cost GBP"]


def test_the_name_of_the_file_says_for_which_program() -> None:
    for name in ("a.beancount", "a.bean", "a.ledger", "a.hledger", "a.journal"):
        assert (0, "", f"Written to {name}.\n") == typed("export", LICENCE, "-o", name)
    assert done("export", LICENCE, "--format", "BEANCOUNT").encode() == Path("a.bean").read_bytes()
    assert Path("a.journal").read_bytes() == Path("a.hledger").read_bytes()
    assert sorted(Path().glob(".*.part")) == []


@pytest.mark.usefixtures("busy")
def test_the_same_ledger_gives_the_same_bytes() -> None:
    before = done("export", "--format", "ledger")
    done("views", "rebuild")

    assert before == done("export", "--all", "--format", "ledger")


@pytest.mark.usefixtures("busy")
def test_back_in_time_a_journal_holds_what_was_known_and_so_by_then() -> None:
    instant = done("export", LICENCE, "--format", "hledger").partition("instant: ")[2].partition("\n")[0]
    time.sleep(0.01)
    done("record", "sales", LICENCE, "1m", "--on", "2026-05-01")
    known = done("export", LICENCE, "--format", "beancount", "--known-at", instant)
    then = by_beancount(done("export", LICENCE, "--format", "beancount", "--as-of", "2026-06-12"))

    assert f"; known at: {instant}\n" in known
    assert Decimal("-93000.00") == ending(by_beancount(known), "Licensor:Reward:Royalty")
    assert Decimal("-123000.00") == ending(then, "Licensor:Reward:Royalty") - 3000
    assert Decimal(0) == ending(then, "Cash")


def test_a_practice_ledger_says_so_first() -> None:
    done("practice")
    told = typed("--ledger", "practice.db", "export", "--format", "hledger")

    assert told.out.startswith("; This is a practice ledger, copied on ")
    assert told.err.startswith("pledger: warning: This is a practice ledger")


def test_an_agreement_under_which_nothing_was_booked_is_a_journal_too() -> None:
    written = done("export", "signed-twice", "--format", "beancount")

    assert {} == by_beancount(written)
    assert "; Licence of a device (signed-twice)\n" in written


def test_bytes_are_utf8_whatever_the_terminal_has(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ledger.cli", "export", LICENCE, "--format", "ledger"]
    plain = surroundings(PYTHONIOENCODING="ascii")
    ran = subprocess.run(command, cwd=tmp_path, env=plain, capture_output=True, check=True, stdin=subprocess.DEVNULL)

    assert done("export", LICENCE, "--format", "ledger").encode() == ran.stdout.replace(os.linesep.encode(), b"\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((LICENCE,), "It is not said which program is to read the journal. Add --format beancount, --format ledger or"),
        ((LICENCE, "-o", "x.xlsx"), "The file's name does not say which program is to read it (x.xlsx). Add --format,"),
        ((LICENCE, "--format", "quicken"), "Invalid value for '--format': 'quicken' is not one of 'beancount', "),
        ((LICENCE, "--all", "-o", "x.bean"), "One agreement and all of them are asked for. Leave out device-licence"),
        ((LICENCE, "-o", "none/x.bean"), "The folder does not exist ("),
        (
            (LICENCE, "--format", "ledger", "--as-of", "31/04/2026"),
            "Invalid value for '--as-of': '31/04/2026' ",
        ),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], said: str) -> None:
    assert misused("export", *arguments).startswith(f"pledger: {said}")
    assert not Path("x.bean").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("device-lisence",), "There is no agreement 'device-lisence'. Did you mean 'device-licence'?"),
        (
            (LICENCE, "--known-at", "2020-01-01"),
            "device-licence was not signed by then (--known-at 2020-01-01T",
        ),
        ((LICENCE, "--ledger", "none.db"), "There is no ledger (none.db)."),
    ],
)
def test_what_is_not_there_is_told_and_nothing_is_written(arguments: tuple[str, ...], said: str) -> None:
    assert refused("export", *arguments, "-o", "x.bean").startswith(f"pledger: {said}")
    assert not Path("x.bean").exists()


def done_into(name: str, *arguments: str) -> None:
    """Write into a file."""
    assert (0, "", f"Written to {name}.\n") == typed(*arguments, "-o", name)


def _in_yaml(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
