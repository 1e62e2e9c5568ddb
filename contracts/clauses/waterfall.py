"""Waterfall: what is distributed goes, in order, to capital, preferred return, catch-up, and the carried split.

The rule: investors pay capital in on dated days, in agreed proportions. A distribution first returns capital and pays
the preferred return (in the agreed order), then, if there is a catch-up, gives its fraction to the party that is
carried until that party has its share of all profit distributed, and the rest is split by that share. Catch-up:
y = (carried x profit distributed - carried had) / (catch-up - carried), which ends only if the catch-up is above the
carried share. On one day, contributions come before distributions.

Units: minor units, exact; balances are held at a millionth of one. Rounding: all parties together by largest remainder,
over the life, so that what flows out is what flowed in.

100 on capital of 50 after a year at 8%, full catch-up, 20% carried: 50 + 4 + 1, and 45 split 36 to 9:

>>> from contracts.parts.tiers import caught_up
>>> caught_up(EXACT, 46, 4, 0, Split.of(Fraction(1), Fraction(1, 5)))
1
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry, Holds
from contracts.classification import Counts
from contracts.clause import VENTURE, Balance, Clause, Due, Feed, Mark, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding, percentage
from contracts.entries import Line
from contracts.money import written
from contracts.parts import payable
from contracts.parts import split as payees
from contracts.parts.preference import Earning, Preference, accrued
from contracts.parts.tiers import EMPTY, Order, Split, Standing, Tier, distributed, paid_in, standing_of
from contracts.scalars import AfterQuarterEnd, DaysAfter, Fractional
from contracts.terms_model import TermsModel

CARRIED = "carried"
"""The role of the party that is carried."""


class Carried(TermsModel):
    """Who shares in the profit beyond the preferred return, and with which fraction of all profit."""

    to: str = Field(description="the party that is carried")
    share: Fractional = Field(description="its fraction of the profit")


class WaterfallTerms(ClauseTerms):
    """A waterfall: who pays capital in, what it earns, and in which order distributions are paid."""

    planned: ClassVar = {"clawback": "carried share paid back if later losses show that it was too much"}

    kind: Literal["waterfall"]
    counts_as: CountsAs = CountsAs(payer=Counts.NOTHING, payee=Counts.REWARD)
    of: str = Field(description="the fund, as contributions to it and distributions from it are recorded")
    investors: payees.Split = Field(description="who pays capital in; several in proportions that add up to 1")
    preferred_return: Preference = Field(description="what capital earns before the carried party shares")
    order: Order = Field(default=Order.CAPITAL, description="whether capital or preference is paid first")
    catch_up: Fractional = Field(default=Fraction(0), description="what the carried party takes to catch up; 0: none")
    carried: Carried = Field(description="who shares in the profit, and how much of it")
    held_by: str | None = Field(default=None, description="who holds the money and distributes it; none: a common pot")
    pay: AfterQuarterEnd = Field(default=DaysAfter(30, payable.QUARTER_END), description="when payment is due")

    @property
    def recurs(self) -> bool:
        """Whether what it pays comes again and again: it does."""
        return True

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield the investors, the carried party and the holder."""
        yield from payees.parties_of("investors", self.investors)
        yield ("carried", "to"), self.carried.to
        yield from [(("held by",), self.held_by)] if self.held_by else []

    def problems(self) -> Iterable[Problem]:
        """Yield proportions that don't add up, and fractions above the whole."""
        if isinstance(self.investors, dict):
            yield from payees.sum_problem(("investors",), self.investors)
        if self.carried.share >= 1:
            yield Problem(("carried", "share"), "nothing would be left for the investors", "write less than 100%")
        if self.catch_up > 1:
            yield Problem(("catch up",), f"{percentage(self.catch_up)} is more than the whole", "write 100% or less")
        yield from payable.problem("pay", self.pay, payable.QUARTER_END)

    def in_words(self, reader: Reader) -> list[str]:
        """Say who pays in, what it earns, and every step of a distribution."""
        carried, share = reader.party(self.carried.to), percentage(self.carried.share)
        first = ["capital, until it is returned", "the preferred return that has accrued and is unpaid"]
        ordered = first if self.order is Order.CAPITAL else first[::-1]
        pays = f"{reader.party(self.held_by)} pays" if self.held_by else "The common pot pays"
        return [
            f"Capital is paid into {self.of} by {payees.in_words(self.investors, reader)}.",
            self.preferred_return.in_words(),
            f"A distribution pays, in this order: {ordered[0]}; {ordered[1]}; {self._catch_up_in_words(carried, share)}"
            f"the rest {share} to {carried}, and the remainder to those who paid capital in.",
            f"{pays} within {self.pay.in_words}.",
            "Amounts are rounded over the life, so that they add up to what was distributed.",
        ]

    def _catch_up_in_words(self, carried: str, share: str) -> str:
        if not self.catch_up:
            return "(there is no catch-up) "
        until = f"until it has {share} of all profit"
        if self.catch_up <= self.carried.share:
            until = f"for good, because it never reaches {share} of all profit"
        return f"{percentage(self.catch_up)} to {carried} {until}; "


