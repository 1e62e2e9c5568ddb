"""Single debts that interest runs on: what is owed under one clause for one period, and until when it was accrued.

A state is made of numbers; the names of a debt's lane are carried as the number that their bytes are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from contracts.arithmetic import Number
from contracts.clause import State

_BETWEEN = "\x1f"

Lane = tuple[str, str, str]
"""Role, payer and payee."""


class Debt(NamedTuple):
    """What a payer owes a payee; `period` is the first day of its period, `payable` the last day to pay it in time.

    `unpaid` is the part of the interest accrued so far that payments have not covered; it earns none itself.
    """

    clause: str
    lane: Lane
    period: int
    payable: int
    principal: Number
    unpaid: Number


def paid_measure(clause: str, period: str, lane: Lane) -> str:
    """Name the measure under which payments from payer to payee towards one due are tallied."""
    return ":".join((f"paid:{clause}:{period}", *lane))


def packed(debts: Iterable[Debt]) -> State:
    """Write debts as a state."""
    return tuple(
        number
        for debt in debts
        for number in (_number((debt.clause, *debt.lane)), debt.period, debt.payable, debt.principal, debt.unpaid)
    )


def unpacked(state: State) -> list[Debt]:
    """Read debts from a state."""
    return [_debt(state[at : at + 5]) for at in range(0, len(state), 5)]


def _debt(numbers: Sequence[Number]) -> Debt:
    names, period, payable, principal, unpaid = numbers
    clause, role, payer, payee = _names(names)
    return Debt(clause, (role, payer, payee), period.numerator, payable.numerator, principal, unpaid)


def _number(names: Iterable[str]) -> int:
    return int.from_bytes(_BETWEEN.join(names).encode(), "big")


def _names(number: Number) -> list[str]:
    whole = number.numerator
    return whole.to_bytes((whole.bit_length() + 7) // 8, "big").decode().split(_BETWEEN)
