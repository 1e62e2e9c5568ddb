"""Facts and payments folded into rows: a fact counts, awaits acceptance, is reversed or is restated.

The rules are those by which the agreement itself remembers its facts. When a status changes, the running totals of
the party follow. A payment that is reversed leaves its rows and adds their negatives, on the day of the payment.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec
from msgspec.structs import replace

from contracts.entries import OPENING
from contracts.parts.base import deduction_measure
from contracts.parts.quantity import quantity_measure
from ledger.conversion_events import Converted, RateRecorded
from ledger.event_parts import Original
from ledger.events import (
    Applied,
    CostRecorded,
    Deduction,
    Event,
    FactAccepted,
    FactReversed,
    IncomeRecorded,
    InKindRecorded,
    MilestoneClaimed,
    OverspendApproved,
    PaymentRecorded,
    SalesRecorded,
    Settled,
)
from ledger.facts import Status
from ledger.fund_events import ContributionRecorded, DistributionRecorded
from ledger.gate_events import GateOpened, GateShut
from ledger.opening_events import PositionOpened
from ledger.outcome_events import NonResponseClaimed, OutcomeRecorded, QualityRecorded
from projections import tables
from projections.ordered import Row
from projections.rows import FactKey, Rows

UNAPPLIED = ""
"""The clause under which stands what a payment left over."""

UNVALUED, UNEVIDENCED = "unvalued:", "unevidenced:"
"""How the measures of what was contributed begin that has no value, or that nobody has shown."""

Amounted: TypeAlias = CostRecorded | SalesRecorded | IncomeRecorded | ContributionRecorded | DistributionRecorded

_AFTER = 1000
"""Rows of advances are numbered from here, behind those of the event's own payment."""

COUNTS, PENDING = Status.COUNTS.value, Status.PENDING.value
_json = msgspec.json.Encoder().encode
_opened = msgspec.json.Decoder(PositionOpened).decode
_original = msgspec.json.Decoder(Original).decode
_deductions = msgspec.json.Decoder(tuple[Deduction, ...]).decode


def take_cost(rows: Rows, event: Event, body: CostRecorded) -> None:
    """Add a cost, which may still have to be accepted."""
    fact = _amount(event, body, "cost")
    fact["status"] = PENDING if body.pending else COUNTS
    add_fact(rows, fact)


def take_sales(rows: Rows, event: Event, body: SalesRecorded) -> None:
    """Add sales with their deductions."""
    fact = _amount(event, body, "sales")
    fact["deductions"] = _json(body.deductions) if body.deductions else None
    add_fact(rows, fact)


def take_income(rows: Rows, event: Event, body: IncomeRecorded) -> None:
    """Add income."""
    add_fact(rows, _amount(event, body, "income"))


def take_claim(rows: Rows, event: Event, body: MilestoneClaimed) -> None:
    """Add a milestone; its sum stands in the terms."""
    fact = fact_row(event, body, "milestone", body.clause) | {"party": body.party, "amount": 0}
    fact["status"] = PENDING if body.pending else COUNTS
    add_fact(rows, fact)


def take_in_kind(rows: Rows, event: Event, body: InKindRecorded) -> None:
    """Add a contribution in kind by its quantity, which may still have to be accepted."""
    fact = fact_row(event, body, "in kind", body.item) | {
        "party": body.party,
        "amount": body.quantity_thousandths,
        "evidenced": body.evidenced,
        "measure": quantity_measure(body.item, body.party),
        "status": PENDING if body.pending else COUNTS,
        "restates": body.restates,
    }
    add_fact(rows, fact)


def take_approval(rows: Rows, event: Event, body: OverspendApproved) -> None:
    """Add the approval of an overspend."""
    add_fact(rows, fact_row(event, body, "approval", body.clause) | {"party": body.party, "amount": body.amount})


def take_rate(rows: Rows, event: Event, body: RateRecorded) -> None:
    """Add a rate, and let the facts that it converts anew be worth what it makes of them."""
    details = {"details": _json(replace(body, anew=(), entries=(), settled=()))}
    add_fact(rows, fact_row(event, body, "rate", body.of) | {"party": body.party, "amount": 0} | details)
    for each in body.anew:
        fact = rows.fact((event.originator_id, each.ref))
        _count(rows, fact, -1)
        original = replace(_original(fact["original"]), rate=body.rate, rate_of=body.ref)
        fact["amount"], fact["original"] = each.amount, _json(original)
        fact["deductions"] = _json(each.deductions) if each.deductions else None
        _count(rows, fact, 1)


