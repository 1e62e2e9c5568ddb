"""Facts that count for another party than they name: by a novation recorded later it was in the place by then.

What was recorded stays as it is, and its entries go over by true-ups. Sums that are kept by the party that a fact names
(costs paid, capital paid in, sales) are put right here, when they are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, Select, select

from contracts.parts.base import deduction_measure
from contracts.roles import NO_NOVATION, Roles
from ledger.events import Deduction
from ledger.facts import Status
from ledger.novating import counts_for
from projections import tables
from projections.at_once import rows_of
from projections.kinds import agreements_with
from projections.parts import Part
from projections.terms_in_force import contract_of, novations_of

_deductions = msgspec.json.Decoder(tuple[Deduction, ...]).decode

_SUMMED = ("cost", "contribution", "sales", "income")
"""The kinds of facts of which sums are kept by party."""


class Succeeded(NamedTuple):
    """A fact, and the party that it counts for instead of the one it names."""

    fact: Row[Any]
    party: str


def succeeded(connection: Connection, agreement: str) -> list[Succeeded]:
    """Return the facts that count, or await acceptance, for another party than they name, in the order recorded."""
    if not rows_of(connection, _novated, agreement) or not (novations := novations_of(connection, agreement)):
        return []
    facts, contract = tables.facts.c, contract_of(connection, agreement)
    named = (
        facts.agreement == agreement,
        facts.kind.in_(_SUMMED),
        facts.party.in_({body.party for body in novations}),
        facts.on >= min(body.on for body in novations).isoformat(),
        facts.status.in_((Status.COUNTS.value, Status.PENDING.value)),
    )
    rows = connection.execute(select(tables.facts).where(*named).order_by(facts.event)).all()
    found = [counts_for(contract, row.kind, row.of, row.party, date.fromisoformat(row.on)) for row in rows]
    return [Succeeded(row, party) for row, party in zip(rows, found, strict=True) if party != row.party]


def roles_in(connection: Connection, agreement: str) -> Roles:
    """Return who fills which role of an agreement on which day."""
    return contract_of(connection, agreement).roles if rows_of(connection, _novated, agreement) else NO_NOVATION


def put_right(connection: Connection, agreement: str, shared: Collection[str]) -> Iterator[Part]:
    """Yield what such facts take from the party they name and give to the other; of sales those on `shared` bases."""
    for fact, party in succeeded(connection, agreement):
        for measure, source, amount in _addends(fact, shared):
            yield Part(fact.party, measure, source, -amount)
            yield Part(party, measure, source, amount)


def _addends(fact: Row[Any], shared: Collection[str]) -> Iterator[tuple[str, str, int]]:
    """Yield the addends of a fact as `standing.parts` names them: measure, source, amount."""
    counts = fact.status == Status.COUNTS.value
    match fact.kind:
        case "cost":
            yield ("cash", "costs paid", fact.amount) if counts else ("claimed", "costs claimed", fact.amount)
        case "contribution" if counts:
            yield "cash", "capital paid in", fact.amount
        case "sales" | "income" if counts:
            if fact.measure in shared:
                yield "retained", f"{fact.kind} of {fact.of}", fact.amount
            for less in _deductions(fact.deductions) if fact.deductions else ():
                if (measure := deduction_measure(fact.of, less.kind)) in shared:
                    yield "retained", f"deduction of {measure.partition(':')[2]}", -less.amount


def _novated() -> Select[Any]:
    """Select the agreements under which a novation was ever recorded."""
    return agreements_with("novation")
