"""What each party got out of what it put in, from dated flows: internal rate of return, multiple, payback.

A flow is money that moved, on its day, or a contribution in kind that was accepted:

    out   costs that count and capital paid in; payments that count as risk; accepted contributions in kind
    in    payments that count as reward or as cost recovery; what a party holds and pays itself of a reward

What only accrued, settled nothing, or is neither risk nor reward (interest) is in none of them. They are read from sums
by day, so that a million facts cost no more than their days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Row, Select, and_, select

from contracts.classification import Counts
from ledger.facts import Status
from projections import tables
from projections.at_once import own_rows, rows_of
from projections.promise_rows import CLOSED
from projections.standing import is_backwards
from projections.succeeded import succeeded

Flows: TypeAlias = dict[date, int]
"""By day, in minor units: below zero what a party put in, above what it got."""

_SPENT = {"cost": "costs of", "contribution": "capital paid into"}
"""The kinds of facts that are money a party put in, and how they are named."""


class Flow(NamedTuple):
    """What a party put in (below zero) or got on a day, and from where."""

    party: str
    on: date
    source: str
    amount: int


def flows_of(connection: Connection, agreement: str) -> dict[str, Flows]:
    """Return the flows of every party, netted by day."""
    found: dict[str, Flows] = {}
    for party, on, _, amount in listed_flows(connection, agreement):
        by_day = found.setdefault(party, {})
        by_day[on] = by_day.get(on, 0) + amount
    return found


def added(several: Iterable[Flows]) -> Flows:
    """Add flows in one currency."""
    together: Flows = {}
    for flows in several:
        for on, amount in flows.items():
            together[on] = together.get(on, 0) + amount
    return together


def listed_flows(connection: Connection, agreement: str) -> Iterator[Flow]:
    """Yield the flows of an agreement, day by day and source by source."""
    for row in own_rows(connection, _spent, agreement):
        kind, _, of = row.measure.partition(":")
        yield Flow(row.party, date.fromisoformat(row.on), f"{_SPENT[kind]} {of}", -row.amount)
    for fact, party in succeeded(connection, agreement):
        if fact.kind in _SPENT and fact.status == Status.COUNTS.value:
            on, source = date.fromisoformat(fact.on), f"{_SPENT[fact.kind]} {fact.of}, recorded for {fact.party}"
            yield Flow(fact.party, on, source, fact.amount)
            yield Flow(party, on, source, -fact.amount)
    lanes = lanes_of(connection, agreement)
    for row in own_rows(connection, _moved, agreement):
        yield from _kept(row) if row.payer == row.payee else _paid(row, lanes)


def lanes_of(connection: Connection, agreement: str) -> set[tuple[str, str, str]]:
    """Return clause, payer and payee wherever something was booked."""
    return {(row.clause, row.payer, row.payee) for row in rows_of(connection, _positions, agreement) if row.entries}


def _positions() -> Select[Any]:
    return select(tables.positions)


def _spent() -> Select[Any]:
    daily = tables.daily.c
    return select(tables.daily).where(daily.measure != CLOSED).order_by(daily.on, daily.party, daily.measure)


def _moved() -> Select[Any]:
    flows, clauses = tables.flows, tables.clauses.c
    beside = and_(clauses.agreement == flows.c.agreement, clauses.clause == flows.c.clause)
    counted = select(flows, clauses.payer_counts, clauses.payee_counts).join(tables.clauses, beside)
    ordered = (flows.c.on, clauses.ordinal, flows.c.payer, flows.c.payee)
    return counted.order_by(*ordered)


def _kept(row: Row[Any]) -> Iterator[Flow]:
    on = date.fromisoformat(row.on)
    if row.payer_counts == Counts.IN_KIND.value:
        yield Flow(row.payer, on, f"{row.clause}, contributed", -row.amount)
    if row.payee_counts == Counts.REWARD.value and row.payer_counts != Counts.RETAINED.value:
        yield Flow(row.payee, on, f"{row.clause}, kept", row.amount)


def _paid(row: Row[Any], lanes: set[tuple[str, str, str]]) -> Iterator[Flow]:
    """Yield both sides of a payment, as far as they count; what is paid back goes the other way."""
    back = is_backwards((row.clause, row.payer, row.payee), lanes)
    payer, payee, amount = (row.payee, row.payer, -row.amount) if back else (row.payer, row.payee, row.amount)
    on, what = date.fromisoformat(row.on), f"{row.clause}, {'paid back' if back else 'paid'}"
    if row.payer_counts == Counts.RISK.value:
        yield Flow(payer, on, f"{what} to {payee}" if not back else f"{what} by {payee}", -amount)
    if row.payee_counts in (Counts.REWARD.value, Counts.RECOVERY.value):
        yield Flow(payee, on, f"{what} by {payer}" if not back else f"{what} to {payer}", amount)