class _Place(NamedTuple):
    """A role, the party in it, and its fraction of each step of a distribution that it has any of.

    `parts` are which step, the fraction as text, and as a number.
    """

    role: str
    party: str
    parts: tuple[tuple[int, str, Number], ...]


class _Terms(NamedTuple):
    """The terms, how a distribution is cut, everyone's parts of it; the measures of capital, and of distributions."""

    source: WaterfallTerms
    split: Split
    places: tuple[_Place, ...]
    measures: tuple[str, str]


class _Flow(NamedTuple):
    """One distribution cut into its steps, under the terms of its day, and how things stand after it."""

    on: int
    terms: _Terms
    tiers: list[Tier]


class Waterfall(Clause[WaterfallTerms]):
    """The formula: time passes, capital comes in, and every distribution is cut into its steps."""

    terms_model = WaterfallTerms
    by_year = False
    rounding = Rounding.LIFE

    def compiled(self, terms: WaterfallTerms) -> _Terms:
        """Return how a distribution is cut, and everyone's part of each step."""
        split = Split.of(terms.catch_up, terms.carried.share)
        return _Terms(terms, split, _places(terms, split), (f"contribution:{terms.of}", f"distribution:{terms.of}"))

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield capital paid in, and distributions."""
        return compiled.measures

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the capital of the investors, and the distributions of whoever holds the money."""
        terms = compiled.source
        investors = tuple(payees.lanes(terms.investors))
        parties = tuple(dict.fromkeys((*investors, terms.carried.to)))
        yield Feed("contribution", terms.of, investors)
        yield Feed("distribution", terms.of, (terms.held_by,) if terms.held_by else parties)

    def initial(self) -> State:
        """Begin with nothing paid in."""
        return EMPTY.state()

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Cut every distribution of the period, and say who is due what of it."""
        standing, flows = view.kept = self._flows(ops, state, view)
        return standing.state(), [due for flow in flows for due in _dues(flow)]

    def _flows(self, ops: Exact, state: State, view: View) -> tuple[Standing, list[_Flow]]:
        standing, flows = standing_of(state), list[_Flow]()
        for segment in view.segments():
            terms: _Terms = segment.terms
            for day, kind, amount in view.days(*terms.measures):
                if segment.first <= day <= segment.last:
                    earning = self._accrued(ops, standing.earning, day)
                    standing = Standing(earning, standing.profit, standing.carried)
                    if kind == 0:
                        standing = paid_in(standing, day, amount)
                    else:
                        standing, tiers = distributed(ops, standing, amount, terms.source.order, terms.split)
                        flows.append(_Flow(day, terms, tiers))
        return standing, flows

    def _accrued(self, ops: Exact, earning: Earning, until: int) -> Earning:
        return accrued(ops, earning, until, self._in_force, self.setting.calendar)

    def _in_force(self, day: int) -> tuple[Preference | None, int | None]:
        if len(self.timeline) == 1 and self.timeline[0][0] <= day:  # as nearly always
            return self.timeline[0][1].source.preferred_return, None
        terms = self.terms_on(day)
        later = [start for start, _ in self.timeline if start > day]
        return terms.source.preferred_return if terms else None, min(later, default=None)

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield every step of every distribution x the party's fraction of it."""
        standing, flows = view.kept
        capital, preference = (
            written(EXACT.rounded(each), self.setting.digits)
            for each in (standing.earning.capital, standing.earning.preference)
        )
        basis = f"distributions; capital of {capital} and preference of {preference} are still to be paid"
        for role in roles:
            yield basis, [line for flow in flows for line in _lines(flow, role)]

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield what has to be returned, with what has accrued until the day, and what profit was distributed."""
        standing = standing_of(state)
        earning = self._accrued(EXACT, standing.earning, on)
        yield Balance("capital not returned", earning.capital)
        yield Balance("preference accrued and unpaid", earning.preference)
        yield Balance("profit distributed to investors", standing.profit)
        yield Balance("profit distributed to the carried party", standing.carried)

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield the return of capital and preference, as of the period that ends."""
        earning = standing_of(state).earning
        yield Mark("capital returned", -earning.capital, even=False)

    def carries(self, until: int) -> Sequence[Carry]:
        """Name what has to be returned, since when it earns, and what profit was distributed."""
        return [
            Carry("capital not returned"),
            Carry("preference compounded and unpaid"),
            Carry("preference accrued since and unpaid"),
            Carry("preference accrued up to", Holds.DAY),
            Carry("first contribution", Holds.DAY),
            Carry("profit distributed to investors"),
            Carry("profit distributed to the carried party"),
        ]

    def lanes(self, view: View) -> Sequence[Due]:
        """Return everyone's place in a distribution of nothing."""
        terms: _Terms = view.segments()[-1].terms
        _, tiers = distributed(EXACT, EMPTY, 0, terms.source.order, terms.split)
        return list(_dues(_Flow(view.last, terms, tiers)))

    def payable_on(self, view: View) -> date:
        """Return the day by which the quarter's distributions are payable."""
        return date.fromordinal(view.segments()[-1].terms.source.pay.ordinal(view.last))


