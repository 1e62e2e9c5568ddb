"""What payments made in advance settle of what has become due, and give back of what no longer is.

Waivers and disputes are held in the same way. What an event moves here stands in it, with the day on which it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from contracts.fold import Cause
from contracts.settling import Debt
from ledger.event_parts import Settled

if TYPE_CHECKING:
    from ledger.agreement import Agreement


def settled_in_advance(agreement: Agreement, cause: Cause) -> Iterator[Settled]:
    """Yield what is settled and given back since the last time, each taken note of before the next."""
    debts = agreement.debts
    if not debts.are_held():
        return
    for payment, debt, part in debts.returned(agreement.advance):
        yield agreement.spend(_settled(agreement, cause, payment, debt, -part))
    yield from _covered(agreement, cause)
    for payment, debt, part in debts.overpaid(agreement.advance):
        yield agreement.spend(_settled(agreement, cause, payment, debt, -part))
        yield from _covered(agreement, cause)


def _covered(agreement: Agreement, cause: Cause) -> Iterator[Settled]:
    for payment, debt, part in agreement.debts.covered():
        yield agreement.spend(_settled(agreement, cause, payment, debt, part))


def _settled(agreement: Agreement, cause: Cause, payment: str, debt: Debt, part: int) -> Settled:
    paid = agreement.facts[payment].on
    day = max(paid, date.fromordinal(max(cause.on, cause.earliest)))
    return Settled(payment, day, debt.clause, debt.role, debt.period, part)
