"""Royalty: a rate, or marginal bands, on net sales or net income, to one payee or shared among several.

The rule: the cumulative base of the contract year (or of the life) is cut at the edges of the bands, each slice
earns the rate of its own band, and what is due for a period is what the cumulative figure has grown by. Returns
are negative sales, and give back what the highest slice had earned. A late or restated figure moves the bands of
every later period of its year, and the differences are booked as true-ups.

Units: minor units, exact. Rounding: the payees together by largest remainder on the cumulative figure, by contract
year unless the bands count over the life; or each receipt on its own, for a flat rate.

Sales of 3,500,000 at 5% up to 1m, 7% up to 3m and 9% above earn 50,000 + 140,000 + 45,000:

>>> from contracts.arithmetic import EXACT
>>> EXACT.slices(0, 3_500_000, (0, 1_000_000, 3_000_000))
[(0, 1000000), (1, 2000000), (2, 500000)]
>>> 1_000_000 * Rational(5, 100) + 2_000_000 * Rational(7, 100) + 500_000 * Rational(9, 100)
235000
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field

from contracts.arithmetic import Exact, Number, Rational
from contracts.carry import NOT_ASKED, Carry
from contracts.classification import Counts
from contracts.clause import Clause, Due, Fact, Feed, Mark, Segment, Setting, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding
from contracts.entries import Line
from contracts.money import split
from contracts.parts import adjustments, base, payable, royalty_rounding, schedule
from contracts.parts import split as payees
from contracts.parts.credit import Credit
from contracts.parts.dating import Dating, dated
from contracts.parts.lanes import Lane, band_name, lane_of, shown
from contracts.parts.minimum import Minimum
from contracts.parts.royalty_rates import Rates, lines, shared, stepped
from contracts.parts.step_down import cut, steps_of
from contracts.parts.total_cap import TotalCap
from contracts.parts.withholding import Withholding
from contracts.scalars import After, Amount, DaysAfter

REPORT = DaysAfter(45, payable.QUARTER_END)
PAY = DaysAfter(30, payable.REPORT)


def _counts_over_life(rate: object) -> bool:
    return isinstance(rate, schedule.Bands) and rate.per is schedule.Per.LIFETIME


def _usual_rounding(terms: dict[str, Any]) -> Rounding:
    """Return the default, which is sealed with the terms: the rounding that fits what the bands count over."""
    return Rounding.LIFE if _counts_over_life(terms.get("rate")) else Rounding.YEAR


class RoyaltyTerms(ClauseTerms):
    """A royalty or revenue share: on what, at which rate, from whom, to whom."""

    planned: ClassVar = {"term": "a royalty term by country"}

    kind: Literal["royalty"]
    counts_as: CountsAs = CountsAs(payer=Counts.RETAINED, payee=Counts.REWARD)
    on: base.Base = Field(description="'net sales of PRODUCT', 'net income of KIND', or sales less deductions")
    from_: str = Field(description="the party that sells and pays")
    to: payees.Split | None = Field(default=None, description="the payee, or payees and fractions adding up to 1")
    rate: schedule.Schedule = Field(description="one rate, or bands")
    reductions: list[adjustments.Reduction] | None = Field(
        default=None, description="what comes off the royalty, in this order: step-down, stacking"
    )
    credits: list[Credit] | None = Field(default=None, description="milestones and fees credited against the royalty")
    minimum: Minimum | None = Field(default=None, description="a minimum annual royalty")
    cap: TotalCap | None = Field(default=None, description="the most that is paid in all, or in each contract year")
    withholding: Withholding | None = Field(default=None, description="tax that is withheld, and who bears it")
    report: After = Field(default=REPORT, description="when sales are reported")
    pay: After = Field(default=PAY, description="when payment is due")
    overpaid: Literal["carried forward", "paid back"] = Field(
        default="carried forward", description="what becomes of money paid beyond what is due, as after returns"
    )
    dating: Dating = Field(default=Dating.TRANSACTION, description="by transaction date, or prorated by days")
    rounding: Rounding = Field(default_factory=_usual_rounding, description="where amounts become whole pennies")

    @property
    def recurs(self) -> bool:
        """Whether what it pays comes again and again: it does."""
        return True

    @property
    def by_life(self) -> bool:
        """Whether the base counts over the life of the agreement."""
        return _counts_over_life(self.rate)

    @property
    def credited(self) -> str | None:
        """Return the payer, where overpayments are carried forward."""
        return self.from_ if self.overpaid == "carried forward" else None

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield the payer and the payees."""
        yield ("from",), self.from_
        yield from payees.parties_of("to", self.to or {})
        yield from schedule.named_parties(("rate",), self.rate)

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the edges of the bands, the minimum and the cap."""
        yield from schedule.amounts(("rate",), self.rate)
        yield from adjustments.amounts(self)

    def named_clauses(self) -> Iterable[tuple[Place, str]]:
        """Yield what is credited."""
        return adjustments.named_clauses(self)

    def companions(self) -> Mapping[str, type[Clause[Any]]]:
        """Return the formulas of reductions, credits, the minimum and the cap."""
        return adjustments.companions(self, SteppedDown)

    def problems_among(self, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
        """Yield credits of what can't be credited."""
        return adjustments.problems_among(self, clauses)

    def problems(self) -> Iterable[Problem]:
        """Yield bands and shares that don't fit together."""
        yield from base.problems("on", self.on)
        yield from schedule.problems(("rate",), self.rate)
        yield from payable.problem("report", self.report, payable.QUARTER_END)
        yield from payable.problem("pay", self.pay, payable.REPORT, payable.QUARTER_END)
        yield from schedule.payee_problems(self.rate, self.to, self.from_)
        yield from royalty_rounding.problems(self)
        yield from adjustments.problems(self)

    def in_words(self, reader: Reader) -> list[str]:
        """Say on what, at which rate, to whom, when and how rounded."""
        shares = payees.in_words(self.to, reader) if self.to else "its payees, band by band"
        reported = "Sales are reported" if base.measured(self.on).sales else "Income is reported"
        return [
            f"{reader.party(self.from_)} pays {shares}.",
            *base.in_words(self.on),
            *schedule.in_words(self.rate, reader),
            *adjustments.in_words(self, reader),
            f"{reported} within {self.report.in_words} and paid within {self.pay.in_words}.",
            "What was paid beyond what is due, as after returns, is "
            + ("a credit against what falls due later." if self.credited else "paid back."),
            self.dating.in_words(),
            f"Amounts are rounded {self.rounding}.",
        ]


