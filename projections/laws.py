"""The laws that the figures of a ledger keep, each with both of its sides and what is left between them.

Either side is added up from other rows than the other, so that a residual of 0.00 is a check and no tautology.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from contracts.clause import VENTURE
from contracts.periods import Span
from contracts.sums import faults
from projections import tables
from projections.asking import Agreed, find_agreement
from projections.balances import Balances, balances_at
from projections.booked import entries_of
from projections.dues import amount_of
from projections.loaded import Loaded
from projections.movements import movements_in
from projections.reckoning import reckoned
from projections.rendering.report import Formula, Row, Table, money, text

_LIFE = Span("all of its life", date(1, 1, 2), date(9999, 12, 30))


class Law(NamedTuple):
    """A law that one agreement was held against, with its two sides in minor units."""

    words: str
    one: int
    other: int


def laws_table(connection: Connection, several: Sequence[Loaded], today: date) -> Table:
    """Hold every agreement against every law."""
    columns = (
        text("agreement", "Agreement"),
        text("law", "Law"),
        money("one", "One side"),
        money("other", "Other side"),
        money("residual", "Residual"),
    )
    rows: list[Row] = []
    for each in several:
        unit = amount_of(each, 0)
        for law in _laws(connection, find_agreement(connection, each.id), each, today):
            sides = (law.one, law.other, law.one - law.other)
            rows.append((each.id, law.words, *(unit._replace(minor=minor) for minor in sides)))
    left = Formula("residual", "{one}-{other}")
    return Table("laws", columns, tuple(rows), formulas=(left,))


def broken(laws: Table) -> list[tuple[str, str]]:
    """Return the agreements and laws of which something is left."""
    return [(str(row[0]), str(row[1])) for row in laws.rows if getattr(row[-1], "minor", 0)]


def _laws(connection: Connection, agreed: Agreed, loaded: Loaded, today: date) -> Iterator[Law]:
    booked = [found.entry for found in entries_of(connection, agreed.id)]
    together = sum(entry.amount for entry in booked)
    whole = sum(entry.amount for entry in booked if not list(faults(entry)))
    yield Law("entries = the sums in their workings", together, whole)
    positions, accrued = tables.positions.c, tables.accruals.c
    running = _sum(connection, positions.due, positions.agreement == agreed.id)
    yield Law("entries one by one = running totals of positions", together, running)
    if VENTURE in {party for entry in booked for party in (entry.payer, entry.payee)}:
        into = sum(entry.amount for entry in booked if entry.payee == VENTURE)
        out = sum(entry.amount for entry in booked if entry.payer == VENTURE)
        yield Law("paid into common pots = paid out of them", into, out)
    closing = balances_at(connection, agreed.id, _LIFE.last)
    yield Law("closing balances = all movements of all statements", _owed(closing), _owed(_moved(connection, agreed)))
    yield Law("owed to parties and pots = owed by them", _owed(closing), -_owing(closing))
    yield Law("payments = what they settle, and what was paid in advance", *_paid(connection, agreed))
    legs = (accrued.entry.is_not(None), accrued.entry.is_(None))
    made, back = (_sum(connection, accrued.amount, accrued.agreement == agreed.id, leg) for leg in legs)
    yield Law("accrued = reversed on the next day", made, -back)
    found = reckoned(loaded, today)
    yield Law("due = received, accrued, waived, disputed and leaked", found.due, found.due - found.residual)


def _sum(connection: Connection, amount: ColumnElement[int], *wanted: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.coalesce(func.sum(amount), 0)).where(*wanted)).scalar_one())


def _moved(connection: Connection, agreed: Agreed) -> Balances:
    moved: Balances = {}
    for move in movements_in(connection, agreed, _LIFE):
        for party in (move.payer, move.payee):
            moved[move.clause, party] = moved.get((move.clause, party), 0) + move.moves(party)
    return moved


def _owed(balances: Mapping[tuple[str, str], int]) -> int:
    return sum(amount for amount in balances.values() if amount > 0)


def _owing(balances: Mapping[tuple[str, str], int]) -> int:
    return sum(amount for amount in balances.values() if amount < 0)


def _paid(connection: Connection, agreed: Agreed) -> tuple[int, int]:
    facts, settled = tables.facts.c, tables.settlements.c
    counting = (facts.agreement == agreed.id, facts.kind == "payment", facts.status == "counts")
    return (
        _sum(connection, facts.amount, *counting),
        _sum(connection, settled.amount, settled.agreement == agreed.id),
    )
