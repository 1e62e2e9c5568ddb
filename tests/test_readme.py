"""The README: its commands run in order in an empty folder and answer what stands there; its tables are true.

How an answer is compared with what the README shows:

- runs of blanks and line ends count as one blank, and `…` on a line of its own stands for any lines left out;
- instants, hashes, the day of the run, and the user and host that the machine observed are not compared;
- the folder's own path is left out.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.cli.main import pledger
from ledger.cli.settings import VARIABLES
from ledger.errors import LedgerError, VerificationFailed, WrongUsage
from tests.benchmarks.__main__ import LINES
from tests.cli_samples import ROOT, surroundings

README = (ROOT / "README.md").read_text("utf-8")
PAPERS = {"signed.pdf": 20_000, "site-report.pdf": 3_000}
"""Stand-ins for papers that the tour names, and their sizes in bytes."""

WRITTEN_ON = "2026-11-22"
"""The day on which the answers in the README were recorded."""

_CHANGING = {
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z": "INSTANT",
    r"\b\d\d:\d\d:\d\dZ": "TIME",
    r"\b[0-9a-f]{16}([0-9a-f]{48})?\b": "HASH",
    r"as user \S+ on \S+?,": "as user USER on HOST,",
}


def blocks(language: str) -> Iterator[str]:
    """Yield the contents of the blocks of one language."""
    yield from re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def tour() -> Iterator[tuple[str, str]]:
    """Yield every command of the tour, in order, with the answer shown."""
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, answer = part.partition("\n")
            yield command, answer


def plain(text: str, day: str) -> str:
    """Replace what changes from run to run, the day of the run too, and write every gap as one blank."""
    joined = " ".join(text.split())
    for pattern, name in _CHANGING.items():
        joined = re.sub(pattern, name, joined)
    return joined.replace(day, "TODAY")


def shown(answer: str) -> re.Pattern[str]:
    """Return what an answer must match: what is shown, with anything in place of lines left out."""
    parts = re.split(r"^…$", answer, flags=re.MULTILINE)
    return re.compile(".*".join(re.escape(plain(part, WRITTEN_ON)) for part in parts))


def answered(command: str, folder: Path) -> str:
    """Run a command of the tour in a process of its own, as at a pipe, and return its answer."""
    program, *arguments = shlex.split(command)
    assert program == "pledger"
    done = subprocess.run(
        [sys.executable, "-m", "ledger.cli", *arguments],
        cwd=folder,
        env=surroundings(COLUMNS="100", PYTHONUTF8="1"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    text = done.stdout.decode("utf-8")
    assert (0, command) == (done.returncode, command), text
    today = datetime.now(UTC).date().isoformat()
    return plain(text.replace(f"{folder}{os.sep}", ""), today)


def test_the_tour_answers_what_it_shows(tmp_path: Path) -> None:
    for name, size in PAPERS.items():
        (tmp_path / name).write_bytes(b"%PDF".ljust(size, b"\0"))
    for block in blocks("toml"):
        name = block.splitlines()[0].removeprefix("# ")
        (tmp_path / name).write_text(block, encoding="utf-8")
    for command, answer in tour():
        actual = answered(command, tmp_path)
        assert shown(answer).fullmatch(actual), f"{command}\n\n{answer}\n\n{actual}"


def test_the_tour_is_not_empty() -> None:
    assert 12 < len(list(tour()))
    assert [] == [command for command, answer in tour() if not answer.replace("…", "").strip()]


@pytest.mark.parametrize("name", pledger.lazy)
def test_every_command_is_in_it(name: str) -> None:
    assert re.search(rf"pledger {name}\b", README), name


def test_every_target_of_make_that_it_names_exists() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set() == set(re.findall(r"(?:`|^    )make ([a-z]+)", README, re.MULTILINE)) - set(targets)


def test_every_file_that_it_names_is_there() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    named = re.findall(r"`((?:tests|contracts|features|ledger|projections)/[\w/.-]+)`", README)
    assert linked
    assert named
    assert [] == [place for place in (*linked, *named) if not (ROOT / place).exists()]


def test_its_settings_are_those_of_the_product() -> None:
    rows = dict(re.findall(r"^\| `--(\w+) [A-Z]+` \| `(\w+)` \|", README, re.MULTILINE))
    assert VARIABLES == rows


def test_its_exit_codes_are_those_of_the_product() -> None:
    codes = (LedgerError.exit_code, WrongUsage.exit_code, VerificationFailed.exit_code)
    assert codes == (1, 2, 3)
    said = " ".join(README.split())
    assert "0 done, 1 refused by the agreement or the ledger, 2 wrong usage, 3 verification failed" in said


def test_its_figures_are_those_that_make_bench_prints() -> None:
    table = re.search(r"<!-- bench -->\n(.*?)<!-- /bench -->", README, re.DOTALL)
    assert table
    rows = [re.split(r" *\| *", row.strip("| ")) for row in table[1].strip().splitlines()[2:]]
    assert [(line.figure + line.unit, line.peer) for line in LINES] == [(row[0], row[2]) for row in rows]
    assert all(re.fullmatch(r"[\d,]+(\.\d+)?", figure) for row in rows for figure in (row[1], row[3]))


def test_it_can_be_read_in_one_sitting() -> None:
    assert len(README.splitlines()) < 300
