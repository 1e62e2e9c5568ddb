"""Withdrawals, terminations, events and duties folded into rows: facts without an amount, kept with their details."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from ledger.events import Event
from ledger.facts import Status
from ledger.life_events import (
    AgreementTerminated,
    DutyEvidenced,
    DutyExcused,
    LifeEvent,
    MilestoneWithdrawn,
    PartyNovated,
    TermsEventRecorded,
)
from ledger.taking_life import KINDS
from projections.fact_rows import add_fact, fact_row
from projections.rows import Rows

BODIES: dict[str, type[LifeEvent]] = {kind: body for body, kind in KINDS.items()}
"""What the details of each kind of fact are read as."""

_json = msgspec.json.Encoder().encode


def take_life(rows: Rows, event: Event, body: LifeEvent) -> None:
    """Add a fact by which the agreement lives on."""
    kind = next(KINDS[shape] for shape in type(body).__mro__ if shape in KINDS)  # it may be one that is read thinly
    fact = fact_row(event, body, kind, _of(body))
    if isinstance(body, MilestoneWithdrawn):
        fact["measure"] = f"withdrawn:{body.clause}"
    pending = getattr(body, "pending", False)
    details = _json(replace(body, entries=(), settled=()))
    status = Status.PENDING.value if pending else fact["status"]
    add_fact(rows, fact | {"party": body.party, "amount": 0, "details": details, "status": status})


def life_of(kind: str, details: bytes) -> LifeEvent:
    """Read the details of a fact again."""
    return msgspec.json.decode(details, type=BODIES[kind])


def _of(body: LifeEvent) -> str:
    match body:
        case MilestoneWithdrawn():
            return body.clause
        case AgreementTerminated():
            return body.ground
        case TermsEventRecorded():
            return body.of
        case DutyEvidenced() | DutyExcused():
            return body.duty
        case PartyNovated():
            return body.to
