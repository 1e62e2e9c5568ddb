"""Answers on standard output and in files, in processes of their own: encodings, pipes, disks, terminals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from ledger.cli.moments import KnownAt, last_instant
from ledger.cli.reading import Reading
from ledger.cli.settings import Settings
from tests.cli_samples import run, surroundings

FULL_DISK = Path("/dev/full")
TERMINALS = sys.platform != "win32"

ENCODINGS = {
    "code page 1252": {"PYTHONIOENCODING": "cp1252"},
    "code page 437": {"PYTHONIOENCODING": "cp437"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "the C locale": {"LC_ALL": "C"},
    "the C locale, not taken for UTF-8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "UTF-8": {"PYTHONIOENCODING": "utf-8"},
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("chosen", ["table", "json", "csv"])
def test_every_format_survives_every_encoding(encoding: str, chosen: str, tmp_path: Path) -> None:
    done = run("sample-report", "--format", chosen, folder=tmp_path, **ENCODINGS[encoding])

    assert (0, b"") == (done.returncode, done.stderr)
    assert b"1249999.95" in done.stdout.replace(b",", b"")


def test_bars_fall_back_to_ascii(tmp_path: Path) -> None:
    printed = run("sample-report", folder=tmp_path, PYTHONIOENCODING="cp1252").stdout.decode("cp1252")

    assert "  risk    ############# 0.3333" in printed
    assert "Université" in printed


def test_what_an_encoding_lacks_is_written_in_plain_letters(tmp_path: Path) -> None:
    done = run("sample-sales", "Université \u00d7 3", "£5", folder=tmp_path, PYTHONIOENCODING="ascii")

    assert b"Universite x 3 GBP 5" == done.stdout.splitlines()[0]


def test_the_c_locale_is_plain_ascii(tmp_path: Path) -> None:
    assert run("sample-report", folder=tmp_path, LC_ALL="C").stdout.isascii()


def test_json_is_ascii_where_it_has_to_be(tmp_path: Path) -> None:
    plain = run("sample-report", "--format", "json", folder=tmp_path, PYTHONIOENCODING="ascii").stdout
    full = run("sample-report", "--format", "json", folder=tmp_path, PYTHONIOENCODING="utf-8").stdout

    assert plain.isascii() and not full.isascii()
    assert json.loads(plain) == json.loads(full)


def test_an_argument_that_is_no_text_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli_samples", "sample-sales", b"A\xff", "1"],
        cwd=tmp_path,
        env=surroundings(PYTHONUTF8="1"),
        capture_output=True,
        check=False,
    )

    assert 2 == done.returncode
    assert done.stderr.startswith(b"pledger: An argument is not text in this terminal's encoding (argument 2).")


def test_a_pipe_that_closes_early_is_quiet(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli_samples", "sample-report"],
        cwd=tmp_path,
        env=surroundings(),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)

    assert (141, b"") == (done.returncode, done.stderr)


@pytest.mark.skipif(not FULL_DISK.exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with FULL_DISK.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tests.cli_samples", "sample-report"],
            cwd=tmp_path,
            env=surroundings(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    told = b"pledger: there is no space left on the disk. Make room and run the command again.\n"
    assert (1, told) == (done.returncode, done.stderr)


def test_what_nobody_foresaw_is_a_sentence(tmp_path: Path) -> None:
    done = run("sample-fail", folder=tmp_path)

    assert (1, b"") == (done.returncode, done.stdout)
    assert done.stderr.startswith(b"pledger: something unforeseen happened, ZeroDivisionError")
    assert b"Traceback" in run("sample-fail", "--debug", folder=tmp_path).stderr


@pytest.mark.skipif(not TERMINALS, reason="Windows has no pseudo-terminals in its standard library")
@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_is_for_a_terminal_that_wants_it(environment: dict[str, str], coloured: bool, tmp_path: Path) -> None:
    assert coloured == (b"\x1b[" in _at_a_terminal("sample-report", folder=tmp_path, **environment))
    assert b"\x1b[" not in run("sample-report", folder=tmp_path, **environment).stdout


@pytest.mark.skipif(not TERMINALS, reason="Windows has no pseudo-terminals in its standard library")
def test_only_somebody_at_a_terminal_is_asked(tmp_path: Path) -> None:
    assert b"True" in _at_a_terminal("sample-ask", folder=tmp_path)
    assert b"False" in run("sample-ask", folder=tmp_path).stdout


def _at_a_terminal(command: str, folder: Path, **environment: str) -> bytes:
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.cli_samples", command],
        cwd=folder,
        env=surroundings(**environment),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        printed = b""
        while block := _read(ours):
            printed += block
    os.close(ours)
    return printed


def _read(terminal: int) -> bytes:
    """Read from a pseudo-terminal; Linux reports an error where the other side has closed it."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""


