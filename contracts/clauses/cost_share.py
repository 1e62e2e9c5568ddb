"""Cost share: each party bears a fixed fraction of the costs of a category, whoever paid them.

The rule: share = fraction x cost of the contract year to date, the fractions adding up to 1. Who paid more than
its share is owed the difference by those who paid less (the balancing payment); over all parties that is nil.
Through the common pot, "venture", every party owes its share, and is owed what it paid.

A budget and caps limit what is shared and what a party bears of it; the budget is applied first (`parts/limits.py`).
What parties bear alone, and shares above a cap, are lanes of the same pot, so that all of them add up to the cost.

Units: minor units, exact. Rounding: all shares together by largest remainder, on the cumulative cost of the contract
year, ties in the order of the document. A penny may therefore move from one party to another as the cost grows.

A cost of 120,000.01 shared 50/30/20 is borne 60,000.01, 36,000.00 and 24,000.00:

>>> from contracts.arithmetic import Rational
>>> from contracts.money import round_amount, split
>>> split([Rational(1200000100 // 100 * share, 100) for share in (50, 30, 20)])
[6000001, 3600000, 2400000]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Literal

from pydantic import Field

from contracts.arithmetic import EXACT, Exact
from contracts.carry import Carry
from contracts.classification import Counts
from contracts.clause import VENTURE, Clause, Due, Fact, Feed, Segment, Setting, State, View
from contracts.clause import Balance as Carried
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding, percentage
from contracts.entries import Line
from contracts.money import round_amount, split
from contracts.parts import balances, payable
from contracts.parts import budget as budgets
from contracts.parts import cap as caps
from contracts.parts.accept import accepters
from contracts.parts.balances import Kept
from contracts.parts.cost_lanes import (
    POT,
    CostTerms,
    Lane,
    basis,
    bearers,
    limited_dues,
    limited_lines,
    outlay,
    outlay_dues,
    plain_lines,
    slot_in_words,
    used,
    whole,
    within_limits,
)
from contracts.parts.exchange import in_words
from contracts.parts.limits import NO_LIMITS, Limits, Shared
from contracts.parts.repayment import Repayment
from contracts.parts.scope import ROUNDING, Per
from contracts.parts.split import sum_problem
from contracts.scalars import AfterQuarterEnd, Amount, DaysAfter, Fractional
from contracts.terms_model import TermsModel


class Balance(TermsModel):
    """When the parties settle up."""

    every: Literal["quarter"] = Field(default="quarter", description="how often the parties settle up")
    pay: AfterQuarterEnd = Field(default=DaysAfter(30, payable.QUARTER_END), description="when payment is due")


def _usual_rounding(terms: dict[str, Any]) -> Rounding:
    """Return the default, which is sealed with the terms: the rounding under which a cap binds to the penny."""
    capped = list(caps.listed(terms.get("cap")).values())
    return ROUNDING[capped[0].per] if capped else Rounding.YEAR


class CostShareTerms(ClauseTerms):
    """Who bears which fraction of the costs of a category, up to which limits."""

    planned: ClassVar = {"bands": "shares that change as the cumulative cost grows"}

    kind: Literal["cost share"]
    counts_as: CountsAs = CountsAs(payer=Counts.RISK, payee=Counts.RECOVERY)
    of: str = Field(description="the category of cost, as costs are recorded")
    shares: dict[str, Fractional] = Field(min_length=1, description="each party's fraction; together 1")
    budget: budgets.Budget | None = Field(default=None, description="what is shared at most; before any cap")
    cap: caps.Cap | list[caps.Cap] | None = Field(default=None, description="the most that a party bears, or several")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept a cost that another claims")
    balance: Balance = Field(default=Balance(), description="when the parties settle up")
    rounding: Rounding = Field(default_factory=_usual_rounding, description="where shares become whole pennies")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield the bearers, those who accept, and those whom the limits name."""
        yield from ((("shares", party), party) for party in self.shares)
        yield from ((("accepted by",), party) for party in accepters(self.accepted_by))
        yield from caps.named_parties(self.cap)
        if self.budget:
            yield from ((("budget", *path), party) for path, party in budgets.named_parties(self.budget))

    def named_clauses(self) -> Iterable[tuple[Place, str]]:
        """Yield the clauses out of whose profit an excess is repaid."""
        return caps.named_clauses(self.cap)

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the caps and the budgets."""
        yield from (((*path, "amount"), each.amount) for path, each in caps.listed(self.cap).items())
        if self.budget:
            yield from ((("budget", *path), amount) for path, amount in self.budget.amounts.items())

    def companions(self) -> Mapping[str, type[Clause[Any]]]:
        """Return the repayment of an excess, where one is deferred."""
        deferred = any(each.deferred for each in caps.listed(self.cap).values())
        return {"repayment": Repayment} if deferred else {}

    def problems(self) -> Iterable[Problem]:
        """Yield shares that don't add up, days that count from nothing, and limits that don't fit."""
        yield from sum_problem(("shares",), self.shares)
        yield from payable.problem("balance", self.balance.pay, payable.QUARTER_END)
        yield from caps.problems(self.cap, list(self.shares))
        if self.budget:
            found = budgets.problems(self.budget, list(self.shares))
            yield from (problem._replace(path=("budget", *problem.path)) for problem in found)
        yield from self._rounding_problems()

    def problems_among(self, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
        """Yield clauses out of which an excess can't be repaid."""
        return caps.problems_among(self.cap, clauses)

    def _rounding_problems(self) -> Iterable[Problem]:
        capped = list(caps.listed(self.cap).values())
        if self.rounding is Rounding.RECEIPT and (self.budget or capped):
            what = "'each receipt' can't be redone where a budget or a cap cuts a cost"
            yield Problem(("rounding",), what, "leave it out")
        elif capped and self.rounding is not ROUNDING[capped[0].per]:
            what = f"the cap counts by {capped[0].per}, and rounding {self.rounding} could pass it by a penny"
            yield Problem(("rounding",), what, f"write '{ROUNDING[capped[0].per]}', or leave it out")

    def in_words(self, reader: Reader) -> list[str]:
        """Say who bears what, up to which limits, when it is settled, and how it is rounded."""
        bears = ", ".join(f"{reader.party(party)} {percentage(share)}" for party, share in self.shares.items())
        accepted = (
            f"A cost counts once {reader.parties(accepters(self.accepted_by))} has accepted it."
            if self.accepted_by
            else "A cost counts when it is recorded; nobody needs to accept it."
        )
        order = "The budget is applied first: a cap limits a party's share of what the budget leaves to be shared."
        return [
            f"The parties bear the {self.of} in these shares: {bears}.",
            *(budgets.sentences(self.budget, reader) if self.budget else ()),
            *caps.sentences(self.cap, reader),
            *([order] if self.budget and self.cap else ()),
            accepted,
            f"They settle up every quarter: who paid less than its share pays within {self.balance.pay.counted} "
            "after the quarter's end, who paid more receives.",
            f"Shares are rounded {self.rounding}, so that they add up to the cost to the penny.",
        ]


