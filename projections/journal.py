"""What was booked, paid and waived, as balanced transactions in accounts of each party under each clause.

    booked    the payer's expense and payable, the payee's receivable and income; each named for what it counts as
    paid      the payer's payable and the payee's receivable are cleared by their cash; what is left over is an advance
    waived    both are cleared without cash
    kept      in kind, and what a party is due from itself: an expense and an income of its own, and no debt

so that under a clause receivable + payable of a party is its balance, and its cash what it was paid less what it paid.
The common pot of a cost share is a party whose two sides are equity and add up to nothing. What has accrued and what is
disputed moves no balance, and is left out. An entry stands on the day it was booked, a payment on its own: where that
day was closed before the payment was recorded, statements show it on the first day that was open.

    Assets:Agreement:Party:Receivable:Clause      Expenses:Agreement:Party:Risk:Clause
    Liabilities:Agreement:Party:Payable:Clause    Income:Agreement:Party:Reward:Clause
    Assets:Agreement:Party:Cash                   Equity:Agreement:Venture:Pot:Clause
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from heapq import merge
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, func, select

from projections import tables
from projections.asking import Agreed, find_agreement
from projections.fact_rows import UNAPPLIED
from projections.journal_accounts import Accounts, Moves, Names, added
from projections.rendering.journal_text import Note, Posting, Section, Transaction

_AT_ONCE = 2000
"""Rows that are read together: what is written is never held as a whole."""

_WAIVED = tables.held.c.kind == "waiver"


class _Lane(NamedTuple):
    """Between whom something moved under a clause, what that moves, and the first day of it."""

    moves: Callable[[str, str, str, int], Moves]
    clause: str
    payer: str
    payee: str
    first: str


class _Dated(NamedTuple):
    """A transaction, and where it stands: by day, by event, and behind which other movements of the event."""

    place: tuple[str, int, int]
    transaction: Transaction


def standing(connection: Connection) -> list[str]:
    """Return the agreements that were not voided, in the order of signing."""
    signed = tables.agreements.c
    ids = select(signed.agreement).where(signed.voided.is_(None)).order_by(signed.signed)
    return list(connection.execute(ids).scalars())


def sections(connection: Connection, agreements: Iterable[str]) -> Iterator[Section]:
    """Yield what each agreement holds; its transactions are read as they are asked for. Raises NotFound."""
    names = Names()
    for agreement in agreements:
        agreed = find_agreement(connection, agreement)
        yield _section(connection, agreed, Accounts(agreed, names))


def _section(connection: Connection, agreed: Agreed, accounts: Accounts) -> Section:
    lanes = list(_lanes(connection, agreed.id, accounts))
    used = {account for lane in lanes for account in lane.moves(lane.clause, lane.payer, lane.payee, 1)}
    first = min((lane.first for lane in lanes), default=agreed.row.effective)
    return Section(
        heading=f"{agreed.title} ({agreed.id})",
        currency=agreed.currency,
        digits=agreed.digits,
        opened=date.fromisoformat(first),
        accounts=tuple(sorted(used)),
        transactions=_transactions(connection, agreed, accounts),
    )


def _lanes(connection: Connection, agreement: str, accounts: Accounts) -> Iterator[_Lane]:
    """Yield every lane of what was booked, paid and waived."""
    sources = (
        (tables.entries.c, tables.entries.c.booked, accounts.booked),
        (tables.settlements.c, tables.settlements.c.on, accounts.paid),
        (tables.held.c, tables.held.c.on, accounts.waived),
    )
    for columns, day, moves in sources:
        lane = (columns.clause, columns.payer, columns.payee)
        wanted = [columns.agreement == agreement, *([_WAIVED] if moves == accounts.waived else [])]
        for row in connection.execute(select(*lane, func.min(day)).where(*wanted).group_by(*lane)):
            yield _Lane(moves, *row)


def _transactions(connection: Connection, agreed: Agreed, accounts: Accounts) -> Iterator[Transaction]:
    """Yield what moved an agreement's accounts, by day and event; what came to nothing is left out."""
    streams = (each(connection, agreed, accounts) for each in (_entries, _payments, _waivers))
    for dated in merge(*streams, key=itemgetter(0)):
        if dated.transaction.postings:
            yield dated.transaction


