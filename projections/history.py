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
from projections.recorded import recorded_events
from projections.rendering.report import Cell, Report, Table, integer, moment, money, text
from projections.rendering.report import day as day_column
from projections.wording import Remembered, event_in_words, for_whom, provenance_of, to_the_second, who, why

MOST = 1_000
"""Events that a table at the prompt shows: the last ones."""

_AT_ONCE = 500


def history(
    connection: Connection, agreement: str, register: Register, asked: Asked = NOW, most: int | None = None
) -> Report:
    """Answer for one agreement, with `most` so many of its last events. Raises NotFound."""
    agreed = find_agreement(connection, agreement)
    first, earlier = _first_shown(connection, agreed, most)
    columns = (
        integer("event", "Event"),
        moment("recorded_at", "Recorded at"),
        text("what", "What happened"),
        day_column("effective", "Effective"),
        text("by", "By, for"),
        text("why", "Why"),
        integer("entries", "Entries"),
        money("booked", "Booked", agreed.currency, agreed.digits),
    )
    return Report(
        title=f"History: {agreed.title} ({agreed.id})",
        blocks=(Table("history", columns, tuple(_rows(connection, agreed, Remembered(register), first))),),
        notes=(
            "Booked is what the entries of an event make due to parties, without what they owe a common pot.",
            *_left_out(agreed, earlier),
        ),
        footing=footing(connection, asked),
    )


def canonical_lines(recorder: Recorder, agreement: str, until: int | None = None) -> Iterator[bytes]:
    """Yield the canonical lines of an agreement's events, up to a position, as they were sealed."""
    version = 0
    while several := recorder.select_events(agreement, gt=version, limit=_AT_ONCE):
        event: Any
        for event in several:
            if until is None or event.id <= until:
                yield canonical.join(
                    event.id, event.recorded_at, agreement, event.originator_version, event.topic, event.state
                )
        version = several[-1].originator_version


def _first_shown(connection: Connection, agreed: Agreed, most: int | None) -> tuple[int, int]:
    """Return the id of the first event to show, and how many come before it."""
    events = tables.events.c
    of_it = select(events.id).where(events.agreement == agreed.id)
    if most is None:
        return 0, 0
    first = connection.execute(of_it.order_by(events.id.desc()).offset(most - 1).limit(1)).scalar() or 0
    earlier = of_it.where(events.id < first).with_only_columns(func.count())
    return first, int(connection.execute(earlier).scalar_one())


def _left_out(agreed: Agreed, earlier: int) -> Iterator[str]:
    if earlier:
        yield f"{earlier:,} earlier events are not shown; all of them: pledger history {agreed.id} -o history.csv"


def _rows(connection: Connection, agreed: Agreed, register: Register, first: int) -> Iterator[tuple[Cell, ...]]:
    events, facts = tables.events, tables.facts
    shown = recorded_events().where(events.c.agreement == agreed.id, events.c.id >= first).order_by(events.c.id)
    named = facts.c.ref.in_(shown.with_only_columns(events.c.ref).order_by(None))
    known = {fact.ref: fact for fact in connection.execute(select(facts).where(facts.c.agreement == agreed.id, named))}
    booked = _booked(connection, agreed)
    for event in connection.execute(shown):
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
