"""Contribution in kind: time, goods or data that a party puts in, valued by a dated rate card.

The rule: value = quantity x the rate on the day, and on staff time an overhead on top; at most a cap in the quarter,
the contract year or the life. A contribution counts once its evidence is shown and, where that is agreed, another
party has accepted it. The accepted value is the contributor's risk in kind: it is booked from the contributor to
itself, so that nobody owes it and nothing is payable.

Units: quantities in thousandths of a unit, amounts in minor units, exact. Rounding: each recorded line becomes whole
minor units (the default), and overheads are worked out on these; or everything is rounded once, on the cumulative
figure. Either way what is booked is rounded by contract year, or over the span of the cap.

14.5 hours at 142.75 are 2,069.875; with 120 hours at 38.50, 70% overhead on both, and 6 hours at 410.00 without:

>>> staff = 462000 + 206988
>>> (staff + Fraction(70, 100) * staff + 246000, Fraction(170, 100) * (462000 + Fraction(2069875, 10)) + 246000)
(Fraction(6916398, 5), Fraction(5533115, 4))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry
from contracts.classification import Counts
from contracts.clause import Balance, Clause, Due, Fact, Feed, Segment, Setting, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader
from contracts.entries import Line
from contracts.money import round_amount
from contracts.parts import balances, rate_card
from contracts.parts.accept import accepters, circular
from contracts.parts.balances import Kept, Slot, within
from contracts.parts.quantity import quantity_measure
from contracts.parts.rate_card import Price, Rate
from contracts.parts.scope import ROUNDING, FirstYear, Limit, Per, in_words, limit
from contracts.scalars import Amount, YesNo
from contracts.terms_model import TermsModel

ROLE = "contribution"


class Lines(StrEnum):
    """Where the value of contributions becomes whole minor units."""

    EACH = "each line"
    ONCE = "once"


class MostInKind(TermsModel):
    """The most that contributions are valued at."""

    amount: Amount = Field(description="the most that counts")
    per: Per = Field(default=Per.YEAR, description="in each quarter, each contract year, or over the life")
    first_year: FirstYear = Field(default=FirstYear.IN_FULL, description="a first year that is not whole")


class ContributionInKindTerms(ClauseTerms):
    """Who contributes what in kind, and how it is valued, shown and accepted."""

    kind: Literal["contribution in kind"]
    counts_as: CountsAs = CountsAs(payer=Counts.IN_KIND, payee=Counts.NOTHING)
    by: str = Field(description="the party that contributes")
    rates: list[Rate] = Field(min_length=1, description="the rate card: item, rate, from which day, overhead on staff")
    cap: MostInKind | None = Field(default=None, description="the most that counts")
    evidence: str = Field(default="a timesheet or delivery note", description="what proves it")
    evidence_required: YesNo = Field(default=True, description="whether it counts only with its evidence")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept it")
    rounding: Lines = Field(default=Lines.EACH, description="where values become whole pennies")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield the contributor and those who accept."""
        yield ("by",), self.by
        yield from ((("accepted by",), party) for party in accepters(self.accepted_by))

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the rates and the cap."""
        yield from rate_card.amounts(self.rates)
        if self.cap:
            yield ("cap", "amount"), self.cap.amount

    def problems(self) -> Iterable[Problem]:
        """Yield rates that contradict each other, a cap of nothing, and self-acceptance."""
        yield from rate_card.problems(self.rates)
        yield from circular(self.accepted_by, [self.by])
        if self.cap and self.cap.amount.major <= 0:
            yield Problem(("cap", "amount"), "a cap of nothing", "write an amount above zero")

    def problems_among(self, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
        """Yield items that two clauses would count for the same party."""
        others = [
            other for other in clauses.values() if isinstance(other, ContributionInKindTerms) and other is not self
        ]
        counted = {each.item for other in others if other.by == self.by for each in other.rates}
        for number, each in enumerate(self.rates):
            if each.item in counted:
                what = f"another clause counts '{each.item}' of '{self.by}' too"
                yield Problem(("rates", number, "item"), what, "keep the item in one clause")

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is contributed, how it is valued, and when it counts."""
        proof = f"once its evidence is shown ({self.evidence})" if self.evidence_required else "when it is recorded"
        accepted = f" and {reader.parties(accepters(self.accepted_by))} has accepted it" if self.accepted_by else ""
        rounded = (
            "Each line is rounded to a whole penny, and overhead is worked out on the rounded lines."
            if self.rounding is Lines.EACH
            else "Nothing is rounded before everything is added up."
        )
        most = (
            [f"At most {reader.money(self.cap.amount)} counts {in_words(self.cap.per, self.cap.first_year)}."]
            if self.cap
            else []
        )
        return [
            f"{reader.party(self.by)} contributes in kind, valued by this rate card:",
            *rate_card.sentences(self.rates, reader),
            f"A contribution counts {proof}{accepted}; until then it is worth nothing.",
            rounded,
            *most,
            "Its value is a contribution to the venture; nobody owes it, and nothing is payable.",
        ]


