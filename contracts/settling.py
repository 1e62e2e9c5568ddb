"""How money is set against debts: what may settle what, and which credits lessen which debts.

A credit lessens first what is owed under its clause for its own period, and what is left of it lessens what is owed
for other periods, the oldest first. Money settles what credits leave; of a credit that was not payable when the money
was paid it takes no notice, and what is paid beyond that settles what credits of other periods would have lessened. So
a debt that was paid in time is settled, whatever is credited later, and whichever of the two is recorded first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from contracts.parts.debt import whole_clause

PAYMENT, DISPUTE = "payment", "dispute"
"""The kinds of holders that differ: what is disputed is still owed. Any other kind waives."""


class Debt(NamedTuple):
    """What a payer still owes a payee under one clause for one period, in minor units, above zero."""

    due: date
    order: int
    clause: str
    role: str
    period: str
    amount: int


class Advance(NamedTuple):
    """What is left over of a payment; it settles what it was made against, or anything if that is nothing.

    `kind` is that of the fact that holds it: a payment, or a waiver or dispute of one due that has become less. `on` is
    the day of that fact.
    """

    payer: str
    payee: str
    against: tuple[str, ...]
    left: int
    kind: str = PAYMENT
    on: date = date.min

    def settles(self, debt: Debt) -> bool:
        """Tell whether it may settle a debt; a clause has its parts."""
        names = {debt.clause, whole_clause(debt.clause), due_name(debt.clause, debt.period)}
        return not self.against or not names.isdisjoint(self.against)


class Holder(NamedTuple):
    """Who holds an advance, a waiver or a dispute: its number in the order of recording, kind, parties and day."""

    number: int
    kind: str
    payer: str
    payee: str
    on: date

    @property
    def turn(self) -> tuple[int, date, int]:
        """Return when it is its turn: disputes first, then waivers, then payments, each by day and as recorded."""
        return (0 if self.kind == DISPUTE else 2 if self.kind == PAYMENT else 1), self.on, self.number

    @property
    def last_turn(self) -> tuple[int, int, int]:
        """Return when it is its turn to give back: of each kind what was paid or recorded last comes first."""
        rank, on, number = self.turn
        return rank, -on.toordinal(), -number


def due_name(clause: str, period: str) -> str:
    """Name what a clause makes due for a period.

    >>> due_name("royalty", "FY2026/27-Q1")
    'royalty@FY2026/27-Q1'
    """
    return f"{clause}@{period}"


def in_own_period(debts: Collection[Debt]) -> list[Debt]:
    """Return the debts under one clause, lessened by credits of their own period; what is left of these is below zero.

    What a part credits in a period lessens the clause itself before it lessens other parts.
    """
    if all(debt.amount > 0 for debt in debts):
        return sorted(debts)
    periods: dict[str, list[Debt]] = {}
    for debt in debts:
        periods.setdefault(debt.period, []).append(debt)
    left: list[Debt] = []
    for own in periods.values():
        left += _lessened(sorted(own, key=lambda debt: (debt.clause != whole_clause(debt.clause), debt)))
    return sorted(left)


def less_credits(debts: list[Debt]) -> list[Debt]:
    """Return what credits of other periods leave of debts that are lessened by those of their own, the oldest first."""
    return [debt for debt in _lessened(debts) if debt.amount > 0]


def _lessened(debts: list[Debt]) -> list[Debt]:
    """Return debts less the credits among them, the first lessened first; credits left over stand last."""
    left: list[Debt] = []
    credits_ = [debt for debt in debts if debt.amount < 0]
    credit = -sum(debt.amount for debt in credits_)
    for debt in debts:
        used = min(credit, max(0, debt.amount))
        credit -= used
        if debt.amount > used:
            left.append(debt._replace(amount=debt.amount - used))
    return [*left, credits_[-1]._replace(amount=-credit)] if credit else left


def allotted(advance: Advance, accounts: Iterable[Collection[Debt]]) -> list[tuple[Debt, int]]:
    """Return what money settles of the debts under several clauses, the oldest first, each with the part settled.

    An account holds the debts under one clause `in_own_period`. Under each no more is settled at first than is owed
    after credits that were payable when the money was paid; what is then left over settles the rest.
    """
    left, owed = advance.left, list[Debt]()
    room: dict[str, int] = {}
    for account in accounts:
        for debt in account:
            clause = whole_clause(debt.clause)
            if debt.amount > 0 or debt.due <= advance.on:
                room[clause] = room.get(clause, 0) + debt.amount
            if debt.amount > 0 and advance.settles(debt):
                owed.append(debt)
    owed.sort()
    parts: dict[Debt, int] = {}
    for debt in owed:
        clause = whole_clause(debt.clause)
        part = min(left, debt.amount, max(room[clause], 0))
        left, room[clause], parts[debt] = left - part, room[clause] - part, part
    for debt in owed:
        part = min(left, debt.amount - parts[debt])
        left, parts[debt] = left - part, parts[debt] + part
    return [(debt, part) for debt, part in parts.items() if part]
