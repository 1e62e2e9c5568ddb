"""Outcome payment: what is paid for an outcome that was brought down, cohort by cohort, and then in all of them.

The rule: each cohort's result is held against its baseline or its control group, unrounded; the last band that it
reaches pays a sum, or so much for each unit averted. Once every cohort is measured, and where one or more of them
reached no band of its own, the pooled test is taken over all of them together: its sum is paid once, or its amount for
each unit averted in the cohorts that had reached none. What was measured later, or corrected, moves what it changes.

Units: minor units, exact. Rounding: several payees together by largest remainder, over the life.

142 reconvictions where 155 were expected are 8.39% fewer: less than the 10% that a cohort has to reach:

>>> Fraction(155 - 142, 155) >= Fraction(10, 100)
False
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry, Holds
from contracts.classification import Counts
from contracts.clause import Balance, Clause, Due, Feed, Mark, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding, percentage
from contracts.entries import Line
from contracts.parts import balances, cohorts, payable
from contracts.parts import split as payees
from contracts.parts.accept import accepters, circular
from contracts.parts.balances import Kept, Slot
from contracts.parts.cohorts import Band, Cohort, Result, Step
from contracts.parts.quantity import OUTCOME_PARTS
from contracts.parts.saving import Saving
from contracts.parts.scope import Per
from contracts.scalars import AfterQuarterEnd, Amount, DaysAfter
from contracts.scalars.quantity import quantity_text

POOLED = "all cohorts together"


class OutcomePaymentTerms(ClauseTerms):
    """The cohorts, what is counted, what reductions pay, cohort by cohort and pooled, from whom to whom."""

    kind: Literal["outcome payment"]
    counts_as: CountsAs = CountsAs(payer=Counts.NOTHING, payee=Counts.REWARD)
    unit: str = Field(description="what is counted, and to be reduced: reconviction")
    cohorts: dict[str, Cohort] = Field(min_length=1, description="each cohort, an outcome as it is recorded")
    bands: list[Band] = Field(min_length=1, description="what the reduction of a cohort pays, ascending")
    pooled: list[Band] = Field(default=[], description="what the reduction of all of them pays where cohorts missed")
    verified_by: str = Field(description="who verifies the outcomes")
    from_: str = Field(description="the party that pays")
    to: payees.Split = Field(description="the payee, or payees and fractions adding up to 1")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept what was verified")
    pay: AfterQuarterEnd = Field(default=DaysAfter(30, payable.QUARTER_END), description="when payment is due")

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Return the outcomes that are recorded: cohorts, and the groups that they are compared with."""
        controls = (cohort.compared_with for cohort in self.cohorts.values() if cohort.compared_with)
        return tuple(dict.fromkeys([*self.cohorts, *controls]))

    @property
    def savings(self) -> Mapping[str, Saving]:
        """Return how each outcome is measured, for those who record it: in units used, against a baseline."""
        known = {name: cohort.baseline for name, cohort in self.cohorts.items()}
        return {
            name: Saving.model_validate(
                {"per": "person", "baseline": quantity_text(known.get(name) or Decimal(0)), "unit": self.unit}
                | {"verified by": self.verified_by}
            )
            for name in self.outcomes
        }

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield payer, payees and those who accept."""
        yield ("from",), self.from_
        yield from payees.parties_of("to", self.to)
        yield from ((("accepted by",), party) for party in accepters(self.accepted_by))

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield what bands pay."""
        yield from cohorts.amounts("bands", self.bands)
        yield from cohorts.amounts("pooled", self.pooled)

    def problems(self) -> Iterable[Problem]:
        """Yield cohorts and bands that say too little or too much, shares that don't add up, self-acceptance."""
        yield from cohorts.cohort_problems(self.cohorts)
        yield from cohorts.problems("bands", self.bands)
        yield from cohorts.problems("pooled", self.pooled)
        if isinstance(self.to, dict):
            yield from payees.sum_problem(("to",), self.to)
        if self.from_ in payees.lanes(self.to):
            yield Problem(("to",), f"'{self.from_}' would pay itself", "name another party")
        yield from payable.problem("pay", self.pay, payable.QUARTER_END)
        yield from circular(self.accepted_by, list(payees.lanes(self.to)))

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is held against what, what a reduction pays, and when."""
        lines = [
            f"{reader.party(self.from_)} pays {payees.in_words(self.to, reader)} for fewer {self.unit}s, as "
            f"{self.verified_by} verifies them. Each cohort is held against what was expected of it:",
            *(f"  {name}: {_expected(cohort, self.unit)}" for name, cohort in self.cohorts.items()),
            "What its reduction, unrounded, comes to pays (of several bands the last one that is reached):",
            *cohorts.bands_in_words(self.bands, self.unit, reader),
        ]
        if self.pooled:
            lines.append("Where cohorts reached none of these, all of them together pay, once each is measured:")
            lines += cohorts.bands_in_words(self.pooled, f"{self.unit} of those cohorts", reader)
        return [*lines, f"Payment is due {self.pay.in_words}."]


def _expected(cohort: Cohort, unit: str) -> str:
    if cohort.baseline is None:
        return f"as many {unit}s as in '{cohort.compared_with}', person for person"
    return f"{quantity_text(cohort.baseline)} {unit}s for each person"


class _Terms(NamedTuple):
    source: OutcomePaymentTerms
    bands: tuple[Step, ...]
    pooled: tuple[Step, ...]
    lanes: dict[str, Fraction]
    slots: tuple[Slot, ...]


class OutcomePayment(Clause[OutcomePaymentTerms]):
    """The formula: what the cohorts' results pay by now, less what they had paid before."""

    terms_model = OutcomePaymentTerms
    by_year = False
    rounding = Rounding.LIFE

    def compiled(self, terms: OutcomePaymentTerms) -> _Terms:
        """Return the bands in minor units, each payee's fraction, and what is counted of every outcome."""
        money = (self.setting.digits, self.setting.currency)
        slots = tuple(Slot(measure, Per.LIFE) for name in terms.outcomes for measure in _measures(name))
        bands, pooled = cohorts.steps(terms.bands, *money), cohorts.steps(terms.pooled, *money)
        return _Terms(terms, bands, pooled, payees.lanes(terms.to), slots)

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield what was used, and by how many people."""
        return [slot.name for slot in compiled.slots]

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the outcomes, as any of the parties may show them."""
        terms = compiled.source
        parties, agree = (terms.from_, *compiled.lanes), tuple(accepters(terms.accepted_by))
        for name in terms.outcomes:
            yield Feed("outcome", name, parties, agree, evidence=f"verification by {terms.verified_by}")

    def initial(self) -> State:
        """Begin with nothing measured."""
        return ()

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Count what was measured, and pay what it changes."""
        terms: _Terms = view.segments()[-1].terms
        kept = balances.opened(balances.slots_until(self.timeline, view.last), state)
        before = self._paid(ops, terms, kept)
        for slot in kept:
            kept[slot] = kept[slot] + sum(view.amount(slot.name, segment) for segment in view.segments())
        after = self._paid(ops, terms, kept)
        view.kept = (before, after, kept)
        moved = ops.total(now - then for now, then in zip(after, before, strict=True))
        dues = [
            Due(payee, terms.source.from_, payee, moved * ops.number(share), "outcome")
            for payee, share in terms.lanes.items()
        ]
        return balances.state_of(kept), dues

    def _results(self, ops: Exact, terms: _Terms, kept: Kept) -> list[Result]:
        """Return what each cohort used, and what was expected of it."""
        found = []
        for name, cohort in terms.source.cohorts.items():
            used, people = (kept[Slot(measure, Per.LIFE)] for measure in _measures(name))
            known = ops.reached(people, 1)
            if cohort.compared_with is None:
                expected = people * ops.number(Fraction(cohort.baseline or 0) * OUTCOME_PARTS)
            else:
                others, number = (kept[Slot(measure, Per.LIFE)] for measure in _measures(cohort.compared_with))
                expected, known = ops.ratio(others, number) * people, known * ops.reached(number, 1)
            found.append(Result(used, expected, known))
        return found

    def _paid(self, ops: Exact, terms: _Terms, kept: Kept) -> list[Number]:
        """Return what each cohort pays, and what all of them pay together."""
        results = self._results(ops, terms, kept)
        own = [cohorts.paid(ops, terms.bands, result) for result in results]
        missed = [1 - cohorts.reached(ops, terms.bands[0].edge, result) for result in results]
        left = ops.total((each.expected - each.used) * none for each, none in zip(results, missed, strict=True))
        pooled = cohorts.paid(ops, terms.pooled, cohorts.together(results), ops.hi(left, 0))
        return [*own, pooled * ops.reached(ops.total(missed), 1)]

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield what each cohort pays, and all of them, x each payee's fraction."""
        terms: _Terms = view.segments()[-1].terms
        before, after, kept = view.kept
        results = self._results(EXACT, terms, kept)
        names = [*terms.source.cohorts, POOLED]
        moved = [
            (f"{name}: {cohorts.reduction_in_words(result)}", now - then)
            for name, result, now, then in zip(names, [*results, cohorts.together(results)], after, before, strict=True)
            if now - then != 0
        ]
        unit = terms.source.unit
        for role in roles:
            share = terms.lanes[role]
            lines = [Line(what, text(paid), str(share), text(paid * EXACT.number(share))) for what, paid in moved]
            yield f"{unit}s, verified by {terms.source.verified_by}: {'; '.join(what for what, _ in moved)}", lines

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield each result that is known with what it pays, or with what it would pay at the least."""
        terms: _Terms | None = self.terms_on(on)
        if terms is None:
            return
        kept = balances.opened(balances.slots_until(self.timeline, on), state)
        results = self._results(EXACT, terms, kept)
        tests = [(name, terms.bands) for name in terms.source.cohorts]
        if terms.pooled:
            tests, results = [*tests, (POOLED, terms.pooled)], [*results, cohorts.together(results)]
        for (name, bands), result, pays in zip(tests, results, self._paid(EXACT, terms, kept), strict=False):
            said = f"{name}: {cohorts.reduction_in_words(result)}"
            if result.known == 1 and cohorts.reached(EXACT, bands[0].edge, result) == 1:
                yield Balance(f"{said}, payable", pays)
            elif result.known == 1:
                least = f"not payable: less than {percentage(bands[0].edge)}, which would pay"
                yield Balance(f"{said}, {least}", cohorts.least(EXACT, bands[0], result))

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield nothing: what a cohort comes to is known once it is measured."""
        return ()

    def carries(self, until: int) -> Sequence[Carry]:
        """Name what was used, and by how many people."""
        slots = balances.slots_until(self.timeline, until)
        return [Carry(_in_words(slot.name), Holds.COUNT) for slot in slots]

    def payable_on(self, view: View) -> date:
        """Return the day by which what the quarter made due is payable."""
        return date.fromordinal(view.segments()[-1].terms.source.pay.ordinal(view.last))


def _measures(outcome: str) -> tuple[str, str]:
    return f"outcome:{outcome}", f"outcome:{outcome}:people"


def _in_words(measure: str) -> str:
    of = measure.partition(":")[2]
    people = of.removesuffix(":people")
    return f"{people}, people" if people != of else f"{of}, units used in millionths"


CLAUSE: type[Clause[Any]] = OutcomePayment
