"""How wide the columns of a table may be on a screen: figures whole, words wrapped between words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

GAP = 2
"""Blank columns between two columns of a table."""
LONGEST_WHOLE_WORD = 24
"""Words up to this width are kept whole too; a longer one (a hash, an address) may be broken."""


def width_of(words: str) -> int:
    """Return how many columns words take up, which are without control characters."""
    return len(words) if words.isascii() else cell_len(words)


class Need(NamedTuple):
    """What a column needs: below `least` something would be cut, at `wanted` nothing is wrapped."""

    least: int
    wanted: int


def need(heading: str, cells: Sequence[str], *, figures: bool) -> Need:
    """Say what a column of `cells` under `heading` needs."""
    widest = max(map(width_of, cells), default=0)
    whole = widest if figures else _longest_word(cells)
    return Need(max(whole, _longest_word([heading]), 1), max(widest, width_of(heading), 1))


def _longest_word(cells: Sequence[str]) -> int:
    words = (width_of(word) for cell in cells for word in cell.split())
    return min(max(words, default=0), LONGEST_WHOLE_WORD)


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
