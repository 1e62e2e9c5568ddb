"""Draws of what is uncertain: one array a line and a milestone, one element a path; a seed gives the same draws.

Uncertain lines are drawn by their quantile functions from normal scores, which are correlated as the scenario says (a
Gaussian copula): each line keeps its own distribution, whatever it moves with.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtr, ndtri

from contracts.errors import ContractError
from contracts.forecast.branches import chance_of, in_order
from contracts.forecast.scenario import Dated, ScenarioTerms, Shape, Uncertain
from contracts.forecast.standpoint import Standpoint

Array: TypeAlias = NDArray[np.float64]

_PERT = 4.0
"""How much the likeliest value weighs against the least and the most in a PERT distribution."""
_TENTH = 0.1


class Draws:
    """What comes out on each of so many paths: factors of lines, and days of milestones (nothing: not reached).

    `chances` replaces probabilities of milestones, and `factors` multiplies lines, so that the same draws serve to
    measure how much depends on each.
    """

    def __init__(self, stand: Standpoint, paths: int, seed: int) -> None:
        self.paths = paths
        self._stand = stand
        random = np.random.default_rng(seed)
        terms = stand.scenario
        names = [name for name, line in terms.expected.items() if line.uncertain]
        scores = random.standard_normal((len(names), paths))
        if names:
            scores = _root(terms, names) @ scores
        self._uniform = {name: (random.random(paths), random.random(paths)) for name, _ in in_order(terms.milestones)}
        self.factors: dict[str, Array] = {
            name: factor(uncertain, scores[at])
            for at, name in enumerate(names)
            if (uncertain := terms.expected[name].uncertain)
        }

    def days(self, chances: dict[str, float]) -> dict[str, Array]:
        """Return on which day each milestone is reached on every path, 0 where it is not."""
        stand, found = self._stand, dict[str, Array]()
        for name, dated in in_order(stand.scenario.milestones):
            chance = chances.get(name, float(chance_of(name, dated, stand)))
            happens, when = self._uniform[name]
            reached = happens < chance
            if dated.after is not None and name not in stand.reached:
                reached &= found[dated.after] > 0
            found[name] = np.where(reached, self._middle_of_quarter(name, dated, when), 0.0)
        return found

    def _middle_of_quarter(self, name: str, dated: Dated, when: Array) -> Array:
        """Return the days drawn; drawn days count by the middle of their quarter, so that there are few of them."""
        stand = self._stand
        expected = stand.expected_on(name).toordinal()
        if name in stand.reached or not (dated.earliest or dated.latest):
            return np.full(self.paths, float(expected))
        least = min(expected, (dated.earliest or dated.on).toordinal())
        most = max(expected, (dated.latest or dated.on).toordinal())
        drawn = np.maximum(_between(dated.shape, least, expected, most, when), stand.today.toordinal() + 1)
        calendar = stand.contract.calendar
        periods = range(calendar.period_of(int(drawn.min())), calendar.period_of(int(drawn.max())) + 1)
        starts = np.array([calendar.start(period) for period in periods])
        middles = np.array([(calendar.start(period) + calendar.end(period)) // 2 for period in periods], dtype=float)
        middles = np.maximum(middles, stand.today.toordinal() + 1)
        result: Array = middles[np.searchsorted(starts, drawn, side="right") - 1]
        return result


def factor(uncertain: Uncertain, scores: Array) -> Array:
    """Return by which factor a line comes out at each normal score."""
    low, likely, high = (float(each) for each in (uncertain.low, uncertain.likely, uncertain.high))
    if uncertain.shape is Shape.LOGNORMAL:
        middle, width = (np.log(high) + np.log(low)) / 2, (np.log(high) - np.log(low)) / 2
        result: Array = np.exp(middle + width * scores / -ndtri(_TENTH))
        return result
    return _between(uncertain.shape, low, likely, high, ndtr(scores))


def _between(shape: Shape, low: float, likely: float, high: float, levels: Any) -> Array:
    """Return the quantiles of a triangular or PERT distribution."""
    if low == high:
        return np.full(np.shape(levels), float(low))
    width, rise = high - low, (likely - low) / (high - low)
    if shape is Shape.PERT:
        result: Array = low + width * betaincinv(1 + _PERT * rise, 1 + _PERT * (1 - rise), levels)
        return result
    left = low + width * np.sqrt(levels * rise)
    right = high - width * np.sqrt((1 - levels) * (1 - rise))
    between: Array = np.where(levels < rise, left, right)
    return between


def _root(terms: ScenarioTerms, names: list[str]) -> Array:
    """Return a root of the correlations of normal scores. Raises ContractError where they contradict each other."""
    matrix = np.eye(len(names))
    for each in terms.correlated:
        one, other = (names.index(name) for name in each.between)
        matrix[one, other] = matrix[other, one] = float(Fraction(each.by))
    values, vectors = np.linalg.eigh(matrix)
    if values.min() < -1e-9:
        fix = "bring some of them nearer to 0: two lines that move with a third can't move against each other"
        raise ContractError("the correlations contradict each other", where="correlated", fix=fix)
    result: Array = vectors * np.sqrt(np.maximum(values, 0))
    return result
