"""Law 11: a formula on arrays of paths comes to what it comes to on exact numbers, for every clause kind.

Every path is the same history with its amounts times another number. Nothing is rounded to minor units on either
side, and histories that lie on the very edge of a jump (a threshold, a half to be rounded) are left out: there a
float may fall on the other side.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contracts.arithmetic import Exact, Number
from contracts.arrays import ARRAYS
from contracts.clause import Fact
from contracts.paths import Paths
from tests.clause_plans import Amendment, Family, Happening, Plan, Played, agreement, plans
from tests.plans import DAYS, EFFECTIVE
from tests.test_laws_clauses import FAMILIES

np = pytest.importorskip("numpy")

TIMES = (1, 0, 2, 7)
"""What the amounts of a history are multiplied with, path by path."""
NEAR = Fraction(1, 10**6)
LAST = EFFECTIVE.toordinal() + DAYS + 400

Key = tuple[str, int, str, str, str]


class Edges(Exact):
    """Exact arithmetic that notes whether a value came near a jump."""

    near = False

    def reached(self, value: Number, threshold: Number) -> int:
        """Note a value near a threshold; on it, a float of whole units is as good as exact."""
        gap = abs(Fraction(str(value)) - Fraction(str(threshold)))
        self.near = self.near or 0 < gap < NEAR or (gap == 0 and not isinstance(value, int))
        return super().reached(value, threshold)

    def rounded(self, value: Number, unit: int = 1) -> int:
        """Note a half that is to be rounded."""
        part = (Fraction(str(value)) / unit) % 1
        self.near = self.near or abs(part - Fraction(1, 2)) < NEAR
        return super().rounded(value, unit)


class History(NamedTuple):
    """A plan's contract with its amendments, and the facts of its history."""

    played: Played
    facts: list[Fact]


def _history(plan: Plan) -> History:
    played = Played(plan._replace(steps=()))
    facts: list[Fact] = []
    for step in plan.steps:
        if isinstance(step, Amendment):
            played.contract.amend(agreement(step.clauses, plan.year), step.effective)
    for step in plan.steps:
        if isinstance(step, Happening):
            facts += getattr(played.contract, step.method)(*step.arguments)
    return History(played, facts)


def _dues(history: History, ops: Exact, facts: list[Fact]) -> dict[Key, Any]:
    paths = Paths(history.played.contract.calendar, list(history.played.contract.clauses.values()), ops)
    paths.take(facts)
    dues: dict[Key, Any] = defaultdict(int)
    for due in paths.run(EFFECTIVE.toordinal(), LAST):
        dues[due.clause, due.period, due.role, due.payer, due.payee] += due.amount
    return dues


def _times(fact: Fact, times: Any) -> Fact:
    """Multiply an amount; a milestone happens or not, and gates, which no path draws, stay as they are."""
    if fact.measure.startswith("gate:"):
        return fact
    if fact.measure.startswith(("milestone:", "achieved:", "withdrawn")):
        return fact._replace(amount=fact.amount * (times > 0))
    return fact._replace(amount=fact.amount * times)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
@given(data=st.data())
def test_arrays_come_to_the_exact_figures_before_rounding(family: Family, data: st.DataObject) -> None:
    history = _history(data.draw(plans(family)))
    paths = np.array(TIMES, dtype=float)
    found = _dues(history, ARRAYS, [_times(fact, paths) for fact in history.facts])
    for number, times in enumerate(TIMES):
        edges = Edges()
        happened = [scaled for fact in history.facts if (scaled := _times(fact, times)).amount]
        exact = _dues(history, edges, happened)
        assume(not edges.near)
        for key in {*exact, *found}:
            on_path = float(np.broadcast_to(found[key], paths.shape)[number])
            assert abs(float(Fraction(str(exact[key]))) - on_path) < 1e-3, (key, exact[key], on_path)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
@given(data=st.data())
def test_every_state_says_what_can_be_crossed(family: Family, data: st.DataObject) -> None:
    played = data.draw(plans(family))
    history = Played(played, played.orders[0])
    for fold in history.engine.folds.values():
        for period, row in fold.rows.items():
            day = fold.calendar.end(period)
            before = [mark.what for mark in fold.clause.marks(row.state_in, day)]
            assert before == [mark.what for mark in fold.clause.marks(row.state, day)]
