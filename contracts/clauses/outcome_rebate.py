"""Outcome rebate: for everybody whom a treatment did not help its price is given back, if that is claimed in time.

The rule: price x cycles for each non-responder whose claim came within so many days after the day on which the
missing response was found; on the last of these days a claim is in time. Later claims give nothing, and are shown as
lost to lateness by `pledger unpaid`. The rebate is for the quarter of that day, however late the claim is recorded.

Units: minor units, exact. Rounding: several payees together by largest remainder, by contract year.

3,000.00 x 4 cycles for 14 non-responders are 168,000.00; two of them claimed too late are 24,000.00 lost:

>>> 14 * 3_000_00 * 4, (14 - 2) * 3_000_00 * 4
(16800000, 14400000)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry
from contracts.classification import Counts
from contracts.clause import Clause, Due, Feed, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader
from contracts.entries import Line
from contracts.money import round_amount, written
from contracts.parts import claim_window, payable
from contracts.parts import split as payees
from contracts.parts.accept import accepters, circular
from contracts.scalars import AfterQuarterEnd, Amount, Days, DaysAfter
from contracts.scalars.quantity import Quantity, quantity_text


class OutcomeRebateTerms(ClauseTerms):
    """Of which missing outcome, what is given back for each person, within which window, from whom to whom."""

    kind: Literal["outcome rebate"]
    counts_as: CountsAs = CountsAs(payer=Counts.RISK, payee=Counts.RECOVERY)
    outcome: str = Field(description="the response that may be missing, as it is recorded")
    price: Amount = Field(description="the price of a cycle of treatment")
    cycles: Quantity = Field(description="for how many cycles the price is given back: 4")
    claim_within: Days = Field(description="how long after the day a claim is in time: 60 days")
    from_: str = Field(description="the party that gives back")
    to: payees.Split = Field(description="the party that is given back, or parties and fractions adding up to 1")
    evidence: str | None = Field(default=None, description="what proves a claim")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept a claim")
    pay: AfterQuarterEnd = Field(default=DaysAfter(30, payable.QUARTER_END), description="when payment is due")

    @property
    def recurs(self) -> bool:
        """Whether what it pays comes again and again: it does."""
        return True

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield payer, payees and those who accept."""
        yield ("from",), self.from_
        yield from payees.parties_of("to", self.to)
        yield from ((("accepted by",), party) for party in accepters(self.accepted_by))

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the price."""
        yield ("price",), self.price

    def problems(self) -> Iterable[Problem]:
        """Yield a rebate of nothing, shares that don't add up, a payer that would pay itself, self-acceptance."""
        if self.price.major <= 0:
            yield Problem(("price",), "nothing would be given back", "write an amount above zero")
        if self.cycles <= 0:
            yield Problem(("cycles",), "nothing would be given back", "write a number above zero")
        if isinstance(self.to, dict):
            yield from payees.sum_problem(("to",), self.to)
        if self.from_ in payees.lanes(self.to):
            yield Problem(("to",), f"'{self.from_}' would pay itself", "name another party")
        yield from payable.problem("pay", self.pay, payable.QUARTER_END)
        yield from circular(self.accepted_by, list(payees.lanes(self.to)))

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is given back for whom, until when it is claimed, on which evidence and whose acceptance."""
        proof = f" A claim comes with evidence: {self.evidence}." if self.evidence else ""
        accepting = reader.parties(accepters(self.accepted_by)) if self.accepted_by else ""
        accepted = f" It counts once {accepting} has accepted it." if accepting else ""
        return [
            f"For each person without {self.outcome} {reader.party(self.from_)} gives back to "
            f"{payees.in_words(self.to, reader)} the price of {quantity_text(self.cycles)} cycles at "
            f"{reader.money(self.price)}.",
            f"It is claimed within {self.claim_within} days after the day on which that was found; what is claimed "
            f"later gives nothing.{proof}{accepted}",
            f"Payment is due {self.pay.in_words}, or after the last claim for the quarter if that is later.",
        ]


class _Terms(NamedTuple):
    source: OutcomeRebateTerms
    each: Fraction
    lanes: dict[str, Fraction]


class _Stretch(NamedTuple):
    """People of a stretch of a period: claimed in time and too late, and what each of them is worth."""

    in_time: Number
    late: Number
    each: Number


class OutcomeRebate(Clause[OutcomeRebateTerms]):
    """The formula: the price of a treatment for each non-responder who was claimed in time."""

    terms_model = OutcomeRebateTerms

    def compiled(self, terms: OutcomeRebateTerms) -> _Terms:
        """Return what a non-responder is worth in minor units, and each payee's fraction."""
        price = terms.price.minor(self.setting.digits, self.setting.currency)
        return _Terms(terms, price * Fraction(terms.cycles), payees.lanes(terms.to))

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the non-responders."""
        yield claim_window.measure(compiled.source.outcome)

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the claims of those who are given back."""
        terms = compiled.source
        accepting = tuple(accepters(terms.accepted_by))
        yield Feed("non-response", terms.outcome, tuple(compiled.lanes), accepting, evidence=terms.evidence)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Give back what was claimed in time."""
        terms: _Terms = view.segments()[-1].terms
        amount = ops.total(each.in_time * each.each for each in self._stretches(ops, view))
        dues = [
            Due(payee, terms.source.from_, payee, amount * ops.number(share), "rebate")
            for payee, share in terms.lanes.items()
        ]
        return state, dues

    def _stretches(self, ops: Exact, view: View) -> Iterable[_Stretch]:
        for segment in view.segments():
            terms: _Terms = segment.terms
            found = list(claim_window.claims(view, terms.source.outcome, segment))
            within = terms.source.claim_within
            in_time = ops.total(claimed.people for claimed in found if claimed.days <= within)
            late = ops.total(claimed.people for claimed in found if claimed.days > within)
            yield _Stretch(in_time, late, ops.number(terms.each))

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the worth of all who were claimed, less that of those too late, x the payee's fraction."""
        terms: _Terms = view.segments()[-1].terms
        stretches = list(self._stretches(EXACT, view))
        for role in roles:
            basis = f"no {terms.source.outcome}, claimed within {terms.source.claim_within} days"
            yield basis, [line for each in stretches for line in self._lines(each, terms.lanes[role])]

    def _lines(self, stretch: _Stretch, share: Fraction) -> Iterable[Line]:
        each = written(round_amount(Fraction(text(stretch.each))), self.setting.digits)
        claimed = stretch.in_time + stretch.late
        for what, people, sign in ((f"claimed, at {each}", claimed, 1), ("claimed too late", stretch.late, -1)):
            if people != 0:
                worth = people * stretch.each * sign
                name = f"{EXACT.said(people)} {'person' if people == 1 else 'people'} {what}"
                yield Line(name, text(worth), str(share), text(worth * EXACT.number(share)))

    def carries(self, until: int) -> Sequence[Carry]:
        """Name nothing: every claim stands by itself."""
        return ()

    def payable_on(self, view: View) -> date:
        """Return the day by which the quarter's rebate is payable, counted from its last claim if that is later."""
        source: OutcomeRebateTerms = view.segments()[-1].terms.source
        claimed = claim_window.days_in_time(view, source.outcome, source.claim_within)
        return date.fromordinal(source.pay.ordinal(max([view.last, *claimed])))

    def last_day(self, of: str, on: date) -> date | None:
        """Return the last day to claim for people of a day, None if the clause gives nothing back for them."""
        terms: _Terms | None = self.terms_on(on.toordinal())
        if terms is None or terms.source.outcome != of:
            return None
        return on + timedelta(days=terms.source.claim_within)

    def lost(self, on: date, people: int) -> dict[tuple[str, str], int]:
        """Return what would have been given back for people of a day, by payer and payee, in whole minor units."""
        terms: _Terms = self.terms_on(on.toordinal())
        payer = terms.source.from_
        return {(payer, payee): round_amount(people * terms.each * share) for payee, share in terms.lanes.items()}


CLAUSE: type[Clause[Any]] = OutcomeRebate
