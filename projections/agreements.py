"""The agreements of a ledger in a list, and one of them read back with its facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, func, select

from contracts.document.read_back import in_plain_english
from contracts.scalars import day_in_words
from ledger.facts import Status
from projections import tables
from projections.asking import NOW, Agreed, Asked, day, find_agreement, footing
from projections.rendering.report import Prose, ProseLine, Report, Table, integer, money, text
from projections.rendering.report import day as day_column
from projections.terms_in_force import novations_of
from projections.wording import thing_in_words

VOIDED = "voided"
SIGNED = "signed"

_BEHIND_PARTIES = 2
"""Behind which sections it is said who stands in whose place: the frame, and the parties."""


def list_agreements(connection: Connection, asked: Asked = NOW) -> Report:
    """List every agreement, in the order of signing."""
    agreements, events = tables.agreements, tables.events
    counted = select(func.count()).where(events.c.agreement == agreements.c.agreement).scalar_subquery()
    columns = (
        text("agreement", "Agreement"),
        text("title", "Title"),
        text("currency", "Currency"),
        day_column("effective", "From"),
        day_column("until", "Until"),
        text("status", "Status"),
        integer("events", "Events"),
    )
    rows = tuple(
        (row.agreement, row.title, row.currency, day(row.effective), day(row.until), _status(row), row.events)
        for row in connection.execute(select(agreements, counted.label("events")).order_by(agreements.c.signed))
    )
    table = Table("agreements", columns, rows, empty="No agreement is signed yet.")
    return Report(title="Agreements", blocks=(table,), footing=footing(connection, asked))


def show_agreement(connection: Connection, agreement: str, asked: Asked = NOW) -> Report:
    """Read an agreement back in plain English, with the facts that were recorded. Raises NotFound."""
    agreed = find_agreement(connection, agreement)
    sections = [
        Prose(f"section:{number}", tuple(_lines(section.sentences)), title=section.heading)
        for number, section in enumerate(in_plain_english(agreed.terms))
    ]
    if novated := tuple(_novated(connection, agreed)):
        sections.insert(_BEHIND_PARTIES, Prose("novations", novated, title="Novations"))
    return Report(
        title=f"{agreed.title} ({agreed.id}), {_status(agreed.row)}",
        blocks=(*sections, _facts(connection, agreed)),
        footing=footing(connection, asked),
    )


def _status(row: Row[Any]) -> str:
    return SIGNED if row.voided is None else VOIDED


def _novated(connection: Connection, agreed: Agreed) -> Iterator[ProseLine]:
    """Say who stands in whose place, in the words of the clauses."""
    for body in novations_of(connection, agreed.id):
        under = f" under {' and '.join(body.clauses)}" if body.clauses else ""
        place = f"From {day_in_words(body.on)} {agreed.name(body.to)} ({body.to}) stands in the place of {body.party}"
        yield ProseLine(0, f"{place}{under}: it is meant where the clauses name {body.party}.")


def _lines(sentences: tuple[str, ...]) -> list[ProseLine]:
    """Indent what goes with the sentence before."""
    return [ProseLine(int(sentence.startswith(" ")), sentence.strip()) for sentence in sentences]


def _facts(connection: Connection, agreed: Agreed) -> Table:
    facts = tables.facts
    columns = (
        text("reference", "Reference"),
        text("kind", "Kind"),
        day_column("date", "Date"),
        text("party", "Party"),
        text("of", "Of, or to"),
        money("amount", "Amount", agreed.currency, agreed.digits),
        text("status", "Status"),
        text("restates", "In place of"),
    )
    found = connection.execute(select(facts).where(facts.c.agreement == agreed.id).order_by(facts.c.event))
    rows = tuple(
        (
            f"{agreed.id}/{fact.ref}",
            fact.kind,
            day(fact.on),
            fact.party,
            thing_in_words(agreed, fact),
            None if fact.kind in ("milestone", "in kind") or fact.details else fact.amount,
            Status(fact.status).value,
            f"{agreed.id}/{fact.restates}" if fact.restates else "",
        )
        for fact in found
    )
    return Table("facts", columns, rows, title="Facts", empty="Nothing was recorded yet.")
