"""Where each party stands: its risk, its reward and its balance, added up from running totals.

cash risk = costs and capital paid in + entries owed that count as risk - entries due to it that count as cost recovery
in kind   = accepted contributions in kind by the rate card, which a party is due from itself
claimed   = costs and contributions in kind that await acceptance; the latter each by the rate card, before any cap
received  = settlements to it under clauses whose payee side counts as reward + what it holds and pays itself of them
accrued   = entries due to it from others under such clauses - settlements
saving    = entries due to it under clauses whose payee side counts as verified saving
retained  = its sales and income on the bases of clauses paid out of sales, less deductions, less what it owes
            others under such clauses
unsettled = entries due to it - entries owed by it + settlements made - settlements received
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, select

from contracts.classification import Counts
from contracts.contract import Contract
from contracts.parts.quantity import QUANTITY_PARTS
from contracts.terms import AgreementTerms
from ledger.facts import Status
from projections import tables
from projections.fact_rows import UNAPPLIED


class Part(NamedTuple):
    """One addend of one of a party's amounts, named in `Standing`: where it comes from, and how much it adds."""

    party: str
    measure: str
    source: str
    amount: int


@dataclass
class Standing:
    """One party's amounts in minor units; `retained` is None for who sells nothing that is shared."""

    cash: int = 0
    in_kind: int = 0
    committed: int = 0
    claimed: int = 0
    received: int = 0
    accrued: int = 0
    saving: int = 0
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
        return self.received + self.accrued + self.saving

    @property
    def reward_with_retained(self) -> int:
        """Return the reward with the retained sales counted."""
        return self.reward + (self.retained or 0)

    def add(self, part: Part) -> None:
        """Add a part to the amount that it names."""
        setattr(self, part.measure, (getattr(self, part.measure) or 0) + part.amount)

    def plus(self, other: Standing) -> Standing:
        """Add two standings in one currency."""
        kept = [pot for pot in (self.retained, other.retained) if pot is not None]
        added = {name: getattr(self, name) + getattr(other, name) for name in _ADDED}
        return replace(self, **added, retained=sum(kept) if kept else None)


_ADDED = ("cash", "in_kind", "committed", "claimed", "received", "accrued", "saving", "unsettled", "unapplied")


def standings(connection: Connection, agreement: str, parties: Iterable[str]) -> dict[str, Standing]:
    """Return where the parties of one agreement stand, in their order."""
    found = {party: Standing() for party in parties}
    for part in parts(connection, agreement):
        if part.party in found:
            found[part.party].add(part)
    return found


def parts(connection: Connection, agreement: str) -> Iterator[Part]:
    """Yield every addend of where the parties of one agreement, and its common pot, stand."""
    for row in connection.execute(select(tables.totals).where(tables.totals.c.agreement == agreement)):
        if row.measure == "cost":
            yield Part(row.party, "cash", "costs paid", row.amount)
        elif row.measure == "capital":
            yield Part(row.party, "cash", "capital paid in", row.amount)
        elif row.measure == "claimed":
            yield Part(row.party, "claimed", "costs claimed", row.amount)
    yield from _claimed_in_kind(connection, agreement)
    yield from _shared_sales(connection, agreement)
    rows = list(_positions(connection, agreement))
    lanes = {(row.clause, row.payer, row.payee) for row in rows if row.entries}
    for row in rows:
        if row.payer == row.payee:
            yield from _kept(row)
            continue
        yield from _balances(row)
        yield from _counted(row)
        yield from _received(row, lanes)


def _claimed_in_kind(connection: Connection, agreement: str) -> Iterator[Part]:
    """Yield what contributions in kind that await acceptance would count for by themselves, before any cap."""
    facts, clauses = tables.facts.c, tables.clauses.c
    valuing = (clauses.agreement == agreement, clauses.payer_counts == Counts.IN_KIND.value)
    if connection.execute(select(clauses.clause).where(*valuing)).first() is None:
        return
    waiting = (facts.agreement == agreement, facts.kind == "in kind", facts.status == Status.PENDING.value)
    contract = _contract(connection, agreement)
    for fact in connection.execute(select(tables.facts).where(*waiting).order_by(facts.event)):
        quantity, on = Fraction(fact.amount, QUANTITY_PARTS), date.fromisoformat(fact.on)
        worth = contract.worth_in_kind(fact.of, fact.party, on, quantity, evidenced=fact.evidenced)
        yield Part(fact.party, "claimed", f"{fact.of}, claimed", worth)


def _contract(connection: Connection, agreement: str) -> Contract:
    """Return the terms of an agreement ready to work with: as signed, and as every amendment left them."""
    digits, terms = tables.agreements.c, tables.terms.c
    found = select(digits.digits).where(digits.agreement == agreement)
    held = select(terms.effective, terms.terms).where(terms.agreement == agreement).order_by(terms.event)
    signed, *amended = connection.execute(held).all()
    contract = Contract(AgreementTerms.from_json(signed.terms), connection.execute(found).scalar_one())
    for each in amended:
        contract.amend(AgreementTerms.from_json(each.terms), date.fromisoformat(each.effective))
    return contract


def _shared_sales(connection: Connection, agreement: str) -> Iterator[Part]:
    """Yield each party's sales and income that a clause is paid out of, each base once, and less its deductions."""
    measures, clauses, totals = tables.measures.c, tables.clauses.c, tables.totals.c
    beside = and_(clauses.agreement == measures.agreement, clauses.clause == measures.clause)
    bases = select(measures.measure).join(tables.clauses, beside)
    bases = bases.where(measures.agreement == agreement, clauses.payer_counts == Counts.RETAINED.value)
    found = select(totals.party, totals.measure, totals.amount)
    for party, measure, amount in connection.execute(
        found.where(totals.agreement == agreement, totals.measure.in_(bases))
    ):
        kind, _, of = measure.partition(":")
        yield Part(party, "retained", f"{kind} of {of}", -amount if kind == "deduction" else amount)


def _positions(connection: Connection, agreement: str) -> Iterator[Row[Any]]:
    """Yield the running totals between two parties, or of one with itself, with what they count as for either."""
    positions, clauses = tables.positions, tables.clauses
    beside = and_(clauses.c.agreement == positions.c.agreement, clauses.c.clause == positions.c.clause)
    yield from connection.execute(
        select(positions, clauses.c.payer_counts, clauses.c.payee_counts)
        .join(clauses, beside, isouter=True)
        .where(positions.c.agreement == agreement)
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


def _received(row: Row[Any], lanes: set[tuple[str, str, str]]) -> Iterator[Part]:
    """Yield what was paid, from accrued to received; money paid back against a lane takes it out again."""
    if row.payee_counts != Counts.REWARD.value or not row.paid:
        return
    backwards = (row.clause, row.payer, row.payee) not in lanes and (row.clause, row.payee, row.payer) in lanes
    party, paid = (row.payer, -row.paid) if backwards else (row.payee, row.paid)
    source = f"{row.clause}, {'paid back to' if backwards else 'paid by'} {row.payee if backwards else row.payer}"
    yield Part(party, "received", source, paid)
    yield Part(party, "accrued", source, -paid)
