"""What is disputed: ring-fenced, and still part of the balance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from contracts.periods import Span
from contracts.settling import due_name
from projections import tables
from projections.asking import Agreed
from projections.balances import Balances
from projections.booked import Held, held_of
from projections.closes import Entering
from projections.rendering.report import Row, Table, day, money, text


def undisputed(connection: Connection, agreed: Agreed, span: Span, closing: Balances) -> Balances:
    """Return closing balances without what is disputed of them, which nobody pays before the dispute has ended."""
    left = dict(closing)
    for part in _held_until(connection, agreed, span):
        for party, moved in ((part.payer, part.amount), (part.payee, -part.amount)):
            left[part.clause, party] = left.get((part.clause, party), 0) + moved
    return left


def _held_until(connection: Connection, agreed: Agreed, span: Span) -> Iterator[Held]:
    held = tables.held.c
    return held_of(
        connection,
        agreed.id,
        Entering(connection, agreed.id).by(held.on, held.event, span.last),
        held.kind == "dispute",
    )


def disputed_in(connection: Connection, agreed: Agreed, span: Span, parties: Sequence[str]) -> Iterator[Table]:
    """Yield what is disputed at the end of a span, if anything is, between parties of whom one is asked about."""
    by_dispute: dict[tuple[str, str], list[Held]] = {}
    for part in _held_until(connection, agreed, span):
        if part.payer in parties or part.payee in parties:
            by_dispute.setdefault((part.ref, due_name(part.clause, part.period)), []).append(part)
    rows: tuple[Row, ...] = tuple(
        (name, found[0].payer, found[0].payee, found[0].on, f"{agreed.id}/{ref}", amount)
        for (ref, name), found in by_dispute.items()
        if (amount := sum(part.amount for part in found))
    )
    columns = (
        text("due", "Due"),
        text("payer", "Owed by"),
        text("payee", "Owed to"),
        day("date", "Since"),
        text("reference", "Reference"),
        money("amount", "Amount", agreed.currency, agreed.digits),
    )
    if rows:
        yield Table("disputed", columns, rows, title="Disputed, and still in the balances")
