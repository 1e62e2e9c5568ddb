"""Withdrawal: what was reached turns out not to have been, or no longer to be, from a day on.

The sum is given back as it had been paid: under the terms of the day from which it counted, and with what its deadline
had taken off. Withdrawals of one clause on one day are of one claim, because a claim counts once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from contracts.arithmetic import Exact
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


def withdrawals(ops: Exact, view: View, clause: str) -> Iterator[Withdrawn]:
    """Yield the withdrawals of a period; days on which what was withdrawn came back in whole have none."""
    found: dict[int, dict[int, int]] = {}
    for day, which, amount in view.days(*measures(clause)):
        found.setdefault(day, {})[which] = amount
    for day, told in found.items():
        if 0 in told and not ops.nothing(told[0]):
            times = told[0]
            yield Withdrawn(day, times, ops.alike(told[1], times), ops.alike(told[2], times))
