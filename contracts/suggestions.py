"""What somebody may have meant by a word that isn't known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Find the known word most like `word`, ignoring case, `_` and `-`; None if nothing is near.

    >>> nearest("accepted_by", ["accepted by", "pays"])
    'accepted by'
    """
    from difflib import get_close_matches  # here, because only what goes wrong needs it

    plain = {_plain(candidate): candidate for candidate in known}
    found = get_close_matches(_plain(word), plain, n=1, cutoff=cutoff)
    return plain[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Advise the nearest known word; if none is near, all of them (or `otherwise`, when given)."""
    choices = tuple(known)
    near = nearest(word, choices)
    if near is not None:
        return f"did you mean '{near}'?"
    return otherwise or ("known are " + ", ".join(choices) if choices else "")


def _plain(word: str) -> str:
    return word.lower().replace("_", " ").replace("-", " ")
