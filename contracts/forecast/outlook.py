"""What a scenario means for the parties: expected figures by year, values, capital at risk, and what is crossed.

Expected figures weigh every branch of the milestones by its probability; each branch is worked out whole, because a
band or a minimum does not see averages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from contracts.forecast.branches import branches
from contracts.forecast.exact import Crossing, Outcome, outcome
from contracts.forecast.flows import Flow, Sides
from contracts.forecast.standpoint import Standpoint
from contracts.forecast.value import Discounting, Weighted, mean


class Expected(NamedTuple):
    """A party's expected amounts in minor units, exact: of a year, or up to its end."""

    cash: Fraction = Fraction(0)
    risk: Fraction = Fraction(0)
    in_kind: Fraction = Fraction(0)
    reward: Fraction = Fraction(0)
    retained: Fraction = Fraction(0)

    def plus(self, flow: Flow | Expected, weight: Fraction = Fraction(1)) -> Expected:
        """Add a flow with its probability."""
        return Expected(
            self.cash + weight * flow.cash,
            self.risk + weight * flow.risk,
            self.in_kind + weight * flow.in_kind,
            self.reward + weight * flow.reward,
            self.retained + weight * flow.retained,
        )


class Crossed(NamedTuple):
    """What is crossed, and how probable it is that it is on that day."""

    crossing: Crossing
    probability: Fraction


class AtRisk(NamedTuple):
    """A party's capital at risk at its deepest: on the average of the branches, and in the worst of them, and when."""

    expected: Fraction
    deepest: int
    on: date | None


class Outlook(NamedTuple):
    """A scenario worked out: by contract year and party, by party and branch, and what is crossed.

    `parts` are what each party's rNPV is made of, by clause, and by its own lines behind `own:`.
    """

    years: dict[int, dict[str, Expected]]
    values: dict[str, list[Weighted]]
    rnpv: dict[str, Fraction]
    parts: dict[str, dict[str, Fraction]]
    at_risk: dict[str, AtRisk]
    crossed: list[Crossed]
    branches: int


def outlook(stand: Standpoint) -> Outlook:
    """Work every branch of a scenario out, and weigh them."""
    sides = Sides(stand)
    outcomes = [outcome(stand, branch, sides) for branch in branches(stand)]
    discounting = Discounting(stand.scenario.discount, stand.contract.calendar)
    parties = list(stand.contract.terms.parties)
    values = {party: [_value(party, each, discounting) for each in outcomes] for party in parties}
    return Outlook(
        _years(outcomes, parties),
        values,
        {party: mean(values[party]) for party in parties},
        {party: _parts(party, outcomes, discounting) for party in parties},
        {party: _at_risk(party, outcomes) for party in parties},
        _crossed(outcomes),
        len(outcomes),
    )


def _years(outcomes: Iterable[Outcome], parties: Iterable[str]) -> dict[int, dict[str, Expected]]:
    found: dict[tuple[int, str], Expected] = defaultdict(Expected)
    for each in outcomes:
        for flow in each.flows:
            key = (flow.year, flow.party)
            found[key] = found[key].plus(flow, each.branch.probability)
    years = sorted({year for year, _ in found})
    return {year: {party: found[year, party] for party in parties} for year in years}


def _value(party: str, each: Outcome, discounting: Discounting) -> Weighted:
    flows = (flow.cash * discounting.factor(flow.on) for flow in each.flows if flow.party == party and flow.cash)
    return Weighted(sum(flows, Fraction(0)), each.branch.probability)


def _parts(party: str, outcomes: Iterable[Outcome], discounting: Discounting) -> dict[str, Fraction]:
    """Add up a party's probable discounted flows by what they come from."""
    found: dict[str, Fraction] = defaultdict(Fraction)
    for each in outcomes:
        for flow in each.flows:
            if flow.party == party and flow.cash:
                found[flow.clause] += each.branch.probability * flow.cash * discounting.factor(flow.on)
    return dict(found)


def _at_risk(party: str, outcomes: Iterable[Outcome]) -> AtRisk:
    """Follow what a party has put in, less the reward that it received, day by day through every branch."""
    expected, worst, when = Fraction(0), 0, None
    for each in outcomes:
        deepest, on = _deepest(flow for flow in each.flows if flow.party == party)
        expected += each.branch.probability * deepest
        if deepest > worst:
            worst, when = deepest, on
    return AtRisk(expected, worst, date.fromordinal(when) if when else None)


def _deepest(flows: Iterable[Flow]) -> tuple[int, int | None]:
    by_day: dict[int, int] = defaultdict(int)
    for flow in flows:
        by_day[flow.on] += flow.risk + flow.in_kind - flow.reward
    deepest, on, stands = 0, None, 0
    for day, moved in sorted(by_day.items()):
        stands += moved
        if stands > deepest:
            deepest, on = stands, day
    return deepest, on


def _crossed(outcomes: Iterable[Outcome]) -> list[Crossed]:
    """Add up how probable each crossing is, over the branches in which it is on the same day."""
    found: dict[Crossing, Fraction] = defaultdict(Fraction)
    for each in outcomes:
        for crossing in each.crossings:
            found[crossing] += each.branch.probability
    return [Crossed(crossing, probability) for crossing, probability in sorted(found.items())]
