"""What stands beside the risk that was borne: commitments unspent, contingent exposure, contributions without a value.

committed             = unspent commitments, in the proportions of the clause that shares such costs, before its limits
contingent, at most   = sum of the caps of the guarantees, indemnities and clawbacks in force that a party gave, and of
                        what it bears of others' shares above their caps, where a budget over the life limits that
contingent, expected  = sum of cap x probability; undefined where a probability was not agreed

Time passes by closes: what binds until a day is over once a close, or the date that is asked about, lies behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, Select, bindparam, func, select

from contracts.classification import Counts
from contracts.clauses.cost_share import CostShare
from contracts.clauses.guarantee import Guarantee, GuaranteeTerms
from contracts.commitments import Promise, unspent
from contracts.contract import Contract
from contracts.money import round_amount, split
from contracts.parts.quantity import QUANTITY_PARTS
from ledger.commitment_events import CommitmentRecorded
from ledger.facts import Status
from projections import tables
from projections.at_once import own_rows, rows_of
from projections.fact_rows import UNEVIDENCED, UNVALUED
from projections.kinds import agreements_with, is_of_kind
from projections.parts import Part
from projections.terms_in_force import closed_through, contract_of, has_clause

_committed = msgspec.json.Decoder(CommitmentRecorded).decode


class Unvalued(NamedTuple):
    """What a party contributed that has no value: how much of what, in thousandths of a unit, and why not."""

    party: str
    item: str
    quantity: int
    why: str


def committed(connection: Connection, agreement: str, today: date | None) -> Iterator[Part]:
    """Yield what each party will have to bear of every commitment that is not spent, released or over."""
    if not rows_of(connection, _committing, agreement):
        return
    bodies = [_committed(row.details) for row in _facts(connection, agreement, "commitment")]
    now, contract = today or closed_through(connection, agreement), contract_of(connection, agreement)
    left = _left(connection, agreement, contract, bodies)
    for body in bodies:
        if left[body.ref] and not (body.until and now and body.until < now):
            yield from _borne(contract, body, left[body.ref])


def _left(
    connection: Connection, agreement: str, contract: Contract, bodies: list[CommitmentRecorded]
) -> dict[str, int]:
    """Return what is left of each commitment, worked out for each role and category together."""
    released: dict[str, int] = {}
    for row in _facts(connection, agreement, "release"):
        released[row.of] = released.get(row.of, 0) + row.amount
    alike: dict[tuple[str, str, str], list[Promise]] = {}
    for body in bodies:
        kind = "contribution" if body.funding else "cost"
        promise = Promise(body.ref, body.on, body.until, body.amount - released.get(body.ref, 0))
        role = contract.role_of(kind, body.of, body.party, body.on)
        alike.setdefault((kind, body.of, role), []).append(promise)
    left: dict[str, int] = {}
    for spending, promises in alike.items():
        left |= unspent(promises, _spent(connection, agreement, contract, spending))
    return left


def _spent(
    connection: Connection, agreement: str, contract: Contract, spending: tuple[str, str, str]
) -> Iterator[tuple[date, int]]:
    """Yield what was spent in a role by day, whoever filled it: what one party promised its successor uses up."""
    (kind, of, role), daily = spending, tables.daily.c
    same = (daily.agreement == agreement, daily.measure == f"{kind}:{of}")
    for row in connection.execute(select(daily.on, daily.party, daily.amount).where(*same)):
        if contract.role_of(kind, of, row.party, date.fromisoformat(row.on)) == role:
            yield date.fromisoformat(row.on), row.amount


def _borne(contract: Contract, body: CommitmentRecorded, left: int) -> Iterator[Part]:
    own = {body.party: Fraction(1)}
    shares = own if body.funding else contract.borne(body.of, body.party, body.on)
    source = f"{body.ref}, {'capital promised to' if body.funding else 'committed for'} {body.of}"
    for party, amount in zip(shares, split([left * share for share in shares.values()]), strict=True):
        yield Part(party, "committed", source, amount)


def contingent(connection: Connection, agreement: str, asked: date | None) -> Iterator[Part]:
    """Yield what may have to be paid at most, and what is expected of it; that is None where nothing was agreed."""
    kinds = [kind for kind in ("guarantee", "cost share") if has_clause(connection, agreement, "kind", kind)]
    if not kinds or (kinds == ["cost share"] and not _has_limits(connection, agreement)):
        return
    contract = contract_of(connection, agreement)
    now = asked or closed_through(connection, agreement)
    for name, clause in contract.clauses.items():
        if isinstance(clause, Guarantee):
            yield from _guaranteed(contract, name, clause, asked, now)
        elif isinstance(clause, CostShare):
            day = (asked or date.max).toordinal()
            parts = _above_caps(connection, agreement, name, clause, asked)
            yield from (part._replace(party=contract.roles.holder(name, part.party, day)) for part in parts)


def _has_limits(connection: Connection, agreement: str) -> bool:
    """Whether the terms in force speak of caps at all, which is cheaper to see than to read them."""
    signed = tables.agreements.c
    terms: bytes = connection.execute(select(signed.terms).where(signed.agreement == agreement)).scalar_one()
    return b'"cap":' in terms and b'"budget":' in terms


def _guaranteed(
    contract: Contract, name: str, clause: Guarantee, asked: date | None, now: date | None
) -> Iterator[Part]:
    day = (asked or date.max).toordinal()
    terms: GuaranteeTerms | None = clause.terms_on(day)
    if terms is None or (asked and terms.starting and asked < terms.starting):
        return
    if now and terms.until and terms.until < now:
        return
    cap = terms.up_to.minor(contract.digits, contract.terms.currency)
    likely = None if terms.probability is None else round_amount(terms.probability * cap)
    by = contract.roles.holder(name, terms.by, day)
    yield Part(by, "contingent_most", f"{name}, {terms.nature} for {terms.for_}", cap)
    yield Part(by, "contingent_expected", f"{name}, {terms.nature} for {terms.for_}", likely)


def _above_caps(
    connection: Connection, agreement: str, name: str, clause: CostShare, asked: date | None
) -> Iterator[Part]:
    """Yield what others' shares above their caps may still cost who bears them, where a budget sets an end to it."""
    on = (asked or date.max).toordinal()
    terms = clause.terms_on(on)
    daily = tables.daily.c
    measure = terms.measure if terms else ""
    found = select(func.sum(daily.amount)).where(daily.agreement == agreement, daily.measure == measure)
    spent = connection.execute(found).scalar() or 0
    for bearer, party, amount in clause.excesses(on, int(spent)):
        if amount:
            yield Part(bearer, "contingent_most", f"{name}, share of {party} above its cap", amount)
            yield Part(bearer, "contingent_expected", f"{name}, share of {party} above its cap", None)


