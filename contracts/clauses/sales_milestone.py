"""Sales milestone: a fixed sum, once, for the first contract year whose sales come to a threshold.

The rule: net sales are counted from the beginning of each contract year, or over the life of the agreement. With the
sale that brings them to a threshold its sum is due, once: a later year that comes to it again pays nothing. Sales that
come to exactly the threshold have reached it. If returns or a corrected figure bring the sales of the year below it
again, the sum is given back, and a later year may reach it. Of several thresholds that are first reached in one year
each is paid, or only the highest; those below it then lapse.

Units: minor units, exact. Rounding: several payees together by largest remainder, over the life.

Thresholds of 10m and 25m pay 1m and 2m. A year of 26m that is the first to reach either pays both, or the highest:

>>> from contracts.arithmetic import EXACT
>>> [EXACT.reached(26_000_000, threshold) for threshold in (10_000_000, 25_000_000, 50_000_000)]
[1, 1, 0]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import NOT_ASKED, Carry, Holds
from contracts.classification import Counts
from contracts.clause import Balance, Clause, Due, Feed, Mark, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding
from contracts.entries import Line
from contracts.money import round_amount, written
from contracts.parts import balances, base, payable
from contracts.parts import split as payees
from contracts.parts.balances import Kept, Slot
from contracts.parts.scope import WORDS, Per
from contracts.scalars import AfterQuarterEnd, Amount, DaysAfter
from contracts.terms_model import TermsModel


class Threshold(TermsModel):
    """Sales that have to be reached, and what they pay."""

    reach: Amount = Field(description="the sales to be reached; exactly so much is enough")
    pays: Amount = Field(description="the sum, once")


class SalesMilestoneTerms(ClauseTerms):
    """Thresholds of sales, what they pay, from whom to whom."""

    kind: Literal["sales milestone"]
    counts_as: CountsAs = CountsAs(payer=Counts.RISK, payee=Counts.REWARD)
    on: base.Base = Field(description="'net sales of PRODUCT', 'net income of KIND', or sales less deductions")
    from_: str = Field(description="the party that sells and pays")
    to: payees.Split = Field(description="the payee, or payees and fractions adding up to 1")
    per: Literal["year", "life"] = Field(default="year", description="what sales are counted over")
    thresholds: list[Threshold] = Field(min_length=1, description="ascending")
    several: Literal["all", "highest"] = Field(
        default="all", description="of several first reached in one year all are paid, or the highest alone"
    )
    due: AfterQuarterEnd = Field(default=DaysAfter(60, payable.QUARTER_END), description="when payment is due")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield payer and payees."""
        yield ("from",), self.from_
        yield from payees.parties_of("to", self.to)

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the thresholds and their sums."""
        for number, each in enumerate(self.thresholds):
            yield ("thresholds", number, "reach"), each.reach
            yield ("thresholds", number, "pays"), each.pays

    def problems(self) -> Iterable[Problem]:
        """Yield a base that is none, sums of nothing, thresholds out of order, shares that don't add up."""
        yield from base.problems("on", self.on)
        if isinstance(self.to, dict):
            yield from payees.sum_problem(("to",), self.to)
        if self.to == self.from_:
            yield Problem(("to",), f"'{self.from_}' would pay itself", "name another party")
        yield from payable.problem("due", self.due, payable.QUARTER_END)
        for number, each in enumerate(self.thresholds):
            for name, amount in (("reach", each.reach), ("pays", each.pays)):
                if amount.major <= 0:
                    yield Problem(("thresholds", number, name), "it is nothing", "write an amount above zero")
        for number, (low, high) in enumerate(pairwise(self.thresholds), 1):
            if high.reach.major <= low.reach.major:
                what = f"{high.reach} does not lie above {low.reach}"
                yield Problem(("thresholds", number, "reach"), what, "write the thresholds in ascending order")

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is paid at which sales, counted over what."""
        counted = "for the first contract year in which" if self.per == "year" else "as soon as over the life"
        several = "each is paid" if self.several == "all" else "only the highest is paid, and those below it lapse"
        lines = [
            f"{reader.party(self.from_)} pays {payees.in_words(self.to, reader)}.",
            *base.in_words(self.on),
            f"A sum is paid once, {counted} they come to:",
            *(f"  {reader.money(each.reach)}: {reader.money(each.pays)}" for each in self.thresholds),
        ]
        if len(self.thresholds) > 1:
            lines.append(f"Of several first reached {'in one year' if self.per == 'year' else 'together'} {several}.")
        return [*lines, f"Payment is due {self.due.in_words}."]


class _Step(NamedTuple):
    """A threshold with its sum, in minor units, and where it is kept: reached so far, and in this span."""

    reach: int
    pays: int
    ever: Slot
    now: Slot


class _Terms(NamedTuple):
    source: SalesMilestoneTerms
    base: base.Measured
    sold: Slot
    steps: tuple[_Step, ...]
    lanes: dict[str, Fraction]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return what is carried."""
        return (self.sold, *(slot for step in self.steps for slot in (step.ever, step.now)))

    def paid(self, kept: Kept) -> list[Number]:
        """Return what each threshold pays in this span, by what is kept of it."""
        reached: list[Number] = [kept[step.now] for step in self.steps]
        if self.source.several == "highest":
            reached = [now * (1 - above) for now, above in zip(reached, [*reached[1:], 0], strict=True)]
        return [step.pays * now for step, now in zip(self.steps, reached, strict=True)]


