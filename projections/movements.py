"""What moved balances in a span of days: entries with their reasons, and what payments and waivers settled.

A true-up shows the period that it is for and the fact that caused it. A payment gives its payer back what it owed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection

from contracts.periods import Span
from contracts.sums import reason
from projections import tables
from projections.asking import Agreed
from projections.booked import Booked, Held, Settled, entries_of, held_of, settlements_of
from projections.closes import Entering, closing_of
from projections.fact_rows import UNAPPLIED


class Movement(NamedTuple):
    """A line of a statement: what moved a party's balance under a clause, by how much, and why."""

    on: date
    clause: str
    what: str
    reference: str
    period: str
    payer: str
    payee: str
    amount: int
    reason: str
    event: int

    @property
    def kind(self) -> str:
        """Say whether it made something due, or was a payment or a waiver, also where it is taken back."""
        return next((kind for kind in ("payment", "waiver") if self.what.startswith(kind)), "due")

    def moves(self, party: str) -> int:
        """Return what it adds to a party's balance."""
        return self.amount * ((self.payee == party) - (self.payer == party))


def movements_in(connection: Connection, agreed: Agreed, span: Span) -> Iterator[Movement]:
    """Yield what moved balances: not what a party keeps itself, nor money that settled nothing."""
    entries, settled = tables.entries.c, tables.settlements.c
    between = entries_of(connection, agreed.id, *within(entries.booked, span), entries.payer != entries.payee)
    yield from (_of_entry(agreed, booked) for booked in between)
    enters = Entering(connection, agreed.id).within
    paid = settlements_of(connection, agreed.id, enters(settled.on, settled.event, span), settled.clause != UNAPPLIED)
    yield from (_of_payment(agreed, part) for part in paid)
    held = tables.held.c
    waived = held_of(connection, agreed.id, enters(held.on, held.event, span), held.kind == "waiver")
    yield from (_of_waiver(agreed, part) for part in waived)


def movements_since(connection: Connection, agreed: Agreed, span: Span, then: int) -> Iterator[Movement]:
    """Yield what an event later than `then` knows of a span that is closed: entries for it, and money dated in it."""
    entries, settled, held = tables.entries.c, tables.settlements.c, tables.held.c
    later = entries_of(
        connection,
        agreed.id,
        entries.event > then,
        entries.booked > span.last.isoformat(),
        entries.payer != entries.payee,
    )
    for booked in later:
        quarter = agreed.span(booked.entry.period)
        if quarter.first in span and quarter.last in span:
            yield _of_entry(agreed, booked)
    if (closing := closing_of(connection, agreed.id, span.last)) is None:
        return
    since = max(then, closing)
    dated = (*within(settled.on, span), settled.event > since, settled.clause != UNAPPLIED)
    yield from (_of_payment(agreed, part) for part in settlements_of(connection, agreed.id, *dated))
    given_up = (*within(held.on, span), held.event > since, held.kind == "waiver")
    yield from (_of_waiver(agreed, part) for part in held_of(connection, agreed.id, *given_up))


def within(column: ColumnElement[str], span: Span) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions for a day to lie in a span."""
    return column >= span.first.isoformat(), column <= span.last.isoformat()


def _of_entry(agreed: Agreed, booked: Booked) -> Movement:
    entry = booked.entry
    caused = f", caused by {agreed.id}/{booked.ref}" if booked.ref else ""
    told = f"true-up for {entry.period}{caused}: " if entry.true_up else ""
    payable = f"; payable by {entry.due}" if entry.due else ""
    return Movement(
        on=entry.booked,
        clause=entry.clause,
        what=entry.called,
        reference=booked.reference,
        period=entry.period,
        payer=entry.payer,
        payee=entry.payee,
        amount=entry.amount,
        reason=f"{told}{reason(entry, agreed.digits)}{payable}",
        event=booked.event,
    )


def _of_payment(agreed: Agreed, part: Settled) -> Movement:
    """Make a payment a movement: it gives the payer back what it owed."""
    reversed_ = part.amount < 0
    return Movement(
        on=part.on,
        clause=part.clause,
        what="payment reversed" if reversed_ else "payment",
        reference=f"{agreed.id}/{part.ref}",
        period=part.period,
        payer=part.payee,
        payee=part.payer,
        amount=part.amount,
        reason=f"{'taken back: ' if reversed_ else ''}paid by {part.payer} to {part.payee}",
        event=part.event,
    )


def _of_waiver(agreed: Agreed, part: Held) -> Movement:
    """Make a waiver a movement: who owed is free of it, and owes again what is taken back."""
    back = part.amount < 0
    return Movement(
        on=part.on,
        clause=part.clause,
        what="waiver taken back" if back else "waiver",
        reference=f"{agreed.id}/{part.ref}",
        period=part.period,
        payer=part.payee,
        payee=part.payer,
        amount=part.amount,
        reason=f"{'no longer ' if back else ''}waived by {part.payee} for {part.payer}",
        event=part.event,
    )