def test_a_narrow_terminal_gets_narrow_lines(tmp_path: Path) -> None:
    printed = run("sample-report", folder=tmp_path, COLUMNS="60", PYTHONIOENCODING="utf-8").stdout.decode()

    assert 60 >= max(map(len, printed.splitlines()))


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.csv", b"\xef\xbb\xbfTable,"), ("a.json", b"{\n"), ("a.XLSX", b"PK"), ("a.txt", b"Shares of ")],
)
def test_the_suffix_of_a_file_says_its_format(name: str, begins: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_text("what was there before")
    done = run("sample-report", "-o", name, folder=tmp_path)

    assert (0, b"") == (done.returncode, done.stdout)
    assert f"Written to {name}." == done.stderr.decode().strip()
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert [tmp_path / name] == list(tmp_path.iterdir())


@pytest.mark.skipif(not TERMINALS, reason="Windows has no limit on the size of a file")
def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("what was there before")
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)); "
        "from tests.cli_samples import main; sys.exit(main(['sample-report', '-o', 'a.json']))"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program], cwd=tmp_path, env=surroundings(), capture_output=True, check=False
    )

    assert (1, b"pledger: File too large. Check the path and the disk.\n") == (done.returncode, done.stderr)
    assert "what was there before" == (tmp_path / "a.json").read_text()
    assert [tmp_path / "a.json"] == list(tmp_path.iterdir())


def test_stored_bytes_stay_as_they_are(tmp_path: Path) -> None:
    assert "£1\n".encode() == run("sample-lines", folder=tmp_path, PYTHONIOENCODING="cp1252").stdout
    run("sample-lines", "-o", "lines.jsonl", folder=tmp_path)
    assert "£1\n".encode() == (tmp_path / "lines.jsonl").read_bytes()


def test_csv_on_standard_output_has_no_mark(tmp_path: Path) -> None:
    assert run("sample-report", "--format", "csv", "-o", "-", folder=tmp_path).stdout.startswith(b"Table,")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "xlsx"), "A workbook can't be shown at a prompt (--format xlsx). Name a file with -o, such as"),
        (("-o", "a.pdf"), "The file's name does not say which format it is to have (a.pdf). Add --format, or end"),
        (("-o", "no/a.csv"), "The folder does not exist ("),
        (("-o", ".", "--format", "csv"), "This is a folder, not a file (.). Add a file name"),
    ],
)
def test_an_answer_that_has_nowhere_to_go_is_refused(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = run("sample-report", *arguments, folder=tmp_path)

    assert (2, b"") == (done.returncode, done.stdout)
    assert done.stderr.decode().startswith(f"pledger: {told}")


@pytest.mark.parametrize(
    ("known_at", "expected"),
    [
        (date(2026, 1, 31), "2026-01-31T23:59:59.999999+00:00"),
        (date(2026, 10, 25), "2026-10-25T23:59:59.999999+00:00"),
        (date(2026, 3, 29), "2026-03-29T22:59:59.999999+00:00"),
        (datetime(2026, 7, 1, 12), "2026-07-01T11:00:00+00:00"),
        (datetime(2026, 7, 1, 12, tzinfo=UTC), "2026-07-01T12:00:00+00:00"),
        (datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2))), "2026-07-01T10:00:00+00:00"),
    ],
)
def test_a_day_is_known_at_its_end_where_the_ledger_is_kept(known_at: KnownAt, expected: str) -> None:
    assert expected == last_instant(known_at, "Europe/London").isoformat()


def test_what_was_known_is_asked_for_as_the_ledger_writes_instants() -> None:
    reading = Reading(Settings(Path("ledger.db")), as_of=date(2026, 7, 1), known_at=date(2026, 7, 1))

    assert "2026-07-01T22:59:59.999999Z" == reading.known_until("Europe/London")
