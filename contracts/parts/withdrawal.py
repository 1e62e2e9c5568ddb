"""Withdrawal: what was reached turns out not to have been, or no longer to be, from a day on.

The sum is given back as it had been paid: under the terms of the day from which it counted, and with what its deadline
had taken off. Withdrawals of one clause on one day are of one claim, because a claim counts once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from contracts.clause import Fact, View


class Withdrawn(NamedTuple):
    """A withdrawal: its day, how often (-1: taken back), the day from which the claim counted, and was achieved."""

    day: int
    times: int
    counted: int
    achieved: int


def measures(clause: str) -> tuple[str, str, str]:
    """Return the measures of withdrawals: how often, when what is withdrawn had counted, and when it was achieved."""
    return f"withdrawn:{clause}", f"withdrawn counted:{clause}", f"withdrawn achieved:{clause}"


def facts(clause: str, withdrawn: Withdrawn) -> list[Fact]:
    """Turn a withdrawal into what the engine tallies."""
    told = (1, withdrawn.counted, withdrawn.achieved)
    return [Fact(measure, withdrawn.day, said) for measure, said in zip(measures(clause), told, strict=True)]


def withdrawals(view: View, clause: str) -> Iterator[Withdrawn]:
    """Yield the withdrawals of a period."""
    found: dict[int, list[int]] = {}
    for day, which, amount in view.days(*measures(clause)):
        found.setdefault(day, [0, 0, 0])[which] = amount
    for day, (times, counted, achieved) in found.items():
        if times:
            yield Withdrawn(day, times, counted // times, achieved // times)
