"""What was waived, as it moves where each party stands: given up by who was owed, and borne no longer by who owed.

A waived reward is no longer accrued; a waived recovery of costs stays with whoever paid them, and is no risk of the
other party any more; what is waived of sales shared out is retained by who sells.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from contracts.classification import Counts
from projections import tables
from projections.asking import Agreed
from projections.at_once import rows_of
from projections.parts import Part


def waived(connection: Connection, agreement: str, lanes: Set[tuple[str, str, str]]) -> Iterator[Part]:
    """Yield the addends of what was waived; `lanes` are the clauses, payers and payees under which entries run."""
    for row in rows_of(connection, _waivers, agreement):
        yield from _moved(row, lanes)


def _waivers() -> Select[Any]:
    held, clauses = tables.held.c, tables.clauses.c
    beside = and_(clauses.agreement == held.agreement, clauses.clause == held.clause)
    between = (held.clause, held.payer, held.payee, clauses.payer_counts, clauses.payee_counts, clauses.recurs)
    return (
        select(held.agreement, *between, func.sum(held.amount).label("given_up"))
        .join(tables.clauses, beside)
        .where(held.kind == "waiver")
        .group_by(held.agreement, *between)
        .order_by(held.clause, held.payer, held.payee)
    )


def waived_in_words(connection: Connection, agreed: Agreed) -> Iterator[str]:
    """Say what was waived, which is no reward any more, and what is disputed, which still is accrued."""
    for row in rows_of(connection, _held, agreed.id):
        kind, payer, payee, amount = row.kind, row.payer, row.payee, row.amount
        if not amount:
            continue
        what = f"{agreed.id}: {agreed.money(int(amount))}"
        if kind == "waiver":
            yield f"{what} that {payer} owed was waived by {payee}, and is accrued no longer."
        else:
            yield f"{what} that {payer} owes {payee} is disputed; it stays accrued until the dispute ends."


def _held() -> Select[Any]:
    held = tables.held.c
    between = (held.agreement, held.kind, held.payer, held.payee)
    sums = select(*between, func.sum(held.amount).label("amount")).group_by(*between)
    return sums.order_by(held.kind.desc(), held.payer, held.payee)


def _moved(row: Any, lanes: Set[tuple[str, str, str]]) -> Iterator[Part]:
    amount, source = int(row.given_up), f"{row.clause}, waived by {row.payee}"
    yield Part(row.payer, "unsettled", source, amount)
    yield Part(row.payee, "unsettled", source, -amount)
    backwards = (row.clause, row.payer, row.payee) not in lanes and (row.clause, row.payee, row.payer) in lanes
    payer, payee, amount = (row.payee, row.payer, -amount) if backwards else (row.payer, row.payee, amount)
    if row.payer_counts == Counts.RISK.value:
        yield Part(payer, "cash", source, -amount)
    elif row.payer_counts == Counts.RETAINED.value:
        yield Part(payer, "retained", source, amount)
    if row.payee_counts == Counts.RECOVERY.value:
        yield Part(payee, "cash", source, amount)
    elif row.payee_counts == Counts.REWARD.value:
        yield Part(payee, "accrued", source, -amount)
        yield Part(payee, "recurring" if row.recurs else "one_off", source, -amount)
