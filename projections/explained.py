"""Which entries an explanation is about: those of a party, a clause, a period, or a single one by its reference."""

from __future__ import annotations

import re
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, or_, select

from ledger.errors import NotFound, WrongUsage
from projections import tables
from projections.asking import Agreed
from projections.traced import entries_settled, payment_of, settled_by

_ENTRY = re.compile(r"[eE]([0-9]{1,18})\.([0-9]{1,9})")


class Wanted(NamedTuple):
    """What to explain; None for all. `period` is as people write it, `entry` and `payment` references as E12.1, P1."""

    party: str | None = None
    clause: str | None = None
    period: str | None = None
    entry: str | None = None
    payment: str | None = None

    @property
    def narrow(self) -> bool:
        """Whether it is less than everything about the agreement or a party."""
        return any((self.clause, self.period, self.entry, self.payment))


EVERYTHING = Wanted()


def conditions(connection: Connection, agreed: Agreed, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Turn what is wanted into conditions on entries. Raises NotFound or Refused."""
    entries = tables.entries.c
    found: list[ColumnElement[bool]] = []
    if party := agreed.party(wanted.party):
        found.append(or_(entries.payer == party, entries.payee == party))
    if clause := agreed.clause(wanted.clause):
        found.append(entries.clause == clause)
    if wanted.period:
        found.append(entries.period.in_(_periods(connection, agreed, wanted.period)))
    if wanted.entry:
        event, n = _entry(connection, agreed, wanted.entry)
        found += [entries.event == event, entries.n == n]
    if wanted.payment:
        ref = payment_of(connection, agreed, wanted.payment).ref
        found.append(entries_settled(settled_by(connection, agreed, ref)))
    return found


def _periods(connection: Connection, agreed: Agreed, word: str) -> list[str]:
    """Return the contract periods with entries that lie in a period. Raises NotFound where there is none."""
    span = agreed.span(word)
    entries = tables.entries.c
    booked = connection.execute(select(entries.period).where(entries.agreement == agreed.id).distinct()).scalars()
    spans = sorted((agreed.span(label) for label in booked), key=lambda period: period.first)
    within = [period.label for period in spans if period.first in span and period.last in span]
    if not within:
        listed = ", ".join(period.label for period in spans) or "none"
        raise NotFound(f"Nothing was booked for {span.label}", where=agreed.id, fix=f"Periods with entries: {listed}")
    return within


def _entry(connection: Connection, agreed: Agreed, word: str) -> tuple[int, int]:
    """Read a reference and check that there is such an entry."""
    match = _ENTRY.fullmatch(word.strip().rpartition("/")[2])
    if match is None:
        fix = "Write it as E12.1: the first entry of event 12; pledger history lists the events"
        raise WrongUsage(f"'{word}' is not the reference of an entry", fix=fix)
    event, n = int(match[1]), int(match[2])
    entries = tables.entries.c
    rows = connection.execute(
        select(entries.n).where(entries.agreement == agreed.id, entries.event == event).order_by(entries.n)
    )
    known = list(rows.scalars())
    if n not in known:
        raise NotFound(f"There is no entry E{event}.{n}", where=agreed.id, fix=_fix(connection, agreed, event, known))
    return event, n


def _fix(connection: Connection, agreed: Agreed, event: int, known: list[int]) -> str:
    """Name the entries of the event, or the nearest event that has some."""
    if known:
        return f"Event {event} has E{event}.{known[0]} to E{event}.{known[-1]}"
    entries = tables.entries.c
    having = connection.execute(select(entries.event).where(entries.agreement == agreed.id).distinct()).scalars().all()
    if not having:
        return "The agreement has no entries yet"
    near = min(having, key=lambda other: (abs(other - event), other))
    return f"The nearest event with entries is {near}: E{near}.1"
