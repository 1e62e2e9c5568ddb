"""Where each party stands: its risk, its reward and its balance, added up from running totals.

cash risk = costs paid + entries owed that count as risk - entries due to it that count as cost recovery
received  = settlements to it under clauses whose payee side counts as reward
accrued   = entries due to it under such clauses - received
retained  = its sales and income on the bases of clauses paid out of sales, less deductions, less what it owes
            others under such clauses
unsettled = entries due to it - entries owed by it + settlements made - settlements received
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from contracts.classification import Counts
from projections import tables
from projections.fact_rows import UNAPPLIED


@dataclass
class Standing:
    """One party's amounts in minor units; `retained` is None for who sells nothing that is shared."""

    cash: int = 0
    in_kind: int = 0
    committed: int = 0
    claimed: int = 0
    received: int = 0
    accrued: int = 0
    unsettled: int = 0
    unapplied: int = 0
    retained: int | None = None

    @property
    def risk(self) -> int:
        """Return the default basis of risk."""
        return self.cash + self.in_kind

    @property
    def reward(self) -> int:
        """Return the default basis of reward."""
        return self.received + self.accrued

    @property
    def reward_with_retained(self) -> int:
        """Return the reward with the retained sales counted."""
        return self.reward + (self.retained or 0)

    def keep(self, amount: int) -> None:
        """Move the retained sales."""
        self.retained = (self.retained or 0) + amount

    def plus(self, other: Standing) -> Standing:
        """Add two standings in one currency."""
        kept = [pot for pot in (self.retained, other.retained) if pot is not None]
        added = {name: getattr(self, name) + getattr(other, name) for name in _ADDED}
        return replace(self, **added, retained=sum(kept) if kept else None)


_ADDED = ("cash", "in_kind", "committed", "claimed", "received", "accrued", "unsettled", "unapplied")


def standings(connection: Connection, agreement: str, parties: Iterable[str]) -> dict[str, Standing]:
    """Return where the parties of one agreement stand, in their order."""
    found = {party: Standing() for party in parties}
    for row in connection.execute(select(tables.totals).where(tables.totals.c.agreement == agreement)):
        _add_cost(found[row.party], row)
    for party, amount in _shared_sales(connection, agreement):
        found[party].keep(amount)
    rows = list(_positions(connection, agreement))
    lanes = {(row.clause, row.payer, row.payee) for row in rows if row.entries}
    for row in rows:
        _add_balance(found, row)
        _add_counted(found, row)
        _add_received(found, row, lanes)
    return found


def _add_cost(standing: Standing, row: Row[Any]) -> None:
    if row.measure == "cost":
        standing.cash += row.amount
    elif row.measure == "claimed":
        standing.claimed += row.amount


def _shared_sales(connection: Connection, agreement: str) -> Iterator[tuple[str, int]]:
    """Yield each party's sales and income that a clause is paid out of, each base once, and less its deductions."""
    measures, clauses, totals = tables.measures.c, tables.clauses.c, tables.totals.c
    bases = (
        select(measures.measure)
        .join(tables.clauses, and_(clauses.agreement == measures.agreement, clauses.clause == measures.clause))
        .where(measures.agreement == agreement, clauses.payer_counts == Counts.RETAINED.value)
    )
    found = select(totals.party, totals.measure, totals.amount)
    for party, measure, amount in connection.execute(
        found.where(totals.agreement == agreement, totals.measure.in_(bases))
    ):
        yield party, -amount if measure.startswith("deduction:") else amount


def _positions(connection: Connection, agreement: str) -> Iterator[Row[Any]]:
    """Yield the running totals between two parties, with what they count as for either; not what one keeps itself."""
    positions, clauses = tables.positions, tables.clauses
    beside = and_(clauses.c.agreement == positions.c.agreement, clauses.c.clause == positions.c.clause)
    yield from connection.execute(
        select(positions, clauses.c.payer_counts, clauses.c.payee_counts)
        .join(clauses, beside, isouter=True)
        .where(positions.c.agreement == agreement, positions.c.payer != positions.c.payee)
        .order_by(clauses.c.ordinal, positions.c.payer, positions.c.payee)
    )


def _add_balance(found: dict[str, Standing], row: Row[Any]) -> None:
    """Move the balances of both sides; money that settled nothing is kept apart."""
    for party, sign in ((row.payer, -1), (row.payee, 1)):
        if party not in found:
            continue
        if row.clause == UNAPPLIED:
            found[party].unapplied -= sign * row.paid
        else:
            found[party].unsettled += sign * (row.due - row.paid)


def _add_counted(found: dict[str, Standing], row: Row[Any]) -> None:
    """Count what is due as risk, recovery, reward or sales paid out."""
    if row.payer in found:
        if row.payer_counts == Counts.RISK.value:
            found[row.payer].cash += row.due
        elif row.payer_counts == Counts.RETAINED.value and row.entries:
            found[row.payer].keep(-row.due)
    if row.payee in found:
        if row.payee_counts == Counts.RECOVERY.value:
            found[row.payee].cash -= row.due
        elif row.payee_counts == Counts.REWARD.value:
            found[row.payee].accrued += row.due


def _add_received(found: dict[str, Standing], row: Row[Any], lanes: set[tuple[str, str, str]]) -> None:
    """Move what was paid from accrued to received; money paid back against a lane takes it out again."""
    if row.payee_counts != Counts.REWARD.value or not row.paid:
        return
    backwards = (row.clause, row.payer, row.payee) not in lanes and (row.clause, row.payee, row.payer) in lanes
    party, paid = (row.payer, -row.paid) if backwards else (row.payee, row.paid)
    found[party].received += paid
    found[party].accrued -= paid
