"""Data access fee: once, or a subscription by the year that runs by days and abates while a gate is shut.

The rule for a subscription: the fee of a year x the days of access that closes have let pass, less those on which a
gate that abates it was shut, over the days of the contract year (or over 365). A fee of 120,000 for 90 days of 365,
30 of them shut, is 60/365 of it. A fee paid once is due on its day, whole, and does not abate.

Units: minor units, exact. Rounding: several payees together by largest remainder, by contract year, so that a whole
year comes to the fee.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar, Literal, NamedTuple, Self

from pydantic import Field, PrivateAttr

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.classification import Counts
from contracts.clause import Clause, Due, Segment, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader
from contracts.entries import Line
from contracts.parts import payable
from contracts.parts import split as payees
from contracts.parts.gate_terms import gates_around
from contracts.parts.gates import Gate, begin, days_shut, stretches
from contracts.scalars import After, Amount, Day, DaysAfter, day_in_words

FEE_DATE = "fee date"


class Per(StrEnum):
    """What the fee is for: all of the access, or a year of it."""

    ONCE = "once"
    YEAR = "year"


class DayCount(StrEnum):
    """Over how many days the fee of a year is spread."""

    YEAR = "days of the year"
    FIXED = "365"


def _usual_due(terms: dict[str, Any]) -> DaysAfter:
    """Return the default, which is sealed with the terms: 30 days after the fee's day, or the quarter's end."""
    return DaysAfter(30, FEE_DATE if terms.get("per") is Per.ONCE else payable.QUARTER_END)


class DataAccessFeeTerms(ClauseTerms):
    """A fee for access to data: to which, for which use, how much, from whom to whom, from when to when."""

    planned: ClassVar = {
        "index": "a fee that moves with a price index",
        "cost recovery": "a fee that is what providing the data has cost",
    }

    kind: Literal["data access fee"]
    counts_as: CountsAs = CountsAs(payer=Counts.RISK, payee=Counts.REWARD)
    data: str = Field(description="the data that is accessed")
    use: str | None = Field(default=None, description="the class of use: research, commercial")
    fee: Amount = Field(description="the fee, once or for a year")
    per: Per = Field(default=Per.YEAR, description="once, or year for a subscription")
    from_: str = Field(description="the party that pays")
    to: payees.Split = Field(description="the payee, or payees and fractions adding up to 1")
    starting: Day | None = Field(default=None, description="the first day of access, if not that of the clause")
    until: Day | None = Field(default=None, description="the last day of access, if it ends before the clause")
    day_count: DayCount = Field(default=DayCount.YEAR, description="spread over the days of the contract year, or 365")
    due: After = Field(default_factory=_usual_due, description="when payment is due; 30 days if left out")
    _gates: tuple[Gate, ...] = PrivateAttr(default=())

    @property
    def recurs(self) -> bool:
        """Whether what it pays comes again and again: it does."""
        return True

    @property
    def gates(self) -> tuple[Gate, ...]:
        """Return the gates of the agreement, as far as `among` has made them known."""
        return self._gates

    def among(self, clauses: Mapping[str, ClauseTerms]) -> Self:
        """Return the terms with the gates of the agreement."""
        found = gates_around(self, clauses)
        if not found:
            return self
        copied = self.model_copy()
        copied._gates = found
        return copied

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield the payer and the payees."""
        yield ("from",), self.from_
        yield from payees.parties_of("to", self.to)

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the fee."""
        yield ("fee",), self.fee

    def problems(self) -> Iterable[Problem]:
        """Yield a fee of nothing, shares that don't add up, an end before the start."""
        if self.fee.major <= 0:
            yield Problem(("fee",), "the fee is nothing", "write an amount above zero")
        if isinstance(self.to, dict):
            yield from payees.sum_problem(("to",), self.to)
        if self.to == self.from_:
            yield Problem(("to",), f"'{self.from_}' would pay itself", "name another party")
        if self.starting and self.until and self.until < self.starting:
            yield Problem(("until",), f"access ends before it starts on {self.starting}", "write a later day")
        if self.per is Per.ONCE and self.until:
            yield Problem(("until",), "a fee that is paid once does not run", "leave it out, or write 'per: year'")
        yield from payable.problem("due", self.due, FEE_DATE if self.per is Per.ONCE else payable.QUARTER_END)

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is paid for which data, how it runs, and when it is payable."""
        use = f", for {self.use}" if self.use else ""
        start = f"from {day_in_words(self.starting)}" if self.starting else "from the first day of the clause"
        who = f"For access to {self.data}{use}, {reader.party(self.from_)} pays {payees.in_words(self.to, reader)}"
        payment = f"Payment is due {self.due.in_words}."
        if self.per is Per.ONCE:
            day = f"on {day_in_words(self.starting)}" if self.starting else "on the first day of the clause"
            return [f"{who} {reader.money(self.fee)}, once, {day}.", payment]
        until = f" until {day_in_words(self.until)}" if self.until else ""
        spread = "the contract year" if self.day_count is DayCount.YEAR else "365 days"
        return [
            f"{who} {reader.money(self.fee)} a year, by days, {start}{until}.",
            f"The fee of a year is spread over {spread}; it falls due as days pass, except those on which a gate that "
            "abates it is shut.",
            payment,
        ]


class _Terms(NamedTuple):
    source: DataAccessFeeTerms
    fee: int
    lanes: dict[str, Fraction]


class _Run(NamedTuple):
    """A stretch of access: its days, those of them on which a gate was shut, and the days of the year."""

    terms: _Terms
    days: int
    shut: Number
    whole: int

    def fraction(self) -> Number:
        """Return the part of the fee of a year that the stretch earns."""
        return (self.days - self.shut) * EXACT.number(Fraction(1, self.whole))

    def lines(self, share: Fraction) -> Iterator[Line]:
        """Yield a payee's lines: the days of access, less those on which a gate was shut."""
        counted = [("access", str(self.days))] if self.days else []
        counted += [("less while a gate was shut", f"-{text(self.shut)}")] if self.shut != 0 else []
        for what, days in counted:
            rate = Fraction(days) / self.whole
            name = f"{what}, {days.removeprefix('-')} of {self.whole} days"
            result = text(self.terms.fee * EXACT.number(rate * share))
            yield Line(name, str(self.terms.fee), f"{rate}*{share}", result)


