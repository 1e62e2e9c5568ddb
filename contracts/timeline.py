"""Terms by the day from which they hold: stretches of days, each with its terms, None where a clause has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def merged(sources: Sequence[tuple[int, T | None]]) -> Iterable[tuple[int, T | None]]:
    """Yield the terms that differ from those before them, beginning with none."""
    before: T | None = None
    for start, terms in sources:
        if terms != before:
            yield start, terms
        before = terms


def in_force(stretches: Sequence[tuple[int, Any]], day: int) -> Any:
    """Return what holds on a day, None before the first and where nothing does."""
    found = None
    for start, terms in stretches:
        if start <= day:
            found = terms
    return found
