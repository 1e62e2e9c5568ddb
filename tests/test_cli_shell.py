"""The shell of the command line: finding commands, arguments, options, `init`, and what is imported when."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir, redirect_stderr
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.cli.main import main, pledger
from ledger.cli.observed import user
from tests.cli_samples import surroundings

HEAVY = {"rich", "yaml", "sqlalchemy", "xlsxwriter", "pydantic"}


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PLEDGER_LEDGER", "PLEDGER_US", "PLEDGER_USER"):
        monkeypatch.delenv(name, raising=False)


Said: TypeAlias = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Run a command in this process: exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        return main(arguments), *capsys.readouterr()

    return run


def test_help_names_every_command_with_a_line(said: Said) -> None:
    exit_code, out, err = said("--help")

    assert (0, "") == (exit_code, err)
    assert [] == [name for name, lazy in pledger.lazy.items() if name not in out or not lazy.short_help]


@pytest.mark.parametrize("name", pledger.lazy)
def test_every_command_has_help_and_is_where_it_is_said_to_be(name: str, said: Said) -> None:
    exit_code, out, _ = said(name, "--help")

    assert 0 == exit_code
    assert out.startswith(f"Usage: pledger {name}")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["views", "--help"], ["init", "--help"], ["init"], ["--version"], ["views", "rebild"]]
)
def test_what_need_not_be_imported_is_not(arguments: list[str]) -> None:
    program = f"import sys; from ledger.cli.main import main; main({arguments!r}); print(*sys.modules, sep=chr(10))"
    done = subprocess.run(
        [sys.executable, "-c", program], env=surroundings(), capture_output=True, check=True, text=True
    )

    assert set() == HEAVY & set(done.stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["intt"], "pledger: No such command 'intt'. Did you mean 'init'?\nSee pledger --help.\n"),
        (
            ["init", "--leger", "x"],
            "pledger: No such option '--leger'. Did you mean '--ledger'?\nSee pledger init --help.\n",
        ),
        (["sample-sales", "A", "1", "-x"], "pledger: No such option '-x'.\nSee pledger sample-sales --help.\n"),
        (["sample-sales", "A"], "pledger: Missing argument 'AMOUNT'.\nSee pledger sample-sales --help.\n"),
        (["sample-accept", "R", "--ref", "x"], "pledger: No such option '--ref'."),
    ],
)
def test_wrong_usage_is_told_with_the_nearest(arguments: list[str], message: str, said: Said) -> None:
    exit_code, out, err = said(*arguments)

    assert (2, "") == (exit_code, out)
    assert err.startswith(message)


def test_no_command_shows_the_help(said: Said) -> None:
    exit_code, _, err = said()

    assert 2 == exit_code
    assert err.startswith("pledger: a command is missing.\n\nUsage: pledger ")


@pytest.mark.parametrize(
    "amount", ["-300000", "-£300.00", "(300,000)", "-GBP 300", "-.50", "- 5", "-€5", "-3m", "\u22127"]
)
@pytest.mark.parametrize("before", [[], ["--note", "-9"]])
def test_a_negative_amount_is_an_amount(amount: str, before: list[str], said: Said) -> None:
    exit_code, out, err = said("sample-sales", *before, "AGR", amount, "--ref", "R-1")

    assert (0, "") == (exit_code, err)
    assert out.startswith(f"AGR {amount}\n")
    assert "ref: R-1\n" in out
    assert f"note: {before[1] if before else None}\n" in out


def test_recording_options_reach_the_command(said: Said, tmp_path: Path) -> None:
    (tmp_path / "invoice.pdf").write_bytes(b"paid")
    _, out, _ = said(
        *("sample-sales", "AGR", "5", "--today", "31 March 2026", "--us", "trust", "--on-behalf-of", "company"),
        *("--evidence", "invoice.pdf", "--idempotency-key", "k", "--dry-run", "--by", "A. Person"),
    )

    assert (
        "AGR 5\non: 2026-03-31\nparty: None\non_behalf_of: company\nref: None\nnote: None\n"
        f"evidence: (Evidence(sha256='{hashlib.sha256(b'paid').hexdigest()}', name='invoice.pdf', size=4),)\n"
        "idempotency_key: k\ndry_run: True\nledger: ledger.db, us: trust, by: A. Person\n"
    ) == out


def test_a_command_may_have_an_argument_named_as_an_option_it_leaves_out(said: Said) -> None:
    assert (0, "R-1 on 2026-01-02\n", "") == said("sample-accept", "R-1", "--on", "2026-01-02")


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-02-29", "'2026-02-29' does not exist: February 2026 has 28 days: write 2026-02-28 for its last day."),
        ("03/04/2026", "'03/04/2026' can be read in two ways: write 2026-04-03 or 2026-03-04."),
    ],
)
def test_a_date_that_can_not_be_read_is_wrong_usage(day: str, message: str, said: Said) -> None:
    exit_code, _, err = said("sample-accept", "R-1", "--on", day)

    assert 2 == exit_code
    assert err.startswith(f"pledger: Invalid value for '--on': {message}")


@pytest.mark.parametrize(
    ("moment", "message"),
    [
        ("2026-02-01T25:00", "'2026-02-01T25:00' is not an instant: write it as 2026-03-31T17:30:00Z."),
        ("9999-12-31T23:00-12:00", "'9999-12-31' lies outside the years 1900 to 2199"),
    ],
)
def test_an_instant_that_can_not_be_read_is_wrong_usage(moment: str, message: str, said: Said) -> None:
    exit_code, _, err = said("sample-report", "--known-at", moment)

    assert 2 == exit_code
    assert err.startswith(f"pledger: Invalid value for '--known-at': {message}")


def test_general_options_count_after_the_command_before_those_ahead_of_it(said: Said) -> None:
    assert "ledger: a.db" in said("--ledger", "a.db", "sample-sales", "A", "1")[1]
    assert "ledger: b.db" in said("--ledger", "a.db", "sample-sales", "A", "1", "--ledger", "b.db")[1]


def test_init_makes_a_ledger_and_says_where(said: Said, tmp_path: Path) -> None:
    exit_code, out, _ = said("init", "--ledger", "mine.db")

    assert 0 == exit_code
    assert out.startswith(f"Made an empty ledger: {tmp_path / 'mine.db'} (days end in Europe/London).\nNext: pledger ")


def test_init_never_writes_over_a_file(said: Said, tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_text("mine")

    assert (1, "", "pledger: There is a file already (ledger.db). Choose another name.\n") == said("init")
    assert "mine" == (tmp_path / "ledger.db").read_text()


def test_init_warns_of_a_synchronised_folder(said: Said, tmp_path: Path) -> None:
    (tmp_path / "OneDrive - Trust").mkdir()
    exit_code, _, err = said("init", "--ledger", "OneDrive - Trust/ledger.db")

    assert 0 == exit_code
    assert err.startswith("pledger: warning: The ledger lies in OneDrive - Trust, which is synchronised")


def test_who_asks_is_the_user_of_the_machine_unless_said_otherwise(said: Said) -> None:
    assert f"by: {user()}\n" in said("sample-sales", "A", "1")[1]


def test_views_are_built_again(said: Said, tmp_path: Path) -> None:
    assert 1 == said("views", "rebuild")[0]
    said("init")

    assert (0, "Built the views again from 0 events.\n", "") == said("views", "rebuild")
    assert (tmp_path / "ledger.views.db").exists()


NAMES = [*pledger.lazy, *(name for name in pledger.commands if not name.startswith("sample-"))]
OPTIONS = ["--ledger", "--us", "--on", "--format", "-o", "--today", "--known-at", "--evidence", "--note", "--ref"]
VALUES = ["json", "xlsx", "2026-01-01", "2026-01-01T10", ".", "--", "-", "-5", "~", "~nobody", "a://b"]
TEXT = st.text(st.characters(exclude_characters="\0"), max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*NAMES, *OPTIONS, *VALUES]) | TEXT, max_size=6))
def test_nothing_that_can_be_typed_shows_a_traceback(arguments: list[str]) -> None:
    told = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, chdir(folder), redirect_stderr(told):
        assert main(arguments) in (0, 1, 2)
    assert "unforeseen" not in told.getvalue()
