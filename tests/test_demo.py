"""The demonstration: it runs, fits its screen, says where every figure comes from, and fails where a claim fails."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from ledger.cli.main import NAME, main
from ledger.demo import revenue_sharing
from ledger.demo.comparison import Claim
from ledger.demo.figures import FILE, Figure, figures_of
from ledger.demo.prompt import program
from tests.cli_samples import surroundings

AGREEMENTS = (
    "respiratory-royalty",
    "revenue-sharing",
    "device-development",
    "device-evaluation",
    "net-profits-interest",
)


def demonstrated(folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the demonstration in a folder, in a process of its own."""
    command = [sys.executable, "-m", "ledger.demo"]
    return subprocess.run(command, cwd=folder, env=surroundings(**environment), capture_output=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def printed(folder: Path) -> str:
    done = demonstrated(folder)
    assert (0, b"") == (done.returncode, done.stderr)
    return done.stdout.decode()


def lines_with(printed: str, words: str) -> list[str]:
    """Return the lines that hold some words, with single spaces."""
    return [" ".join(line.split()) for line in printed.splitlines() if words in line]


def test_what_was_worked_out_stands_beside_what_was_published(printed: str) -> None:
    assert ["first half of 2021, 22.1 + 26.4 48.7 48.5 0.2"] == lines_with(printed, "first half of 2021,")
    assert ["third quarter 35.6 35.6 0.0"] == lines_with(printed, "third quarter")
    assert ["fourth quarter 42.6 42.6 0.0"] == lines_with(printed, "fourth quarter")
    assert ["individuals, advance included 10,500 10,500 0"] == lines_with(printed, "individuals, advance")
    assert ["trust receives -16,000.00 -16,000.00 0.00"] == lines_with(printed, "trust receives")


def test_the_saving_per_patient_stands_beside_what_was_published_with_its_evidence(printed: str) -> None:
    assert ["bed days, 3.66 less 1.66 2.0 2.0 0.0"] == lines_with(printed, "bed days, 3.66")
    assert ["GBP 569 569 0"] == lines_with(printed, "569         569")
    assert ["the company's part, 20% up to a cap 20,000.00 20,000.00 0.00"] == lines_with(printed, "company's part")
    said = " ".join(printed.split())
    assert "Behind the 2.0 and the 569 stand patients of one hospital followed with the device" in said
    assert "the parties, patients, hours and caps are ours" in said


def test_a_trust_has_its_published_dollars_and_bears_a_loss(printed: str) -> None:
    assert ["2020-Q2 -7,045 -7,045 0", "2020-Q2 0 0 0"] == lines_with(printed, "  2020-Q2 ")
    assert ["2022-Q2 6,897,212 6,897,212 0"] == lines_with(printed, "  2022-Q2 ")
    assert 2 == lines_with(printed, "  2022-Q4 ").count("2022-Q4 4,328,752 4,328,752 0")


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_a_story_fits_a_screen_or_two(printed: str, agreement: str) -> None:
    stories = re.split(r"^\d\. .*\n-+$", printed, flags=re.MULTILINE)
    story = stories[1 + AGREEMENTS.index(agreement)]
    assert f"agreements/{agreement}.yaml" in "".join(story.split())
    assert story.count("\n") < 70


def test_months_are_closed_one_after_the_other(folder: Path, printed: str) -> None:
    assert "close device-evaluation 2025-04" in printed
    for agreement, closed in (("device-evaluation", 12), ("net-profits-interest", 9)):
        command = [sys.executable, "-m", "ledger.cli", "--ledger", "demo.db", "history", agreement, "--format", "json"]
        done = subprocess.run(command, cwd=folder, env=surroundings(), capture_output=True, check=True)
        assert closed == done.stdout.count(b'"event":"period-closed.v1"')


def test_what_rests_on_an_assumption_is_said(printed: str) -> None:
    said = " ".join(printed.split())
    assert "are not on a public page: they rest on general knowledge and on how well they fit" in said
    assert "the published year less its two published quarters (1674 - 445.6 - 479)" in said
    assert "the next receipt is illustrative" in said
    assert "worked by hand, not published" in said


def test_a_figure_is_explained_down_to_the_published_fact(printed: str) -> None:
    assert '"published by www.stocktitan.net"' in printed
    assert "445,000,000.00 x 8% x 85% = 30,260,000.00" in printed


def test_it_ends_with_a_verification_and_three_commands_that_run(folder: Path, printed: str) -> None:
    assert "Reperformed: 88 entries of 104 events were worked out again" in printed
    commands = re.findall(r"^pledger (--ledger demo\.db .*)$", printed, re.MULTILINE)[-3:]
    assert ["due", "explain", "statement"] == [command.split()[2] for command in commands]
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "ledger.cli", *command.split()],
            cwd=folder, env=surroundings(), capture_output=True, check=False,
        )  # fmt: skip
        assert (0, command) == (done.returncode, command)
    assert (folder / "demo.xlsx").is_file()


