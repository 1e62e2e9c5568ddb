"""Where each party stands: its risk, its reward and its balance, added up from running totals.

cash risk = costs and capital paid in + entries owed that count as risk - entries due to it that count as cost recovery
in kind   = accepted contributions in kind by the rate card, which a party is due from itself
committed = what it will have to bear of commitments that are not spent (`exposure`), and beside it what is contingent
claimed   = costs that await acceptance; contributions in kind that do, each by the rate card before any cap, apart
received  = settlements to it under clauses whose payee side counts as reward + what it holds and pays itself of them
accrued   = entries due to it from others under such clauses - settlements - what it has waived of them
saving    = entries due to it under clauses whose payee side counts as verified saving
recurring = of received and accrued, what comes again and again (royalties, shares of profit); one-off is the rest
retained  = its sales and income on the bases of clauses paid out of sales, less deductions, less what it owes
            others under such clauses
unsettled = entries due to it - entries owed by it + settlements made - settlements received, waivers as settlements
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, exists, select

from contracts.classification import Counts
from projections import exposure, tables
from projections.at_once import rows_of
from projections.fact_rows import UNAPPLIED
from projections.measures import at_risk
from projections.parts import Part
from projections.succeeded import put_right
from projections.waived import waived


@dataclass
class Standing:
    """One party's amounts in minor units.

    `retained` is None for who sells nothing that is shared, `contingent_expected` where a probability is missing.
    """

    cash: int = 0
    in_kind: int = 0
    committed: int = 0
    claimed: int = 0
    claimed_in_kind: int = 0
    contingent_most: int = 0
    contingent_expected: int | None = 0
    received: int = 0
    accrued: int = 0
    saving: int = 0
    recurring: int = 0
    one_off: int = 0
    unsettled: int = 0
    unapplied: int = 0
    retained: int | None = None

    @property
    def risk(self) -> int:
        """Return the default basis of risk."""
        return self.cash + self.in_kind

    @property
    def at_risk(self) -> int:
        """Return the capital at risk, never below nothing."""
        return at_risk(self.cash, self.in_kind, self.committed, self.received)

    @property
    def reward(self) -> int:
        """Return the default basis of reward."""
        return self.received + self.accrued + self.saving

    @property
    def reward_with_retained(self) -> int:
        """Return the reward with the retained sales counted."""
        return self.reward + (self.retained or 0)

    def add(self, part: Part) -> None:
        """Add a part to the amount that it names."""
        if part.measure == "contingent_expected":
            self.contingent_expected = _both(self.contingent_expected, part.amount)
        else:
            setattr(self, part.measure, _both(getattr(self, part.measure) or 0, part.amount))

    def plus(self, other: Standing) -> Standing:
        """Add two standings in one currency."""
        kept = [pot for pot in (self.retained, other.retained) if pot is not None]
        added = {name: getattr(self, name) + getattr(other, name) for name in ADDED}
        expected = _both(self.contingent_expected, other.contingent_expected)
        return replace(self, **added, retained=sum(kept) if kept else None, contingent_expected=expected)


ADDED = tuple(field.name for field in fields(Standing) if field.name not in ("retained", "contingent_expected"))
"""The amounts that are always defined."""


def _both(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def standings(
    connection: Connection, agreement: str, parties: Iterable[str], today: date | None = None
) -> dict[str, Standing]:
    """Return where the parties of one agreement stand, in their order; `today` is the day asked about, if any."""
    found = {party: Standing() for party in parties}
    for part in parts(connection, agreement, today):
        if part.party in found:
            found[part.party].add(part)
    return found


def parts(connection: Connection, agreement: str, today: date | None = None) -> Iterator[Part]:
    """Yield every addend of where the parties of one agreement, and its common pot, stand."""
    for row in rows_of(connection, exposure.totals_in_order, agreement):
        if row.measure == "cost":
            yield Part(row.party, "cash", "costs paid", row.amount)
        elif row.measure == "capital":
            yield Part(row.party, "cash", "capital paid in", row.amount)
        elif row.measure == "claimed":
            yield Part(row.party, "claimed", "costs claimed", row.amount)
    yield from exposure.claimed_in_kind(connection, agreement)
    yield from exposure.committed(connection, agreement, today)
    yield from exposure.contingent(connection, agreement, today)
    yield from _shared_sales(connection, agreement)
    shared = {row.measure for row in rows_of(connection, _shared, agreement)}
    yield from put_right(connection, agreement, shared)
    rows = rows_of(connection, _positions, agreement)
    lanes = {(row.clause, row.payer, row.payee) for row in rows if row.entries}
    yield from waived(connection, agreement, lanes)
    for row in rows:
        if row.payer == row.payee:
            yield from _kept(row)
            continue
        yield from _balances(row)
        yield from _counted(row)
        yield from _received(row, lanes)


def _shared_sales(connection: Connection, agreement: str) -> Iterator[Part]:
    """Yield each party's sales and income that a clause is paid out of, each base once, and less its deductions."""
    for row in rows_of(connection, _shared, agreement):
        party, measure, amount = row.party, row.measure, row.amount
        kind, _, of = measure.partition(":")
        yield Part(party, "retained", f"{kind} of {of}", -amount if kind == "deduction" else amount)


