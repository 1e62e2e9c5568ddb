"""The steps of a distribution: capital, preferred return, catch-up, carried split."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from contracts.arithmetic import EXACT, Exact, Number
from contracts.clause import State
from contracts.parts.preference import Earning


class Order(StrEnum):
    """What a distribution pays first."""

    CAPITAL = "capital first"
    PREFERENCE = "preference first"


class Split(NamedTuple):
    """What the carried party takes while it catches up, and its share of profit; as fractions, and as numbers.

    `pace` is how much passes through the catch-up for each unit that the carried party is short of its share.
    """

    catch_up: Fraction
    carried: Fraction
    catch_up_number: Number
    carried_number: Number
    pace: Number

    @property
    def fractions(self) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """Return the carried party's fraction of each step, in their order."""
        nothing = Fraction(0)
        return nothing, nothing, self.catch_up, self.carried

    @classmethod
    def of(cls, catch_up: Fraction, carried: Fraction) -> Split:
        """Return the split with its numbers."""
        pace = 1 / (catch_up - carried) if catch_up > carried else Fraction(0)
        return cls(catch_up, carried, *(EXACT.number(each) for each in (catch_up, carried, pace)))


class Standing(NamedTuple):
    """What has to be returned, and what investors and the carried party have had of the profit."""

    earning: Earning
    profit: Number
    carried: Number

    def state(self) -> State:
        """Write it as a state."""
        return (*self.earning, self.profit, self.carried)


EMPTY = Standing(Earning(0, 0, 0, 0, 0), 0, 0)
"""Nothing was paid in yet."""


class Tier(NamedTuple):
    """A step of one distribution: its name, and what passes through it."""

    what: str
    amount: Number


def standing_of(state: State) -> Standing:
    """Read a state."""
    capital, compounded, unpaid, day, anchor, profit, carried = state
    return Standing(Earning(capital, compounded, unpaid, day.numerator, anchor.numerator), profit, carried)


def paid_in(standing: Standing, day: int, amount: Number) -> Standing:
    """Add capital; the first day on which any came in starts the clock."""
    earning = standing.earning
    anchor = earning.anchor or day
    return standing._replace(earning=earning._replace(capital=earning.capital + amount, day=day, anchor=anchor))


def distributed(
    ops: Exact, standing: Standing, amount: Number, order: Order, split: Split
) -> tuple[Standing, list[Tier]]:
    """Cut one distribution into its steps, and say how things stand after it."""
    earning, left, capital, preference = _returned(ops, standing.earning, amount, order)
    profit = standing.profit + preference
    caught = caught_up(ops, left, profit, standing.carried, split)
    tiers = [
        Tier("return of capital", capital),
        Tier("preferred return", preference),
        Tier("catch-up", caught),
        Tier("carried split", left - caught),
    ]
    carried = caught * split.catch_up_number + (left - caught) * split.carried_number
    return Standing(earning, ops.hold(profit + left - carried), ops.hold(standing.carried + carried)), tiers


def _returned(ops: Exact, earning: Earning, amount: Number, order: Order) -> tuple[Earning, Number, Number, Number]:
    """Pay capital and preference in their order: how things stand, what is left, and what went to either."""
    capital: Number = 0
    if order is Order.CAPITAL:
        capital = ops.lo(amount, ops.hi(earning.capital, 0))
    compounded = ops.lo(amount - capital, ops.hi(earning.compounded, 0))
    unpaid = ops.lo(amount - capital - compounded, ops.hi(earning.accrued, 0))
    if order is Order.PREFERENCE:
        capital = ops.lo(amount - compounded - unpaid, ops.hi(earning.capital, 0))
    owed = (earning.capital - capital, earning.compounded - compounded, earning.accrued - unpaid)
    earning = Earning(*owed, earning.day, earning.anchor)
    return earning, amount - capital - compounded - unpaid, capital, compounded + unpaid


def caught_up(ops: Exact, left: Number, profit: Number, carried: Number, split: Split) -> Number:
    """Return how much of what is left passes through the catch-up: all of it, if that never reaches the share."""
    if not split.pace:  # it is a number above nothing, or the integer 0
        return left if split.catch_up else 0
    short = (profit + carried) * split.carried_number - carried
    return ops.lo(left, ops.hi(short, 0) * split.pace)
