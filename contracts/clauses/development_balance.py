"""Development balance: costs that one party funded, repaid by another out of its share of profit.

The rule: of what A funded, B owes back a fraction; the balance is repaid each quarter out of B's share of profit, up
to an agreed part of that share, and only if there is profit: repayment = min(balance, x% of B's share), never below
zero, and without interest. A refund of costs lessens the balance; if it falls below zero, what is too much is set
against later costs.

Costs count under the terms of their own day; the part of the share that may be taken is that of the quarter's last day.

Units: minor units, exact; the balance is held at a millionth of one. Rounding: over the life, so that all repayments
together are the balance, to the penny.

A balance of 2,000,000 meets a share of 2,500,000, of which 10% may be taken:

>>> EXACT.clip(EXACT.ratio(2_500_000, 10), 0, 2_000_000)
250000
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry
from contracts.classification import Counts
from contracts.clause import Balance, Clause, Due, Feed, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding, percentage
from contracts.entries import Line
from contracts.parts import payable
from contracts.scalars import AfterQuarterEnd, DaysAfter, Fractional
from contracts.sums import exactly


class DevelopmentBalanceTerms(ClauseTerms):
    """A development balance: of which costs, who funded and who repays what part of them, out of which profit."""

    kind: Literal["development balance"]
    counts_as: CountsAs = CountsAs(payer=Counts.RISK, payee=Counts.RECOVERY)
    of: str = Field(description="the cost category")
    funded_by: str = Field(description="the party whose costs are repaid")
    repaid_by: str = Field(description="the party that repays, out of its share of profit")
    fraction: Fractional = Field(description="the fraction of the costs that is repaid")
    out_of: str = Field(description="the profit share clause")
    at_most: Fractional = Field(description="the part of the share of each quarter's profit that may be taken")
    pay: AfterQuarterEnd = Field(default=DaysAfter(30, payable.QUARTER_END), description="when payment is due")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield who funded and who repays."""
        yield ("funded by",), self.funded_by
        yield ("repaid by",), self.repaid_by

    def named_clauses(self) -> Iterable[tuple[Place, str]]:
        """Yield the profit share."""
        yield ("out of",), self.out_of

    def problems(self) -> Iterable[Problem]:
        """Yield a party that would repay itself, fractions above the whole, and days that count from nothing."""
        if self.funded_by == self.repaid_by:
            yield Problem(("repaid by",), f"'{self.repaid_by}' would repay itself", "name another party")
        for field, fraction in (("fraction", self.fraction), ("at most", self.at_most)):
            if fraction > 1:
                yield Problem((field,), f"{percentage(fraction)} is more than the whole", "write 100% or less")
        yield from payable.problem("pay", self.pay, payable.QUARTER_END)

    def problems_among(self, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
        """Yield a clause that shares no profit, or none with the party that repays."""
        other = clauses.get(self.out_of)
        if other is not None and other.kind != "profit share":
            yield Problem(("out of",), f"'{self.out_of}' is a {other.kind}", "name a profit share")
        elif other is not None and self.repaid_by not in getattr(other, "shares", {}):
            yield Problem(("repaid by",), f"'{self.repaid_by}' has no share in '{self.out_of}'", "name one who has")

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is repaid, out of what, and what limits it."""
        payer, payee = reader.party(self.repaid_by), reader.party(self.funded_by)
        return [
            f"{payer} repays {percentage(self.fraction)} of the {self.of} that {payee} funds.",
            f"It repays each quarter, out of its share under {self.out_of}, at most {percentage(self.at_most)} of that "
            "share, and nothing for a quarter without profit, until the balance is repaid; there is no interest.",
            f"Payment is due {self.pay.in_words}.",
        ]


class _Terms(NamedTuple):
    source: DevelopmentBalanceTerms
    fraction: Number
    at_most: Number

    @property
    def measure(self) -> str:
        """Return the measure under which the costs of the party that funds are tallied."""
        return f"cost:{self.source.of}:by {self.source.funded_by}"


class DevelopmentBalance(Clause[DevelopmentBalanceTerms]):
    """The formula: the balance grows by what is funded, and is repaid out of a part of the share of profit."""

    terms_model = DevelopmentBalanceTerms
    by_year = False
    rounding = Rounding.LIFE

    def compiled(self, terms: DevelopmentBalanceTerms) -> _Terms:
        """Return the fractions as numbers, and remember which profit is read."""
        self.after = tuple(dict.fromkeys((*self.after, terms.out_of)))
        return _Terms(terms, EXACT.number(terms.fraction), EXACT.number(terms.at_most))

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the costs that are repaid."""
        yield compiled.measure

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the costs of the party that funds."""
        yield Feed("cost", compiled.source.of, (compiled.source.funded_by,))

    def initial(self) -> State:
        """Begin with nothing to repay."""
        return (0,)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Add what was funded, and repay what the share of profit allows."""
        terms: _Terms = view.segments()[-1].terms
        balance = self._owed(state, view)
        repaid = ops.clip(self._share(view) * terms.at_most, 0, ops.hi(balance, 0))
        return (ops.hold(balance - repaid),), [Due("repayment", terms.source.repaid_by, terms.source.funded_by, repaid)]

    def _owed(self, state: State, view: View) -> Number:
        (balance,) = state
        for segment in view.segments():
            balance = balance + view.amount(segment.terms.measure, segment) * segment.terms.fraction
        return balance

    def _share(self, view: View) -> Number:
        source = view.segments()[-1].terms.source
        return view.due(source.out_of, source.repaid_by)

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the part of the share that may be taken, less what is above the balance."""
        terms: _Terms = view.segments()[-1].terms
        share, balance = self._share(view), self._owed(state, view)
        want = EXACT.hi(share * terms.at_most, 0)
        repaid = EXACT.lo(want, EXACT.hi(balance, 0))
        lines = [Line("part of the share of profit", text(share), str(terms.source.at_most), text(want))]
        if repaid != want:
            lines.append(Line("less what is above the balance", text(repaid - want), "1", text(repaid - want)))
        before, owed, left = (
            exactly(text(each), self.setting.digits) for each in (state[0], balance, balance - repaid)
        )
        basis = f"balance {before} before, {owed} with what was funded in the quarter, {left} after this repayment"
        for _ in roles:
            yield basis, lines if want != 0 else []

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield what is still to be repaid."""
        yield Balance("development balance still to be repaid", state[0])

    def carries(self, until: int) -> Sequence[Carry]:
        """Name the balance."""
        return [Carry("development balance still to be repaid")]

    def payable_on(self, view: View) -> date:
        """Return the day by which the quarter's repayment is payable."""
        return date.fromordinal(view.segments()[-1].terms.source.pay.ordinal(view.last))


CLAUSE: type[Clause[Any]] = DevelopmentBalance
