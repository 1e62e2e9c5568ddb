"""What depends on what: every driver of a scenario and every clause a tenth lower and a tenth higher, ranked.

All changes are run on the same draws, so that what moves is the driver and not chance; on some of the paths only,
because a difference needs fewer than a tail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from contracts.forecast.branches import chance_of
from contracts.forecast.draws import Draws
from contracts.forecast.flows import OWN
from contracts.forecast.simulated import Change, Simulated, simulated
from contracts.forecast.standpoint import Standpoint

BY = 0.1
MOST_PATHS = 2_000


class Moved(NamedTuple):
    """By how much a party's expected present value moves with a driver, in minor units."""

    party: str
    driver: str
    lower: float
    higher: float

    @property
    def swing(self) -> float:
        """Return the distance between the two."""
        return abs(self.higher - self.lower)


def sensitivity(stand: Standpoint, paths: int, seed: int) -> list[Moved]:
    """Return what moves each party's expected value, the strongest driver first."""
    draws = Draws(stand, min(paths, MOST_PATHS), seed)
    base = simulated(stand, draws)
    found = [*_clauses(base), *_drivers(stand, draws, base)]
    return sorted((each for each in found if each.swing > 0.5), key=lambda each: (each.party, -each.swing, each.driver))


def _clauses(base: Simulated) -> Iterator[Moved]:
    """Yield what each clause brings a party, a tenth lower and higher: values are in proportion to it."""
    for (party, clause), worth in base.by_clause.items():
        if not clause.startswith(f"{OWN}:"):
            yield Moved(party, f"clause {clause}", -BY * worth, BY * worth)


def _drivers(stand: Standpoint, draws: Draws, base: Simulated) -> Iterator[Moved]:
    for driver, (lower, higher) in _changes(stand).items():
        low, high = (simulated(stand, draws, change) for change in (lower, higher))
        for party, values in base.values.items():
            means = (float(each.values[party].mean() - values.mean()) for each in (low, high))
            yield Moved(party, driver, *means)


def _changes(stand: Standpoint) -> dict[str, tuple[Change, Change]]:
    """Return every driver a tenth lower, and a tenth higher; a probability never above 1."""
    discount = stand.scenario.discount
    found: dict[str, tuple[Change, Change]] = {}
    for name in stand.scenario.expected:
        found[f"line {name}"] = (Change({name: 1 - BY}, {}, discount), Change({name: 1 + BY}, {}, discount))
    for name, dated in stand.scenario.milestones.items():
        chance = float(chance_of(name, dated, stand))
        if name not in stand.reached and 0 < chance < 1:
            chances = [{name: min(chance * (1 + by), 1.0)} for by in (-BY, BY)]
            found[f"probability of {name}"] = (Change({}, chances[0], discount), Change({}, chances[1], discount))
    if discount.rate:
        rates = [discount.model_copy(update={"rate": discount.rate * tenths / 10}) for tenths in (9, 11)]
        found["discount rate"] = (Change({}, {}, rates[0]), Change({}, {}, rates[1]))
    return found
