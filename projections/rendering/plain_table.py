"""A table without colour, line by line, laid out as rich lays it out: rich takes a millisecond for each row.

Words are wrapped between words within their column; one that is longer than its column is broken where its parts meet
(after a hyphen, an @ or a slash), or else anywhere. A line keeps its indent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from projections.rendering.widths import GAP, at_joints, width_of

_WORD = re.compile(r"\S+")


class Lane(NamedTuple):
    """A column on the screen: how wide it is, and whether its words stand at its right."""

    width: int
    right: bool


def row_lines(words: Sequence[str], lanes: Sequence[Lane], *, bottom: bool = False) -> Iterator[str]:
    """Yield the lines of one row; what needs fewer lines than its neighbours stands at the top, or at the `bottom`."""
    cells = [wrapped(word, lane.width) for word, lane in zip(words, lanes, strict=True)]
    height = max(map(len, cells))
    for number in range(height):
        parts = (
            cell[at] if 0 <= (at := _place(number, len(cell), height, bottom=bottom)) < len(cell) else ""
            for cell in cells
        )
        yield (" " * GAP).join(map(_placed, parts, lanes)).rstrip()


def _place(number: int, own: int, height: int, *, bottom: bool) -> int:
    return number - (height - own if bottom else 0)


def rule(lanes: Sequence[Lane], letter: str) -> str:
    """Return a rule across all columns."""
    return letter * (sum(lane.width for lane in lanes) + GAP * (len(lanes) - 1))


def _placed(word: str, lane: Lane) -> str:
    if lane.right:
        word = word.rstrip()
    blanks = " " * (lane.width - width_of(word))
    return f"{blanks}{word}" if lane.right else f"{word}{blanks}"


def wrapped(words: str, width: int) -> list[str]:
    """Return the lines of a cell: nearly always one."""
    if width_of(words) <= width and "\n" not in words:
        return [words]
    return [line for written in words.split("\n") for line in _wrap(written, width)]


def _wrap(written: str, width: int) -> Iterator[str]:
    said = written.lstrip(" ")
    indent = written[: len(written) - len(said)]
    room = max(1, width - len(indent))
    broken = _WORD.sub(lambda word: word[0] if width_of(word[0]) <= room else "\n".join(at_joints(word[0], room)), said)
    for line in Text(broken).wrap(_console(), room, overflow="fold"):
        yield f"{indent}{line.plain}"


@cache
def _console() -> Console:
    return Console(width=1)
