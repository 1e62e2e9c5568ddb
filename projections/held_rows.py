"""What waivers and disputes hold of dues, folded into rows beside what payments settled.

The rows follow what was recorded: a waiver or dispute holds what an event says that it holds, less what later events
give back. One that is reversed, or a dispute that has ended, leaves its rows and adds their negatives.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from contracts.settling import due_name
from ledger.due_events import DEALINGS, HOLDING, Dealing, DisputeResolved
from ledger.events import Event, FactReversed, Settled
from ledger.facts import Status
from projections import fact_rows, tables
from projections.ordered import Row
from projections.rows import FactKey, Rows

_AFTER = 1000
"""Rows that events give or take are numbered from here, behind those that a reversal adds."""

_json = msgspec.json.Encoder().encode


def take_dealing(rows: Rows, event: Event, body: Dealing) -> None:
    """Add what happened to a due: `party` owes it, `of` is owed it, and its details say which it is."""
    kind = next(DEALINGS[shape] for shape in type(body).__mro__ if shape in DEALINGS)  # it may be read thinly
    dispute = body.dispute if isinstance(body, DisputeResolved) else None
    fact = fact_rows.fact_row(event, body, kind, body.payee) | {
        "party": body.payer,
        "amount": body.amount,
        "measure": f"{kind}:{due_name(body.clause, body.period)}",
        "restates": dispute,
        "details": _json(replace(body, entries=(), settled=())),
    }
    if dispute:
        _release(rows, event, (event.originator_id, dispute), on=body.on.isoformat())
    fact_rows.add_fact(rows, fact)


def take_settled(rows: Rows, event: Event, settled: Sequence[Settled]) -> None:
    """Take what earlier payments settle, and what waivers and disputes hold or give back."""
    paid = []
    for n, part in enumerate(settled):
        key = (event.originator_id, part.payment)
        fact = rows.fact(key)
        if fact["kind"] in HOLDING:
            _hold(rows, key, _held(event, fact, n, part))
        else:
            paid.append(part)
    fact_rows.take_settled(rows, event, paid)


def take_reversal(rows: Rows, event: Event, body: FactReversed) -> None:
    """Let a fact count no longer; what it held is owed as it was."""
    key = (event.originator_id, body.ref)
    fact = rows.fact(key)
    if fact["kind"] in HOLDING and fact["status"] == Status.COUNTS.value:
        _release(rows, event, key)
    fact_rows.take_reversal(rows, event, body)


def _hold(rows: Rows, key: FactKey, row: Row) -> None:
    rows.added[tables.held].append(row)
    rows.settled.setdefault(key, []).append(row)


def _release(rows: Rows, event: Event, key: FactKey, on: str | None = None) -> None:
    """Take back what is held, on the day on which it was held or on a day of its own."""
    for n, row in enumerate(list(rows.settled_by(key)), start=1):
        _hold(rows, key, {**row, "event": event.id, "n": n, "on": on or row["on"], "amount": -row["amount"]})


def _held(event: Event, fact: Row, n: int, part: Settled) -> Row:
    return {
        "event": event.id,
        "n": _AFTER + n,
        "agreement": event.originator_id,
        "ref": part.payment,
        "kind": "dispute" if fact["kind"] == "dispute" else "waiver",
        "on": part.on.isoformat(),
        "clause": part.clause,
        "role": part.role,
        "period": part.period,
        "payer": fact["party"],
        "payee": fact["of"],
        "amount": part.amount,
    }
