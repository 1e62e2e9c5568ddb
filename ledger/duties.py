"""The duties of an agreement as they stand on a day, by what was recorded of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from contracts.bank_holidays import expected_beyond
from contracts.parts.duties import Done, Occurrence, Span, State, occurrences, on_time, state_of
from ledger.agreement import Agreement
from ledger.facts import Fact, Status

if TYPE_CHECKING:
    from contracts.clauses.obligation import ObligationTerms

_OPEN = (State.PLANNED, State.DUE, State.LATE, State.BREACHED)
_STANDING = (Status.COUNTS, Status.PENDING)


class Duty(NamedTuple):
    """One duty for one period: whose, what, by when, how it stands, and the fact that says so."""

    clause: str
    terms: ObligationTerms
    occurrence: Occurrence
    state: State
    fact: Fact | None
    on_time: bool | None
    party: str
    """Who has to do it: the party that fills the role on the day by which it is to be done."""

    @property
    def open(self) -> bool:
        """Whether it has still to be done."""
        return self.fact is None and self.state in _OPEN


def obligations(agreement: Agreement) -> dict[str, ObligationTerms]:
    """Return the obligations of the terms in force, by clause."""
    clauses = agreement.contract.terms.clauses.items()
    return {name: cast("ObligationTerms", terms) for name, terms in clauses if terms.kind == "obligation"}


def duties(agreement: Agreement, clause: str, today: date) -> Iterator[Duty]:
    """Yield what a duty comes to up to a day, the earliest first; the period that goes on is among it.

    What had to be done before a take-over is not asked for: it was followed elsewhere.
    """
    terms = obligations(agreement)[clause]
    span = _span(agreement, clause, terms)
    day = agreement.contract.clauses[clause].happened.get(terms.due.event or "")
    happened = [day] if day else []
    with expected_beyond():
        by_period = list(occurrences(terms.due, agreement.contract.calendar, span, today, happened))
    for occurrence in by_period:
        if agreement.opening and occurrence.due <= agreement.opening.on:
            continue
        fact = _fact(agreement, clause, occurrence.period)
        done = _done(fact, terms)
        state = state_of(occurrence, done, terms.cure, span, today)
        met = None if state is State.TERMINATED else on_time(occurrence, done, today)
        party = agreement.contract.roles.holder(clause, terms.on, occurrence.due.toordinal())
        yield Duty(clause, terms, occurrence, state, fact, met, party)


def _span(agreement: Agreement, clause: str, terms: ObligationTerms) -> Span:
    begins = date.fromordinal(agreement.contract.clauses[clause].sources[0][0])
    ends = (day for day in (terms.until, agreement.contract.last_day_of(clause)) if day)
    return Span(max(begins, terms.starting or begins), min(ends, default=None))


def _fact(agreement: Agreement, clause: str, period: str) -> Fact | None:
    return next(
        (
            fact
            for fact in agreement.facts.values()
            if (fact.of, fact.against) == (clause, (period,))
            and fact.kind in ("duty", "excuse")
            and fact.status in _STANDING
        ),
        None,
    )


def _done(fact: Fact | None, terms: ObligationTerms) -> Done:
    if fact is None:
        return Done()
    if fact.kind == "excuse":
        return Done(excused=True)
    return Done(fact.on, accepted=fact.status is Status.COUNTS and terms.accepted_by is not None)
