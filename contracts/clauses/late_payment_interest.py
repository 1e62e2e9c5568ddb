"""Late payment interest: simple interest on what other clauses made due and nobody paid in time.

The rule: from the day after a debt was payable to the day of payment, both counted, principal x rate x days / 365. The
rate is fixed, or a margin over Bank Rate as it changes, or statutory: fixed when interest starts, with a fixed sum by
the size of the debt. What one party owes another under one clause for one period, its parts included, is one debt. A
payment towards it lessens the principal, or, `interest first`, the interest accrued until then and then the principal.
Interest bears no interest. It is booked by closes, for the days that they let pass, in the quarter in which it ran.

It runs on the debts of quarters in which the clause holds, until they are paid or a credit is set off against them.
What goes through the common pot bears none.

Units: minor units, exact. Rounding: over the life, unless agreed by year; or each day's interest to a whole minor unit
before it is multiplied by the days.

12,345.67 payable on 31 January 2026 and paid on 15 July, at 11.75%: 165 days, 655.76:

>>> EXACT.rounded(EXACT.number(Fraction(1175, 10000) * Fraction(165, 365)) * 1234567)
65576
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import partial
from typing import Any, Literal, NamedTuple, Self

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry
from contracts.classification import Counts
from contracts.clause import Balance, Clause, Due, Setting, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding, percentage
from contracts.entries import Line
from contracts.money import written
from contracts.parts import interest_rate as rates
from contracts.parts.debt import Debt, paid_measure, possible, unpacked, whole_clause
from contracts.parts.debt_runs import FIXED_SUM, Carried, Payments, Piece, Quarter, Run, carried, dues, lines_by_role
from contracts.parts.set_off import set_off
from contracts.scalars import YesNo

YEAR_DAYS = 365


class PartPayments(StrEnum):
    """What a part payment settles first."""

    INTEREST = "interest first"
    PRINCIPAL = "principal first"


class Daily(StrEnum):
    """Whether a day's interest is rounded before it is multiplied by the days."""

    EXACT = "exact"
    ROUNDED = "rounded"


