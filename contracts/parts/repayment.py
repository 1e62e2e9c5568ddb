"""Repayment of a deferred excess: what a capped party did not bear, repaid only out of its share of profit.

The rule: the balance is every excess booked above the party's cap so far, less what was repaid. In each quarter the
party repays the balance, with at most an agreed fraction of what it receives under the profit clause in that quarter;
nothing in a quarter without profit. The balance bears no interest, and what profit never repays is never repaid. Where
a credit note lowers an excess below what was repaid of it, the difference is given back.

Units: minor units. The balance adds up booked excesses, so that repayments end on it to the penny. Rounding: over the
life.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry
from contracts.clause import Balance, Clause, Due, State, View
from contracts.clause_terms import Rounding
from contracts.entries import Line
from contracts.parts import balances, cap
from contracts.parts.balances import Kept, Slot
from contracts.parts.scope import Per


class Debtor(NamedTuple):
    """A capped party, who bore its excess, and which fraction of what it receives under which clause repays it."""

    party: str
    creditor: str
    source: str
    fraction: Fraction

    @property
    def slot(self) -> Slot:
        """Name the balance that the party has to repay."""
        return Slot(f"deferred:{self.party}", Per.LIFE)


class Deferrals(NamedTuple):
    """Every deferred excess of a cost share."""

    terms: Any
    debtors: tuple[Debtor, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return the balances to repay."""
        return tuple(debtor.slot for debtor in self.debtors)


class Repayment(Clause[Any]):
    """The formula: the lower of the balance and the agreed fraction of the party's profit."""

    by_year = False
    rounding = Rounding.LIFE

    def amend(self, effective: date, terms: Any) -> None:
        """Let other terms hold from a day on, and follow the profit clauses that any of them name."""
        super().amend(effective, terms)
        sources = (debtor.source for _, compiled in self.timeline if compiled for debtor in compiled.debtors)
        self.after = tuple(dict.fromkeys((self.parent, *sources)))

    @property
    def parent(self) -> str:
        """Return the cost share that it belongs to."""
        return self.id.partition(":")[0]

    def compiled(self, terms: Any) -> Deferrals:
        """Return who repays whom, out of what."""
        debtors = (
            Debtor(each.party, each.deferred.borne_by, each.deferred.repaid_from, each.deferred.at_most)
            for each in cap.listed(terms.cap).values()
            if each.deferred
        )
        return Deferrals(terms, tuple(debtors))

    def measures(self, compiled: Deferrals) -> Iterable[str]:
        """Yield nothing: it reads the dues of other clauses only."""
        return ()

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Add the quarter's excess to the balance, and repay what profit allows."""
        kept = self._opened(state, view)
        dues = []
        for debtor in self._debtors(view):
            balance = kept[debtor.slot] + self._excess(debtor, view)
            repaid = ops.clip(_available(debtor, view), 0, ops.hi(balance, 0)) + ops.lo(balance, 0)
            kept[debtor.slot] = ops.hold(balance - repaid)
            dues.append(Due(debtor.party, debtor.party, debtor.creditor, repaid))
        return balances.state_of(kept), dues

    def _opened(self, state: State, view: View) -> Kept:
        return balances.opened(balances.slots_until(self.timeline, view.last), state)

    def _debtors(self, view: View) -> Sequence[Debtor]:
        """Return the deferrals on the last day of the quarter on which there are any."""
        found: Deferrals = view.segments()[-1].terms
        return found.debtors

    def _excess(self, debtor: Debtor, view: View) -> int:
        return view.told(self.parent, f"excess:{debtor.party}")

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the part of the profit that may repay, less what the balance does not need."""
        kept = self._opened(state, view)
        debtors = {debtor.party: debtor for debtor in self._debtors(view)}
        for role in roles:
            debtor = debtors[role]
            received, available = view.due(debtor.source, debtor.party), _available(debtor, view)
            balance = kept[debtor.slot] + self._excess(debtor, view)
            left = EXACT.clip(available, 0, EXACT.hi(balance, 0)) - available
            lines = [Line(f"received under {debtor.source}", text(received), str(debtor.fraction), text(available))]
            if left != 0:
                lines.append(_whole("less what is not needed for the balance to repay", left))
            if balance < 0:
                lines.append(_whole("given back, because less had been deferred than was repaid", balance))
            yield f"{debtor.party}'s deferred share of {self.parent}, repaid from {debtor.source}", lines

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield what each capped party has still to repay."""
        for slot, amount in balances.opened(balances.slots_until(self.timeline, on), state).items():
            yield Balance(_in_words(slot), amount)

    def carries(self, until: int) -> Sequence[Carry]:
        """Name what each capped party has still to repay."""
        return balances.carries(balances.slots_until(self.timeline, until), _in_words, year_end=False)

    def payable_on(self, view: View) -> date:
        """Return the day by which the quarter's repayment is payable: with the balance of the costs."""
        return date.fromordinal(view.segments()[-1].terms.terms.balance.pay.ordinal(view.last))


def _in_words(slot: Slot) -> str:
    return f"deferred share of {slot.name.partition(':')[2]} still to be repaid"


def _available(debtor: Debtor, view: View) -> Number:
    return view.due(debtor.source, debtor.party) * EXACT.number(debtor.fraction)


def _whole(what: str, amount: Number) -> Line:
    return Line(what, text(amount), "1", text(amount))
