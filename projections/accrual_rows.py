"""Estimates and accruals folded into rows: what is expected, and both legs of what was accrued, as they were recorded.

Neither moves a balance or a running total.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import msgspec

from ledger.accrual_events import Accrued, EstimateRecorded
from ledger.events import Event
from projections import tables
from projections.fact_rows import add_fact, fact_row
from projections.rows import Rows

_json = msgspec.json.Encoder().encode


class _Begins(NamedTuple):
    """An estimate as a fact is: dated the first day of its period."""

    ref: str
    on: date


def take_estimate(rows: Rows, event: Event, body: EstimateRecorded) -> None:
    """Add an estimate; the one before it counts no longer."""
    row = fact_row(event, _Begins(body.ref, body.first), "estimate", f"{body.kind}:{body.of}")
    said = {"party": body.party, "amount": body.amount, "restates": body.restates, "details": _json(body)}
    add_fact(rows, row | said)


def take_accrued(rows: Rows, event: Event, body: Accrued) -> None:
    """Add both legs of every accrual, the reversals numbered behind the accruals."""
    added = rows.added[tables.accruals]
    for n, entry in enumerate(body.accruals, start=1):
        lane = {"clause": entry.clause, "role": entry.role, "payer": entry.payer, "payee": entry.payee}
        row = {"event": event.id, "agreement": event.originator_id, "period": entry.period, **lane}
        added.append({**row, "n": n, "on": body.on.isoformat(), "amount": entry.amount, "entry": _json(entry)})
    for n, leg in enumerate(body.reversals, start=len(body.accruals) + 1):
        lane = {"clause": leg.clause, "role": leg.role, "payer": leg.payer, "payee": leg.payee}
        row = {"event": event.id, "agreement": event.originator_id, "period": leg.period, **lane}
        added.append({**row, "n": n, "on": body.reverses.isoformat(), "amount": leg.amount, "entry": None})
