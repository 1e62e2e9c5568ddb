"""Debts: what each clause has made owing between parties and what payments have settled of it.

A payment settles what the same payer owes the same payee, the oldest due date first, then the clauses in the order
of the agreement. Under a cost share the parties owe the common pot, and settle with each other: there, what one
party owes another is the smaller of what it owes the pot and what the other is owed by it. Money paid back settles
what was overpaid. What is left over stays with the payee as an advance, and settles what falls due later.

What a payee waives settles a due as money would, and what is disputed is ring-fenced: payments pass it by. Both hold
for one due only, and never for more of it than is left: a due that a later fact lessens gives back first what was
disputed of it, then what was waived, then what was paid in advance.

A clause and its parts, as `royalty` and `royalty:stacking`, are one account between two parties: what a reduction or
a credit takes off lessens what is owed under the clause, first for the same period, and is not owed back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from contracts.clause import VENTURE
from contracts.entries import Booked, Entry
from contracts.parts.debt import whole_clause

BALANCE = "balance"
"""The role under which a payment between parties settles a cost share."""


PAYMENT, DISPUTE = "payment", "dispute"
"""The kinds of holders that differ: what is disputed is still owed. Any other kind waives."""


class Debt(NamedTuple):
    """What a payer still owes a payee under one clause for one period, in minor units, above zero."""

    due: date
    order: int
    clause: str
    role: str
    period: str
    amount: int


class Advance(NamedTuple):
    """What is left over of a payment; it settles what it was made against, or anything if that is nothing.

    `kind` is that of the fact that holds it: a payment, or a waiver or dispute of one due that has become less.
    """

    payer: str
    payee: str
    against: tuple[str, ...]
    left: int
    kind: str = PAYMENT

    def settles(self, debt: Debt) -> bool:
        """Tell whether it may settle a debt."""
        return settles(self.against, debt)


def settles(against: Collection[str], debt: Debt) -> bool:
    """Tell whether a payment made against clauses or dues may settle a debt; none are any, a clause has its parts."""
    names = {debt.clause, whole_clause(debt.clause), due_name(debt.clause, debt.period)}
    return not against or not names.isdisjoint(against)


def due_name(clause: str, period: str) -> str:
    """Name what a clause makes due for a period.

    >>> due_name("royalty", "FY2026/27-Q1")
    'royalty@FY2026/27-Q1'
    """
    return f"{clause}@{period}"


class _Holder(NamedTuple):
    """Who holds an advance, a waiver or a dispute: its number in the order of recording, its kind, and the parties."""

    number: int
    kind: str
    payer: str
    payee: str

    @property
    def turn(self) -> tuple[int, int]:
        """Return when it is its turn: disputes first, then waivers, then payments, each as they were recorded."""
        return (0 if self.kind == DISPUTE else 2 if self.kind == PAYMENT else 1), self.number


class Debts:
    """The running account of entries and payments of one agreement.

    `clauses` may be the agreement's own collection, which grows when an amendment adds clauses.
    """

    def __init__(self, clauses: Collection[str]) -> None:
        self._clauses = clauses
        self._order: dict[str, int] = {}
        self._owed: dict[tuple[str, str, str, str, str], int] = {}
        self._due: dict[tuple[str, str], date] = {}
        self._pots: dict[tuple[str, str, str], int] = {}
        self._advances: dict[str, Advance] = {}
        self._spent: dict[tuple[str, str, str, str], int] = {}
        self._holders: dict[str, _Holder] = {}

    def know(self, clauses: Iterable[str]) -> None:
        """Take note of clauses that have joined, behind those that were there."""
        for clause in clauses:
            self._order.setdefault(clause, len(self._order))

    def balances(self, party: str) -> dict[str, int]:
        """Return what a party is owed (above zero) or owes, clause by clause, advances apart, disputes included."""
        found: dict[str, int] = {}
        for (clause, _, _, payer, payee), amount in self._owed.items():
            if party in (payer, payee):
                found[clause] = found.get(clause, 0) + (amount if party == payee else -amount)
        for (clause, owner, _), amount in self._pots.items():
            if owner == party:
                found[clause] = found.get(clause, 0) + amount
        for (holder, clause, _, _), amount in self._spent.items():
            _, kind, payer, payee = self._holders[holder]
            if kind == DISPUTE and party in (payer, payee):
                found[clause] = found.get(clause, 0) + (amount if party == payee else -amount)
        return found

    def book(self, entries: Iterable[Entry | Booked]) -> None:
        """Take note of what became owing."""
        for entry in entries:
            if entry.due is not None:
                self._due[entry.clause, entry.period] = entry.due
                self._due.setdefault((whole_clause(entry.clause), entry.period), entry.due)
            if VENTURE in (entry.payer, entry.payee):
                self._pot(entry.clause, entry.payee, entry.period, entry.amount)
                self._pot(entry.clause, entry.payer, entry.period, -entry.amount)
            elif entry.payer != entry.payee:
                key = (entry.clause, entry.role, entry.period, entry.payer, entry.payee)
                self._owed[key] = self._owed.get(key, 0) + entry.amount

    def due(self, clause: str, period: str) -> date | None:
        """Return the day by which a clause's dues of a period are payable, None if nothing is."""
        return self._due.get((clause, period))

    def settle(self, settled: tuple[str, str, str], payer: str, payee: str, amount: int) -> None:
        """Take note of what a payment settled (clause, role, period); a negative amount takes it back."""
        clause, role, period = settled
        if role == BALANCE:
            self._pot(clause, payer, period, amount)
            self._pot(clause, payee, period, -amount)
            return
        key = (clause, role, period, payer, payee)
        if key in self._owed:
            self._owed[key] -= amount
        else:
            back = (clause, role, period, payee, payer)
            self._owed[back] = self._owed.get(back, 0) + amount

    def _pot(self, clause: str, party: str, period: str, amount: int) -> None:
        key = (whole_clause(clause), party, period)
        self._pots[key] = self._pots.get(key, 0) + amount

    def keep(self, payment: str, advance: Advance) -> None:
        """Remember what is left over of a payment; nothing left forgets it."""
        self._holders.setdefault(payment, _Holder(len(self._holders), advance.kind, advance.payer, advance.payee))
        self._advances.pop(payment, None)
        if advance.left > 0:
            self._advances[payment] = advance

    def spend(self, payment: str, advance: Advance, settled: tuple[str, str, str], amount: int) -> None:
        """Let an advance settle something (clause, role, period); a negative amount gives it back."""
        key = (payment, *settled)
        self._spent[key] = self._spent.get(key, 0) + amount
        if not self._spent[key]:
            del self._spent[key]
        self.settle(settled, advance.payer, advance.payee, amount)
        self.keep(payment, advance._replace(left=advance.left - amount))

    def forget(self, payment: str) -> None:
        """Take note that a payment counts no longer, nor what it settled in advance."""
        self._advances.pop(payment, None)
        self._spent = {key: amount for key, amount in self._spent.items() if key[0] != payment}

    def returned(self, paid: Callable[[str], Advance]) -> Iterator[tuple[str, Debt, int]]:
        """Yield what advances settled beyond what is now due, to be given back to them by `spend` before the next."""
        spent = reversed(list(self._spent.items()))
        for (payment, clause, role, period), amount in sorted(spent, key=lambda each: self._back(each[0][0])):
            payer, payee = paid(payment)[:2]
            own = None if self._holders[payment].kind == PAYMENT else period  # others hold for one due only
            if (back := min(amount, self._oversettled(clause, role, payer, payee, own))) > 0:
                yield payment, self._debt(clause, role, period, 0), back

    def _back(self, payment: str) -> tuple[int, int]:
        """Return when it is its turn to give back: of one kind what was recorded last comes first."""
        rank, number = self._holders[payment].turn
        return rank, -number

    def _oversettled(self, clause: str, role: str, payer: str, payee: str, period: str | None = None) -> int:
        """Return by how much a payer has settled more than a clause with its parts makes it owe, in a period or all."""
        if role == BALANCE:
            return max(sum(self._balances(clause, payer).values()), -sum(self._balances(clause, payee).values()))
        between = {(payer, payee): 1}
        if period is not None:  # a holder may also hold what is owed back, which stands with the parties turned round
            between[payee, payer] = -1
        return -sum(
            owed * between.get((debtor, creditor), 0)
            for (name, _, of, debtor, creditor), owed in self._owed.items()
            if whole_clause(name) == whole_clause(clause) and period in (None, of)
        )

    def covered(self) -> Iterator[tuple[str, Debt, int]]:
        """Yield what advances can settle now, the first payment first, to be settled by `spend` before the next."""
        for payment, advance in sorted(self._advances.items(), key=lambda each: self._holders[each[0]].turn):
            debts = self.owing(advance.payer, advance.payee)
            for debt, part in list(applied(advance.left, filter(advance.settles, debts))):
                yield payment, debt, part

    def owing(self, payer: str, payee: str) -> list[Debt]:
        """Return what a payer still owes a payee, the oldest first; credits of a clause lessen its debts first."""
        return sorted((*self._direct(payer, payee), *self._through_pots(payer, payee)))

    def _direct(self, payer: str, payee: str) -> Iterator[Debt]:
        accounts: dict[str, list[Debt]] = {}
        for (clause, role, period, debtor, creditor), amount in self._owed.items():
            if amount and {debtor, creditor} == {payer, payee}:
                owed = amount if debtor == payer else -amount
                accounts.setdefault(whole_clause(clause), []).append(self._debt(clause, role, period, owed))
        for debts in accounts.values():
            yield from _less_credits(debts)

    def _through_pots(self, payer: str, payee: str) -> Iterator[Debt]:
        for clause in {clause: None for clause, _, _ in self._pots}:
            owes = {period: -amount for period, amount in self._balances(clause, payer).items()}
            owed = self._balances(clause, payee)
            left = min(sum(owes.values()), sum(owed.values()))
            for period in sorted(owes, key=lambda period: self._debt(clause, BALANCE, period, 0)):
                part = min(owes[period], owed.get(period, 0), left)
                if part > 0:
                    left -= part
                    yield self._debt(clause, BALANCE, period, part)
            if left > 0:  # one owes for another period than the other is owed for
                yield self._debt(clause, BALANCE, max(owes), left)

    def _balances(self, clause: str, party: str) -> dict[str, int]:
        return {
            period: amount for (name, owner, period), amount in self._pots.items() if (name, owner) == (clause, party)
        }

    def _debt(self, clause: str, role: str, period: str, amount: int) -> Debt:
        due = self._due.get((clause, period), date.max)
        return Debt(due, self._place(clause), clause, role, period, amount)

    def _place(self, clause: str) -> int:
        """Return a clause's place in the agreement; one that an amendment adds comes after the others."""
        if clause not in self._order:
            self._order = {name: number for number, name in enumerate(self._clauses)}
        return self._order[clause]