def take_gate(rows: Rows, event: Event, body: GateShut | GateOpened) -> None:
    """Add the shutting (1) or opening (-1) of a gate."""
    moved = {"party": body.party, "amount": 1 if isinstance(body, GateShut) else -1}
    details = {"details": _json(replace(body, entries=(), settled=()))}
    add_fact(rows, fact_row(event, body, "gate", body.gate) | moved | details)


def take_opening(rows: Rows, event: Event, body: PositionOpened) -> None:
    """Add where an agreement stood when it was taken over; its entries say what was told, its details the rest."""
    details = {"details": _json(replace(body, entries=(), settled=()))}
    add_fact(rows, fact_row(event, body, OPENING, "position") | {"party": body.party, "amount": 0} | details)


def take_flow(rows: Rows, event: Event, body: ContributionRecorded | DistributionRecorded) -> None:
    """Add capital paid in, or an amount distributed."""
    add_fact(rows, _amount(event, body, "contribution" if isinstance(body, ContributionRecorded) else "distribution"))


def take_outcome(rows: Rows, event: Event, body: OutcomeRecorded) -> None:
    """Add an outcome, which is no amount: its details say what it was."""
    kind = "saving" if body.saving_each is not None else "outcome"
    measure = f"{kind}:{body.of}" if body.verified else f"claimed {kind}:{body.of}"
    add_fact(rows, fact_row(event, body, "outcome", body.of) | {"measure": measure} | _detailed(body))


def take_quality(rows: Rows, event: Event, body: QualityRecorded) -> None:
    """Add a measurement of quality."""
    add_fact(rows, fact_row(event, body, "quality", f"{body.of}:{body.what}") | _detailed(body))


def take_non_response(rows: Rows, event: Event, body: NonResponseClaimed) -> None:
    """Add a claim for people in whom an outcome was missing."""
    add_fact(rows, fact_row(event, body, "non-response", body.of) | _detailed(body))


def _detailed(body: OutcomeRecorded | QualityRecorded | NonResponseClaimed) -> Row:
    return {
        "party": body.party,
        "amount": 0,
        "status": PENDING if body.pending else COUNTS,
        "details": _json(replace(body, entries=(), settled=())),
    }


def take_payment(rows: Rows, event: Event, body: PaymentRecorded) -> None:
    """Add a payment, what it settled and what it left over."""
    add_fact(rows, fact_row(event, body, "payment", body.payee) | {"party": body.payer, "amount": body.amount})
    left = (Applied(UNAPPLIED, "", "", body.unapplied),) if body.unapplied else ()
    key = (event.originator_id, body.ref)
    for n, part in enumerate((*body.applied, *left), start=1):
        rows.settle(key, _settlement(event, body, n, part))


def take_settled(rows: Rows, event: Event, settled: Sequence[Settled]) -> None:
    """Move parts of payments made in advance from what is left over to what they settle."""
    for n, part in enumerate(settled):
        key = (event.originator_id, part.payment)
        payment = rows.fact(key)
        row = {
            "event": event.id,
            "agreement": event.originator_id,
            "ref": part.payment,
            "on": part.on.isoformat(),
            "role": "",
            "period": "",
            "payer": payment["party"],
            "payee": payment["of"],
        }
        moved = {"clause": part.clause, "role": part.role, "period": part.period, "amount": part.amount}
        rows.settle(key, {**row, "n": _AFTER + 2 * n, **moved})
        rows.settle(key, {**row, "n": _AFTER + 2 * n + 1, "clause": UNAPPLIED, "amount": -part.amount})


def _settlement(event: Event, body: PaymentRecorded, n: int, part: Applied) -> Row:
    return {
        "event": event.id,
        "n": n,
        "agreement": event.originator_id,
        "ref": body.ref,
        "on": body.on.isoformat(),
        "clause": part.clause,
        "role": part.role,
        "period": part.period,
        "payer": body.payer,
        "payee": body.payee,
        "amount": part.amount,
    }


