"""Replaying an agreement: as at an earlier date, with only the facts that were effective by then.

`--as-of` asks what the world was like: the facts dated by that day, and what the terms make of them alone. Their
entries are worked out again, because a later fact may have moved an earlier period. Ids and instants stay those of
the events, so that every figure still leads back to what was recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from contracts.settling import Advance
from ledger.accrual_events import Accrued
from ledger.accruing import accrual, accrued
from ledger.agreement import Agreement
from ledger.events import Applied, Event, FactAccepted, FactReversed, PaymentRecorded, PeriodClosed
from ledger.listed_events import FactsListed
from ledger.party_events import REGISTER


def as_of(events: Iterable[Event], day: date) -> Iterator[Event]:
    """Yield the events of one or more agreements as they would stand had only facts up to `day` happened."""
    agreements: dict[str, Agreement] = {}
    for event in events:
        if event.originator_id == REGISTER:
            yield event
            continue
        agreement = agreements.setdefault(event.originator_id, Agreement(event.originator_id))
        if _happened(agreement, event, day):
            body = event.body
            if isinstance(body, FactsListed):
                body = replace(body, facts=tuple(fact for fact in body.facts if fact.on <= day))
            if isinstance(body, PaymentRecorded):
                body = settled_anew(agreement, body)
            if isinstance(body, Accrued):
                body = accrual(accrued(agreement, body.on), body.on, body.provenance)
            yield replace(event, body=agreement.reperform(body))


def _happened(agreement: Agreement, event: Event, day: date) -> bool:
    """Whether an event concerns what had happened by a day; signing and voiding hold from the start."""
    body = event.body
    if isinstance(body, FactReversed):
        return body.ref in agreement.facts
    if isinstance(body, PeriodClosed):
        return body.through <= day
    if isinstance(body, FactsListed):
        return any(fact.on <= day for fact in body.facts)
    restates = getattr(body, "restates", None)
    if restates is not None and restates not in agreement.facts:
        return False
    on: date | None = getattr(body, "on", None)
    if on is None:
        return True
    return on <= day and (not isinstance(body, FactAccepted) or body.ref in agreement.facts)


def settled_anew(agreement: Agreement, payment: PaymentRecorded) -> PaymentRecorded:
    """Return a payment applied to what is due in an agreement, which may be less than it settled when recorded.

    What was paid before a take-over settles what it did: an opening says of every due what was open of it.
    """
    if agreement.opening and payment.on <= agreement.opening.on:
        return payment
    money = Advance(payment.payer, payment.payee, payment.against, payment.amount, on=payment.on)
    parts = agreement.debts.allotted(money)
    settled = tuple(Applied(debt.clause, debt.role, debt.period, part) for debt, part in parts)
    return replace(payment, applied=settled, unapplied=payment.amount - sum(part for _, part in parts))
