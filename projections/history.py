"""The history of an agreement: every event in order, in a sentence, with who recorded it, for whom, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, func, select

from contracts.clause import VENTURE
from ledger.store import canonical
from ledger.store.recorder import Recorder
from projections import tables
from projections.asking import NOW, Agreed, Asked, Register, day, find_agreement, footing
from projections.rendering.report import Cell, Report, Table, integer, money, text
from projections.rendering.report import day as day_column
from projections.wording import Remembered, event_in_words, for_whom, provenance_of, to_the_second, who, why


def history(connection: Connection, agreement: str, register: Register, asked: Asked = NOW) -> Report:
    """Answer for one agreement. Raises NotFound."""
    agreed = find_agreement(connection, agreement)
    columns = (
        integer("event", "Event"),
        text("recorded_at", "Recorded at"),
        text("what", "What happened"),
        day_column("effective", "Effective"),
        text("by", "By, for"),
        text("why", "Why"),
        integer("entries", "Entries"),
        money("booked", "Booked", agreed.currency, agreed.digits),
    )
    return Report(
        title=f"History: {agreed.title} ({agreed.id})",
        blocks=(Table("history", columns, tuple(_rows(connection, agreed, Remembered(register)))),),
        notes=("Booked is what the entries of an event make due to parties, without what they owe a common pot.",),
        footing=footing(connection, asked),
    )


def canonical_lines(recorder: Recorder, agreement: str, until: int | None = None) -> Iterator[bytes]:
    """Yield the canonical lines of an agreement's events, up to a position, as they were sealed."""
    for stored in recorder.select_events(agreement):
        event: Any = stored
        if until is None or event.id <= until:
            yield canonical.join(
                event.id, event.recorded_at, agreement, event.originator_version, event.topic, event.state
            )


def _rows(connection: Connection, agreed: Agreed, register: Register) -> Iterator[tuple[Cell, ...]]:
    events, facts = tables.events, tables.facts
    known = {fact.ref: fact for fact in connection.execute(select(facts).where(facts.c.agreement == agreed.id))}
    booked = _booked(connection, agreed)
    for event in connection.execute(select(events).where(events.c.agreement == agreed.id).order_by(events.c.id)):
        yield _row(agreed, event, known, booked.get(event.id), register)


def _row(
    agreed: Agreed, event: Row[Any], facts: dict[str, Row[Any]], booked: int | None, register: Register
) -> tuple[Cell, ...]:
    provenance = provenance_of(event.provenance)
    acting = for_whom(provenance)
    return (
        event.id,
        to_the_second(event.at),
        event_in_words(agreed, event, facts),
        day(event.on),
        f"{who(provenance, register)}{f', for {acting}' if acting else ''}",
        why(event, provenance, register),
        event.entries,
        booked,
    )


def _booked(connection: Connection, agreed: Agreed) -> dict[int, int]:
    """Return by event what its entries make due to parties; not what goes into a pot, nor what one keeps itself."""
    entries = tables.entries.c
    sums = (
        select(entries.event, func.sum(entries.amount))
        .where(entries.agreement == agreed.id, entries.payee != VENTURE, entries.payer != entries.payee)
        .group_by(entries.event)
    )
    return {event: int(amount) for event, amount in connection.execute(sums)}
