"""Fixed fee: a sum due on a day, when something happens, or again and again: upfront, option, maintenance fees.

The rule: the whole fee falls due on its day, on every day of its recurrence, or each time that the event is recorded;
never by parts. Days fall due as closes let them pass, events when they are recorded. A fee whose day lies before the
clause is in force falls due on the first day that it is; recurring fees begin with the first of their days in force.

Units: minor units, exact. Rounding: several payees together by largest remainder, by contract year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar, Literal, NamedTuple

from dateutil.relativedelta import relativedelta
from pydantic import Field

from contracts.arithmetic import EXACT, Exact
from contracts.classification import Counts
from contracts.clause import Clause, Due, Feed, Segment, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader
from contracts.entries import Line
from contracts.parts import payable, withdrawal
from contracts.parts import split as payees
from contracts.scalars import After, Amount, Day, DaysAfter, day_in_words

FEE_DATE = "fee date"


class Every(StrEnum):
    """How often a fee recurs."""

    YEAR = "year"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        """Return the months from one fee to the next."""
        return 12 if self is Every.YEAR else 3


class FixedFeeTerms(ClauseTerms):
    """A fee: for what, how much, from whom to whom, and on which day, on which event, or how often."""

    planned: ClassVar = {
        "index": "a fee that moves with a price index",
        "creditable": "said of the royalty instead: 'credits: [{ fee: ... }]'",
    }

    kind: Literal["fixed fee"]
    counts_as: CountsAs = CountsAs(payer=Counts.RISK, payee=Counts.REWARD)
    for_: str = Field(description="what the fee is for: the option to take a licence")
    amount: Amount = Field(description="the fee, each time")
    from_: str = Field(description="the party that pays")
    to: payees.Split = Field(description="the payee, or payees and fractions adding up to 1")
    on: Day | None = Field(default=None, description="the one day on which it falls due")
    when: str | None = Field(default=None, description="the event on which it falls due")
    evidence: str | None = Field(default=None, description="what proves the event")
    every: Every | None = Field(default=None, description="how often it recurs: year or quarter")
    starting: Day | None = Field(default=None, description="the first day of a recurring fee")
    until: Day | None = Field(default=None, description="the last day on which a recurring fee may fall due")
    due: After = Field(default=DaysAfter(30, FEE_DATE), description="when payment is due; 30 days if left out")

    @property
    def recurs(self) -> bool:
        """Whether what it pays comes again and again: where the fee recurs."""
        return self.every is not None

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield the payer and the payees."""
        yield ("from",), self.from_
        yield from payees.parties_of("to", self.to)

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the fee."""
        yield ("amount",), self.amount

    def problems(self) -> Iterable[Problem]:
        """Yield a fee of nothing, shares that don't add up, and a day, an event and a recurrence at once."""
        if self.amount.major <= 0:
            yield Problem(("amount",), "the fee is nothing", "write an amount above zero")
        if isinstance(self.to, dict):
            yield from payees.sum_problem(("to",), self.to)
        if self.to == self.from_:
            yield Problem(("to",), f"'{self.from_}' would pay itself", "name another party")
        yield from payable.problem("due", self.due, FEE_DATE)
        yield from self._time_problems()

    def _time_problems(self) -> Iterable[Problem]:
        said = [key for key, value in (("on", self.on), ("when", self.when), ("every", self.every)) if value]
        if len(said) != 1:
            found = f"{' and '.join(said)} are both said" if said else "it is not said when the fee falls due"
            yield Problem((said[1],) if said else (), found, "write one of 'on', 'when' and 'every'")
        for key, value in (("starting", self.starting), ("until", self.until)):
            if value and not self.every:
                yield Problem(
                    (key,), "the fee does not recur", "add 'every: year' or 'every: quarter', or leave it out"
                )
        if self.every and self.starting is None:
            yield Problem(("every",), "it is not said from when on the fee recurs", "add 'starting: DATE'")
        if self.starting and self.until and self.until < self.starting:
            yield Problem(("until",), f"it ends before it starts on {self.starting}", "write a later day")
        if self.evidence and not self.when:
            yield Problem(("evidence",), "there is no event to be proved", "add 'when', or leave it out")

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is paid for what, when, to whom."""
        proof = f" It is recorded with evidence: {self.evidence}." if self.evidence else ""
        return [
            f"For {self.for_}, {reader.party(self.from_)} pays {reader.money(self.amount)} to "
            f"{payees.in_words(self.to, reader)}, {self._time_in_words()}.{proof}",
            f"Payment is due {self.due.counted} after that.",
        ]

    def _time_in_words(self) -> str:
        if self.on:
            return f"once, on {day_in_words(self.on)}"
        if self.when:
            return f"when {self.when}"
        until = f" until {day_in_words(self.until)}" if self.until else ""
        return f"every {self.every} from {day_in_words(self.starting)} on{until}" if self.starting else ""

    def days(self, began: int, first: int, last: int) -> Iterator[date]:
        """Yield the days between two on which the fee falls due; `began` is the clause's first day. All ordinals."""
        if self.on and first <= max(self.on.toordinal(), began) <= last:
            yield date.fromordinal(max(self.on.toordinal(), began))
        if not (self.every and self.starting):
            return
        until = min(last, self.until.toordinal()) if self.until else last
        start = date.fromordinal(first)
        number = max(
            0, ((start.year - self.starting.year) * 12 + start.month - self.starting.month) // self.every.months
        )
        while (day := self.starting + relativedelta(months=number * self.every.months)).toordinal() <= until:
            number += 1
            if day.toordinal() >= first:
                yield day


