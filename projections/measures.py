"""Risk and reward as shares: exact fractions, and None wherever a measure is undefined.

risk share    R / sum of R     undefined where the sum is nil or somebody's risk is below zero
reward share  W / sum of W     undefined where the sum is nil or somebody's reward is below zero
parity        reward share / risk share; 1 is proportionate, below 1 bears more risk than it is paid for
multiple      reward received / (cash + in kind); undefined where nothing was put in
payback       years of 365 days from the first flow out until all was got back; undefined where it never is
IRR           the yearly rate (ACT/365) at which flows are worth nothing; undefined without a change of sign
disparity     half the sum of the absolute differences: the fraction of the reward that would have to move
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

Share: TypeAlias = Fraction | None

YEAR = 365
"""The days of a year, whatever its length: ACT/365."""

_PARTS = 10**6
_LEAST, _MOST = 1e-3, 1e3
"""Between which growth factors a year (-99.9 % and 99,900 %) several rates of return are looked for."""
_STEPS, _FEWER, _HALVINGS = 600, 120, 50
"""In how many steps it is looked for, in how many where there are flows on more than `_MANY` days."""
_MANY = 250


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


def multiple(received: int, invested: int) -> Share:
    """Return reward received over what was put in.

    >>> multiple(1200, 1000), multiple(5, 0)
    (Fraction(6, 5), None)
    """
    return Fraction(received, invested) if invested > 0 else None


def payback(flows: Mapping[date, int]) -> Share:
    """Return the years from the first flow out until everything was got back, in equal parts between two flows.

    >>> payback({date(2026, 1, 1): -1000, date(2027, 1, 1): 600, date(2028, 1, 1): 600})
    Fraction(5, 3)
    """
    balance, begun = 0, None
    before = date.min
    for on, amount in sorted(flows.items()):
        if begun is None and amount < 0:
            begun = on
        elif begun is not None and balance < 0 <= balance + amount:
            days = (before - begun).days + Fraction(-balance, amount) * (on - before).days
            return days / YEAR
        if begun is not None:
            balance, before = balance + amount, on
    return None


def rates_of_return(flows: Mapping[date, int]) -> list[Fraction]:
    """Return every yearly rate at which the flows are worth nothing, to six places, the one nearest to nothing first.

    Rates from 100,000 % a year on say nothing, and count as undefined.

    >>> rates_of_return({date(2026, 1, 1): -1000, date(2027, 1, 1): 600, date(2028, 1, 1): 600})
    [Fraction(65331, 500000)]
    """
    moved = [(on, amount) for on, amount in sorted(flows.items()) if amount]
    turns = sum((a < 0) != (b < 0) for (_, a), (_, b) in pairwise(moved))
    if not turns:
        return []
    worth = _Worth(moved)
    if turns == 1 and (only := worth.only_rate()) is not None:
        return [Fraction(round(only * _PARTS), _PARTS)] if only < _MOST else []
    number = _STEPS if len(moved) <= _MANY else _FEWER
    steps = [_LEAST * (_MOST / _LEAST) ** (step / number) for step in range(number + 1)]
    values = [(growth, worth.at(growth)) for growth in steps]
    found = [_root(worth, low, high) for (low, a), (high, b) in pairwise(values) if (a < 0) != (b < 0)]
    rates = dict.fromkeys(Fraction(round((growth - 1) * _PARTS), _PARTS) for growth in found)
    return sorted(rates, key=lambda rate: (abs(rate), rate))


class _Worth:
    """What dated flows are worth on the day of the first, at a growth factor a year."""

    def __init__(self, moved: Sequence[tuple[date, int]]) -> None:
        import pyxirr  # only where something was put in and something got out

        self._pyxirr = pyxirr
        self._flows = ([on for on, _ in moved], [float(amount) for _, amount in moved])

    def at(self, growth: float) -> float:
        """Return the worth."""
        return self._pyxirr.xnpv(growth - 1, *self._flows) or 0.0

    def only_rate(self) -> float | None:
        """Return the rate at which it is nothing, where flows change their sign once, so that there is no other."""
        return self._pyxirr.xirr(*self._flows, silent=True)


def _root(worth: _Worth, low: float, high: float) -> float:
    """Halve a stretch in which the worth changes its sign, until it is a point."""
    below = worth.at(low) < 0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if (worth.at(middle) < 0) == below else (low, middle)
    return (low + high) / 2