def _places(terms: WaterfallTerms, split: Split) -> tuple[_Place, ...]:
    """Return everyone's fractions of the steps of which the carried party has its own."""
    everyone = [
        (party, party, [(1 - carried) * share for carried in split.fractions])
        for party, share in payees.lanes(terms.investors).items()
    ]
    everyone.append((CARRIED, terms.carried.to, [*split.fractions]))
    return tuple(_Place(role, party, tuple(_parts(fractions))) for role, party, fractions in everyone)


def _parts(fractions: Iterable[Fraction]) -> Iterator[tuple[int, str, Number]]:
    for at, fraction in enumerate(fractions):
        if fraction:
            yield at, str(fraction), EXACT.number(fraction)


def _dues(flow: _Flow) -> Iterator[Due]:
    payer = flow.terms.source.held_by or VENTURE
    for role, party, parts in flow.terms.places:
        amount: Number = 0
        for at, _, number in parts:
            amount = amount + flow.tiers[at].amount * number
        yield Due(role, payer, party, amount, "distribution")


def _lines(flow: _Flow, role: str) -> Iterator[Line]:
    on = date.fromordinal(flow.on).isoformat()
    for name, _, parts in flow.terms.places:
        for at, fraction, number in parts if name == role else ():
            tier = flow.tiers[at]
            if tier.amount != 0:
                yield Line(f"{on}, {tier.what}", text(tier.amount), fraction, text(tier.amount * number))


CLAUSE: type[Clause[Any]] = Waterfall
