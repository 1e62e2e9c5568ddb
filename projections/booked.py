"""Entries and settlements read back from the views, in the order in which statements show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, select

from contracts.entries import Entry, Working
from projections import tables

_working = msgspec.json.Decoder(Working).decode


class Booked(NamedTuple):
    """An entry, the event that booked it, and the fact that caused it (None where the event is no fact's)."""

    event: int
    n: int
    ref: str | None
    entry: Entry

    @property
    def reference(self) -> str:
        """Name the entry: `E12.1` is the first of event 12."""
        return f"E{self.event}.{self.n}"


class Settled(NamedTuple):
    """What a payment settled under a clause ("" for what was left over); a reversal is below zero."""

    event: int
    ref: str
    on: date
    clause: str
    period: str
    payer: str
    payee: str
    amount: int


def entries_of(connection: Connection, agreement: str, *wanted: ColumnElement[bool]) -> Iterator[Booked]:
    """Yield an agreement's entries that meet every condition, by the day they were booked."""
    entries, events = tables.entries, tables.events
    rows = connection.execute(
        select(entries, events.c.ref)
        .join(events, events.c.id == entries.c.event)
        .where(entries.c.agreement == agreement, *wanted)
        .order_by(entries.c.booked, entries.c.event, entries.c.n)
    )
    yield from (Booked(row.event, row.n, row.ref, _entry(row)) for row in rows)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        clause=row.clause,
        role=row.role,
        payer=row.payer,
        payee=row.payee,
        amount=row.amount,
        period=row.period,
        booked=date.fromisoformat(row.booked),
        due=date.fromisoformat(row.due) if row.due else None,
        true_up=row.true_up,
        working=_working(row.working),
    )


class Held(NamedTuple):
    """What a waiver or dispute (`kind`) holds of a due; what is given back is below zero."""

    event: int
    ref: str
    kind: str
    on: date
    clause: str
    period: str
    payer: str
    payee: str
    amount: int


def held_of(connection: Connection, agreement: str, *wanted: ColumnElement[bool]) -> Iterator[Held]:
    """Yield what waivers and disputes hold, where it meets every condition, by the day from which they do."""
    held = tables.held
    rows = connection.execute(
        select(held).where(and_(held.c.agreement == agreement, *wanted)).order_by(held.c.on, held.c.event, held.c.n)
    )
    for row in rows:
        on = date.fromisoformat(row.on)
        yield Held(row.event, row.ref, row.kind, on, row.clause, row.period, row.payer, row.payee, row.amount)


def settlements_of(connection: Connection, agreement: str, *wanted: ColumnElement[bool]) -> Iterator[Settled]:
    """Yield what payments settled, where it meets every condition, by the day of the payment."""
    settled = tables.settlements
    rows = connection.execute(
        select(settled)
        .where(and_(settled.c.agreement == agreement, *wanted))
        .order_by(settled.c.on, settled.c.event, settled.c.n)
    )
    for row in rows:
        on = date.fromisoformat(row.on)
        yield Settled(row.event, row.ref, on, row.clause, row.period, row.payer, row.payee, row.amount)
