"""Commands as somebody would type them, run in this process; and words between them."""

from __future__ import annotations

import io
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import msgspec

from ledger.cli.main import NAME, main
from ledger.cli.streams import say, screen
from ledger.demo.figures import FILE, Figure
from ledger.errors import LedgerError

LEDGER = "demo.db"


def words(text: str) -> None:
    """Print a paragraph within the width of the screen."""
    say(screen().wrapped(text))


def heading(text: str) -> None:
    """Print a heading, underlined."""
    say(f"\n{text}\n{'-' * len(text)}")


def show(*arguments: str) -> None:
    """Print a command, run it, and let its answer be seen. Raises LedgerError if it fails."""
    print_command(*arguments)
    _checked(arguments, main(_addressed(arguments)))


def excerpt(parts: Sequence[str], *arguments: str) -> None:
    """Print a command, run it, and print parts of its answer: each from the line that begins so to the next gap."""
    print_command(*arguments)
    for line in _excerpt(answer(*arguments).splitlines(), tuple(parts)):
        say(line)


def _excerpt(lines: Iterable[str], parts: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of some parts, and an ellipsis for what is left out before, between and after them."""
    inside = left_out = begun = False
    for line in lines:
        begins = not inside and line.startswith(parts)
        inside = bool(line) and (inside or begins)
        if begins and (left_out or begun):
            yield "  ..." if left_out else ""
        left_out = not inside and (left_out or bool(line))
        begun = begun or begins
        if inside:
            yield line
    if left_out:
        yield "  ..."


def run(*arguments: str) -> None:
    """Print a command and run it; its answer is kept back unless it fails."""
    print_command(*arguments)
    answer(*arguments)


def run_like(first: Iterable[Sequence[str]], others: Iterable[Sequence[str]], like: str) -> None:
    """Print and run the first commands of a kind, and run the others with a word for them."""
    for arguments in first:
        run(*arguments)
    for arguments in others:
        answer(*arguments)
    words(f"... {like}")


def answer(*arguments: str) -> str:
    """Run a command and return its answer. Raises LedgerError, with what was said, if it fails."""
    out, errors = _text(), _text()
    with redirect_stdout(out), redirect_stderr(errors):
        exit_code = main(_addressed(arguments))
    _checked(arguments, exit_code, _content(errors))
    return _content(out)


def asked(*arguments: str) -> dict[str, Any]:
    """Run a reading command and return its answer as JSON."""
    found: dict[str, Any] = msgspec.json.decode(answer(*arguments, "--format", "json"))
    return found


def print_command(*arguments: str) -> None:
    """Print a command as it would be typed, on as many lines as it takes."""
    say(screen().wrapped(f"$ {typed(*arguments)}"))


def typed(*arguments: str, program: str = NAME) -> str:
    """Return a command as it would be typed."""
    return f"{program} --ledger {LEDGER} {shlex.join(arguments)}"


def program() -> str:
    """Return how the command is called from here: by its path where it lies in a folder of this one."""
    found = shutil.which(NAME, path=str(Path(sys.executable).parent))
    within = found is not None and Path(found).is_relative_to(Path.cwd())
    return short(Path(found)) if found and within else NAME


def sources(known: Iterable[Figure]) -> None:
    """Name the sites that published figures."""
    sites = dict.fromkeys(site for figure in known if (site := figure.published_by))
    words(f"Published by {', '.join(sites)} (addresses beside each figure in {short(FILE)}).")


def short(path: Path) -> str:
    """Return a path as seen from the current folder, if it lies within."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _addressed(arguments: tuple[str, ...]) -> list[str]:
    return ["--ledger", LEDGER, *arguments]


def _checked(arguments: tuple[str, ...], exit_code: int, said: str = "") -> None:
    if exit_code:
        sys.stderr.write(said)
        raise LedgerError(f"pledger {arguments[0]} ended with exit code {exit_code}", where=shlex.join(arguments))


def _text() -> io.TextIOWrapper:
    """Return a stream that takes what standard output would, and no more."""
    return io.TextIOWrapper(io.BytesIO(), encoding=getattr(sys.stdout, "encoding", None) or "utf-8", newline="")


def _content(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    return buffer.getvalue().decode(stream.encoding) if isinstance(buffer, io.BytesIO) else ""