def _less_credits(debts: list[Debt]) -> list[Debt]:
    """Return the debts under one clause that credits leave: those of the same period lessened first, then the oldest.

    What a part credits in a period lessens the clause itself before it lessens other parts.
    """
    left: list[Debt] = []
    for period in dict.fromkeys(debt.period for debt in debts):
        own = [debt for debt in debts if debt.period == period]
        left += _lessened(sorted(own, key=lambda debt: (debt.clause != whole_clause(debt.clause), debt)))
    return [debt for debt in _lessened(sorted(left)) if debt.amount > 0]


def _lessened(debts: list[Debt]) -> list[Debt]:
    """Return debts less the credits among them, the first lessened first; credits left over stand last."""
    left: list[Debt] = []
    credits_ = [debt for debt in debts if debt.amount < 0]
    credit = -sum(debt.amount for debt in credits_)
    for debt in debts:
        used = min(credit, max(0, debt.amount))
        credit -= used
        if debt.amount > used:
            left.append(debt._replace(amount=debt.amount - used))
    return [*left, credits_[-1]._replace(amount=-credit)] if credit else left


def applied(amount: int, debts: Iterable[Debt]) -> Iterator[tuple[Debt, int]]:
    """Yield the debts that an amount settles, in the order given, each with the part that settles it."""
    left = amount
    for debt in debts:
        if left <= 0:
            return
        part = min(left, debt.amount)
        left -= part
        yield debt, part