class _Terms(NamedTuple):
    source: FixedFeeTerms
    amount: int
    lanes: dict[str, Fraction]


class _Fallen(NamedTuple):
    """A fee that fell due (times -1: withdrawn): when, how often, under which terms."""

    day: date
    times: int
    terms: _Terms

    @property
    def what(self) -> str:
        """Name the fee by its day or its event."""
        withdrawn = f", withdrawn on {day_in_words(self.day)}" if self.times < 0 else ""
        return f"{self.terms.source.when or f'fee of {day_in_words(self.day)}'}{withdrawn}"


class FixedFee(Clause[FixedFeeTerms]):
    """The formula: the fee for every day that passed, and every event."""

    terms_model = FixedFeeTerms
    timed = True

    @property
    def measure(self) -> str:
        """Return the measure under which the event is counted."""
        return f"milestone:{self.id}"

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the count of the event, if there is one."""
        if compiled.source.when:
            yield self.measure
            yield from withdrawal.measures(self.id)

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the event, which the payer or a payee records as a milestone."""
        source = compiled.source
        if source.when:
            yield Feed("milestone", self.id, (source.from_, *compiled.lanes), evidence=source.evidence)

    def ends(self, terms: FixedFeeTerms) -> bool:
        """Whether it ends with its agreement: days do, an event that was recorded stays what it was."""
        return not terms.when

    def compiled(self, terms: FixedFeeTerms) -> _Terms:
        """Return the fee in minor units, and each payee's fraction."""
        return _Terms(terms, terms.amount.minor(self.setting.digits, self.setting.currency), payees.lanes(terms.to))

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Make due what fell due in the period."""
        return state, [
            Due(payee, terms.source.from_, payee, times * terms.amount * EXACT.number(share), "fee")
            for _, times, terms in self._fallen(ops, view)
            for payee, share in terms.lanes.items()
        ]

    def lanes(self, view: View) -> Sequence[Due]:
        """Return the payees, who are due nothing in most quarters."""
        terms: _Terms = view.segments()[-1].terms
        return [Due(payee, terms.source.from_, payee, 0, "fee") for payee in terms.lanes]

    def _fallen(self, ops: Exact, view: View) -> Iterator[_Fallen]:
        for segment in view.segments():
            for day in self._days(view, segment):
                yield _Fallen(day, 1, segment.terms)
            yield from self._events(ops, view, segment)

    def _days(self, view: View, segment: Segment) -> Iterator[date]:
        """Yield the days of a stretch on which the fee falls due by itself."""
        source: FixedFeeTerms = segment.terms.source
        return source.days(self.timeline[0][0], segment.first, min(segment.last, view.horizon))

    def _events(self, ops: Exact, view: View, segment: Segment) -> Iterator[_Fallen]:
        if segment.terms.source.when:
            for day, _, times in view.days(self.measure):
                if segment.first <= day <= segment.last:
                    yield _Fallen(date.fromordinal(day), times, segment.terms)
            for gone in withdrawal.withdrawals(ops, view, self.id):
                if segment.first <= gone.day <= segment.last:
                    yield _Fallen(date.fromordinal(gone.day), -gone.times, self.terms_on(gone.counted) or segment.terms)

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield each fee x the payee's fraction."""
        fallen = list(self._fallen(EXACT, view))
        for role in roles:
            lines = [_line(fee, fee.terms.lanes[role]) for fee in fallen if role in fee.terms.lanes]
            yield f"fee for {view.segments()[-1].terms.source.for_}", lines

    def payable_on(self, view: View) -> date:
        """Return the day by which the last fee of the period is payable."""
        fallen = [day.toordinal() for segment in view.segments() for day in self._days(view, segment)]
        if any(segment.terms.source.when for segment in view.segments()):
            fallen += [day for day, _, _ in view.days(self.measure, *withdrawal.measures(self.id))]
        return date.fromordinal(view.segments()[-1].terms.source.due.ordinal(max(fallen, default=view.last)))


def _line(fee: _Fallen, share: Fraction) -> Line:
    quantity = fee.times * fee.terms.amount
    return Line(fee.what, str(quantity), str(share), str(quantity * share))


CLAUSE: type[Clause[Any]] = FixedFee
