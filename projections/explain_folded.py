"""An explanation of very many entries, folded: what every period adds up to, and how to see the entries behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from contracts.document.read_back import in_plain_english
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
