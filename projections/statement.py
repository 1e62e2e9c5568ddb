"""The statement of a period: for every party and clause the opening balance, each movement, and the closing balance.

What enters a statement is what was booked on its days. Opening + movements = closing, always: the closing balance is
added up by itself and compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter

from sqlalchemy import Connection

from contracts.classification import Counts
from contracts.periods import Span
from contracts.roles import Roles
from ledger.errors import VerificationFailed
from projections import tables
from projections.accruals import accruals_in
from projections.asking import NOW, Agreed, Asked, find_agreement, footing
from projections.balances import Balances, balances_at, transfers, with_parts
from projections.booked import Settled, entries_of, settlements_of
from projections.closes import Entering
from projections.disputed import disputed_in, undisputed
from projections.fact_rows import UNAPPLIED
from projections.movements import Movement, movements_in, within
from projections.rendering.report import Block, Formula, Report, Row, Table, day, money, text
from projections.succeeded import roles_in


def statement(
    connection: Connection, agreement: str, period: str, party: str | None = None, asked: Asked = NOW
) -> Report:
    """Answer for a period, for all parties or one. Raises NotFound or Refused."""
    agreed = find_agreement(connection, agreement)
    span, wanted = agreed.span(period), agreed.party(party)
    parties = [wanted] if wanted else list(agreed.parties)
    opening = balances_at(connection, agreed.id, span.first - timedelta(days=1))
    closing = balances_at(connection, agreed.id, span.last)
    movements = sorted(movements_in(connection, agreed, span), key=attrgetter("on"))
    _check(agreed, opening, movements, closing)
    blocks: list[Block] = [_summary(agreed, parties, opening, movements, closing)]
    blocks += [account for name in parties for account in _accounts(agreed, name, opening, movements)]
    blocks += _asides(connection, agreed, span, parties)
    roles = roles_in(connection, agreed.id)
    blocks += _settling(agreed, parties, with_parts(undisputed(connection, agreed, span, closing)), roles, span.last)
    return Report(
        title=f"Statement {span.label}: {agreed.title} ({agreed.id}), {span.first} to {span.last}",
        blocks=tuple(blocks),
        notes=("A balance above zero is owed to the party, below zero it is owed by it.",),
        footing=footing(connection, asked),
    )


def _check(agreed: Agreed, opening: Balances, movements: Sequence[Movement], closing: Balances) -> None:
    """Compare opening + movements with closing, for every clause and party."""
    moved = dict(opening)
    for movement in movements:
        for party in (movement.payer, movement.payee):
            moved[movement.clause, party] = moved.get((movement.clause, party), 0) + movement.moves(party)
    for clause, party in closing.keys() | moved.keys():
        if closing.get((clause, party), 0) != moved.get((clause, party), 0):
            raise VerificationFailed(
                f"Opening and movements of {party} under {clause} do not give its closing balance",
                where=agreed.id,
                fix="Run pledger views rebuild, then pledger verify",
            )


def _summary(
    agreed: Agreed, parties: Sequence[str], opening: Balances, movements: Sequence[Movement], closing: Balances
) -> Table:
    unit = (agreed.currency, agreed.digits)
    columns = (
        text("party", "Party"),
        text("clause", "Clause"),
        money("opening", "Opening", *unit),
        money("movements", "Movements", *unit),
        money("closing", "Closing", *unit),
    )
    rows = []
    for party in parties:
        for clause in _clauses(agreed, party, opening, movements):
            before, after = opening.get((clause, party), 0), closing.get((clause, party), 0)
            rows.append((party, clause, before, after - before, after))
    return Table(
        "balances",
        columns,
        tuple(rows),
        title="Balances",
        empty="Nothing was booked or paid until then.",
        formulas=(*_moved(rows), Formula("closing", "{opening}+{movements}")),
    )


def _moved(rows: Sequence[Row]) -> Iterator[Formula]:
    """Yield how each balance moved: by what its account shows."""
    for number, (party, clause, *_) in enumerate(rows):
        yield Formula("movements", f"SUM({{account:{party}:{clause}!amount@:}})", range(number, number + 1))


def _clauses(agreed: Agreed, party: str, opening: Balances, movements: Iterable[Movement]) -> list[str]:
    """Return the clauses under which a party had a balance or a movement, in the order of the document."""
    moved = {movement.clause for movement in movements if party in (movement.payer, movement.payee)}
    return [clause for clause in agreed.clauses if clause in moved or opening.get((clause, party))]


def _accounts(agreed: Agreed, party: str, opening: Balances, movements: Sequence[Movement]) -> Iterator[Table]:
    """Yield a party's account under each clause."""
    for clause in _clauses(agreed, party, opening, movements):
        moved = [move for move in movements if move.clause == clause and party in (move.payer, move.payee)]
        yield _account(agreed, party, clause, opening.get((clause, party), 0), moved)


