"""Commitments, their releases, and contributions without a value, folded into rows: none of them books anything."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from contracts.parts.quantity import quantity_measure
from ledger.commitment_events import CommitmentRecorded, CommitmentReleased
from ledger.events import Event, PeriodClosed
from ledger.in_kind_events import UnvaluedRecorded
from projections import tables
from projections.fact_rows import add_fact, fact_row
from projections.rows import Rows

CLOSED = "closed"
"""The measure of daily sums under which the days stand up to which closes let time pass."""

_json = msgspec.json.Encoder().encode


def take_commitment(rows: Rows, event: Event, body: CommitmentRecorded) -> None:
    """Add what a party promised to spend."""
    details = {"details": _json(replace(body, entries=(), settled=()))}
    add_fact(rows, fact_row(event, body, "commitment", body.of) | _of_party(body.party, body.amount) | details)


def take_release(rows: Rows, event: Event, body: CommitmentReleased) -> None:
    """Add what it was let off."""
    add_fact(rows, fact_row(event, body, "release", body.commitment) | _of_party(body.party, body.amount))


def take_unvalued(rows: Rows, event: Event, body: UnvaluedRecorded) -> None:
    """Add a contribution without a value, by its quantity."""
    moved = _of_party(body.party, body.quantity_thousandths)
    measure = {"measure": quantity_measure(body.item, body.party)}
    add_fact(rows, fact_row(event, body, "unvalued", body.item) | moved | measure)


def take_closed(rows: Rows, event: Event, body: PeriodClosed) -> None:
    """Remember up to which day time has passed."""
    through = body.through.isoformat()
    rows.add_daily(event.originator_id, through, "", CLOSED, 1)
    closed = {"event": event.id, "agreement": event.originator_id, "period": body.period, "through": through}
    rows.added[tables.closes].append(closed)


def _of_party(party: str, amount: int) -> dict[str, str | int]:
    return {"party": party, "amount": amount}
