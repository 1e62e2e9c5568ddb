"""The screen that a report is written to, and what it can show."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


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


def safe(words: str) -> str:
    r"""Return words without control characters: what a party typed must not steer the terminal of who reads it.

    >>> safe("a\x1b[2Jb")
    'a?[2Jb'
    """
    return _CONTROL.sub("?", words.expandtabs(4))
