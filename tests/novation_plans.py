"""Random plans in which parties are replaced: who, by whom, from which day; and the same plans without that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

from contracts.fold import Cause
from contracts.roles import Novation, Roles
from tests.clause_plans import EFFECTIVE, Happening, Plan, Played, days
from tests.plans import PARTIES

NAMED = ("cost", "contribution", "in_kind")
"""The facts that name the party that spent or contributed; its place among their arguments is the second."""

Key = tuple[str, str, str, str, str]


class Replaced(NamedTuple):
    """A novation, and behind how many of a plan's steps it is recorded."""

    novation: Novation
    behind: int


@st.composite
def replacements(draw: st.DrawFn, plan: Plan, newcomers: Sequence[str] = ("newco", "newest")) -> list[Replaced]:
    """Draw up to three novations, one after the other, that each replace whoever is there by then."""
    found: list[Replaced] = []
    inside = [*PARTIES]
    on, behind = EFFECTIVE, 0
    for newcomer in newcomers[: draw(st.integers(1, len(newcomers)))]:
        on = max(on, draw(days))
        behind = draw(st.integers(behind, len(plan.steps)))
        party = draw(st.sampled_from(inside))
        found.append(Replaced(Novation(party, newcomer, on.toordinal()), behind))
        inside = [newcomer if name == party else name for name in inside]
    return found


class Novating(Played):
    """A plan played in one order with novations among its steps; facts name whoever is there once that is known."""

    def __init__(self, plan: Plan, order: Sequence[int], replaced: Sequence[Replaced]) -> None:
        super().__init__(plan)
        self.novations: list[Novation] = []
        for place, number in enumerate(order):
            self._novate([each.novation for each in replaced if each.behind == place])
            self.follow(number)
        self._novate([each.novation for each in replaced if each.behind >= len(order)])

    def _novate(self, novations: Sequence[Novation]) -> None:
        for novation in novations:
            self.novations.append(novation)
            self.roles(Roles(self.novations), novation.on)

    def roles(self, roles: Roles, on: int) -> None:
        """Let roles be filled otherwise, and book what that changes."""
        self.contract.novate(roles, {})
        self.engine.novated(roles, date.fromordinal(on))
        self.entries += self.engine.work(Cause(EFFECTIVE.toordinal()))

    def happening(self, happened: Happening) -> Happening:
        """Name in a fact whoever fills its party's role on its day, as far as that is known."""
        method, arguments = happened
        if method not in NAMED:
            return happened
        of, party, on, *rest = arguments
        now = self.contract.roles.holder("", party, on.toordinal())
        return Happening(method, (of, now, on, *rest))


def in_old_names(totals: dict[Key, int], novations: Sequence[Novation]) -> dict[Key, int]:
    """Add totals up with every party that came in by a novation called what the party before it was called."""
    before = {novation.to: novation.party for novation in novations}

    def old(name: str) -> str:
        while name in before:
            name = before[name]
        return name

    result: dict[Key, int] = {}
    for (clause, role, payer, payee, period), amount in totals.items():
        key = (clause, role, old(payer), old(payee), period)
        result[key] = result.get(key, 0) + amount
    return {key: amount for key, amount in result.items() if amount}