class Royalty(Clause[RoyaltyTerms]):
    """The formula: what the cumulative base has grown by, slice by slice, for every payee."""

    terms_model = RoyaltyTerms

    def __init__(self, clause_id: str, terms: RoyaltyTerms, setting: Setting) -> None:
        super().__init__(clause_id, terms, setting)
        self.by_year = not terms.by_life
        self.rounding = terms.rounding

    def _valued(self, payee: str) -> str:
        return f"valued:{self.id}:{payee}"

    def measures(self, compiled: Rates) -> Iterable[str]:
        """Yield the base, its deductions, and what each receipt was worth where that is rounded."""
        yield from base.measures(compiled.base)
        if compiled.source.rounding is Rounding.RECEIPT:
            yield from (self._valued(lane.payee) for lane in compiled.lanes)

    def wanted(self, compiled: Rates) -> Iterable[Feed]:
        """Yield the sales or income of the party that pays, and the events that step-downs wait for."""
        yield from base.feeds(compiled.base, (compiled.source.from_,))
        yield from (Feed("event", event, ()) for event in adjustments.events(compiled.source))

    def compiled(self, terms: RoyaltyTerms) -> Rates:
        """Return the bands in minor units, and each payee's rates in them."""
        bands = schedule.slices(terms.rate)
        starts = tuple(band.start.minor(self.setting.digits, self.setting.currency) for band in bands)
        names = tuple(
            band_name(start, end, self.setting.digits) for start, end in zip(starts, (*starts[1:], None), strict=True)
        )
        shares = payees.lanes(terms.to) if terms.to else bands[0].shares or {}
        lanes = (lane_of(payee, bands, share if terms.to else None) for payee, share in shares.items())
        steps = steps_of(adjustments.stepping_down(terms), self.happened)
        measured = base.measured(terms.on)
        plain = "" if measured.deductions or measured.combined else measured.measure
        return Rates(terms, measured, starts, names, tuple(lanes), steps, plain)

    def initial(self) -> State:
        """Begin with nothing sold."""
        return (0,)

    def carries(self, until: int) -> Sequence[Carry]:
        """Name the base so far, unless it begins afresh with the next contract year."""
        terms: Rates | None = self.terms_on(until)
        afresh = terms is None or (self.by_year and self.setting.calendar.is_year_end(until))
        return [NOT_ASKED if terms is None or afresh else base.so_far(terms.base, by_year=self.by_year)]

    def stretches(self, view: View) -> Sequence[Segment]:
        """Return the days of a period on which the same terms and the same rates hold."""
        segments = view.segments()
        if not segments[-1].terms.steps and (len(segments) == 1 or not any(each.terms.steps for each in segments)):
            return segments
        return [stretch for segment in segments for stretch in cut(segment, segment.terms.steps)]

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Add the period's base, and say what each payee's cumulative figure grows by."""
        (reached,) = state
        stretches = self.stretches(view)
        if len(stretches) == 1:  # as nearly always: nothing changes within the period
            return self._plain(ops, reached, view, stretches[0])
        before = reached
        dues: list[Due] = []
        found = []
        for stretch in dated(stretches, view.segments()[-1].terms.source.dating):
            segment, terms = stretch.segment, shared(stretch)
            grown = base.net(ops, terms.base, view, *stretch.over)
            slices = ops.slices(before, before + grown, terms.starts)
            found.append((terms, slices))
            dues += [self._due(lane, slices, view, segment) for lane in terms.lanes]
            if stretch.share is None:
                reached = before = reached + grown
            else:
                reached = reached + grown * ops.number(stretch.share)
        view.kept = found
        return (reached,), dues

    def _plain(self, ops: Exact, reached: Number, view: View, segment: Segment) -> tuple[State, Sequence[Due]]:
        """Do it for days on which the same rates hold throughout."""
        terms: Rates = segment.terms
        grown = view.amount(terms.plain, segment) if terms.plain else base.net(ops, terms.base, view, segment)
        after = reached + grown
        slices = ops.slices(reached, after, terms.starts)
        view.kept = ((terms, slices),)
        if self.rounding is Rounding.RECEIPT:
            return (after,), [self._due(lane, slices, view, segment) for lane in terms.lanes]
        payer = terms.source.from_
        return (after,), [Due(each.payee, payer, each.payee, each.earned(slices), "royalty") for each in terms.lanes]

    def _due(self, lane: Lane, slices: Sequence[tuple[int, Number]], view: View, segment: Segment) -> Due:
        receipts = self.rounding is Rounding.RECEIPT
        exact = view.amount(self._valued(lane.payee), segment) if receipts else lane.earned(slices)
        return Due(lane.payee, segment.terms.source.from_, lane.payee, exact, "royalty")

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the slices of the period's base, each with the payee's rate."""
        digits = self.setting.digits
        basis = base.basis_in_words(view.segments()[-1].terms.base, digits, view)
        if self.rounding is Rounding.RECEIPT:
            for role in roles:
                valued = str(view.total(self._valued(role)))
                yield f"{basis}, each receipt rounded on its own", [Line("sum of receipts", valued, "1", valued)]
            return
        counted = "in the contract year" if self.by_year else "since the beginning"
        basis = f"{basis}, on top of {shown(state[0], digits)} {counted} before this period"
        for role in roles:
            yield basis, lines(view.kept, role)

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield where each band but the first begins."""
        terms: Rates | None = self.terms_on(on)
        for start, name in list(zip(terms.starts, terms.names, strict=True))[1:] if terms else ():
            yield Mark(f"band {name}", state[0] - start)

    def payable_on(self, view: View) -> date:
        """Return the last day to pay what the quarter made due."""
        source = view.segments()[-1].terms.source
        return payable.payable_day(view.last, source.report, source.pay)

    def valued(self, measure: str, on: int, amount: int) -> Iterable[Fact]:
        """Yield what one receipt earns each payee, rounded on its own."""
        terms = self.terms_on(on)
        if terms is None or self.rounding is not Rounding.RECEIPT or measure != terms.base.measure:
            return
        sign = -1 if amount < 0 else 1
        exact = [lane.rates[0] * Rational(abs(amount)) for lane in terms.lanes]
        for lane, whole in zip(terms.lanes, split(exact), strict=True):
            yield Fact(self._valued(lane.payee), on, sign * whole)


class SteppedDown(Royalty):
    """What a step-down takes off: the royalty on what was sold since, times the fraction, as lines of its own."""

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield nothing: the bands are those of the royalty."""
        return ()

    def stretches(self, view: View) -> list[Segment]:
        """Return the stretches with the lanes that are booked on them: none before the step-down."""
        return [segment._replace(terms=stepped(segment)) for segment in super().stretches(view)]


CLAUSE: type[Clause[Any]] = Royalty
