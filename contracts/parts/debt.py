"""Single debts that interest runs on: what one party owes another under one clause for one period.

A clause's parts are counted with it, so that a reduction lessens the debt. A state is made of numbers; the names of a
debt are carried as the number that their bytes are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from contracts.arithmetic import Number
from contracts.clause import VENTURE, State, View

_BETWEEN = "\x1f"
_NUMBERS = 5


class Debt(NamedTuple):
    """What a payer owes a payee; `period` is the first day of its period, `payable` the last day to pay it in time.

    `unpaid` is the part of the interest accrued so far that payments have not covered; it earns none itself.
    """

    clause: str
    payer: str
    payee: str
    period: int
    payable: int
    principal: Number
    unpaid: Number

    @property
    def lane(self) -> str:
        """Name who owes whom under which clause."""
        return f"{self.clause}:{self.payer} to {self.payee}"


def whole_clause(clause: str) -> str:
    """Return the clause that a part, as `royalty:minimum`, is a part of."""
    return clause.partition(":")[0]


def paid_measure(clause: str, period: str, payer: str, payee: str) -> str:
    """Name the measure under which payments from payer to payee towards one debt are tallied."""
    return f"paid:{whole_clause(clause)}:{period}:{payer}:{payee}"


def debts_of(view: View, clauses: Iterable[str]) -> list[Debt]:
    """Return the debts that clauses make in a period, in whole minor units as told; nothing that a pot owes.

    A debt is payable on the earliest day of its parts: a minimum in advance is the debt, and what is earned later in
    the quarter is credited against it.
    """
    owed: dict[tuple[str, str, str], int] = {}
    payable: dict[tuple[str, str, str], int] = {}
    for clause in clauses:
        whole, day = whole_clause(clause), view.payable(clause)
        for (_, payer, payee), amount in view.lanes(clause).items():
            if payer != payee and VENTURE not in (payer, payee):
                names = whole, payer, payee
                owed[names] = owed.get(names, 0) + amount
                if day is not None:
                    payable[names] = min(payable.get(names, day.toordinal()), day.toordinal())
    told = sorted((names, amount) for names, amount in owed.items() if names in payable)
    return [Debt(*names, view.first, payable[names], amount, 0) for names, amount in told]


def possible(view: View, clauses: Iterable[str]) -> list[Debt]:
    """Return a debt of nothing for everyone who may owe another something under one of the clauses; no pot."""
    between = dict.fromkeys(
        (whole_clause(clause), payer, payee)
        for clause in clauses
        for _, payer, payee in view.lanes(clause)
        if payer != payee and VENTURE not in (payer, payee)
    )
    return [Debt(*names, view.first, view.last, 0, 0) for names in between]


def packed(debt: Debt) -> State:
    """Write a debt as its part of a state."""
    return (_number(debt[:3]), *debt[3:])


def unpacked(state: State) -> list[Debt]:
    """Read debts from a state."""
    return [_debt(state[at : at + _NUMBERS]) for at in range(0, len(state), _NUMBERS)]


def _debt(numbers: Sequence[Number]) -> Debt:
    names, period, payable, principal, unpaid = numbers
    clause, payer, payee = _names(names)
    return Debt(clause, payer, payee, period.numerator, payable.numerator, principal, unpaid)


@lru_cache(maxsize=10_000)
def _number(names: tuple[str, ...]) -> int:
    return int.from_bytes(_BETWEEN.join(names).encode(), "big")


def _names(number: Number) -> list[str]:
    whole = number.numerator
    return whole.to_bytes((whole.bit_length() + 7) // 8, "big").decode().split(_BETWEEN)
