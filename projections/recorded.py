"""Events with who recorded them, as sentences about them need it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from projections.tables import events, provenances


def recorded_events() -> Select[Any]:
    """Return the statement that reads events, each with its provenance as JSON."""
    return select(events, provenances.c.provenance).join(provenances, provenances.c.id == events.c.provenance_id)
