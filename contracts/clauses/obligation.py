"""Obligation: what a party has to do by when, what shows that it was done, and what follows if it is not.

The rule: a duty falls due on a day, again and again after the end of each quarter, year or month, or after an event
that is recorded. It is shown with the evidence agreed, and accepted by another party where that is agreed. Late, it
may be cured within the days agreed; after these it is breached. An obligation itself makes nothing due: the interest
or suspension that follows a breach is stated here and booked by the clauses that are about it.

Quarterly reports due 45 days after quarter end: that for the quarter to 30 June falls due on 14 August.

>>> from datetime import date
>>> from contracts.parts.duties import Span, occurrences
>>> from contracts.periods import Calendar, YearKind
>>> from contracts.scalars.due_rule import parse_due_rule
>>> span = Span(date(2026, 4, 1), None)
>>> calendar = Calendar(YearKind.NHS, date(2026, 4, 1))
>>> [one.due.isoformat() for one in occurrences(parse_due_rule("45 days after quarter end"), calendar, span, span[0])]
['2026-08-14']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from contracts.arithmetic import Exact
from contracts.classification import Counts
from contracts.clause import Clause, Due, Feed, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader
from contracts.entries import Line
from contracts.errors import BadScalar
from contracts.parts import interest_rate
from contracts.parts.accept import accepters, circular
from contracts.scalars import Day, Days, day_in_words, days_text, due_rule
from contracts.terms_model import TermsModel


class Otherwise(TermsModel):
    """What follows if the duty is breached: interest on what a clause makes due, or the suspension of clauses."""

    interest: str | None = Field(default=None, description="the rate: 4% over Bank Rate, or 8%")
    on: str | None = Field(default=None, description="the clause on whose dues interest runs")
    suspends: list[str] | None = Field(default=None, description="clauses that are suspended until it is done")


class ObligationTerms(ClauseTerms):
    """A duty: whose, what, by when, shown by what, accepted by whom, and what follows if it is not done."""

    planned: ClassVar = {"repeats": "a duty that comes at intervals of its own"}

    kind: Literal["obligation"]
    counts_as: CountsAs = CountsAs(payer=Counts.NOTHING, payee=Counts.NOTHING)
    on: str = Field(description="the party that has the duty")
    duty: str = Field(description="what it has to do")
    due: due_rule.Due = Field(description="by when: a date, 45 days after quarter end, 30 days after an event")
    evidence: str | None = Field(default=None, description="what shows that it was done")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept that it was done")
    cure: Days | None = Field(default=None, description="in how many days after its day it may still be done")
    otherwise: Otherwise | None = Field(default=None, description="what follows if it is breached")
    starting: Day | None = Field(default=None, description="the first day on which it holds, if not the agreement's")
    until: Day | None = Field(default=None, description="the last day on which it holds, if not the agreement's")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield who has the duty, and who accepts it."""
        yield ("on",), self.on
        yield from ((("accepted by",), party) for party in accepters(self.accepted_by))

    def named_clauses(self) -> Iterable[tuple[Place, str]]:
        """Yield the clauses that a breach is felt under."""
        if self.otherwise and self.otherwise.on:
            yield ("otherwise", "on"), self.otherwise.on
        for number, clause in enumerate((self.otherwise and self.otherwise.suspends) or ()):
            yield ("otherwise", "suspends", number), clause

    def problems(self) -> Iterable[Problem]:
        """Yield a duty that only its own party accepts, one that ends before it starts, and consequences of nothing."""
        yield from circular(self.accepted_by, [self.on])
        if self.starting and self.until and self.until < self.starting:
            yield Problem(("until",), f"it ends before it starts on {self.starting}", "write a later day")
        if self.otherwise:
            yield from _consequence_problems(self.otherwise)

    def in_words(self, reader: Reader) -> list[str]:
        """Say who has to do what by when, how it is shown and accepted, and what follows if it is not done."""
        lines = [f"{reader.party(self.on)} has to give or do: {self.duty}, {self.due.in_words()}."]
        if self.starting or self.until:
            since = f" from {day_in_words(self.starting)}" if self.starting else ""
            until = f" until {day_in_words(self.until)}" if self.until else ""
            lines.append(f"It holds{since}{until}.")
        lines.append(
            f"It is shown with evidence: {self.evidence}." if self.evidence else "No evidence is agreed for it."
        )
        by = accepters(self.accepted_by)
        lines.append(f"{reader.parties(by)} accepts it." if by else "Nobody needs to accept it.")
        cured = f"may be cured within {days_text(self.cure)} and is breached after these" if self.cure else "stays late"
        return [*lines, f"Late, it {cured}.", *self._otherwise_in_words()]

    def _otherwise_in_words(self) -> Iterable[str]:
        if self.otherwise and self.otherwise.interest:
            yield (
                f"If it is breached, interest of {self.otherwise.interest} runs on what '{self.otherwise.on}' makes "
                "due; a clause of kind 'late payment interest' books it."
            )
        if self.otherwise and self.otherwise.suspends:
            named = ", ".join(f"'{clause}'" for clause in self.otherwise.suspends)
            yield f"If it is breached, {named} may be suspended until it is done, by the gate that holds it."


def _consequence_problems(otherwise: Otherwise) -> Iterable[Problem]:
    if (otherwise.interest is None) != (otherwise.on is None):
        missing = "on" if otherwise.interest else "interest"
        fix = "write both: { interest: 4% over Bank Rate, on: CLAUSE }"
        yield Problem(("otherwise", missing), f"'{missing}' is missing beside the other", fix)
    if otherwise.interest is not None:
        try:
            interest_rate.rate(otherwise.interest, ())
        except BadScalar as error:
            yield Problem(("otherwise", "interest"), error.what, error.fix)
    if not (otherwise.interest or otherwise.on or otherwise.suspends):
        yield Problem(("otherwise",), "nothing follows", "write 'interest' and 'on', or 'suspends'")


class Obligation(Clause[ObligationTerms]):
    """The formula of an obligation, which makes nothing due: what is recorded of it is looked at day by day."""

    terms_model = ObligationTerms

    def compiled(self, terms: ObligationTerms) -> ObligationTerms:
        """Return the terms, which hold nothing to compute with."""
        return terms

    def measures(self, compiled: ObligationTerms) -> Iterable[str]:
        """Yield nothing: an obligation works nothing out."""
        return ()

    def wanted(self, compiled: ObligationTerms) -> Iterable[Feed]:
        """Yield what shows that the duty was done, and the event that it waits for."""
        by = tuple(accepters(compiled.accepted_by))
        yield Feed("duty", self.id, (compiled.on,), by, evidence=compiled.evidence)
        if compiled.due.event:
            yield Feed("event", compiled.due.event, ())

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Make nothing due."""
        return state, ()

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield nothing, for there are no dues."""
        return ()


CLAUSE: type[Clause[Any]] = Obligation