class _Terms(NamedTuple):
    source: ContributionInKindTerms
    prices: tuple[Price, ...]
    cap: Limit | None

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return the balances of the cap: what counted in its span, and what lay above it."""
        return (self.counted, self.above) if self.source.cap else ()

    @property
    def counted(self) -> Slot:
        """Name the balance of what counted."""
        return Slot("counted", self.source.cap.per if self.source.cap else Per.YEAR)

    @property
    def above(self) -> Slot:
        """Name the balance of what lay above the cap."""
        return Slot("above", self.counted.per)

    def quantity(self, item: str) -> str:
        """Name the measure of the quantity of an item."""
        return quantity_measure(item, self.source.by)

    def on(self, measure: str, day: int) -> Price | None:
        """Return the price of a measure on a day, None if it has none."""
        found = (each for each in self.prices if each.first <= day <= each.last and self.quantity(each.item) == measure)
        return next(found, None)


class ContributionInKind(Clause[ContributionInKindTerms]):
    """The formula: quantities by the rates of their days, with overheads, up to the cap."""

    terms_model = ContributionInKindTerms
    by_year = False

    def __init__(self, clause_id: str, terms: ContributionInKindTerms, setting: Setting) -> None:
        super().__init__(clause_id, terms, setting)
        self.rounding = ROUNDING[terms.cap.per if terms.cap else Per.YEAR]

    def compiled(self, terms: ContributionInKindTerms) -> _Terms:
        """Return the prices and the cap in minor units."""
        cap = limit(terms.cap.amount, terms.cap.per, terms.cap.first_year, self.setting) if terms.cap else None
        return _Terms(terms, rate_card.prices(terms.rates, self.setting), cap)

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the quantity of every item, and the value of its lines where each is rounded."""
        for item in dict.fromkeys(price.item for price in compiled.prices):
            yield compiled.quantity(item)
            if compiled.source.rounding is Lines.EACH:
                yield self._valued(item)

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the items, by whom they are contributed and accepted, and what has to be shown."""
        terms = compiled.source
        evidence = terms.evidence if terms.evidence_required else None
        for item in dict.fromkeys(price.item for price in compiled.prices):
            yield Feed("in kind", item, (terms.by,), tuple(accepters(terms.accepted_by)), evidence=evidence)

    def _valued(self, item: str) -> str:
        return f"valued:{self.id}:{item}"

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Value the period's contributions, up to the cap."""
        kept = self._opened(state, view)
        dues = []
        for segment in view.segments():
            by = segment.terms.source.by
            dues.append(Due(ROLE, by, by, self._counted(ops, kept, view, segment)))
        return balances.state_of(kept), dues

    def _opened(self, state: State, view: View) -> Kept:
        return balances.opened(balances.slots_until(self.timeline, view.last), state)

    def _counted(self, ops: Exact, kept: Kept, view: View, segment: Segment) -> Number:
        """Return what counts of a stretch's value, and bring the balances of the cap up to date."""
        terms: _Terms = segment.terms
        value: Number = 0
        for price in terms.prices:
            value = value + self._value(ops, price, view, segment) * ops.number(1 + price.overhead)
        if terms.cap is None:
            return value
        counted = within(ops, value, kept[terms.above], terms.cap.on(segment.last) - kept[terms.counted])
        kept[terms.counted] = kept[terms.counted] + counted
        kept[terms.above] = kept[terms.above] + value - counted
        return counted

    def _value(self, ops: Exact, price: Price, view: View, segment: Segment) -> Number:
        """Return what a stretch's quantity of an item is worth, without overhead."""
        if segment.terms.source.rounding is Lines.EACH:
            return price.amount(self._valued(price.item), view, segment)
        return price.amount(segment.terms.quantity(price.item), view, segment) * ops.number(price.worth(1))

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the value of each item, its overhead, and what lies above the cap."""
        kept = self._opened(state, view)
        lines: list[Line] = []
        for segment in view.segments():
            value = list(self._lines(view, segment))
            total = sum((Fraction(line.result) for line in value), Fraction(0))
            above = text(self._counted(EXACT, kept, view, segment) - EXACT.number(total))
            lines += value if above == "0" else [*value, Line("less what is above the cap", above, "1", above)]
        basis = f"contributions of {view.segments()[-1].terms.source.by} by the rate card"
        if len(lines) == 1:  # a lone line is read as its figure only
            basis = f"{basis}: {lines[0].what}"
        for _ in roles:
            yield basis, lines

    def _lines(self, view: View, segment: Segment) -> Iterable[Line]:
        for price in segment.terms.prices:
            quantity = price.amount(segment.terms.quantity(price.item), view, segment)
            value = self._value(EXACT, price, view, segment)
            if quantity or value != 0:
                yield Line(price.of(quantity), text(value), "1", text(value))
                if price.overhead:
                    with_it = value * EXACT.number(price.overhead)
                    yield Line(f"overhead on {price.item}", text(value), str(price.overhead), text(with_it))

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield how far the cap has been used."""
        kept = balances.opened(balances.slots_until(self.timeline, on), state)
        yield from (Balance(_in_words(slot), amount) for slot, amount in kept.items())

    def carries(self, until: int) -> Sequence[Carry]:
        """Name how far the cap has been used."""
        slots = balances.slots_until(self.timeline, until)
        return balances.carries(slots, _in_words, year_end=self.setting.calendar.is_year_end(until))

    def new_year(self, state: State) -> State:
        """Start the balances of the year afresh."""
        return balances.new_year(balances.slots_until(self.timeline, date.max.toordinal()), state)

    def unvalued(self, measure: str, on: int) -> str | None:
        """Say which item has no rate on a day."""
        terms: _Terms | None = self.terms_on(on)
        if terms is None or measure not in map(terms.quantity, (price.item for price in terms.prices)):
            return None
        return None if terms.on(measure, on) else f"the rate card of '{self.id}' has no rate for it on that day yet"

    @property
    def values_facts(self) -> bool:
        """Tell that each line may be rounded, by the rates of its day."""
        return True

    def valued(self, measure: str, on: int, amount: int) -> Iterable[Fact]:
        """Yield what one line is worth by itself, where each is rounded; the rate is that of its day."""
        terms: _Terms | None = self.terms_on(on)
        price = terms.on(measure, on) if terms else None
        if terms and price and terms.source.rounding is Lines.EACH:
            yield Fact(self._valued(price.item), on, round_amount(price.worth(amount)))

    def worth(self, measure: str, on: int, amount: int) -> Fraction:
        """Return what a line is worth with its overhead."""
        terms: _Terms | None = self.terms_on(on)
        price = terms.on(measure, on) if terms else None
        if terms is None or price is None:
            return Fraction(0)
        value = price.worth(amount)
        return (round_amount(value) if terms.source.rounding is Lines.EACH else value) * (1 + price.overhead)


def _in_words(slot: Slot) -> str:
    return f"{slot.name} in the {slot.per}"


CLAUSE: type[Clause[Any]] = ContributionInKind
