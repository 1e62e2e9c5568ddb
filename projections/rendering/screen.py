"""The screen that a report is written to, and what it can show."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_LEAST_ROOM = 20
"""Columns that a paragraph is given however narrow the screen and deep the indent."""


@dataclass(frozen=True)
class Screen:
    """`width` in columns; `colour` on a real terminal only; `blocks` where the encoding has block characters."""

    width: int = 100
    colour: bool = False
    blocks: bool = True

    @property
    def dash(self) -> str:
        """What stands for an undefined figure: an en dash where there is one, apart from a minus sign."""
        return "\u2013" if self.blocks else "-"

    def wrapped(self, words: str, indent: str = "") -> str:
        """Wrap words between words within the screen, each line after `indent`; a word longer than that stays whole."""
        room = max(_LEAST_ROOM, self.width - len(indent))
        lines = (part for line in safe(words).splitlines() for part in _wrap(line, room))
        return "\n".join(f"{indent}{line}" for line in lines)


def _wrap(line: str, room: int) -> list[str]:
    if len(line) <= room and line[-1:].strip():  # as most are, and there is nothing to wrap
        return [line]
    return textwrap.wrap(line, room, break_long_words=False, break_on_hyphens=False) or [""]


def safe(words: str) -> str:
    r"""Return words without control characters: what a party typed must not steer the terminal of who reads it.

    >>> safe("a\x1b[2Jb")
    'a?[2Jb'
    """
    return _CONTROL.sub("?", words.expandtabs(4))
