"""Milestone: a fixed sum, once, when something was reached, claimed with evidence and accepted by another party.

The rule: nothing is due before acceptance where acceptance is agreed; from then on the whole sum is, payable so many
days after. The entitlement is dated by the acceptance, or by the achievement where nobody has to accept. A party
never accepts its own claim. A milestone reversed gives the sum back as from its own day, one that is withdrawn from
the day of its withdrawal. Where there is a deadline, being late takes a fraction off for every month, and the milestone
lapses at last. Of several that pay one sum together, and of thresholds of sales, other kinds of clause speak: all or
nothing, and sales milestone.

Units: minor units, exact. Rounding: several payees together by largest remainder, over the life.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import NOT_ASKED, Carry, Holds
from contracts.classification import Counts
from contracts.clause import Clause, Due, Feed, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding, percentage
from contracts.entries import Line
from contracts.parts import payable, withdrawal
from contracts.parts import split as payees
from contracts.parts.accept import accepters, circular
from contracts.parts.deadline import Deadline, MeasuredBy
from contracts.scalars import After, Amount, DaysAfter, Fractional, day_in_words


def _usual_due(terms: dict[str, Any]) -> DaysAfter:
    """Return the default, which is sealed with the terms: 30 days after the claim is good."""
    return DaysAfter(30, payable.ACCEPTANCE if terms.get("accepted_by") else payable.ACHIEVEMENT)


class MilestoneTerms(ClauseTerms):
    """A milestone: what has to be reached, what it pays, from whom to whom, on whose acceptance."""

    kind: Literal["milestone"]
    counts_as: CountsAs = CountsAs(payer=Counts.RISK, payee=Counts.REWARD)
    when: str = Field(description="what has to be reached")
    pays: Amount = Field(description="the sum, once")
    from_: str = Field(description="the party that pays")
    to: payees.Split = Field(description="the payee, or payees and fractions adding up to 1")
    evidence: str | None = Field(default=None, description="what proves it")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept the claim")
    repeats: list[Fractional] | None = Field(
        default=None, min_length=2, description="the fraction of the sum that each time pays; no more times are paid"
    )
    deadline: Deadline | None = Field(default=None, description="what is lost by being late, and when it lapses")
    due: After = Field(default_factory=_usual_due, description="when payment is due; 30 days if left out")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield payer, payees and those who accept."""
        yield ("from",), self.from_
        yield from payees.parties_of("to", self.to)
        yield from ((("accepted by",), party) for party in accepters(self.accepted_by))

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the sum."""
        yield ("pays",), self.pays

    def problems(self) -> Iterable[Problem]:
        """Yield a sum of nothing, shares that don't add up, days that count from nothing, self-acceptance."""
        if self.pays.major <= 0:
            yield Problem(("pays",), "the milestone pays nothing", "write an amount above zero")
        if isinstance(self.to, dict):
            yield from payees.sum_problem(("to",), self.to)
        if self.to == self.from_:
            yield Problem(("to",), f"'{self.from_}' would pay itself", "name another party")
        anchor = payable.ACCEPTANCE if self.accepted_by else payable.ACHIEVEMENT
        yield from payable.problem("due", self.due, anchor)
        yield from circular(self.accepted_by, list(payees.lanes(self.to)))
        if self.deadline:
            yield from self._deadline_problems(self.deadline)
        for number, fraction in enumerate(self.repeats or ()):
            if fraction > 1:
                yield Problem(("repeats", number), f"{percentage(fraction)} is more than the sum", "write at most 100%")
        if self.repeats and self.deadline:
            fix = "write a clause for each time, with a deadline of its own"
            yield Problem(("deadline",), "one deadline can't be that of several times", fix)

    def _deadline_problems(self, deadline: Deadline) -> Iterable[Problem]:
        yield from deadline.problems(("deadline",))
        if deadline.measured_by is MeasuredBy.ACCEPTANCE and not self.accepted_by:
            path = ("deadline", "measured by")
            yield Problem(path, "nobody has to accept the claim", "write 'achievement', or add 'accepted by'")

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is paid when, on which evidence and whose acceptance."""
        proof = f" It is claimed with evidence: {self.evidence}." if self.evidence else ""
        accepted = (
            f"Nothing is due before {reader.parties(accepters(self.accepted_by))} has accepted the claim; "
            "no party accepts its own."
            if self.accepted_by
            else "Nobody needs to accept the claim."
        )
        often = "once"
        if self.repeats:
            times = ", ".join(f"{percentage(each)} the {_nth(at)} time" for at, each in enumerate(self.repeats, 1))
            often = f"{times}, and nothing after that"
        return [
            f"Once {self.when}, {reader.party(self.from_)} pays {reader.money(self.pays)}, {often}, to "
            f"{payees.in_words(self.to, reader)}.{proof}",
            accepted,
            *(self.deadline.in_words() if self.deadline else ()),
            f"Payment is due {self.due.in_words}.",
        ]


def _nth(number: int) -> str:
    """Write a number as in a row: `1st`, `2nd`, `11th`."""
    last = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # 11th to 13th
    return f"{number}{last}"


class _Terms(NamedTuple):
    source: MilestoneTerms
    pays: int
    lanes: dict[str, Fraction]

    @property
    def by_achievement(self) -> bool:
        """Whether the day of the achievement is held against a deadline."""
        return self.source.deadline is not None and self.source.deadline.measured_by is MeasuredBy.ACHIEVEMENT


class _Reached(NamedTuple):
    """How often the milestone came to count (-1: withdrawn), what it is called, its terms, and its deadline's day."""

    times: int
    what: str
    terms: _Terms
    measured: date