class DataAccessFee(Clause[DataAccessFeeTerms]):
    """The formula: the fee by days of access. Its state is how often each gate of the agreement is shut."""

    terms_model = DataAccessFeeTerms
    timed = True
    by_year = False

    def amend(self, effective: date, terms: DataAccessFeeTerms | None) -> None:
        """Let other terms hold; gates that were known before stay where they stand in the state."""
        super().amend(effective, terms)
        known: dict[str, Gate] = {}
        for gate in (gate for _, source in self.sources if source for gate in source.gates):
            known.setdefault(gate.id, gate)
        self._gates = list(known.values())

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the movements of every gate, whether it abates the fee or not: that may be amended."""
        return (gate.measure for gate in compiled.source.gates)

    def compiled(self, terms: DataAccessFeeTerms) -> _Terms:
        """Return the fee in minor units, and each payee's fraction."""
        fee = terms.fee.minor(self.setting.digits, self.setting.currency)
        return _Terms(terms, fee, payees.lanes(terms.to))

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Make due what the days of access have earned, and remember which gates are shut."""
        levels = begin(self._gates, state)
        stretches(ops, self._gates, levels, view)
        return tuple(levels), [
            Due(payee, run.terms.source.from_, payee, run.terms.fee * run.fraction() * EXACT.number(share), "fee")
            for run in self._runs(ops, state, view)
            for payee, share in run.terms.lanes.items()
        ]

    def _runs(self, ops: Exact, state: State, view: View) -> list[_Run]:
        return [self._run(ops, state, view, segment) for segment in view.segments()]

    def _run(self, ops: Exact, state: State, view: View, segment: Segment) -> _Run:
        terms: _Terms = segment.terms
        start = terms.source.starting.toordinal() if terms.source.starting else self.timeline[0][0]
        if terms.source.per is Per.ONCE:
            falls = max(start, self.timeline[0][0])
            return _Run(terms, int(segment.first <= falls <= min(segment.last, view.horizon)), 0, 1)
        until = terms.source.until.toordinal() if terms.source.until else segment.last
        first, last = max(segment.first, start), min(segment.last, view.horizon, until)
        abating = {gate.id for gate in terms.source.gates if gate.abates}
        gates = [gate._replace(abates=gate.id in abating) for gate in self._gates]
        shut = days_shut(stretches(ops, gates, begin(gates, state), view), first, last)
        return _Run(terms, max(0, last - first + 1), shut, self._year(terms, view))

    def _year(self, terms: _Terms, view: View) -> int:
        """Return the number of days over which the fee of the year is spread."""
        if terms.source.day_count is DayCount.FIXED:
            return 365
        calendar = self.setting.calendar
        first = calendar.period_of(view.first) // 4 * 4
        return calendar.start(first + 4) - calendar.start(first)

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the fee x the days of access, less those on which a gate was shut."""
        runs = self._runs(EXACT, state, view)
        for role in roles:
            lines = [line for run in runs if role in run.terms.lanes for line in run.lines(run.terms.lanes[role])]
            yield f"access to {view.segments()[-1].terms.source.data}", lines

    def payable_on(self, view: View) -> date:
        """Return the day by which it is payable: after the quarter, or after the day of a fee paid once."""
        source: DataAccessFeeTerms = view.segments()[-1].terms.source
        begins = max(source.starting.toordinal() if source.starting else view.first, view.first)
        counted_from = begins if source.per is Per.ONCE else view.last
        return source.due.after(counted_from)


CLAUSE: type[Clause[Any]] = DataAccessFee
