"""The register of parties, from the views: who is one party in several agreements."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from ledger.parties import Register
from ledger.store.encoding import codec
from projections import tables
from projections.kinds import agreements_with, is_of_kind


def read_register(connection: Connection) -> Register:
    """Return the register as the views have it; what was signed by mistake is left out."""
    register = Register()
    for _, take, row in sorted(
        [*_documents(connection), *_novations(connection), *_decisions(connection)], key=itemgetter(0)
    ):
        if take == "document":
            register.take_terms(row.agreement, date.fromisoformat(row.effective), row.terms)
        elif take == "novation":
            register.take_member(row.agreement, row.of)
        else:
            body: Any = codec().decode(row.topic, row.body)
            register.take(body)
    return register


def _documents(connection: Connection) -> list[tuple[int, str, Any]]:
    terms, agreements = tables.terms, tables.agreements
    standing = select(agreements.c.agreement).where(agreements.c.voided.is_(None))
    rows = connection.execute(select(terms).where(terms.c.agreement.in_(standing)))
    return [(row.event, "document", row) for row in rows]


def _novations(connection: Connection) -> list[tuple[int, str, Any]]:
    facts, found = tables.facts.c, list[tuple[int, str, Any]]()
    for agreement in connection.execute(agreements_with("novation")).scalars().all():
        novated = (facts.agreement == agreement, is_of_kind(agreement, "novation"))
        found += [(row.event, "novation", row) for row in connection.execute(select(tables.facts).where(*novated))]
    return found


def _decisions(connection: Connection) -> list[tuple[int, str, Any]]:
    return [(row.event, "decision", row) for row in connection.execute(select(tables.register))]