def _account(agreed: Agreed, party: str, clause: str, opening: int, movements: Sequence[Movement]) -> Table:
    """Show a party's account under one clause."""
    unit = (agreed.currency, agreed.digits)
    columns = (
        day("date", "Date"),
        text("what", "What"),
        text("reference", "Reference"),
        text("period", "For"),
        money("amount", "Amount", *unit),
        money("balance", "Balance", *unit),
        text("reason", "Reason"),
    )
    balance = opening
    rows: list[Row] = [(None, "opening", "", "", None, balance, "")]
    for move in movements:
        balance += move.moves(party)
        rows.append((move.on, move.what, move.reference, move.period, move.moves(party), balance, move.reason))
    rows.append((None, "closing", "", "", None, balance, ""))
    last = len(rows) - 1
    runs = (
        Formula("balance", "{balance^}+{amount}", range(1, last)),
        Formula("balance", "{balance^}", range(last, last + 1)),
    )
    title = f"{agreed.name(party)}, {clause}"
    return Table(f"account:{party}:{clause}", columns, tuple(rows), title=title, formulas=runs)


def _asides(connection: Connection, agreed: Agreed, span: Span, parties: Sequence[str]) -> Iterator[Table]:
    """Yield what moves no balance: money that settled nothing so far, and what a party keeps of its own."""
    unit = (agreed.currency, agreed.digits)
    settled = tables.settlements.c
    entered = Entering(connection, agreed.id).by(settled.on, settled.event, span.last)
    by_payment: dict[str, list[Settled]] = {}
    for part in settlements_of(connection, agreed.id, entered, settled.clause == UNAPPLIED):
        if part.payer in parties or part.payee in parties:
            by_payment.setdefault(part.ref, []).append(part)
    left = [
        (parts[0].payer, parts[0].payee, parts[0].on, f"{agreed.id}/{ref}", left_over)
        for ref, parts in by_payment.items()
        if (left_over := sum(part.amount for part in parts))
    ]
    columns = (text("payer", "Payer"), text("payee", "Payee"), day("date", "Date"), text("reference", "Reference"))
    if left:
        amount = money("amount", "Amount", *unit)
        yield Table("unapplied", (*columns, amount), tuple(left), title="Paid in advance, settling nothing so far")
    yield from disputed_in(connection, agreed, span, parties)
    yield from _own(connection, agreed, span, parties)
    yield from accruals_in(connection, agreed, span, parties)


def _own(connection: Connection, agreed: Agreed, span: Span, parties: Sequence[str]) -> Iterator[Table]:
    """Yield what parties contributed in kind, and what they keep: booked from a party to itself, and owed by nobody."""
    entries = tables.entries.c
    own = list(entries_of(connection, agreed.id, *within(entries.booked, span), entries.payer == entries.payee))
    columns = (text("party", "Party"), text("clause", "Clause"), day("date", "Date"), text("reference", "Reference"))
    amount = money("amount", "Amount", agreed.currency, agreed.digits)
    for name, in_kind, title in (
        ("in_kind", True, "Contributions in kind: no debt"),
        ("kept", False, "Shares that a party keeps itself: no debt"),
    ):
        rows = tuple(
            (booked.entry.payer, booked.entry.clause, booked.entry.booked, booked.reference, booked.entry.amount)
            for booked in own
            if booked.entry.payer in parties
            and in_kind == (agreed.clauses[booked.entry.clause].payer_counts == Counts.IN_KIND.value)
        )
        if rows:
            yield Table(name, (*columns, amount), rows, title=title)


def _settling(agreed: Agreed, parties: Sequence[str], closing: Balances, roles: Roles, last: date) -> Iterator[Table]:
    """Show who would pay whom to settle the closing balances, clause by clause, and whose credits stay instead.

    A clause has its parts with it, so that `closing` has nothing under theirs.
    """
    amount = money("amount", "Amount", agreed.currency, agreed.digits)
    columns = (text("clause", "Clause"), text("payer", "Pays"), text("payee", "Receives"), amount)
    credited = {name: row.credited for name, row in agreed.clauses.items()}
    credits_ = {name: role and roles.holder(name, role, last.toordinal()) for name, role in credited.items()}
    rows: tuple[Row, ...] = tuple(
        transfer
        for clause in agreed.clauses
        for transfer in transfers(closing, clause, list(agreed.parties))
        if (transfer.payer in parties or transfer.payee in parties) and transfer.payee != credits_[clause]
    )
    yield Table("settling", columns, rows, title="To settle the closing balances", empty="Nothing is to be paid.")
    kept: tuple[Row, ...] = tuple(
        (party, clause, closing[clause, party])
        for clause, party in credits_.items()
        if party in parties and closing.get((clause, party), 0) > 0
    )
    if kept:
        held = (text("party", "Party"), text("clause", "Clause"), amount)
        yield Table("credits", held, kept, title="Paid beyond what is due: a credit against what falls due later")