class _Step(NamedTuple):
    what: str
    quantity: Number
    rate: Fraction
    terms: _Terms

    def line(self, share: Fraction) -> Line:
        """Return the product as a payee's line."""
        factors = str(share) if self.rate == 1 else f"{self.rate}*{share}"
        return Line(self.what, text(self.quantity), factors, text(self.quantity * EXACT.number(self.rate * share)))


class Milestone(Clause[MilestoneTerms]):
    """The formula: the sum for every time that the milestone counts, which is once."""

    terms_model = MilestoneTerms
    by_year = False
    rounding = Rounding.LIFE

    @property
    def measure(self) -> str:
        """Return the measure under which the milestone is counted."""
        return f"milestone:{self.id}"

    @property
    def achieved(self) -> str:
        """Return the measure that holds, on the day from which the milestone counts, the day it was achieved."""
        return f"achieved:{self.id}"

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the count of the milestone, and the days of achievement where there is a deadline."""
        yield self.measure
        yield from withdrawal.measures(self.id)
        if compiled.source.deadline:
            yield self.achieved

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the claim, by whom it is made and accepted."""
        terms = compiled.source
        yield Feed(
            "milestone", self.id, tuple(compiled.lanes), tuple(accepters(terms.accepted_by)), evidence=terms.evidence
        )

    def compiled(self, terms: MilestoneTerms) -> _Terms:
        """Return the sum in minor units, and each payee's fraction."""
        return _Terms(terms, terms.pays.minor(self.setting.digits, self.setting.currency), payees.lanes(terms.to))

    def initial(self) -> State:
        """Begin with what was never reached."""
        return (0,)

    def carries(self, until: int) -> Sequence[Carry]:
        """Name how often it was reached, where it is paid several times."""
        terms: _Terms | None = self.terms_on(until)
        return [Carry("times reached", Holds.COUNT) if terms and terms.source.repeats else NOT_ASKED]

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Pay the sum for what was reached in the period, less what was withdrawn."""
        dues: dict[tuple[str, str], Number] = {}
        times = ops.total([state[0], *(each.times for each in self._reached(ops, view))])
        for step in self._steps(ops, view, state[0], times):
            for payee, share in step.terms.lanes.items():
                lane = (step.terms.source.from_, payee)
                dues[lane] = dues.get(lane, 0) + step.quantity * ops.number(step.rate * share)
        return (times,), [Due(payee, payer, payee, total, "milestone") for (payer, payee), total in dues.items()]

    def _steps(self, ops: Exact, view: View, before: Number, after: Number) -> list[_Step]:
        """Return the sum for every time that the milestone counts, and what its deadline takes off."""
        terms: _Terms = view.segments()[-1].terms
        if terms.source.repeats:
            return _repeated(ops, terms, before, after)
        steps: list[_Step] = []
        for times, what, terms, measured in self._reached(ops, view):
            deadline = terms.source.deadline
            steps.append(_Step(what, times * terms.pays, Fraction(1), terms))
            if deadline and deadline.lost(measured):
                steps.append(_Step(deadline.reason(measured), times * terms.pays, -deadline.lost(measured), terms))
        return steps or [_Step("the milestone", 0, Fraction(1), terms)]

    def _reached(self, ops: Exact, view: View) -> Iterable[_Reached]:
        terms: _Terms = view.segments()[-1].terms
        achieved = {day: total for day, _, total in view.days(self.achieved)}
        for day, _, times in view.days(self.measure):
            measured = ops.alike(achieved[day], times) if terms.by_achievement else day
            yield _Reached(times, "the milestone", terms, date.fromordinal(measured))
        for withdrawn in withdrawal.withdrawals(ops, view, self.id):
            held: _Terms = self.terms_on(withdrawn.counted) or terms
            measured = withdrawn.achieved if held.by_achievement else withdrawn.counted
            what = f"withdrawn on {day_in_words(date.fromordinal(withdrawn.day))}"
            yield _Reached(-withdrawn.times, what, held, date.fromordinal(measured))

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the sum x each payee's fraction, and what the deadline takes off."""
        times = EXACT.total([state[0], *(each.times for each in self._reached(EXACT, view))])
        steps = self._steps(EXACT, view, state[0], times)
        given_back = all(step.quantity < 0 for step in steps)
        source: MilestoneTerms = view.segments()[-1].terms.source
        basis = steps[0].what if given_back else f"once {source.when}"
        if source.repeats and len(steps) == 1 and not given_back:  # a line alone is told without its name
            basis = f"{basis}, {steps[0].what}"
        for role in roles:
            lines = [step.line(step.terms.lanes[role]) for step in steps if role in step.terms.lanes]
            yield basis, lines

    def payable_on(self, view: View) -> date:
        """Return the day by which the sum is payable, counted from the last day on which it moved."""
        days = [day for day, _, _ in view.days(self.measure, *withdrawal.measures(self.id))]
        return date.fromordinal(view.segments()[-1].terms.source.due.ordinal(max(days, default=view.last)))


def _repeated(ops: Exact, terms: _Terms, before: Number, after: Number) -> list[_Step]:
    """Return the part of the sum for every time between two numbers of times; below zero where there are fewer."""
    steps = []
    for number, fraction in enumerate(terms.source.repeats or ()):
        moved = ops.clip(after - number, 0, 1) - ops.clip(before - number, 0, 1)
        if not ops.nothing(moved):
            steps.append(_Step(f"the {_nth(number + 1)} time", moved * terms.pays, fraction, terms))
    return steps or [_Step("paid as often as agreed", 0, Fraction(1), terms)]


CLAUSE: type[Clause[Any]] = Milestone