def _shared() -> Select[Any]:
    """Select the totals of what a clause is paid out of."""
    measures, clauses, totals = tables.measures.c, tables.clauses.c, tables.totals.c
    paid_out_of = exists().where(
        measures.agreement == totals.agreement,
        measures.measure == totals.measure,
        clauses.agreement == measures.agreement,
        clauses.clause == measures.clause,
        clauses.payer_counts == Counts.RETAINED.value,
    )
    return select(tables.totals).where(paid_out_of).order_by(totals.party, totals.measure)


def _positions() -> Select[Any]:
    """Select the running totals between two parties, or of one with itself, with what they count as for either."""
    positions, clauses = tables.positions, tables.clauses
    beside = and_(clauses.c.agreement == positions.c.agreement, clauses.c.clause == positions.c.clause)
    return (
        select(positions, clauses.c.payer_counts, clauses.c.payee_counts, clauses.c.recurs)
        .join(clauses, beside, isouter=True)
        .order_by(clauses.c.ordinal, positions.c.payer, positions.c.payee)
    )


def _kept(row: Row[Any]) -> Iterator[Part]:
    """Yield what a party holds and is due itself; of sales that it retains its own part stands among them already."""
    if row.payer_counts == Counts.IN_KIND.value:
        yield Part(row.payer, "in_kind", f"{row.clause}, contributed", row.due)
    if row.payee_counts == Counts.SAVING.value:
        yield Part(row.payee, "saving", f"{row.clause}, kept", row.due)
    elif row.payee_counts == Counts.REWARD.value and row.payer_counts != Counts.RETAINED.value:
        yield Part(row.payee, "received", f"{row.clause}, kept", row.due)
        yield Part(row.payee, _kind(row), f"{row.clause}, kept", row.due)


def _balances(row: Row[Any]) -> Iterator[Part]:
    """Yield what moves the balances of both sides; money that settled nothing is kept apart."""
    if row.clause == UNAPPLIED:
        yield Part(row.payer, "unapplied", f"paid to {row.payee}", row.paid)
        yield Part(row.payee, "unapplied", f"paid by {row.payer}", -row.paid)
        return
    yield Part(row.payer, "unsettled", f"{row.clause}, to {row.payee}", row.paid - row.due)
    yield Part(row.payee, "unsettled", f"{row.clause}, from {row.payer}", row.due - row.paid)


def _counted(row: Row[Any]) -> Iterator[Part]:
    """Yield what is due as risk, recovery, reward or sales paid out."""
    owes, is_owed = f"{row.clause}, owed to {row.payee}", f"{row.clause}, owed by {row.payer}"
    if row.payer_counts == Counts.RISK.value:
        yield Part(row.payer, "cash", owes, row.due)
    elif row.payer_counts == Counts.RETAINED.value and row.entries:
        yield Part(row.payer, "retained", owes, -row.due)
    if row.payee_counts == Counts.RECOVERY.value:
        yield Part(row.payee, "cash", is_owed, -row.due)
    elif row.payee_counts == Counts.REWARD.value:
        yield Part(row.payee, "accrued", is_owed, row.due)
        yield Part(row.payee, _kind(row), is_owed, row.due)


def _kind(row: Row[Any]) -> str:
    return "recurring" if row.recurs else "one_off"


def _received(row: Row[Any], lanes: set[tuple[str, str, str]]) -> Iterator[Part]:
    """Yield what was paid, from accrued to received; money paid back against a lane takes it out again."""
    if row.payee_counts != Counts.REWARD.value or not row.paid:
        return
    backwards = is_backwards((row.clause, row.payer, row.payee), lanes)
    party, paid = (row.payer, -row.paid) if backwards else (row.payee, row.paid)
    source = f"{row.clause}, {'paid back to' if backwards else 'paid by'} {row.payee if backwards else row.payer}"
    yield Part(party, "received", source, paid)
    yield Part(party, "accrued", source, -paid)


def is_backwards(lane: tuple[str, str, str], lanes: set[tuple[str, str, str]]) -> bool:
    """Whether money that went from payer to payee under a clause gave back what the one had from the other."""
    clause, payer, payee = lane
    return lane not in lanes and (clause, payee, payer) in lanes
