"""A statement as it was issued, beside what is now known of its period, and the events that made the difference.

    as now known = as issued + what was recorded since: entries for the period, and money dated in it

A line is what a party was due, paid or gave up under a clause, for a period: above zero it is owed to the party.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, select
from sqlalchemy import Row as Found

from contracts.periods import Span
from ledger.errors import Refused
from projections import tables
from projections.asking import NOW, Agreed, Asked, Register, find_agreement, footing
from projections.closes import closing_of
from projections.movements import Movement, movements_in, movements_since
from projections.recorded import recorded_events
from projections.rendering.report import Block, Report, Row, Table, integer, moment, money, text
from projections.wording import Remembered, event_in_words, for_whom, provenance_of, to_the_second, who, why

_Line: TypeAlias = tuple[str, str, str, str]
"""Party, clause, the period that it is for, and what it is: due, payment or waiver."""


class Compared(NamedTuple):
    """The movements of a statement as it was issued, and those that were recorded since; `then` is the last event."""

    then: int
    issued: tuple[Movement, ...]
    since: tuple[Movement, ...]


def restated(
    connection: Connection,
    agreement: str,
    period: str,
    register: Register,
    *,
    party: str | None = None,
    then: int | None = None,
    asked: Asked = NOW,
) -> Report:
    """Compare with what was known at the event `then`, or when the period was closed. Raises NotFound or Refused."""
    agreed = find_agreement(connection, agreement)
    span, wanted = _whole_quarters(agreed, period), agreed.party(party)
    compared = _compared(connection, agreed, span, _closed(connection, agreed, span) if then is None else then)
    parties = [wanted] if wanted else list(agreed.parties)
    told = "issued" if then is None else "known then"
    blocks: tuple[Block, ...] = (
        _lines(agreed, parties, compared, told),
        _causes(connection, agreed, parties, compared, Remembered(register)),
    )
    return Report(
        title=f"Statement {span.label} as {told}, and as now known: {agreed.title} ({agreed.id})",
        blocks=blocks,
        notes=(
            "Above zero it is owed to the party, below zero it is owed by it.",
            *_whole(connection, agreed, span, compared.then),
        ),
        footing=footing(connection, asked),
    )


def _whole(connection: Connection, agreed: Agreed, span: Span, then: int) -> Iterator[str]:
    """Say how the statement of then is shown as a whole."""
    at = connection.execute(select(tables.events.c.at).where(tables.events.c.id == then)).scalar()
    if at is not None:
        whole = f"pledger statement {agreed.id} --period {span.label} --known-at {at}"
        yield f"The whole statement as it was at event {then}: {whole}"


def _whole_quarters(agreed: Agreed, period: str) -> Span:
    """Read a period of whole quarters: a correction is for a quarter, and for none of its months."""
    span = agreed.span(period)
    quarter = agreed.span(agreed.period_of(span.last.isoformat()))
    if quarter.last == span.last and quarter.first >= span.first:
        return span
    raise Refused(
        f"{span.label} is not made of whole quarters, and corrections are for quarters",
        where=agreed.id,
        fix=f"Compare the quarter: --period {quarter.label}",
    )


def _closed(connection: Connection, agreed: Agreed, span: Span) -> int:
    found = closing_of(connection, agreed.id, span.last)
    if found is None:
        fix = f"Issue it with pledger close {agreed.id} {span.label}, or name when it was told: --since DATE"
        raise Refused(f"{span.label} is not closed: no statement of it was issued", where=agreed.id, fix=fix)
    return found


def _compared(connection: Connection, agreed: Agreed, span: Span, then: int) -> Compared:
    stated = list(movements_in(connection, agreed, span))
    later = [move for move in stated if move.event > then]
    late = movements_since(connection, agreed, span, then)
    since = sorted({*later, *late}, key=lambda move: (move.event, move.reference, move.clause, move.period))
    return Compared(then, tuple(move for move in stated if move.event <= then), tuple(since))


def _lines(agreed: Agreed, parties: Sequence[str], compared: Compared, told: str) -> Table:
    unit = (agreed.currency, agreed.digits)
    columns = (text("party", "Party"), text("clause", "Clause"), text("period", "For"), text("what", "What"))
    issued, since = _sums(parties, compared.issued), _sums(parties, compared.since)
    clauses = list(agreed.clauses)
    lines = issued.keys() | since.keys()
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: (parties.index(line[0]), clauses.index(line[1]), *line[2:])):
        before, moved = issued.get(line, 0), since.get(line, 0)
        rows.append((*line, before, before + moved, moved))
    together = (sum(issued.values()), sum(issued.values()) + sum(since.values()), sum(since.values()))
    return Table(
        "restated",
        (
            *columns,
            money("issued", f"As {told}", *unit),
            money("known", "As now known", *unit),
            money("difference", "Difference", *unit),
        ),
        tuple(rows),
        total=("Together", None, None, None, *together) if rows else None,
        title="Line by line",
        empty="Nothing was booked or paid for it.",
    )


def _sums(parties: Sequence[str], movements: Sequence[Movement]) -> dict[_Line, int]:
    sums: dict[_Line, int] = {}
    for move in movements:
        for party in {move.payer, move.payee} & set(parties):
            line = (party, move.clause, move.period, move.kind)
            sums[line] = sums.get(line, 0) + move.moves(party)
    return sums


def _causes(
    connection: Connection, agreed: Agreed, parties: Sequence[str], compared: Compared, register: Register
) -> Table:
    columns = (
        integer("event", "Event"),
        text("reference", "Reference"),
        moment("recorded_at", "Recorded at"),
        text("what", "What happened"),
        text("by", "By, for"),
        text("why", "Why"),
        text("between", "From, to"),
        money("amount", "Amount", agreed.currency, agreed.digits),
    )
    moved = [move for move in compared.since if {move.payer, move.payee} & set(parties)]
    events = _events(connection, {move.event for move in moved})
    facts = tables.facts
    known = {fact.ref: fact for fact in connection.execute(select(facts).where(facts.c.agreement == agreed.id))}
    rows: list[Row] = []
    for move in moved:
        told = _told(agreed, events[move.event], known, register)
        rows.append((move.event, move.reference, *told, f"{move.payer} to {move.payee}", move.amount))
    empty = "Nothing was recorded for it since: it stands as it was."
    return Table("causes", columns, tuple(rows), title="What made the difference", empty=empty)


def _events(connection: Connection, wanted: set[int]) -> dict[int, Found[Any]]:
    events = tables.events
    return {event.id: event for event in connection.execute(recorded_events().where(events.c.id.in_(wanted)))}


def _told(agreed: Agreed, event: Found[Any], facts: dict[str, Found[Any]], register: Register) -> Iterator[str]:
    provenance = provenance_of(event.provenance)
    acting = for_whom(provenance)
    yield to_the_second(event.at)
    yield event_in_words(agreed, event, facts)
    yield f"{who(provenance, register)}{f', for {acting}' if acting else ''}"
    yield why(event, provenance, register)