class CostShare(Clause[CostShareTerms]):
    """The formula: shares of the cost of a period, within the limits, and the outlays of those who paid it."""

    terms_model = CostShareTerms

    def __init__(self, clause_id: str, terms: CostShareTerms, setting: Setting) -> None:
        super().__init__(clause_id, terms, setting)
        self.rounding = terms.rounding

    def amend(self, effective: date, terms: CostShareTerms | None) -> None:
        """Let other terms hold from a day on; balances are carried as soon as any terms have limits."""
        super().amend(effective, terms)
        self.limited = any(compiled and compiled.limits != NO_LIMITS for _, compiled in self.timeline)
        self.by_year = not self.limited

    def compiled(self, terms: CostShareTerms) -> CostTerms:
        """Return each bearer's lane, who may have paid under these terms or others, and the limits in minor units."""
        lanes = tuple(Lane(party, EXACT.number(share), share) for party, share in terms.shares.items())
        limit = budgets.compiled(terms.budget, self.setting) if terms.budget else None
        limits = Limits(limit, caps.compiled(terms.cap, terms.shares, self.setting))
        return CostTerms(terms, lanes, bearers(terms.shares, self.sources), limits, f"approval:{self.id}")

    def measures(self, compiled: CostTerms) -> Iterable[str]:
        """Yield the cost, who paid it, approved overspends, and each share of each cost where those are rounded."""
        yield compiled.measure
        yield from (outlay(compiled, party) for party in compiled.payers)
        if compiled.limits.budget:
            yield compiled.approvals
        if compiled.source.rounding is Rounding.RECEIPT:
            yield from (self._valued(lane.party) for lane in compiled.lanes)

    def wanted(self, compiled: CostTerms) -> Iterable[Feed]:
        """Yield the costs of the category, paid by any of the bearers, and approvals of overspends."""
        terms: CostShareTerms = compiled.source
        yield Feed("cost", terms.of, tuple(terms.shares), tuple(accepters(terms.accepted_by)))
        if terms.budget:
            yield Feed("approval", self.id, tuple(accepters(terms.budget.approved_by)) or tuple(terms.shares))

    def _valued(self, party: str) -> str:
        return f"valued:{self.id}:{party}"

    def new_year(self, state: State) -> State:
        """Start the balances of the year afresh."""
        return balances.new_year(balances.slots_until(self.timeline, date.max.toordinal()), state)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Share the period's cost within the limits, and credit those who paid it."""
        dues: list[Due] = []
        kept = self._opened(state, view)
        for segment in view.segments():
            part = self._within_limits(ops, kept, view, segment)
            dues += limited_dues(segment.terms, part) if part else self._shares(view, segment)
            dues += outlay_dues(view, segment)
        return balances.state_of(kept), dues

    def _within_limits(self, ops: Exact, kept: Kept, view: View, segment: Segment) -> Shared | None:
        """Take a stretch's cost apart and bring balances up to date; None where the terms have no limits."""
        part = within_limits(ops, kept, view, segment) if self.limited else None
        return part if segment.terms.limits != NO_LIMITS else None

    def _opened(self, state: State, view: View) -> Kept:
        return balances.opened(balances.slots_until(self.timeline, view.last), state) if self.limited else {}

    def _shares(self, view: View, segment: Segment) -> Iterable[Due]:
        """Yield what everybody bears of a cost without limits."""
        cost = view.amount(segment.terms.measure, segment)
        for lane in segment.terms.lanes:
            valued = self.rounding is Rounding.RECEIPT
            exact = view.amount(self._valued(lane.party), segment) if valued else cost * lane.share
            yield Due(f"share:{lane.party}", lane.party, VENTURE, exact, POT)

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield cost x fraction for each share, less what the limits leave out, and what each party paid."""
        kept, before = self._opened(state, view), self._opened(state, view)
        parts = [(each, self._within_limits(EXACT, kept, view, each)) for each in view.segments()]
        terms: CostTerms = view.segments()[-1].terms
        for role in roles:
            side, _, party = role.partition(":")
            lines = [line for each, part in parts for line in self._lines(view, each, part, side, party)]
            if side == "outlay":
                yield f"{terms.source.of} paid by {party}", lines
            elif self.rounding is Rounding.RECEIPT:
                yield f"{party}'s share of each cost, rounded one by one", lines
            else:
                foreign = in_words(view, terms.measure, self.setting.digits)
                yield f"{basis(before, terms, side, party, self.setting.digits)}{foreign}", lines

    def _lines(self, view: View, segment: Segment, part: Shared | None, side: str, party: str) -> Iterable[Line]:
        if side == "outlay":
            return [whole("paid", view.amount(outlay(segment.terms, party), segment))]
        if part:
            return limited_lines(segment.terms, part, side, party)
        if side == "share" and self.rounding is Rounding.RECEIPT:
            return [whole("sum of shares", view.amount(self._valued(party), segment))]
        return plain_lines(view, segment, party) if side == "share" else ()

    def balances(self, state: State, on: int) -> Iterable[Carried]:
        """Yield how far the budget and the caps have been used."""
        return used(balances.opened(balances.slots_until(self.timeline, on), state)) if self.limited else ()

    def borne(self, measure: str, on: int) -> Mapping[str, Fraction]:
        """Return the shares, before any budget or cap."""
        terms: CostTerms | None = self.terms_on(on)
        return {lane.party: lane.fraction for lane in terms.lanes} if terms and measure == terms.measure else {}

    def carries(self, until: int) -> Sequence[Carry]:
        """Name how far the budget and the caps have been used."""
        slots = balances.slots_until(self.timeline, until) if self.limited else ()
        return balances.carries(slots, slot_in_words, year_end=self.setting.calendar.is_year_end(until))

    def excesses(self, on: int, spent: int) -> Iterable[tuple[str, str, int]]:
        """Yield who may yet bear how much of whose share, once so much is spent: above a cap, in a budget (life)."""
        terms: CostTerms | None = self.terms_on(on)
        budget = terms.limits.budget if terms else None
        if terms is None or budget is None or budget.source.per is not Per.LIFE:
            return
        most = budget.limit.amount * budget.factor
        for cap in terms.limits.caps:
            if cap.source.bearer and cap.source.per is Per.LIFE:
                above = most * cap.share - cap.limit.amount
                borne = EXACT.lo(spent, most) * cap.share - cap.limit.amount
                yield cap.source.bearer, cap.source.party, round_amount(EXACT.hi(above, 0) - EXACT.hi(borne, 0))

    def payable_on(self, view: View) -> date:
        """Return the day by which the quarter's balance is payable."""
        return date.fromordinal(view.segments()[-1].terms.source.balance.pay.ordinal(view.last))

    def valued(self, measure: str, on: int, amount: int) -> Iterable[Fact]:
        """Yield every bearer's share of one cost, rounded on its own."""
        terms: CostTerms | None = self.terms_on(on)
        if terms is None or self.rounding is not Rounding.RECEIPT or measure != terms.measure:
            return
        pennies = split([abs(amount) * lane.fraction for lane in terms.lanes])
        for lane, penny in zip(terms.lanes, pennies, strict=True):
            yield Fact(self._valued(lane.party), on, -penny if amount < 0 else penny)


CLAUSE: type[Clause[Any]] = CostShare
