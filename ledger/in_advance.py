"""What payments made in advance settle of what has become due, and give back of what no longer is.

Waivers and disputes are held in the same way. What an event moves here stands in it, with the day on which it counts.
Where a due falls and rises again, as when a mistake is taken back, what had settled it settles it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from contracts.debts import What
from contracts.fold import Cause
from ledger.event_parts import Settled

if TYPE_CHECKING:
    from ledger.agreement import Agreement


def settled_in_advance(agreement: Agreement, cause: Cause) -> tuple[Settled, ...]:
    """Return what is settled and given back since the last time, each taken note of before the next."""
    return tuple(_settled(agreement, cause)) if agreement.debts.are_held() else ()


def _settled(agreement: Agreement, cause: Cause) -> Iterator[Settled]:
    for payment, what, part in _moved(agreement):
        paid = agreement.facts[payment].on
        day = max(paid, date.fromordinal(max(cause.on, cause.earliest)))
        yield agreement.spend(Settled(payment, day, *what, part))


def _moved(agreement: Agreement) -> Iterator[tuple[str, What, int]]:
    debts = agreement.debts
    for payment, debt, part in debts.returned(agreement.advance):
        yield payment, debt[2:5], -part
    for payment, what, part in debts.reopened():
        yield from _taken_back(agreement, payment, what, part)
    yield from _covered(agreement)
    for payment, debt, part in debts.overpaid(agreement.advance):
        yield payment, debt[2:5], -part
        yield from _covered(agreement)


def _covered(agreement: Agreement) -> Iterator[tuple[str, What, int]]:
    for payment, debt, part in agreement.debts.covered():
        yield payment, debt[2:5], part


def _taken_back(agreement: Agreement, payment: str, what: What, part: int) -> Iterator[tuple[str, What, int]]:
    """Yield how a payment comes to settle again what it had settled: with what is left of it, then from elsewhere."""
    short = part - agreement.advance(payment).left
    for other, amount in agreement.debts.elsewhere(payment):
        if other != what and short > 0:
            yield payment, other, -min(short, amount)
            short -= min(short, amount)
    if part > max(short, 0):
        yield payment, what, part - max(short, 0)