def claimed_in_kind(connection: Connection, agreement: str) -> Iterator[Part]:
    """Yield what contributions in kind that await acceptance would count for by themselves, before any cap."""
    if not has_clause(connection, agreement, "payer_counts", Counts.IN_KIND.value):
        return
    waiting = _facts(connection, agreement, "in kind", Status.PENDING)
    contract = contract_of(connection, agreement) if waiting else None
    for fact in waiting if contract else ():
        quantity, on = Fraction(fact.amount, QUANTITY_PARTS), date.fromisoformat(fact.on)
        worth = contract.worth_in_kind(fact.of, fact.party, on, quantity, evidenced=fact.evidenced) if contract else 0
        yield Part(fact.party, "claimed_in_kind", f"{fact.ref}, {fact.of}", worth)


def unvalued(connection: Connection, agreement: str) -> Iterator[Unvalued]:
    """Yield what was contributed without a value, and what counts for nothing because its evidence is missing."""
    totals = rows_of(connection, totals_in_order, agreement)
    rows = [row for row in totals if row.amount and row.measure.startswith((UNVALUED, UNEVIDENCED))]
    contract = contract_of(connection, agreement) if any(row.measure.startswith(UNEVIDENCED) for row in rows) else None
    for row in rows:
        item = row.measure.partition(":")[2]
        if row.measure.startswith(UNVALUED):
            yield Unvalued(row.party, item, row.amount, "nothing agreed gives it a value")
        elif contract and contract.asks_evidence(item, row.party):
            yield Unvalued(row.party, item, row.amount, "its evidence is missing")


def totals_in_order() -> Select[Any]:
    """Select the running totals of facts by party and measure."""
    return select(tables.totals).order_by(tables.totals.c.party, tables.totals.c.measure)


def _committing() -> Select[Any]:
    """Select the agreements under which something was ever committed."""
    return agreements_with("commitment")


def _facts(connection: Connection, agreement: str, kind: str, status: Status = Status.COUNTS) -> Sequence[Row[Any]]:
    return own_rows(connection, _of_a_kind, agreement, kind=kind, status=status.value)


def _of_a_kind() -> Select[Any]:
    facts = tables.facts.c
    wanted = (is_of_kind(bindparam("of_agreement"), bindparam("kind")), facts.status == bindparam("status"))
    return select(tables.facts).where(*wanted).order_by(facts.event)
