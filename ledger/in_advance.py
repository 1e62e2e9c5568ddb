"""What payments made in advance settle of what has become due, and give back of what no longer is.

Waivers and disputes are held in the same way. What an event moves here stands in it, with the day on which it counts.
What a payment was put to when it was made stays there; the rest settles what is oldest, whatever was known first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from contracts.debts import What
from contracts.fold import Cause
from contracts.settling import PAYMENT, Advance
from ledger.event_parts import Settled

if TYPE_CHECKING:
    from ledger.agreement import Agreement


def settled_in_advance(agreement: Agreement, cause: Cause) -> Iterator[Settled]:
    """Yield what is settled and given back since the last time, each taken note of before the next."""
    debts = agreement.debts
    for payment, debt, part in debts.returned(agreement.advance):
        yield agreement.spend(_settled(agreement, cause, payment, debt[2:5], -part))
    for payment, debt, part in debts.covered():
        yield agreement.spend(_settled(agreement, cause, payment, debt[2:5], part))
    for payment, debt, part in debts.overpaid(agreement.advance):
        yield agreement.spend(_settled(agreement, cause, payment, debt[2:5], -part))
        for each, other, rest in debts.covered(PAYMENT):
            yield agreement.spend(_settled(agreement, cause, each, other[2:5], rest))
    for payment, what, part in sorted(_anew(agreement), key=lambda each: each[2]):
        yield agreement.spend(_settled(agreement, cause, payment, what, part))


def _anew(agreement: Agreement) -> list[tuple[str, What, int]]:
    """Return what payments settle otherwise once what was not put there when they were made is allotted anew."""
    debts = agreement.debts
    moved: dict[tuple[str, What], int] = {}

    def advance(payment: str) -> Advance:
        """Return what is left of a payment after what was moved."""
        gone = sum(amount for (each, _), amount in moved.items() if each == payment)
        known = agreement.advance(payment)
        return known._replace(left=known.left - gone)

    def move(payment: str, what: What, amount: int) -> None:
        """Try out that a payment settles something."""
        debts.spend(payment, advance(payment), what, amount)
        moved[payment, what] = moved.get((payment, what), 0) + amount

    for payment, what, amount in debts.disordered(agreement.advance):
        move(payment, what, -amount)
    if not moved:
        return []
    for payment, debt, part in debts.covered(PAYMENT):
        move(payment, debt[2:5], part)
    for payment, debt, part in debts.overpaid(advance):
        move(payment, debt[2:5], -part)
        for each, other, rest in debts.covered(PAYMENT):
            move(each, other[2:5], rest)
    found = [(payment, what, amount) for (payment, what), amount in moved.items() if amount]
    for payment, what, amount in found:
        move(payment, what, -amount)
    return found


def _settled(agreement: Agreement, cause: Cause, payment: str, what: What, part: int) -> Settled:
    paid = agreement.facts[payment].on
    return Settled(payment, max(paid, date.fromordinal(max(cause.on, cause.earliest))), *what, part)