@pytest.mark.parametrize("columns", [80, 100])
def test_it_fits_the_screen_but_for_what_can_not_be_broken(tmp_path: Path, columns: int) -> None:
    printed = demonstrated(tmp_path, COLUMNS=str(columns)).stdout.decode()
    written = printed[: printed.index("Try next")]  # the commands after it are to be copied whole
    wide = {line for line in written.splitlines() if len(line) > columns and max(map(len, line.split())) < 60}
    assert set() == wide
    assert "\x1b" not in printed


def test_it_is_written_in_plain_letters_where_there_are_no_others(tmp_path: Path) -> None:
    printed = demonstrated(tmp_path, PYTHONIOENCODING="cp1252").stdout.decode("cp1252")
    assert "risk    ####" in printed
    assert "?" not in printed


def test_it_starts_anew_each_time(folder: Path, printed: str) -> None:
    again = demonstrated(folder).stdout.decode()
    assert lines_with(printed, "Reperformed:") == lines_with(again, "Reperformed:")


def test_it_fails_where_a_claim_does_not_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = {**figures_of("revenue-sharing")}
    figures["example-individuals"] = Figure("altered", "10501", "GBP", basis="altered")
    monkeypatch.setattr(revenue_sharing, "figures_of", lambda _: figures)
    monkeypatch.chdir(tmp_path)
    assert 1 == main(["demo"])


def test_a_claim_allows_for_what_is_said_and_for_no_more() -> None:
    exact = Claim("half", figures_of("respiratory-royalty")["royalty-2021-Q1"].number, Figure("", "22.1", "").number)
    assert exact.holds
    assert not exact._replace(computed=exact.computed + exact.computed).holds


def test_the_command_is_named_by_its_path_where_it_lies_below_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = tmp_path / ".venv" / "bin" / ("pledger.exe" if sys.platform == "win32" else "pledger")
    command.parent.mkdir(parents=True)
    command.write_bytes(b"")
    command.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(command.with_name("python")))
    assert NAME == program()
    monkeypatch.chdir(tmp_path)
    assert str(command.relative_to(tmp_path)) == program()


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_every_figure_has_a_source_or_says_what_it_rests_on(agreement: str) -> None:
    for name, figure in figures_of(agreement).items():
        assert (figure.source is None) != (figure.basis is None), name
        assert figure.source is None or re.match(r"https?://[a-z0-9.-]+\.[a-z]+/", figure.source), name


def test_the_file_of_figures_holds_these_agreements_and_no_other() -> None:
    assert set(AGREEMENTS) == set(msgspec.json.decode(FILE.read_bytes()))


def test_it_leaves_alone_what_is_not_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("demo.txt").write_text("ours", "utf-8")
    assert 0 == main(["--ledger", "demo.db", "init"])
    assert 0 == main(["agreement", "new", "--template", "licence", "-o", "licence.yaml"])
    assert 0 == main(["--ledger", "demo.db", "agreement", "sign", "licence.yaml"])

    done = demonstrated(tmp_path)

    assert 1 == done.returncode
    assert "demo.db is no demonstration: it holds device-licence" in " ".join(done.stderr.decode().split())
    assert (b"ours", True) == (Path("demo.txt").read_bytes(), Path("demo.db").is_file())
