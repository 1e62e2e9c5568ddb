"""Risk and reward as shares: exact fractions, and None wherever a measure is undefined.

risk share    R / sum of R     undefined where the sum is nil or somebody's risk is below zero
reward share  W / sum of W     undefined where the sum is nil or somebody's reward is below zero
parity        reward share / risk share; 1 is proportionate, below 1 bears more risk than it is paid for
disparity     half the sum of the absolute differences: the fraction of the reward that would have to move
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

Share: TypeAlias = Fraction | None


def shares(amounts: Sequence[int]) -> list[Share]:
    """Return everybody's share of a sum.

    >>> shares([50, 150]), shares([0, 0]), shares([-1, 3])
    ([Fraction(1, 4), Fraction(3, 4)], [None, None], [None, None])
    """
    total = sum(amounts)
    if total == 0 or min(amounts) < 0:
        return [None] * len(amounts)
    return [Fraction(amount, total) for amount in amounts]


def parity(risk: Share, reward: Share) -> Share:
    """Return reward share over risk share.

    >>> parity(Fraction(1, 5), Fraction(3, 20)), parity(Fraction(0), Fraction(1))
    (Fraction(3, 4), None)
    """
    if not risk or reward is None:
        return None
    return reward / risk


def disparity(risks: Sequence[Share], rewards: Sequence[Share]) -> Share:
    """Return the fraction of the reward that would have to move for everybody's parity to be 1.

    >>> disparity([Fraction(1, 2), Fraction(1, 2)], [Fraction(1), Fraction(0)])
    Fraction(1, 2)
    """
    moved = Fraction(0)
    for risk, reward in zip(risks, rewards, strict=True):
        if risk is None or reward is None:
            return None
        moved += abs(reward - risk)
    return moved / 2


def at_risk(cash: int, in_kind: int, committed: int, received: int) -> int:
    """Return capital at risk: what was put in or promised, less the reward received, never below nothing."""
    return max(0, cash + in_kind + committed - received)
