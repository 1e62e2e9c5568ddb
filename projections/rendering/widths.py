"""How wide the columns of a table may be on a screen: figures whole, words wrapped between words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

GAP = 2
"""Blank columns between two columns of a table."""
LONGEST_WHOLE_WORD = 24
"""Words up to this width are kept whole too; a longer one (a hash, an address) may be broken."""
_JOINTS = re.compile(r"(?<=[-@:_])(?!Q[1-4]\b)(?=[^-@:_])")
"""Where a name has its parts: not inside a period, as FY2026/27-Q1."""


def width_of(words: str) -> int:
    """Return how many columns words take up, which are without control characters."""
    return len(words) if words.isascii() else cell_len(words)


class Need(NamedTuple):
    """What a column needs: below `least` something would be cut, at `wanted` nothing is wrapped."""

    least: int
    wanted: int


def need(heading: str, cells: Sequence[str], *, figures: bool, longest: int = LONGEST_WHOLE_WORD) -> Need:
    """Say what a column of `cells` under `heading` needs, whose words wider than `longest` may be broken."""
    widest = max((width_of(line) for cell in cells for line in cell.split("\n")), default=0)
    whole = widest if figures else _longest_word(cells, longest)
    return Need(max(whole, _longest_word([heading], longest), 1), max(widest, width_of(heading), 1))


def _longest_word(cells: Sequence[str], longest: int) -> int:
    words = (width_of(word) for cell in cells for word in cell.split())
    return min(max(words, default=0), longest)


def at_joints(word: str, width: int) -> Iterator[str]:
    """Break a word that is wider than `width` where its parts meet; a part that is wider still stays whole.

    >>> list(at_joints("royalty@FY2026/27-Q1", 12))
    ['royalty@', 'FY2026/27-Q1']
    """
    line = ""
    for part in _JOINTS.split(word):
        if line and width_of(line + part) > width:
            yield line
            line = ""
        line += part
    yield line


def least_width(needs: Sequence[Need]) -> int:
    """Return the narrowest screen on which these columns fit beside each other."""
    return sum(column.least for column in needs) + GAP * (len(needs) - 1)


def share_out(needs: Sequence[Need], width: int) -> list[int]:
    """Give each column the least it needs, then what is spare to the narrowest that wants more."""
    widths = [column.least for column in needs]
    for _ in range(max(0, width - least_width(needs))):
        wanting = [i for i, column in enumerate(needs) if widths[i] < column.wanted]
        if not wanting:
            break
        widths[min(wanting, key=lambda i: widths[i])] += 1
    return widths


def depth(needs: Sequence[Need], widths: Sequence[int]) -> int:
    """Return about how many lines the deepest cell takes in columns of these widths."""
    return max((-(-column.wanted // width) for column, width in zip(needs, widths, strict=True)), default=1)
