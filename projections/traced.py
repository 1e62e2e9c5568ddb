"""A payment traced to its source: what it settled, the sums behind that, and the events behind them as sealed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, or_, select
from sqlalchemy import Row as Found

from ledger.errors import NotFound
from ledger.store import canonical
from ledger.store.recorder import Recorder
from projections import tables
from projections.asking import Agreed, Register
from projections.booked import entries_of, settlements_of
from projections.fact_rows import UNAPPLIED
from projections.recorded import recorded_events
from projections.rendering.report import Prose, ProseLine, Report, Row, Table, money, text
from projections.wording import Remembered, event_in_words, fact_in_words, recorded

ADVANCE = "in advance, settling nothing so far"
_MOST_NAMED = 20


class Trail(NamedTuple):
    """Which payment is traced, who knows the names behind its events, and where these are stored."""

    payment: str
    register: Register
    recorder: Recorder


def payment_of(connection: Connection, agreed: Agreed, word: str) -> Found[Any]:
    """Find a payment by its reference, with or without the agreement before it. Raises NotFound."""
    facts = tables.facts
    rows = connection.execute(select(facts).where(facts.c.agreement == agreed.id, facts.c.kind == "payment"))
    payments = {payment.ref: payment for payment in rows}
    ref = word.strip().removeprefix(f"{agreed.id}/")
    found = next((payment for name, payment in payments.items() if name.casefold() == ref.casefold()), None)
    if found is None:
        listed = ", ".join(list(payments)[:_MOST_NAMED])
        fix = f"There are: {listed}" if listed else "None is recorded yet: pledger record payment records one"
        raise NotFound(f"There is no payment '{ref}'", where=agreed.id, fix=fix)
    return found


def settled_by(connection: Connection, agreed: Agreed, ref: str) -> dict[tuple[str, str], int]:
    """Return what a payment settled by clause and period; ("", "") holds what settled nothing so far."""
    sums: dict[tuple[str, str], int] = {}
    for part in settlements_of(connection, agreed.id, tables.settlements.c.ref == ref):
        key = (part.clause, part.period if part.clause != UNAPPLIED else "")
        sums[key] = sums.get(key, 0) + part.amount
    return {key: amount for key, amount in sums.items() if amount}


def entries_settled(settled: Mapping[tuple[str, str], int]) -> ColumnElement[bool]:
    """Hold for the entries that a payment settled, with those of the parts of their clauses."""
    entries = tables.entries.c
    which = [
        and_(entries.period == period, or_(entries.clause == clause, entries.clause.startswith(f"{clause}:")))
        for clause, period in settled
        if clause != UNAPPLIED
    ]
    return or_(entries.event < 0, *which)


def with_trace(report: Report, connection: Connection, agreed: Agreed, trail: Trail) -> Report:
    """Put a payment and what it settled before the sums of a report, and behind them the events that led there."""
    payment = payment_of(connection, agreed, trail.payment)
    settled = settled_by(connection, agreed, payment.ref)
    booked = list(entries_of(connection, agreed.id, entries_settled(settled)))
    refs = {payment.ref, *(each.ref for each in booked if each.ref)}
    said = Prose("payment", (ProseLine(0, fact_in_words(agreed, payment)),), title="The payment")
    sources = tuple(_sources(connection, agreed, refs, {each.event for each in booked}, trail))
    sealed = Prose("sources", sources, title="The events behind it, as they are sealed")
    return replace(report, blocks=(said, _settled(agreed, settled), *report.blocks, sealed))


def _settled(agreed: Agreed, settled: Mapping[tuple[str, str], int]) -> Table:
    amount = money("amount", "Amount", agreed.currency, agreed.digits)
    columns = (text("clause", "Clause"), text("period", "For"), amount)
    rows: list[Row] = [(clause or ADVANCE, period, sum_) for (clause, period), sum_ in settled.items()]
    total = ("Together", None, sum(settled.values())) if rows else None
    return Table("settles", columns, tuple(rows), total=total, title="What it settles", empty="It settles nothing.")


def _sources(
    connection: Connection, agreed: Agreed, refs: Collection[str], booking: Collection[int], trail: Trail
) -> Iterator[ProseLine]:
    """Yield every event that recorded, accepted or corrected what stands behind, with the hash of its sealed line."""
    events, facts = tables.events, tables.facts
    register = Remembered(trail.register)
    behind = select(facts).where(facts.c.agreement == agreed.id, facts.c.ref.in_(refs))
    known = {fact.ref: fact for fact in connection.execute(behind)}
    which = or_(events.c.ref.in_(refs), events.c.id.in_(booking))
    found = recorded_events().where(events.c.agreement == agreed.id, which)
    for event in connection.execute(found.order_by(events.c.id)):
        yield ProseLine(0, event_in_words(agreed, event, known))
        yield ProseLine(1, recorded(event, register))
        yield ProseLine(1, f"sealed as SHA-256 {_leaf(trail.recorder, agreed.id, event.version)}")


def _leaf(recorder: Recorder, agreement: str, version: int) -> str:
    (stored,) = recorder.select_events(agreement, gt=version - 1, limit=1)
    event: Any = stored
    parts = (event.id, event.recorded_at, agreement, event.originator_version, event.topic, event.state)
    return canonical.leaf(canonical.join(*parts)).hex()
