"""Standard output and error: what they can show, and making sure that nothing a ledger holds breaks them."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from projections.rendering.screen import Screen

DEFAULT_WIDTH = 100
"""Columns of output that goes to a file or a pipe, unless COLUMNS says otherwise."""

_READABLE = "pledger-readable"
_PLAIN = {
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u00d7": "x",
    "\u2026": "...",
    "\u00a3": "GBP ",
    "\u20ac": "EUR ",
}
_PLAIN |= {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2264": "<=", "\u2265": ">=", "\u2192": "->"}


def make_safe() -> None:
    """Let standard output and error write any text: what their encoding lacks is written in plain letters."""
    codecs.register_error(_READABLE, _in_plain_letters)
    encoding = "ascii" if _is_plain_locale() else None
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=encoding, errors=_READABLE)


def _is_plain_locale() -> bool:
    """Say whether LC_ALL=C was asked for, which Python itself takes for UTF-8 unless it is told otherwise."""
    told = os.environ.get("PYTHONIOENCODING") or os.environ.get("PYTHONUTF8") == "1"
    return os.environ.get("LC_ALL") in ("C", "POSIX") and not told


def say(text: str, *, to_errors: bool = False, newline: bool = True) -> None:
    """Write text to standard output, or to standard error.

    Commands say everything with this: click on its own would write UTF-8 where the encoding is ASCII.
    """
    click.echo(text, file=sys.stderr if to_errors else sys.stdout, nl=newline)


def warn(sentence: str) -> None:
    """Write a warning to standard error; the command goes on."""
    say(f"pledger: warning: {sentence}", to_errors=True)


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    """Replace what can't be encoded: a times sign by `x`, an accented e by `e`, what has no plain form by `?`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from unicodedata import normalize  # only where something can't be encoded

    lost = error.object[error.start : error.end]
    plain = (_PLAIN.get(letter) or normalize("NFKD", letter).encode("ascii", "ignore").decode() for letter in lost)
    return "".join(letters or "?" for letters in plain), error.end


def can_write(text: str) -> bool:
    """Say whether standard output has all characters of `text`."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def can_ask() -> bool:
    """Say whether somebody sits at a terminal and may be asked; without, every command works on its arguments."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def screen() -> Screen:
    """Describe where standard output goes: width, colour, and whether it has block characters."""
    from projections.rendering.screen import Screen

    width = shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Screen(width, colour=_is_terminal(sys.stdout) and not plain, blocks=can_write("\u2500\u2588\u2013"))


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def silence() -> None:
    """Give up standard output, so that nothing more is written to it, not even when Python ends."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        try:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        except (OSError, ValueError, AttributeError):
            return