def _entries(connection: Connection, agreed: Agreed, accounts: Accounts) -> Iterator[_Dated]:
    entries = tables.entries.c
    columns = [column for column in entries if column is not entries.working]
    order = (entries.booked, entries.event, entries.n)
    for row in _read(connection, select(*columns).where(entries.agreement == agreed.id).order_by(*order)):
        notes: list[Note] = [("clause", row.clause), ("role", row.role), ("period", row.period)]
        notes += [("due", date.fromisoformat(row.due))] if row.due else []
        notes += [("true-up", "yes")] if row.true_up else []
        words = _entry_in_words(agreed, row, in_kind=accounts.in_kind(row.clause))
        moves = accounts.booked(row.clause, row.payer, row.payee, row.amount)
        place = (row.booked, row.event, 0)
        yield _dated(place, f"E{row.event}.{row.n}", words, (*_known(agreed, row), *notes), moves)


def _entry_in_words(agreed: Agreed, row: Row[Any], *, in_kind: bool) -> str:
    under = f"{row.clause}, {'true-up for ' if row.true_up else ''}{row.period}: {agreed.name(row.payer)}"
    less = " less" if row.amount < 0 else ""
    if row.payer == row.payee:
        return f"{under} {'contributes in kind' if in_kind else 'keeps its own share'}{less and ', less'}"
    return f"{under} owes {agreed.name(row.payee)}{less}"


def _payments(connection: Connection, agreed: Agreed, accounts: Accounts) -> Iterator[_Dated]:
    """Yield each payment with all that it settled; what it settles later is a transaction of that day."""
    settled = tables.settlements.c
    wanted = select(tables.settlements).where(settled.agreement == agreed.id)
    rows = _read(connection, wanted.order_by(settled.on, settled.event, settled.ref, settled.n))
    for (on, event, ref), group in groupby(rows, key=attrgetter("on", "event", "ref")):
        parts = list(group)
        moves = added(*(accounts.paid(part.clause, part.payer, part.payee, part.amount) for part in parts))
        periods = dict.fromkeys(part.period for part in parts if part.period)
        notes: list[Note] = [("period", " ".join(periods))] if periods else []
        words = _payment_in_words(agreed, parts)
        yield _dated((on, event, 1), f"{agreed.id}/{ref}", words, (*_known(agreed, parts[0]), *notes), moves)


def _payment_in_words(agreed: Agreed, parts: Sequence[Row[Any]]) -> str:
    payer, payee = agreed.name(parts[0].payer), agreed.name(parts[0].payee)
    total = sum(part.amount for part in parts)
    applied = sum(part.amount for part in parts if part.clause != UNAPPLIED)
    if total == 0:
        done = "no longer settles" if applied < 0 else "settles"
        return f"What {payer} paid {payee} in advance {done} what fell due"
    return f"{payer} paid {payee}{', taken back' if total < 0 else ''}"


def _waivers(connection: Connection, agreed: Agreed, accounts: Accounts) -> Iterator[_Dated]:
    held = tables.held.c
    wanted = select(tables.held).where(held.agreement == agreed.id, _WAIVED)
    for row in _read(connection, wanted.order_by(held.on, held.event, held.n)):
        notes: list[Note] = [("clause", row.clause), ("role", row.role), ("period", row.period)]
        back = ", taken back" if row.amount < 0 else ""
        words = f"{agreed.name(row.payee)} waives what {agreed.name(row.payer)} owes{back}"
        moves = accounts.waived(row.clause, row.payer, row.payee, row.amount)
        place = (row.on, row.event, 2)
        yield _dated(place, f"{agreed.id}/{row.ref}", words, (*_known(agreed, row), *notes), moves)


def _read(connection: Connection, wanted: Select[Any]) -> Iterator[Row[Any]]:
    yield from connection.execute(wanted, execution_options={"yield_per": _AT_ONCE})


def _known(agreed: Agreed, row: Row[Any]) -> tuple[Note, ...]:
    return (("agreement", agreed.id), ("event", str(row.event)), ("payer", row.payer), ("payee", row.payee))


def _dated(place: tuple[str, int, int], reference: str, words: str, notes: tuple[Note, ...], moves: Moves) -> _Dated:
    postings = tuple(Posting(account, amount_minor) for account, amount_minor in moves.items() if amount_minor)
    return _Dated(place, Transaction(date.fromisoformat(place[0]), reference, words, notes, postings))
