"""Facts of a kind, found by the index of kinds: on its own SQLite would rather read every fact of an agreement.

Few facts are estimates, commitments or novations, and there may be a million others.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from projections import tables

_by_kind = tables.facts.alias("by_kind")


def agreements_with(kind: str) -> Select[Any]:
    """Select the agreements under which a fact of a kind was ever recorded, without reading a fact."""
    signed, facts = tables.agreements.c, _by_kind.c
    recorded = select(facts.kind).where(facts.agreement == signed.agreement, facts.kind == kind).exists()
    return select(signed.agreement).where(recorded)


def is_of_kind(agreement: ColumnElement[str] | str, kind: ColumnElement[str] | str) -> ColumnElement[bool]:
    """Return the condition that a fact of an agreement is of a kind, so that it reads those facts and no others."""
    refs = select(_by_kind.c.ref).where(_by_kind.c.agreement == agreement, _by_kind.c.kind == kind)
    return tables.facts.c.ref.in_(refs)