def take_acceptance(rows: Rows, event: Event, body: FactAccepted) -> None:
    """Let a fact count."""
    key = (event.originator_id, body.ref)
    fact = rows.fact(key)
    if fact["kind"] == "milestone":  # a claim makes its sum due from its acceptance, a cost from its own day
        fact["counted_on"] = body.on.isoformat()
    if fact["restates"]:
        _set_status(rows, (event.originator_id, fact["restates"]), Status.RESTATED)
    _set_status(rows, key, Status.COUNTS)


def take_reversal(rows: Rows, event: Event, body: FactReversed) -> None:
    """Let a fact count no longer, and what it restated count again."""
    key = (event.originator_id, body.ref)
    fact = rows.fact(key)
    if fact["status"] == COUNTS and fact["kind"] == "payment":
        for n, row in enumerate(list(rows.settled_by(key)), start=1):
            rows.settle(key, {**row, "event": event.id, "n": n, "amount": -row["amount"]})
    replaced = fact["restates"] and fact["status"] == COUNTS
    _set_status(rows, key, Status.REVERSED)
    if replaced:
        _set_status(rows, (event.originator_id, fact["restates"]), Status.COUNTS)


def _amount(event: Event, body: Amounted, kind: str) -> Row:
    fact = fact_row(event, body, kind, body.of)
    fact["party"], fact["amount"], fact["restates"] = body.party, body.amount, body.restates
    return fact


def fact_row(event: Event, body: Any, kind: str, of: str) -> Row:
    """Return the row of a new fact that counts, but for its party and amount."""
    on = body.on.isoformat()
    return {
        "agreement": event.originator_id,
        "ref": body.ref,
        "event": event.id,
        "kind": kind,
        "on": on,
        "counted_on": on,
        "of": of,
        "measure": f"{kind}:{of}",
        "status": COUNTS,
        "restates": None,
        "deductions": None,
        "details": None,
        "evidenced": True,
        "original": _json(body.original) if isinstance(body, Converted) else None,
    }


def add_fact(rows: Rows, fact: Row) -> None:
    """Add a fact, and what it moves the running totals by."""
    if fact["restates"] and fact["status"] == COUNTS:
        _set_status(rows, (fact["agreement"], fact["restates"]), Status.RESTATED)
    rows.facts[fact["agreement"], fact["ref"]] = fact
    rows.added[tables.facts].append(fact)
    _count(rows, fact, 1)


def _set_status(rows: Rows, key: FactKey, status: Status) -> None:
    fact = rows.fact(key)
    _count(rows, fact, -1)
    fact["status"] = status.value
    _count(rows, fact, 1)


def _count(rows: Rows, fact: Row, sign: int) -> None:
    """Add a fact to its party's running totals, or with sign -1 take it out, as its status has it."""
    kind, status = fact["kind"], fact["status"]
    agreement, party, amount = fact["agreement"], fact["party"], sign * fact["amount"]
    if kind in ("sales", "income") and status == COUNTS:
        rows.add_total(agreement, party, fact["measure"], amount)
        for deduction in _deductions(fact["deductions"]) if fact["deductions"] else ():
            rows.add_total(agreement, party, deduction_measure(fact["of"], deduction.kind), sign * deduction.amount)
    elif kind == "cost" and status in (COUNTS, PENDING):
        rows.add_total(agreement, party, "cost" if status == COUNTS else "claimed", amount)
        if status == COUNTS:
            rows.add_daily(agreement, fact["on"], party, fact["measure"], amount)
    elif kind == "contribution" and status == COUNTS:
        rows.add_total(agreement, party, "capital", amount)
        rows.add_daily(agreement, fact["on"], party, fact["measure"], amount)
    elif kind == OPENING and status == COUNTS:
        for base in _opened(fact["details"]).base:
            at = {"kind": base.kind, "party": base.party, "amount": base.amount, "measure": f"{base.kind}:{base.of}"}
            _count(rows, {**fact, **at}, sign)
    elif kind == "unvalued" and status == COUNTS:
        rows.add_total(agreement, party, f"{UNVALUED}{fact['of']}", amount)
    elif kind == "in kind" and status in (COUNTS, PENDING) and not fact["evidenced"]:
        rows.add_total(agreement, party, f"{UNEVIDENCED}{fact['of']}", amount)
