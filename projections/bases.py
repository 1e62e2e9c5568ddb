"""On what bases risk and reward are compared, by the names under which people ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from projections.standing import Standing


class Basis(NamedTuple):
    """What is added up for a share: in words, as measures by name, and from where a party stands, in minor units."""

    words: str
    measures: tuple[str, ...]
    of: Callable[[Standing], int]


RISKS: Mapping[str, Basis] = {
    "cash-and-in-kind": Basis(
        "cash and in kind, as due, whether settled or not", ("cash", "in_kind"), lambda stand: stand.risk
    ),
    "cash": Basis("cash alone, as due, whether settled or not", ("cash",), lambda stand: stand.cash),
    "capital-at-risk": Basis(
        "capital at risk: cash, in kind and committed, less reward received", ("at_risk",), lambda stand: stand.at_risk
    ),
}
REWARDS: Mapping[str, Basis] = {
    "received-accrued-and-saving": Basis(
        "received, accrued and verified saving", ("received", "accrued", "saving"), lambda stand: stand.reward
    ),
    "received-and-accrued": Basis(
        "received and accrued", ("received", "accrued"), lambda stand: stand.received + stand.accrued
    ),
    "received": Basis("received alone", ("received",), lambda stand: stand.received),
}
"""By name; the first of each is the default."""


class Bases(NamedTuple):
    """The bases of an answer, by name."""

    risk: str = "cash-and-in-kind"
    reward: str = "received-accrued-and-saving"

    def risk_of(self, standing: Standing) -> int:
        """Return the risk of who stands so."""
        return RISKS[self.risk].of(standing)

    def reward_of(self, standing: Standing) -> int:
        """Return its reward."""
        return REWARDS[self.reward].of(standing)

    def named(self) -> tuple[tuple[str, str], ...]:
        """Say what the shares and the amounts beside them rest on."""
        return (
            ("risk", RISKS[self.risk].words),
            ("reward", REWARDS[self.reward].words),
            ("capital at risk", "cash, in kind and committed, less reward received"),
            (
                "committed",
                "unspent, in the shares of the costs, before budgets and caps; spending of its kind uses it up",
            ),
            ("retained", "sales retained, before the payer's own costs, are in no share but the one that names them"),
            (
                "returns",
                "multiple: reward received over cash and in kind, as due; rate (ACT/365) and payback: money that "
                "moved and accepted contributions in kind, on their days",
            ),
        )


DEFAULT = Bases()
"""Risk in cash and in kind as due; reward received, accrued and verified."""
