"""Where a forecast stands: an agreement's terms, everything recorded under it until a day, and the scenario.

The facts are those of the ledger's own engine, so that a forecast of nothing is what is booked. Interest on late
payment is left out of what is looked at ahead: whatever falls due is taken to be paid on its day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from contracts.clause import Clause, Fact
from contracts.contract import Contract
from contracts.forecast.scenario import ScenarioTerms
from contracts.opening import Opening

LEFT_OUT = "late payment interest"


class Recorded(NamedTuple):
    """A fact that counts: what a party spent, sold, received or contributed on a day; as the ledger has it."""

    kind: str
    of: str
    party: str
    on: date
    amount: int


class Standpoint:
    """An agreement as it stands on a day, and what is expected of it.

    `tallied` is everything in the engine's tally, `recorded` the facts behind it, `today` the last day whose facts
    are known, `taken_over` what the engine went on from, where the agreement was taken over in mid-life.
    """

    def __init__(
        self,
        contract: Contract,
        tallied: Iterable[Fact],
        recorded: Iterable[Recorded],
        today: date,
        scenario: ScenarioTerms,
        *,
        taken_over: Opening | None = None,
    ) -> None:
        self.contract = contract
        self.tallied = tuple(tallied)
        self.recorded = tuple(recorded)
        self.today = today
        self.scenario = scenario
        self._taken_over = taken_over

    @cached_property
    def clauses(self) -> list[Clause[Any]]:
        """Return the formulas that are looked at ahead."""
        left_out = {name for name, signed in self.contract.terms.clauses.items() if signed.kind == LEFT_OUT}
        return [clause for name, clause in self.contract.clauses.items() if name not in left_out]

    @cached_property
    def opening(self) -> Opening | None:
        """Return what the clauses that are looked at ahead go on from, None if they begin with the agreement."""
        if self._taken_over is None:
            return None
        names = {clause.id for clause in self.clauses}
        kept = {name: standing for name, standing in self._taken_over.standings.items() if name in names}
        told = [entry for entry in self._taken_over.entries if entry.clause in names]
        return self._taken_over._replace(standings=kept, entries=told)

    @cached_property
    def first(self) -> int:
        """Return the first day that anything may be due for, beyond what was told at a take-over."""
        if self.opening is not None:
            return self.contract.calendar.start(self.opening.period + 1)
        return min([self.contract.calendar.effective.toordinal(), *(fact.on for fact in self.tallied)])

    @cached_property
    def last(self) -> int:
        """Return the last day that is looked at."""
        return self.scenario.until.toordinal()

    @cached_property
    def reached(self) -> dict[str, date]:
        """Return the milestones that were reached already, and since when they count."""
        counts: dict[str, list[Fact]] = {}
        for fact in self.tallied:
            kind, _, clause = fact.measure.partition(":")
            if kind == "milestone":
                counts.setdefault(clause, []).append(fact)
        return {
            clause: date.fromordinal(min(fact.on for fact in facts))
            for clause, facts in counts.items()
            if sum(fact.amount for fact in facts) > 0
        }

    def expected_on(self, milestone: str) -> date:
        """Return when a milestone counts: as recorded, else as expected, but not on a day that has passed."""
        if milestone in self.reached:
            return self.reached[milestone]
        tomorrow = date.fromordinal(self.today.toordinal() + 1)
        return max(self.scenario.milestones[milestone].on, tomorrow)
