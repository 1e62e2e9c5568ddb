"""Credits set off against debts: what is owed back under a clause is money towards what is owed under it.

A credit is a debt below zero: goods came back in a later quarter, or more was paid than turned out to be due. From the
day on which both the credit and a debt between the same parties under the same clause are payable, interest runs on
what the one leaves of the other, just as only that is still asked for.

Units: minor units, exact; days as ordinals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.arithmetic import Exact, Number
from contracts.parts.debt import Debt
from contracts.parts.debt_runs import Payments


def set_off(ops: Exact, debts: Sequence[Debt], payments: Sequence[Payments], first: int, end: int) -> list[Payments]:
    """Return what was paid towards each debt in a quarter up to its day `end`, with what was set off against it."""
    found = list(payments)
    for lane in _with_credits(ops, debts, payments):
        moved: dict[int, list[tuple[int, Number]]] = {at: [] for at in lane}
        left = {at: debts[at].principal for at in lane}
        payable = {at: max(debts[at].payable, first - 1) for at in lane}
        days = {day for at in lane for day, _ in payments[at]} | {*payable.values()}
        for day in sorted(day for day in days if day <= end):
            for at in lane:
                left[at] = ops.total([left[at], *(-amount for on, amount in payments[at] if on == day)])
            open_ = [at for at in lane if payable[at] <= day]
            for credit, debt, part in _pairs(ops, open_, left):
                moved[debt].append((day, part))
                moved[credit].append((day, -part))
        for at, parts in moved.items():
            if parts:
                found[at] = sorted((*payments[at], *parts), key=lambda paid: paid[0])
    return found


def _with_credits(ops: Exact, debts: Sequence[Debt], payments: Sequence[Payments]) -> Iterator[list[int]]:
    """Yield where the debts between two parties under one clause stand, if any of them falls below zero."""
    lanes: dict[tuple[str, str, str], list[int]] = {}
    below = set[tuple[str, str, str]]()
    for at, debt in enumerate(debts):
        left = debt.principal
        falls = not ops.nothing(ops.hi(-left, 0))
        for _, amount in payments[at]:
            left = left - amount
            falls = falls or not ops.nothing(ops.hi(-left, 0))
        lanes.setdefault(debt[:3], []).append(at)
        if falls:
            below.add(debt[:3])
    yield from (lane for names, lane in lanes.items() if names in below and len(lane) > 1)


def _pairs(ops: Exact, open_: Sequence[int], left: dict[int, Number]) -> Iterator[tuple[int, int, Number]]:
    """Yield which credit lessens which debt by how much, the first of each first, and take note of it."""
    for credit in open_:
        for debt in open_:
            part = ops.lo(ops.hi(-left[credit], 0), ops.hi(left[debt], 0))
            if credit != debt and not ops.nothing(part):
                left[credit], left[debt] = left[credit] + part, left[debt] - part
                yield credit, debt, part
