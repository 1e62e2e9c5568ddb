"""Answers in sentences: wrapped to the screen, what belongs to a sentence indented under it."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.cli.practising import first_sentence
from ledger.cli.streams import say, screen

_INDENT = "  "


def tell(sentences: Iterable[str]) -> None:
    """Say sentences, one a line; one that begins with blanks is indented, and a command to copy is never wrapped."""
    here = screen()
    for sentence in (*first_sentence(), *sentences):
        words = sentence.lstrip(" ")
        indent = " " * (len(sentence) - len(words))
        say(sentence if is_command(words) else here.wrapped(words, indent))


def is_command(words: str) -> bool:
    """Say whether a line names a command, which people copy as it stands."""
    return words.startswith("Next: pledger ")


def inner(sentence: str) -> str:
    """Indent a sentence, so that it goes with the one before."""
    return f"{_INDENT}{sentence}"
