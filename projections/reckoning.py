"""Where everything that was due is: received, accrued, waived, disputed or leaked, so that it adds up.

    due = received + accrued + waived + disputed + leaked

Due is what entries made owing, netted between two parties under a clause, and over the common pot under a cost share.
Received, waived and disputed are what payments, waivers and disputes settled or hold of it. What is still open is taken
from the agreement's account of debts: leaked if its day has passed, accrued if not. Money paid beyond what is due is to
be given back, and is not received. The two sides come from different books, so that the residual is a check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeAlias

from contracts.clause import VENTURE
from contracts.debts import BALANCE
from contracts.parts.debt import whole_clause
from ledger.due_events import HOLDING
from ledger.facts import Status
from projections.loaded import Loaded
from projections.rendering.report import Amount, Formula, Row, Table, money, text

Account: TypeAlias = tuple[str, str, str]
"""A clause with its parts and the two parties between which it runs, in alphabetical order; "" for a common pot."""

DUE, PAID, WAIVED, DISPUTED, OPEN, LATE = range(6)


class Reckoned(NamedTuple):
    """Where what was due is, in minor units."""

    due: int = 0
    received: int = 0
    accrued: int = 0
    waived: int = 0
    disputed: int = 0
    leaked: int = 0

    @property
    def residual(self) -> int:
        """Return what is due and nowhere, which is nothing."""
        return self.due - sum(self[1:])

    def plus(self, other: Reckoned) -> Reckoned:
        """Add two up."""
        return Reckoned(*(one + two for one, two in zip(self, other, strict=True)))


def reckoned(loaded: Loaded, today: date) -> Reckoned:
    """Add up everything that was due under one agreement, to whoever is owed it."""
    total = Reckoned()
    for lanes in _accounts(loaded, today).values():
        if lanes[DUE] > 0:
            left = max(0, lanes[OPEN])
            leaked = max(0, min(left, lanes[LATE]))
            received = lanes[PAID] + min(0, lanes[OPEN])
            total = total.plus(Reckoned(lanes[DUE], received, left - leaked, lanes[WAIVED], lanes[DISPUTED], leaked))
    return total


def _accounts(loaded: Loaded, today: date) -> dict[tuple[Account, str], list[int]]:
    """Return by account and party what it is owed (above zero) or owes, and where that is."""
    found: dict[tuple[Account, str], list[int]] = {}
    for lane, account, payer, payee, amount in (*_booked(loaded), *_settled(loaded), *_open(loaded, today)):
        for party, moved in ((payee, amount), (payer, -amount)):
            found.setdefault((account, party), [0] * 6)[lane] += moved
    return found


_Moved: TypeAlias = tuple[int, Account, str, str, int]


def _booked(loaded: Loaded) -> Iterator[_Moved]:
    for clause, _, (_, payer, payee), amount in loaded.agreement.engine.booked():
        if payer != payee:
            yield DUE, _account(clause, payer, payee, pot=VENTURE in (payer, payee)), payer, payee, amount


def _settled(loaded: Loaded) -> Iterator[_Moved]:
    for fact in loaded.agreement.facts.values():
        if fact.status is Status.COUNTS and (fact.kind == "payment" or fact.kind in HOLDING):
            lane = {"payment": PAID, "dispute": DISPUTED}.get(fact.kind, WAIVED)
            for part in (*fact.applied, *fact.advanced):
                account = _account(part.clause, fact.party, fact.of, pot=part.role == BALANCE)
                yield lane, account, fact.party, fact.of, part.amount


def _open(loaded: Loaded, today: date) -> Iterator[_Moved]:
    for owed in loaded.owing:
        account = _account(owed.clause, owed.payer, owed.payee, pot=owed.role == BALANCE)
        yield OPEN, account, owed.payer, owed.payee, owed.amount
        if owed.due is not None and owed.due < today:
            yield LATE, account, owed.payer, owed.payee, owed.amount


def _account(clause: str, payer: str, payee: str, *, pot: bool) -> Account:
    one, other = ("", "") if pot else sorted((payer, payee))
    return (whole_clause(clause), one, other)


def reckoning(several: Iterable[tuple[str, Amount, Reckoned]]) -> Table:
    """Show, agreement by agreement and in total by currency, where everything that was due is."""
    columns = (
        text("agreement", "Agreement"),
        money("due", "Due"),
        money("received", "Received"),
        money("accrued", "Accrued"),
        money("waived", "Waived"),
        money("disputed", "Disputed"),
        money("leaked", "Leaked"),
        money("residual", "Residual"),
    )
    sums: dict[tuple[str, int], list[Reckoned]] = {}
    rows: list[Row] = []
    for name, unit, found in several:
        sums.setdefault((unit.currency, unit.digits), []).append(found)
        rows.append((name, *_amounts(found, unit)))
    for (currency, digits), members in sums.items():
        if len(members) > 1:
            rows.append((f"all in {currency}", *_amounts(_sum(members), Amount(0, currency, digits))))
    left = Formula("residual", "{due}-{received}-{accrued}-{waived}-{disputed}-{leaked}")
    title = "Everything that was due, and where it is"
    return Table("reckoning", columns, tuple(rows), title=title, formulas=(left,))


def _amounts(found: Reckoned, unit: Amount) -> Iterator[Amount]:
    yield from (unit._replace(minor=minor) for minor in (*found, found.residual))


def _sum(several: Iterable[Reckoned]) -> Reckoned:
    total = Reckoned()
    for each in several:
        total = total.plus(each)
    return total
