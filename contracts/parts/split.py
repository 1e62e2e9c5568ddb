"""The split: who receives a clause's amount, and in which fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

from contracts.clause_terms import Place, Problem, Reader, percentage
from contracts.scalars import Fractional

Split: TypeAlias = str | dict[str, Fractional]
"""One party, or parties and their fractions, which add up to 1."""


def lanes(split: Split) -> dict[str, Fraction]:
    """Return each payee's fraction, in the order of the document."""
    return {split: Fraction(1)} if isinstance(split, str) else dict(split)


def parties_of(field: str, split: Split) -> Iterable[tuple[Place, str]]:
    """Yield the parties of a split with their paths."""
    if isinstance(split, str):
        yield (field,), split
    else:
        yield from (((field, party), party) for party in split)


def sum_problem(path: Place, shares: Mapping[str, Fraction]) -> Iterable[Problem]:
    """Yield a problem unless the shares add up to 1 and none is negative."""
    for party, share in shares.items():
        if share < 0:
            yield Problem((*path, party), f"a share of {percentage(share)} is below zero", "write 0% or more")
    total = sum(shares.values(), Fraction(0))
    if total != 1:
        missing = percentage(abs(1 - total))
        yield Problem(
            path,
            f"the shares add up to {percentage(total)}, not 100%",
            f"{missing} {'is missing' if total < 1 else 'is too much'}: correct one of {', '.join(shares)}",
        )


def in_words(split: Split, reader: Reader) -> str:
    """Say who receives, and how much of it."""
    if isinstance(split, str):
        return reader.party(split)
    return ", ".join(f"{reader.party(party)} {percentage(share)}" for party, share in split.items())
