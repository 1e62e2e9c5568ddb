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
from contracts.sums import reason
from projections import tables
from projections.asking import Agreed
from projections.rendering.report import Row, Table, day, money, text

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