class SalesMilestone(Clause[SalesMilestoneTerms]):
    """The formula: the sum of every threshold that the span is the first to reach."""

    terms_model = SalesMilestoneTerms
    by_year = False
    rounding = Rounding.LIFE

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the base and its deductions."""
        return base.measures(compiled.base)

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the sales or income of the party that pays."""
        return base.feeds(compiled.base, (compiled.source.from_,))

    def compiled(self, terms: SalesMilestoneTerms) -> _Terms:
        """Return the thresholds in minor units, and what is kept of each."""
        digits, currency, per = self.setting.digits, self.setting.currency, Per(terms.per)
        steps = []
        for each in terms.thresholds:
            reach = each.reach.minor(digits, currency)
            name = written(reach, digits)
            slots = (Slot(f"{name} ever", Per.LIFE), Slot(f"{name} now", per))
            steps.append(_Step(reach, each.pays.minor(digits, currency), *slots))
        return _Terms(terms, base.measured(terms.on), Slot("sold", per), tuple(steps), payees.lanes(terms.to))

    def new_year(self, state: State) -> State:
        """Start counting the sales of the year afresh."""
        return balances.new_year(balances.slots_until(self.timeline, date.max.toordinal()), state)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Add the period's sales, and pay what they are the first to reach, or take it back."""
        terms: _Terms = view.segments()[-1].terms
        kept = self._opened(state, view)
        before = terms.paid(kept)
        self._count(ops, terms, kept, view)
        moved = ops.total(now - then for now, then in zip(terms.paid(kept), before, strict=True))
        view.kept = (before, terms.paid(kept), kept[terms.sold])
        dues = [
            Due(payee, terms.source.from_, payee, moved * ops.number(share), "sales milestone")
            for payee, share in terms.lanes.items()
        ]
        return balances.state_of(kept), dues

    def _opened(self, state: State, view: View) -> Kept:
        return balances.opened(balances.slots_until(self.timeline, view.last), state)

    def _count(self, ops: Exact, terms: _Terms, kept: Kept, view: View) -> None:
        """Bring up to date what was sold in the span, and which thresholds it is the first to reach."""
        kept[terms.sold] = kept[terms.sold] + base.net(ops, terms.base, view, *view.segments())
        for step in terms.steps:
            earlier = kept[step.ever] - kept[step.now]
            kept[step.now] = ops.reached(kept[terms.sold], step.reach) * (1 - earlier)
            kept[step.ever] = earlier + kept[step.now]

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the sums of the thresholds that were reached, or are no longer, x each payee's fraction."""
        terms: _Terms = view.segments()[-1].terms
        digits = self.setting.digits
        before, after, sold = view.kept
        span = WORDS[Per(terms.source.per)].replace("in each", "in the")
        basis = base.basis_in_words(terms.base, digits, view)
        basis = f"{basis}, {written(round_amount(sold), digits)} {span} so far"
        together = zip(terms.steps, after, before, strict=True)
        moved = [(_what(step, now - then, digits), now - then) for step, now, then in together if now - then != 0]
        said = f"{basis}: {moved[0][0]}" if len(moved) == 1 else basis  # a line alone is told without its name
        for role in roles:
            share = EXACT.number(terms.lanes[role])
            yield said, [Line(what, text(paid), str(terms.lanes[role]), text(paid * share)) for what, paid in moved]

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield what was sold so far."""
        terms: _Terms | None = self.terms_on(on)
        if terms:
            span = WORDS[Per(terms.source.per)].replace("in each", "in the")
            yield Balance(f"{terms.base.words} {span}", state[0] if state else 0)

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield every threshold."""
        terms: _Terms | None = self.terms_on(on)
        for step in terms.steps if terms else ():
            yield Mark(f"threshold {written(step.reach, self.setting.digits)}", (state[0] if state else 0) - step.reach)

    def carries(self, until: int) -> Sequence[Carry]:
        """Name what was sold so far, and which thresholds were reached."""
        terms: _Terms | None = self.terms_on(until)
        year_end = self.setting.calendar.is_year_end(until)
        carried = []
        for slot in balances.slots_until(self.timeline, until):
            name, _, which = slot.name.rpartition(" ")
            if slot.per is Per.YEAR and year_end:
                carried.append(NOT_ASKED)
            elif terms and slot == terms.sold:
                carried.append(base.so_far(terms.base, by_year=slot.per is Per.YEAR))
            else:
                since = "since the beginning" if which == "ever" else "in this span, as the first"
                carried.append(Carry(f"{name} reached {since} (1) or not (0)", Holds.COUNT))
        return carried

    def payable_on(self, view: View) -> date:
        """Return the day by which what the quarter made due is payable."""
        return date.fromordinal(view.segments()[-1].terms.source.due.ordinal(view.last))


def _what(step: _Step, amount: Number, digits: int) -> str:
    return f"{written(step.reach, digits)} {'reached' if amount > 0 else 'no longer reached, or passed over'}"


CLAUSE: type[Clause[Any]] = SalesMilestone
