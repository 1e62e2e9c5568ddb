"""What a scenario said against what came: its lines, its milestones, and what they made of risk and reward.

Only periods that are over are compared. What the scenario said is worked out from it alone, as if nothing had been
recorded; what came is what the clauses made of the facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from contracts.forecast.lines import figures, recorded_in
from contracts.forecast.outlook import Expected, outlook
from contracts.forecast.standpoint import Standpoint

COUNTED = ("in kind", "outcome", "saving")
"""Kinds whose figures are no money, or are recorded person by person."""


class Told(NamedTuple):
    """A figure of a line for days that are over: what was said, and what was recorded, in minor units."""

    line: str
    first: date
    last: date
    said: Fraction
    came: int


class Awaited(NamedTuple):
    """A milestone: when it was expected, how probable it was said to be, and when it came, if it did."""

    milestone: str
    expected: date
    probability: Fraction
    came: date | None


class Year(NamedTuple):
    """What a contract year that is over was said to bring a party, and what it brought."""

    year: int
    party: str
    said: Expected
    came: Expected


def lines_told(stand: Standpoint) -> Iterator[Told]:
    """Yield every figure whose period is over."""
    today = stand.today.toordinal()
    for name, line in stand.scenario.expected.items():
        if line.of.kind in COUNTED:
            continue
        starts = stand.scenario.milestones[line.if_].on if line.if_ else None
        for first, last, amount in figures(line, stand, starts):
            if last <= today:
                came = recorded_in(line, stand, first, last)
                yield Told(name, date.fromordinal(first), date.fromordinal(last), amount, came)


def milestones_awaited(stand: Standpoint) -> Iterator[Awaited]:
    """Yield every milestone that was expected by today, or has come."""
    for name, dated in stand.scenario.milestones.items():
        if dated.on <= stand.today or name in stand.reached:
            yield Awaited(name, dated.on, dated.probability, stand.reached.get(name))


def years_told(stand: Standpoint) -> list[Year]:
    """Return the contract years that are over, party by party."""
    said, came = outlook(_alone(stand)).years, outlook(_as_it_came(stand)).years
    calendar, parties = stand.contract.calendar, stand.contract.terms.parties
    return [
        Year(year, party, said.get(year, {}).get(party, Expected()), came.get(year, {}).get(party, Expected()))
        for year in sorted({*said, *came})
        if calendar.end(year * 4 + 3) <= stand.today.toordinal()
        for party in parties
    ]


def _alone(stand: Standpoint) -> Standpoint:
    """Return where the scenario alone stands: on the day before the agreement begins, with nothing recorded."""
    before = date.fromordinal(stand.contract.calendar.start(stand.contract.calendar.period_of(stand.first)) - 1)
    until = max(stand.scenario.until, stand.today)
    return Standpoint(stand.contract, (), (), before, stand.scenario.model_copy(update={"until": until}))


def _as_it_came(stand: Standpoint) -> Standpoint:
    """Return where what was recorded stands, with nothing expected."""
    nothing = {"expected": {}, "milestones": {}, "correlated": [], "until": stand.today}
    scenario = stand.scenario.model_copy(update=nothing)
    return Standpoint(stand.contract, stand.tallied, stand.recorded, stand.today, scenario, taken_over=stand.opening)
