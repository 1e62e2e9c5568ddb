"""Cost share: each party bears a fixed fraction of the costs of a category, whoever paid them.

The rule: share = fraction x cost of the contract year to date, the fractions adding up to 1. Who paid more than
its share is owed the difference by those who paid less (the balancing payment); over all parties that is nil.
Through the common pot, "venture", every party owes its share, and is owed what it paid.

Units: minor units, exact. Rounding: all shares together by largest remainder, on the cumulative cost of the contract
year, ties in the order of the document. A penny may therefore move from one party to another as the cost grows.

A cost of 120,000.01 shared 50/30/20 is borne 60,000.01, 36,000.00 and 24,000.00:

>>> from contracts.money import split
>>> split([Rational(1200000100 // 100 * share, 100) for share in (50, 30, 20)])
[6000001, 3600000, 2400000]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, Rational, text
from contracts.classification import Counts
from contracts.clause import VENTURE, Clause, Due, Fact, Feed, Segment, Setting, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding, percentage
from contracts.entries import Line
from contracts.money import split
from contracts.parts import payable
from contracts.parts.accept import accepters
from contracts.parts.split import sum_problem
from contracts.scalars import AfterQuarterEnd, DaysAfter, Fractional
from contracts.terms_model import TermsModel


class Balance(TermsModel):
    """When the parties settle up."""

    every: Literal["quarter"] = Field(default="quarter", description="how often the parties settle up")
    pay: AfterQuarterEnd = Field(default=DaysAfter(30, payable.QUARTER_END), description="when payment is due")


class CostShareTerms(ClauseTerms):
    """Who bears which fraction of the costs of a category."""

    planned: ClassVar = {
        "cap": "a cap on one party's costs, and who bears the excess",
        "budget": "a budget with a tolerance, and who bears an overspend",
        "bands": "shares that change as the cumulative cost grows",
    }

    kind: Literal["cost share"]
    counts_as: CountsAs = CountsAs(payer=Counts.RISK, payee=Counts.RECOVERY)
    of: str = Field(description="the category of cost, as costs are recorded")
    shares: dict[str, Fractional] = Field(min_length=1, description="each party's fraction; together 1")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept a cost that another claims")
    balance: Balance = Field(default=Balance(), description="when the parties settle up")
    rounding: Rounding = Field(default=Rounding.YEAR, description="where shares become whole pennies")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield the bearers and those who accept."""
        yield from ((("shares", party), party) for party in self.shares)
        yield from ((("accepted by",), party) for party in accepters(self.accepted_by))

    def problems(self) -> Iterable[Problem]:
        """Yield shares that don't add up, and days that count from nothing."""
        yield from sum_problem(("shares",), self.shares)
        yield from payable.problem("balance", self.balance.pay, payable.QUARTER_END)

    def in_words(self, reader: Reader) -> list[str]:
        """Say who bears what, when it is settled, and how it is rounded."""
        bears = ", ".join(f"{reader.party(party)} {percentage(share)}" for party, share in self.shares.items())
        accepted = (
            f"A cost counts once {reader.parties(accepters(self.accepted_by))} has accepted it."
            if self.accepted_by
            else "A cost counts when it is recorded; nobody needs to accept it."
        )
        return [
            f"The parties bear the {self.of} in these shares: {bears}.",
            accepted,
            f"They settle up every quarter: who paid less than its share pays within {self.balance.pay.days} days "
            "after the quarter's end, who paid more receives.",
            f"Shares are rounded {self.rounding}, so that they add up to the cost to the penny.",
        ]


class _Lane(NamedTuple):
    party: str
    share: Number
    fraction: Fraction


class _Terms(NamedTuple):
    source: CostShareTerms
    lanes: tuple[_Lane, ...]

    @property
    def measure(self) -> str:
        """Return the measure under which the cost is tallied."""
        return f"cost:{self.source.of}"


