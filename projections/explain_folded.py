"""An explanation of very many entries, folded: what every period adds up to, and how to see the entries behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from contracts.document.read_back import in_plain_english
from contracts.entries import Entry
from projections import tables
from projections.asking import Agreed
from projections.rendering.report import Prose, ProseLine

MOST = 1_000
"""Entries, or facts of a kind, that are explained one by one: some ten thousand lines."""


def count_entries(connection: Connection, agreed: Agreed, which: Sequence[ColumnElement[bool]]) -> int:
    """Count the entries that an explanation is about."""
    counted = select(func.count()).select_from(tables.entries).where(tables.entries.c.agreement == agreed.id, *which)
    return int(connection.execute(counted).scalar_one())


def folded(connection: Connection, agreed: Agreed, which: Sequence[ColumnElement[bool]]) -> Iterator[Prose]:
    """Yield each clause with its words, and what its entries add up to by period and by who owes whom."""
    entries = tables.entries.c
    between = (entries.clause, entries.period, entries.payer, entries.payee)
    sums = select(*between, func.sum(entries.amount).label("amount"), func.count().label("entries"))
    rows = connection.execute(sums.where(entries.agreement == agreed.id, *which).group_by(*between)).all()
    words = {section.heading.partition(":")[0]: section for section in in_plain_english(agreed.terms)}
    for clause in agreed.clauses:
        booked = sorted(
            (row for row in rows if row.clause == clause),
            key=lambda row: (agreed.span(row.period).first, row.payer, row.payee),
        )
        if booked:
            name, _, part = clause.partition(":")
            section = words[name]
            lines = (*(ProseLine(0, each) for each in section.sentences), *(_line(agreed, row) for row in booked))
            yield Prose(f"clause:{clause}", lines, f"{section.heading}: {part}" if part else section.heading)


def _line(agreed: Agreed, row: Row[Any]) -> ProseLine:
    payee = "itself" if row.payer == row.payee else agreed.name(row.payee)
    entries = f"{row.entries:,} {'entry' if row.entries == 1 else 'entries'}"
    who = f"{agreed.name(row.payer)} to {payee}"
    return ProseLine(0, f"{row.period}: {who} {agreed.money(int(row.amount))}, in {entries}")


def left_out(connection: Connection, agreed: Agreed, count: int) -> str:
    """Say that entries were left out, and how to see them."""
    entries = tables.entries.c
    last = select(entries.period).where(entries.agreement == agreed.id).order_by(entries.booked.desc()).limit(1)
    period = connection.execute(last).scalar_one()
    return (
        f"{count:,} entries are added up by period here. To see each with its sum, ask for a period: "
        f"pledger explain {agreed.id} --period {period}"
    )


def facts_read(agreed: Agreed, entries: Collection[Entry]) -> Select[Any]:
    """Select the facts that the clauses of some entries read in the periods from the first to the last of them."""
    facts, measures = tables.facts, tables.measures
    spans = [agreed.span(period) for period in {entry.period for entry in entries}]
    return (
        select(facts, measures.c.clause.label("read_by"))
        .join(measures, measures.c.measure == facts.c.measure)
        .where(
            facts.c.agreement == agreed.id,
            facts.c.counted_on >= min(span.first for span in spans).isoformat(),
            facts.c.counted_on <= max(span.last for span in spans).isoformat(),
            measures.c.agreement == agreed.id,
            measures.c.clause.in_({entry.clause for entry in entries}),
        )
        .order_by(facts.c.counted_on, facts.c.event)
    )


def count_read(connection: Connection, agreed: Agreed, reading: Select[Any]) -> dict[tuple[str, str], int]:
    """Count by clause and period what `facts_read` selects."""
    by_day = (tables.measures.c.clause, tables.facts.c.counted_on)
    counting = reading.with_only_columns(*by_day, func.count().label("facts")).order_by(None).group_by(*by_day)
    counted: dict[tuple[str, str], int] = {}
    for clause, day, count in connection.execute(counting):
        which = (clause, agreed.period_of(day))
        counted[which] = counted.get(which, 0) + count
    return counted


def how_many_read(agreed: Agreed, period: str, count: int) -> str:
    """Say how many facts of a period a clause reads, and how to see them."""
    facts = f"{count:,} fact{'' if count == 1 else 's'}"
    return f"The clause reads {facts} of {period}. To see each: pledger explain {agreed.id} --period {period}"
