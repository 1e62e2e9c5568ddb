"""Debts: what each clause has made owing between parties and what payments have settled of it.

A payment settles what the same payer owes the same payee, the oldest due date first, then the clauses in the order
of the agreement. Under a cost share the parties owe the common pot, and settle with each other: there, what one
party owes another is the smaller of what it owes the pot and what the other is owed by it. Money paid back settles
what was overpaid. What is left over stays with the payee as an advance, and settles what falls due later.

What a payee waives settles a due as money would, and what is disputed is ring-fenced: payments pass it by. Both hold
for one due only, and never for more of it than is left: a due that a later fact lessens gives back first what was
disputed of it, then what was waived, then what was paid in advance, the last payment first. It frees what settled that
due and no other: a due that was paid in time stays so, whatever falls in another period. What was paid when it was due
stays there as well, as a credit, until there is another debt that it may settle.

A clause and its parts, as `royalty` and `royalty:stacking`, are one account between two parties: what a reduction or
a credit takes off lessens what is owed under the clause, first for the same period, and is not owed back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import TypeAlias

from contracts.clause import VENTURE
from contracts.entries import Booked, Entry
from contracts.parts.debt import whole_clause
from contracts.pots import Pots
from contracts.settling import DISPUTE, PAYMENT, Advance, Debt, Holder, allotted, in_own_period, less_credits

BALANCE = "balance"
"""The role under which a payment between parties settles a cost share."""

What: TypeAlias = tuple[str, str, str]
"""Clause, role and period: what a payment settles."""


_Key: TypeAlias = tuple[str, str, str, str]
"""Payment, clause, role and period; or an account: clause with its parts, period, and two parties in their order."""


class Debts:
    """The running account of entries and payments of one agreement.

    `clauses` may be the agreement's own collection, which grows when an amendment adds clauses.
    """

    def __init__(self, clauses: Collection[str]) -> None:
        self._clauses = clauses
        self._order: dict[str, int] = {}
        self._owed: dict[tuple[str, str, str, str, str], int] = {}
        self._due: dict[tuple[str, str], date] = {}
        self._pots = Pots()
        self._nets: dict[_Key, int] = {}
        self._advances: dict[str, Advance] = {}
        self._put: dict[_Key, int] = {}
        self._spent: dict[_Key, int] = {}
        self._freed: dict[_Key, int] = {}
        self._settlers: dict[_Key, dict[_Key, None]] = {}
        self._holders: dict[str, Holder] = {}

    def copied(self) -> Debts:
        """Return the same account, to settle on it what was not settled."""
        return deepcopy(self, {id(self._clauses): self._clauses})

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
        for clause, amount in self._pots.of(party):
            found[clause] = found.get(clause, 0) + amount
        for (holder, clause, _, _), amount in self._spent.items():
            _, kind, payer, payee, _ = self._holders[holder]
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
                self._pots.add(entry.clause, entry.payee, entry.period, entry.amount)
                self._pots.add(entry.clause, entry.payer, entry.period, -entry.amount)
            elif entry.payer != entry.payee:
                self._owe((entry.clause, entry.role, entry.period, entry.payer, entry.payee), entry.amount)

    def _owe(self, key: tuple[str, str, str, str, str], amount: int) -> None:
        """Let a payer owe more, and keep what a clause with its parts comes to for the period between the two."""
        self._owed[key] = self._owed.get(key, 0) + amount
        clause, _, period, payer, payee = key
        if payer > payee:
            payer, payee, amount = payee, payer, -amount
        account = whole_clause(clause), period, payer, payee
        net = self._nets.pop(account, 0) + amount
        if net:
            self._nets[account] = net

    def due(self, clause: str, period: str) -> date | None:
        """Return the day by which a clause's dues of a period are payable, None if nothing is."""
        return self._due.get((clause, period))

    def put(self, payment: str, settled: What, amount: int) -> None:
        """Remember that it was this payment that settled something when it was made."""
        key = (payment, *settled)
        self._put[key] = self._put.get(key, 0) + amount
        self._settlers.setdefault(self._account(payment, settled), {})[key] = None

    def _account(self, payment: str, settled: What) -> _Key:
        """Return what a payment settles as one account: the clause with its parts, the period, and the two parties."""
        clause, _, period = settled
        holder = self._holders[payment]
        one, other = sorted((holder.payer, holder.payee))
        return whole_clause(clause), period, one, other

    def settle(self, settled: What, payer: str, payee: str, amount: int) -> None:
        """Take note of what a payment settled; a negative amount takes it back."""
        clause, role, period = settled
        if role == BALANCE:
            self._pots.add(clause, payer, period, amount)
            self._pots.add(clause, payee, period, -amount)
            return
        if (clause, role, period, payer, payee) in self._owed:
            self._owe((clause, role, period, payer, payee), -amount)
        else:
            self._owe((clause, role, period, payee, payer), amount)

    def keep(self, payment: str, advance: Advance) -> None:
        """Remember what is left over of a payment; nothing left forgets it."""
        holder = Holder(len(self._holders), advance.kind, advance.payer, advance.payee, advance.on)
        self._holders.setdefault(payment, holder)
        self._advances.pop(payment, None)
        if advance.left > 0:
            self._advances[payment] = advance

    def spend(self, payment: str, advance: Advance, settled: What, amount: int) -> None:
        """Let an advance settle something; a negative amount gives it back."""
        key = (payment, *settled)
        self._free(key, advance, amount)
        self._spent[key] = self._spent.get(key, 0) + amount
        if not self._spent[key]:
            del self._spent[key]
        self.keep(payment, advance._replace(left=advance.left - amount))
        self._settlers.setdefault(self._account(payment, settled), {})[key] = None
        self.settle(settled, advance.payer, advance.payee, amount)

    def forget(self, payment: str) -> None:
        """Take note that a payment counts no longer, nor what it settled."""
        self._advances.pop(payment, None)
        self._put = {key: amount for key, amount in self._put.items() if key[0] != payment}
        self._spent = {key: amount for key, amount in self._spent.items() if key[0] != payment}
        self._freed = {key: amount for key, amount in self._freed.items() if key[0] != payment}

    def are_held(self) -> bool:
        """Say whether anything was ever paid, waived or disputed: nothing else can settle in advance."""
        return bool(self._holders)

    def returned(self, paid: Callable[[str], Advance]) -> Iterator[tuple[str, Debt, int]]:
        """Yield what advances settled beyond what is now due, to be given back to them by `spend` before the next."""
        into_pots = [key for key in self._spent if key[2] == BALANCE]
        for payment, clause, role, period in self._beyond(self._spent, into_pots):
            payer, payee = paid(payment)[:2]
            amount = self._spent[payment, clause, role, period]
            if (back := min(amount, self._oversettled(clause, role, period, payer, payee))) > 0:
                yield payment, self._debt(clause, role, period, 0), back

    def overpaid(self, paid: Callable[[str], Advance]) -> Iterator[tuple[str, Debt, int]]:
        """Yield what payments settled, when they were made, beyond what is now due, as far as they may settle others.

        It is to be given back to them by `spend` before the next, and settles the others once it is `covered`. What was
        paid into a pot stays there.
        """
        for payment, clause, role, period in self._beyond(self._put):
            advance = paid(payment)
            key = (payment, clause, role, period)
            amount = self._put[key] + self._spent.get(key, 0)
            over = min(amount, self._oversettled(clause, role, period, advance.payer, advance.payee))
            back = sum(part for _, part in self.allotted(advance._replace(left=over))) if over > 0 else 0
            if back > 0:
                yield payment, self._debt(clause, role, period, 0), back

    def _beyond(self, settled: Mapping[_Key, int], others: Iterable[_Key] = ()) -> list[_Key]:
        """Return what was settled beyond what is now due, others among it, in the order in which it is given back.

        Of one kind the last payment comes first, and of one payment what was due last. Only accounts that do not
        come to nothing are looked at, so that it costs the same however much was settled.
        """
        if not settled:
            return []
        uneven = (key for account in self._nets for key in self._settlers.get(account, ()) if key in settled)
        found = [key for key in (*uneven, *others) if self._over(key) > 0]
        found.sort(key=lambda key: self._debt(key[1], key[2], key[3], 0), reverse=True)
        return sorted(found, key=lambda key: self._holders[key[0]].last_turn)

    def _over(self, key: _Key) -> int:
        """Return by how much the due that a payment settled is settled beyond what is due."""
        return self._oversettled(*key[1:4], self._holders[key[0]].payer, self._holders[key[0]].payee)

    def _oversettled(self, clause: str, role: str, period: str, payer: str, payee: str) -> int:
        """Return by how much a payer has settled more of a period than a clause with its parts makes it owe.

        A pot is one account for all periods.
        """
        if role == BALANCE:
            return max(self._pots.balance(clause, payer), -self._pots.balance(clause, payee))
        if payer < payee:
            return -self._nets.get((whole_clause(clause), period, payer, payee), 0)
        return self._nets.get((whole_clause(clause), period, payee, payer), 0)

    def covered(self) -> Iterator[tuple[str, Debt, int]]:
        """Yield what advances can settle now, the first payment first, to be settled by `spend` before the next."""
        for payment, advance in sorted(self._advances.items(), key=lambda each: self._holders[each[0]].turn):
            for debt, part in self.allotted(advance):
                yield payment, debt, part

    def reopened(self) -> Iterator[tuple[str, What, int]]:
        """Yield what was freed of a payment because a due fell that is open again, to go back by `spend`."""
        for key, amount in list(self._freed.items()):
            if (back := min(amount, -self._over(key))) > 0:
                yield key[0], key[1:], back

    def elsewhere(self, payment: str) -> list[tuple[What, int]]:
        """Return what a payment settles that was not put there when it was made, what it came to last first."""
        spent = [(key[1:], amount) for key, amount in self._spent.items() if key[0] == payment and amount > 0]
        return spent[::-1]

    def freed(self) -> list[tuple[str, What, int]]:
        """Return what payments settled of dues that have fallen since."""
        return [(key[0], key[1:], amount) for key, amount in self._freed.items()]

    def recall_freed(self, freed: Iterable[tuple[str, What, int]]) -> None:
        """Remember the same again."""
        self._freed = {(payment, *what): amount for payment, what, amount in freed}

    def _free(self, key: _Key, advance: Advance, amount: int) -> None:
        """Remember what an advance no longer settles of a due that has fallen, until it settles it again.

        So money that a mistake had moved goes back with the mistake. What went into a pot, and what is held for one due
        alone, has nowhere else to go.
        """
        _, clause, role, period = key
        if role != BALANCE and advance.kind == PAYMENT:
            over = self._oversettled(clause, role, period, advance.payer, advance.payee)
            left = self._freed.pop(key, 0) + (min(-amount, max(over, 0)) if amount < 0 else -amount)
            if left > 0:
                self._freed[key] = left

    def allotted(self, advance: Advance) -> list[tuple[Debt, int]]:
        """Return what money settles of the debts that there are now, the oldest first."""
        payer, payee = advance.payer, advance.payee
        return allotted(advance, [*self._direct(payer, payee), list(self._through_pots(payer, payee))])

    def owing(self, payer: str, payee: str) -> list[Debt]:
        """Return what a payer still owes a payee, the oldest first; credits of a clause lessen its debts first."""
        direct = [debt for debts in self._direct(payer, payee) for debt in less_credits(debts)]
        return sorted((*direct, *self._through_pots(payer, payee)))

    def _direct(self, payer: str, payee: str) -> list[list[Debt]]:
        """Return what the payer owes under each clause, lessened by credits of the same period; others stand last."""
        accounts: dict[str, list[Debt]] = {}
        for (clause, role, period, debtor, creditor), amount in self._owed.items():
            if amount and {debtor, creditor} == {payer, payee}:
                owed = amount if debtor == payer else -amount
                accounts.setdefault(whole_clause(clause), []).append(self._debt(clause, role, period, owed))
        return [in_own_period(debts) for debts in accounts.values()]

    def _through_pots(self, payer: str, payee: str) -> Iterator[Debt]:
        for clause in self._pots.clauses():
            owes = {period: -amount for period, amount in self._pots.balances(clause, payer).items()}
            owed = self._pots.balances(clause, payee)
            left = min(sum(owes.values()), sum(owed.values()))
            for period in sorted(owes, key=lambda period: self._debt(clause, BALANCE, period, 0)):
                part = min(owes[period], owed.get(period, 0), left)
                if part > 0:
                    left -= part
                    yield self._debt(clause, BALANCE, period, part)
            if left > 0:  # one owes for another period than the other is owed for
                yield self._debt(clause, BALANCE, max(owes), left)

    def _debt(self, clause: str, role: str, period: str, amount: int) -> Debt:
        due = self._due.get((clause, period), date.max)
        return Debt(due, self._place(clause), clause, role, period, amount)

    def _place(self, clause: str) -> int:
        """Return a clause's place in the agreement; one that an amendment adds comes after the others."""
        if clause not in self._order:
            self._order = {name: number for number, name in enumerate(self._clauses)}
        return self._order[clause]