class CostShare(Clause[CostShareTerms]):
    """The formula: shares of the cost of a period, and the outlays of those who paid it."""

    terms_model = CostShareTerms

    def __init__(self, clause_id: str, terms: CostShareTerms, setting: Setting) -> None:
        super().__init__(clause_id, terms, setting)
        self.rounding = terms.rounding

    def compiled(self, terms: CostShareTerms) -> _Terms:
        """Return each bearer's lane."""
        return _Terms(terms, tuple(_Lane(party, EXACT.number(share), share) for party, share in terms.shares.items()))

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the cost, who paid it, and each share of each cost where those are rounded."""
        yield compiled.measure
        yield from (_outlay(compiled, lane.party) for lane in compiled.lanes)
        if compiled.source.rounding is Rounding.RECEIPT:
            yield from (self._valued(lane.party) for lane in compiled.lanes)

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the costs of the category, paid by any of the bearers."""
        terms = compiled.source
        yield Feed("cost", terms.of, tuple(terms.shares), tuple(accepters(terms.accepted_by)))

    def _valued(self, party: str) -> str:
        return f"valued:{self.id}:{party}"

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Share the period's cost, and credit those who paid it."""
        dues: list[Due] = []
        for segment in view.segments():
            terms: _Terms = segment.terms
            cost = view.amount(terms.measure, segment)
            dues += [self._share(lane, cost * lane.share, view, segment) for lane in terms.lanes]
            for lane in terms.lanes:
                paid = view.amount(_outlay(terms, lane.party), segment)
                dues.append(Due(f"outlay:{lane.party}", VENTURE, lane.party, paid))
        return (), dues

    def _share(self, lane: _Lane, exact: Number, view: View, segment: Segment) -> Due:
        if self.rounding is Rounding.RECEIPT:
            exact = view.amount(self._valued(lane.party), segment)
        return Due(f"share:{lane.party}", lane.party, VENTURE, exact, "share")

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield cost x fraction for each share, and what each party paid."""
        of = view.segments()[-1].terms.source.of
        for role in roles:
            side, _, party = role.partition(":")
            if side == "outlay":
                paid = str(sum(view.amount(_outlay(each.terms, party), each) for each in view.segments()))
                yield f"{of} paid by {party}", [Line("paid", paid, "1", paid)]
            elif self.rounding is Rounding.RECEIPT:
                valued = str(view.total(self._valued(party)))
                yield f"{party}'s share of each cost, rounded one by one", [Line("sum of shares", valued, "1", valued)]
            else:
                yield f"{of}, all parties", list(_lines(view, party))

    def payable_on(self, view: View) -> date:
        """Return the day by which the quarter's balance is payable."""
        return date.fromordinal(view.last + view.segments()[-1].terms.source.balance.pay.days)

    def valued(self, measure: str, on: int, amount: int) -> Iterable[Fact]:
        """Yield every bearer's share of one cost, rounded on its own."""
        terms = self.terms_on(on)
        if terms is None or self.rounding is not Rounding.RECEIPT or measure != terms.measure:
            return
        sign = -1 if amount < 0 else 1
        pennies = split([_rational(abs(amount), lane.fraction) for lane in terms.lanes])
        for lane, penny in zip(terms.lanes, pennies, strict=True):
            yield Fact(self._valued(lane.party), on, sign * penny)


def _outlay(terms: _Terms, party: str) -> str:
    return f"{terms.measure}:by {party}"


def _lines(view: View, party: str) -> Iterable[Line]:
    """Yield the cost x the party's fraction, for every stretch of terms."""
    for segment in view.segments():
        cost = view.amount(segment.terms.measure, segment)
        for lane in segment.terms.lanes:
            if lane.party == party:
                yield Line(segment.terms.source.of, str(cost), str(lane.fraction), text(cost * lane.share))


def _rational(amount: int, fraction: Fraction) -> Rational:
    return Rational(amount * fraction.numerator, fraction.denominator)


CLAUSE: type[Clause[Any]] = CostShare