class LatePaymentInterestTerms(ClauseTerms):
    """Interest on late payment: on which clauses, at which rate, and what part payments settle."""

    kind: Literal["late payment interest"]
    counts_as: CountsAs = CountsAs(payer=Counts.NOTHING, payee=Counts.NOTHING)
    on: str | list[str] = Field(description="the clause, or clauses, whose dues bear interest")
    rate: str = Field(description="'statutory', '4% over Bank Rate' or '8%'")
    bank_rate: list[rates.BankRate] = Field(default=[], description="Bank Rate from each day on which it changed")
    fixed_sum: YesNo = Field(
        default_factory=lambda terms: terms.get("rate") == rates.STATUTORY,
        description="whether 40, 70 or 100 is added by the size of the debt; yes if the rate is statutory",
    )
    daily_interest: Daily = Field(default=Daily.EXACT, description="exact, or rounded before it is multiplied")
    part_payments: PartPayments = Field(default=PartPayments.PRINCIPAL, description="what they settle first")
    rounding: Rounding = Field(default=Rounding.LIFE, description="where amounts become whole pennies")

    @property
    def clauses(self) -> list[str]:
        """Return the clauses whose dues bear interest."""
        return [self.on] if isinstance(self.on, str) else self.on

    def named_clauses(self) -> Iterable[tuple[Place, str]]:
        """Yield the clauses whose dues bear interest."""
        yield from ((self._place(at), clause) for at, clause in enumerate(self.clauses))

    def _place(self, at: int) -> Place:
        return ("on",) if isinstance(self.on, str) else ("on", at)

    def problems(self) -> Iterable[Problem]:
        """Yield a rate that can't be read, clauses named twice, and rounding that can't be done."""
        yield from rates.problems(self.rate, self.bank_rate)
        if not self.clauses:
            yield Problem(("on",), "nothing bears interest", "name a clause")
        for at, clause in enumerate(self.clauses):
            if clause in self.clauses[:at]:
                yield Problem(self._place(at), f"'{clause}' is named twice", "keep it once")
        if self.rounding is Rounding.RECEIPT:
            yield Problem(("rounding",), "interest is no receipt", "write 'over the life' or 'by contract year'")

    def problems_among(self, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
        """Yield interest on interest, and on what goes through the common pot."""
        for at, name in enumerate(self.clauses):
            kind = clauses[name].kind if name in clauses else ""
            if kind == self.kind:
                yield Problem(self._place(at), "interest bears no interest", "name the clause that it runs on")
            elif kind == "cost share":
                what = f"what '{name}' makes due goes through the common pot"
                yield Problem(self._place(at), what, "name a clause under which one party owes another")

    def among(self, clauses: Mapping[str, ClauseTerms]) -> Self:
        """Return the terms with the parts of the clauses that they name."""
        parts = [f"{name}:{part}" for name in self.clauses if name in clauses for part in clauses[name].companions()]
        return self.model_copy(update={"on": [*self.clauses, *parts]})

    def in_words(self, reader: Reader) -> list[str]:
        """Say what bears interest, at which rate, how it is counted, and what part payments settle."""
        daily = "; each day's interest is rounded first" if self.daily_interest is Daily.ROUNDED else ""
        lines = [
            f"What {' or '.join(self.clauses)} makes due and is not paid in time bears simple interest, from the day "
            f"after it was payable to the day of payment, by days over 365{daily}.",
            *rates.in_words(self.rate, self.bank_rate),
            f"A part payment settles {self.part_payments}; interest bears no interest.",
        ]
        if self.fixed_sum:
            sums = "40; 70 for a debt from 1,000; 100 for one from 10,000"
            lines.append(f"Each debt that is late also costs a fixed sum, in {reader.currency}: {sums}.")
        return [*lines, f"It is booked by closes, for the days that have passed, and rounded {self.rounding}."]


class _Terms(NamedTuple):
    source: LatePaymentInterestTerms
    rate: rates.Rate
    clauses: Sequence[str]
    rounded_daily: bool


class LatePaymentInterest(Clause[LatePaymentInterestTerms]):
    """The formula: every debt's principal, day by day, once the quarter has passed."""

    terms_model = LatePaymentInterestTerms
    by_year = False
    timed = True

    def __init__(self, clause_id: str, terms: LatePaymentInterestTerms, setting: Setting) -> None:
        super().__init__(clause_id, terms, setting)
        self.rounding = terms.rounding
        self._quarters: dict[int, Quarter] = {}

    def ends(self, terms: LatePaymentInterestTerms) -> bool:
        """Whether it ends with its agreement: it does not, what was due before and is not paid goes on bearing it."""
        return False

    def compiled(self, terms: LatePaymentInterestTerms) -> _Terms:
        """Return the rate, and remember whose dues are read."""
        self.after = tuple(dict.fromkeys((*self.after, *terms.clauses)))
        self.runs_on = tuple(dict.fromkeys(map(whole_clause, self.after)))
        rounded = terms.daily_interest is Daily.ROUNDED
        return _Terms(terms, rates.rate(terms.rate, terms.bank_rate), terms.clauses, rounded)

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield payments towards each clause; those towards one debt are read beside them."""
        yield from (f"paid:{clause}" for clause in compiled.source.clauses)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Let the days that have passed run on the debts that there were, and on those that the quarter made."""
        if view.horizon < view.first:
            return state, ()
        runs = view.kept = self._runs(ops, state, view)
        return carried(runs), dues(ops, runs)

    def _runs(self, ops: Exact, state: State, view: View) -> list[Run]:
        """Let the debts that there were, and those that the quarter made, run through its days that have passed."""
        segments = view.segments()
        clauses: Sequence[str] = segments[0].terms.clauses
        if len(segments) > 1:
            clauses = [*dict.fromkeys(clause for each in segments for clause in each.terms.clauses)]
        end = min(view.last, view.horizon)
        exact = ops is EXACT
        quarter = self._quarters.get(view.first) if exact else None
        if quarter is None or not quarter.still(segments, end):
            quarter = Quarter(segments, end)
        if exact:
            self._quarters[view.first] = quarter
        debts = state.debts if isinstance(state, Carried) else unpacked(state)
        paid = not exact or view.moved("paid")
        debts = [*debts, *quarter.made(view, clauses)]
        payments: list[Payments] = [self._payments(each, view, end) for each in debts] if paid else [()] * len(debts)
        if paid or any(debt.principal < 0 for debt in debts):
            payments = set_off(ops, debts, payments, view.first, end)
        return quarter.run(debts, payments, partial(self._run, ops, view))

    def _run(self, ops: Exact, view: View, debt: Debt, payments: Payments) -> Run:
        """Let one debt run through the days of a quarter that have passed, payment by payment."""
        before, unpaid, pieces = debt, debt.unpaid, list[Piece]()
        end = min(view.last, view.horizon)
        at, starts = max(debt.payable, view.first - 1), max(debt.payable + 1, debt.period)
        for day, amount in (*payments, (end, 0)):
            if at < day and at < starts <= day:
                pieces += self._fixed_sum(ops, debt, view)
            if at < day:
                ran = list(self._pieces(ops, debt, view, at + 1, day))
                for piece in ran:
                    unpaid = unpaid + piece.amount
                pieces += ran
                at = day
            if payments:
                debt = _paid(ops, debt._replace(unpaid=unpaid), amount, view)
                unpaid = debt.unpaid
        after = Debt(*debt[:5], ops.hold(debt.principal), ops.hold(unpaid))
        return Run(before, payments, None if ops.nothing(after.principal) else after, pieces)

    def _payments(self, debt: Debt, view: View, end: int) -> list[tuple[int, int]]:
        """Return what was paid towards a debt on each day of the quarter up to one, less what was paid back."""
        calendar = self.setting.calendar
        period = calendar.label(calendar.period_of(debt.period))
        forth = paid_measure(debt.clause, period, debt.payer, debt.payee)
        back = paid_measure(debt.clause, period, debt.payee, debt.payer)
        days = view.days(forth, back)
        return [(day, -amount if which else amount) for day, which, amount in days if day <= end]

    def _fixed_sum(self, ops: Exact, debt: Debt, view: View) -> Iterator[Piece]:
        if view.segments()[-1].terms.source.fixed_sum:
            scale = 10**self.setting.digits
            amount: Number = 0
            for size, more in rates.FIXED_SUMS:
                amount = amount + more * scale * ops.reached(debt.principal, max(size * scale, 1))
            yield Piece(debt, f"{debt.lane}{FIXED_SUM}", 0, Fraction(0), amount, None)

    def _pieces(self, ops: Exact, debt: Debt, view: View, first: int, last: int) -> Iterator[Piece]:
        """Yield the interest on a principal over days, both ends included, rate by rate."""
        principal = ops.hi(debt.principal, 0)
        for segment in view.segments():
            terms: _Terms = segment.terms
            start, end = max(first, segment.first), min(last, segment.last)
            if start > end or debt.clause not in terms.clauses:
                continue
            for since, until, rate in terms.rate.stretches(start, end, debt.payable):
                days = until - since + 1
                if terms.rounded_daily:
                    daily = ops.rounded(principal * ops.number(rate / YEAR_DAYS))
                    yield Piece(debt, debt.lane, days, rate, daily * days, daily)
                else:
                    part = rates.part_of_year(ops, rate, days, YEAR_DAYS)
                    yield Piece(debt, debt.lane, days, rate, principal * part, None)

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield principal x rate x days / 365 for every stretch of days, or the fixed sums."""
        found = lines_by_role(view.kept or (), self._line)
        for role in roles:
            what = "fixed sums on debts that are late" if role.endswith(FIXED_SUM) else "simple interest on late debts"
            yield f"{what}, {role.removesuffix(FIXED_SUM).partition(':')[2]}", found.get(role, ())

    def _line(self, piece: Piece) -> Line:
        calendar = self.setting.calendar
        what = f"{piece.debt.clause} for {calendar.label(calendar.period_of(piece.debt.period))}"
        if not piece.days:
            return Line(what, text(piece.amount), "1", text(piece.amount))
        what = f"{what}, {piece.days} days at {percentage(piece.rate)}"
        if piece.daily is not None:
            daily = written(piece.daily.numerator, self.setting.digits)
            return Line(f"{what}, {daily} a day", text(piece.daily), str(piece.days), text(piece.amount))
        principal = EXACT.hi(piece.debt.principal, 0)
        return Line(what, text(principal), rates.factors(piece.rate, piece.days, YEAR_DAYS), text(piece.amount))

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield the principal of every debt that was not paid, as at the last day that closes let pass."""
        calendar = self.setting.calendar
        for debt in unpacked(state):
            period = calendar.label(calendar.period_of(debt.period))
            yield Balance(f"{debt.clause} for {period}, owed by {debt.payer} to {debt.payee}", debt.principal)

    def carries(self, until: int) -> Sequence[Carry]:
        """Name nothing: what is carried are single debts, which are brought in with the clauses that made them due."""
        return ()

    def lanes(self, view: View) -> Sequence[Due]:
        """Return everyone who may owe interest: who may owe another something under a clause that bears it."""
        terms: LatePaymentInterestTerms = view.segments()[-1].terms.source
        kinds = ("", FIXED_SUM) if terms.fixed_sum else ("",)
        return [
            Due(f"{debt.lane}{kind}", debt.payer, debt.payee, 0)
            for debt in possible(view, terms.clauses)
            for kind in kinds
        ]

    def payable_on(self, view: View) -> date:
        """Return the last day of the quarter: interest is payable at once."""
        return date.fromordinal(view.last)


def _paid(ops: Exact, debt: Debt, amount: Number, view: View) -> Debt:
    """Take a payment off: off the interest first if that is agreed, and off the principal."""
    if view.segments()[-1].terms.source.part_payments is PartPayments.PRINCIPAL:
        return debt._replace(principal=debt.principal - amount)
    interest = ops.clip(amount, 0, ops.hi(debt.unpaid, 0))
    return debt._replace(principal=debt.principal - (amount - interest), unpaid=debt.unpaid - interest)


CLAUSE: type[Clause[Any]] = LatePaymentInterest
