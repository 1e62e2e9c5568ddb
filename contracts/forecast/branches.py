"""The ways in which a scenario's milestones may come out, each with its probability.

A milestone that was recorded has been reached. One that waits for another can't come without it, so that a chain of
n milestones has n + 1 ways and not 2 to the n.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from contracts.errors import ContractError
from contracts.forecast.scenario import Dated
from contracts.forecast.standpoint import Standpoint

MOST = 64
"""Branches that are worked out one by one; beyond that, draws are the way."""


class Branch(NamedTuple):
    """One way: how probable it is, and when each milestone that is reached in it counts."""

    probability: Fraction
    reached: dict[str, date]

    def start(self, milestone: str | None) -> tuple[bool, date | None]:
        """Return whether what waits for a milestone comes at all, and from which day; None for from the first."""
        if milestone is None:
            return True, None
        return milestone in self.reached, self.reached.get(milestone)


def branches(stand: Standpoint) -> list[Branch]:
    """Return every way that is possible, the likeliest first. Raises ContractError for more than `MOST`."""
    ways = [Branch(Fraction(1), {})]
    for name, dated in in_order(stand.scenario.milestones):
        ways = [after for way in ways for after in _after(way, name, dated, stand)]
        if len(ways) > MOST:
            fix = "let milestones wait for each other with 'after', or draw them: --simulate 10000 --seed 1"
            raise ContractError(f"the milestones may come out in more than {MOST} ways", where=name, fix=fix)
    return sorted(ways, key=lambda way: -way.probability)


def _after(way: Branch, name: str, dated: Dated, stand: Standpoint) -> Iterator[Branch]:
    """Yield a way with a milestone reached, and without, as far as either can be."""
    chance = chance_of(name, dated, stand) if dated.after is None or dated.after in way.reached else Fraction(0)
    if name in stand.reached:
        chance = Fraction(1)
    if chance:
        yield Branch(way.probability * chance, {**way.reached, name: stand.expected_on(name)})
    if chance < 1:
        yield Branch(way.probability * (1 - chance), way.reached)


def chance_of(name: str, dated: Dated, stand: Standpoint) -> Fraction:
    """Return how probable a milestone is once the one before it came; beyond the last day it doesn't come at all."""
    if name in stand.reached:
        return Fraction(1)
    return dated.probability if stand.expected_on(name).toordinal() <= stand.last else Fraction(0)


def in_order(milestones: Mapping[str, Dated]) -> Iterator[tuple[str, Dated]]:
    """Yield milestones so that each follows the one that it waits for."""
    done: set[str] = set()
    while len(done) < len(milestones):
        for name, dated in milestones.items():
            if name not in done and (dated.after is None or dated.after in done):
                done.add(name)
                yield name, dated
