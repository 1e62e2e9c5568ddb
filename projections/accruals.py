"""The accruals that were booked, in the statement of the period that holds their day, and their reversal in the next.

They stand apart from the balances, which no accrual moves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from contracts.clause import VENTURE
from contracts.entries import Entry
from contracts.periods import Span
from contracts.sums import line_in_words, reason, steps_in_words
from projections import tables
from projections.asking import Agreed
from projections.rendering.report import ProseLine, Row, Table, day, money, text

_entry = msgspec.json.Decoder(Entry).decode


def accruals_in(connection: Connection, agreed: Agreed, span: Span, parties: Collection[str]) -> Iterator[Table]:
    """Yield the accruals and reversals dated in a span of days, which together come to nothing in the end."""
    rows = tuple(_rows(connection, agreed, span, parties))
    columns = (
        day("date", "Date"),
        text("what", "What"),
        text("reference", "Reference"),
        text("from", "From"),
        text("to", "To"),
        text("clause", "Clause"),
        text("for", "For"),
        money("amount", "Amount", agreed.currency, agreed.digits),
        text("why", "Why"),
    )
    if rows:
        yield Table("accruals", columns, rows, title="Accrued, and reversed on the next day: in no balance")


def _rows(connection: Connection, agreed: Agreed, span: Span, parties: Collection[str]) -> Iterator[Row]:
    legs = tables.accruals
    found = connection.execute(
        select(legs)
        .where(legs.c.agreement == agreed.id, legs.c.on >= span.first.isoformat(), legs.c.on <= span.last.isoformat())
        .order_by(legs.c.on, legs.c.event, legs.c.n)
    )
    for leg in found:
        if leg.payer in parties or leg.payee in parties:
            yield (
                date.fromisoformat(leg.on),
                "accrual" if leg.entry else "reversal of accrual",
                f"event {leg.event}",
                _named(leg.payer),
                _named(leg.payee),
                leg.clause,
                leg.period,
                leg.amount,
                reason(_entry(leg.entry), agreed.digits) if leg.entry else "taken back on the day after",
            )


def _named(party: str) -> str:
    return "the common pot" if party == VENTURE else party


def accruals_in_words(connection: Connection, agreed: Agreed, parties: Collection[str]) -> Iterator[ProseLine]:
    """Explain the accruals that were booked: to which day, between whom, with the sum behind each."""
    legs = tables.accruals.c
    found = select(tables.accruals).where(legs.agreement == agreed.id, legs.entry.is_not(None))
    for leg in connection.execute(found.order_by(legs.on, legs.event, legs.n)):
        if leg.payer in parties or leg.payee in parties:
            entry = _entry(leg.entry)
            owes = f"{agreed.name(entry.payer)} owes {agreed.name(entry.payee)} {agreed.money(entry.amount)}"
            under = f"under {entry.clause} for {entry.period}"
            yield ProseLine(0, f"event {leg.event}, to {leg.on} and reversed on the next day: {owes} {under}")
            yield ProseLine(1, f"basis: {entry.working.basis}")
            yield from (ProseLine(2, line_in_words(line, agreed.digits)) for line in entry.working.lines)
            steps = steps_in_words(entry, agreed.digits)
            yield from (ProseLine(2, step.replace("booked: ", "accrued: ", 1)) for step in steps)
