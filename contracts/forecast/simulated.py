"""A scenario on thousands of paths at once, through the same clauses on arrays; and what depends on what.

Nothing is rounded to minor units on the way. The measures are those of single ways (`value`), over paths that are
equally probable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from math import ceil, floor
from typing import Any, NamedTuple

import numpy as np

from contracts.arrays import ARRAYS
from contracts.bank_holidays import expected_beyond
from contracts.clause import Fact
from contracts.forecast.draws import Array, Draws
from contracts.forecast.facts import tallied
from contracts.forecast.flows import Flow, Owed, Own, Sides, owed_of, recorded_own
from contracts.forecast.lines import Part, parts
from contracts.forecast.scenario import Discount, Expected
from contracts.forecast.standpoint import Standpoint
from contracts.forecast.value import Discounting
from contracts.paths import PathDue, Paths

REFERENCE = 10**9
"""What a fact is valued for, to be scaled to the amount of each path: facts are in proportion to their amounts."""


class Change(NamedTuple):
    """What is changed of a scenario, to see how much depends on it: factors of lines, chances, the discount."""

    lines: dict[str, float]
    chances: dict[str, float]
    discount: Discount


class Simulated(NamedTuple):
    """What came out, path by path: present value by party, the means by party and clause, and amounts by year."""

    values: dict[str, Array]
    by_clause: dict[tuple[str, str], float]
    years: dict[tuple[int, str], dict[str, Array]]


class Spread(NamedTuple):
    """Measures of a value over equally probable paths, in minor units."""

    mean: float
    p10: float
    p50: float
    p90: float
    expected_shortfall: float
    probability_of_loss: float
    expected_loss: float


@expected_beyond()
def simulated(stand: Standpoint, draws: Draws, change: Change | None = None) -> Simulated:
    """Run a scenario on the paths of some draws."""
    made = change or Change({}, {}, stand.scenario.discount)
    run = Paths(stand.contract.calendar, stand.clauses, ARRAYS)
    if stand.opening is not None:
        run.go_on_from({clause: state for clause, (state, _) in stand.opening.standings.items()})
    run.take(stand.tallied)
    own = recorded_own(stand)
    days = draws.days(made.chances)
    run.take(list(_milestones(stand, days)))
    for name, line in stand.scenario.expected.items():
        for facts, fact in _line(stand, name, line, _Drawn(_factor(name, draws, made), days)):
            run.take(facts)
            own.append(fact)
    dues = [*_told(stand), *(_owed(due, stand) for due in run.run(stand.first, stand.last))]
    flows = Sides(stand).flows(dues, own)
    return _added(stand, flows, Discounting(made.discount, stand.contract.calendar), draws.paths)


def _owed(due: PathDue, stand: Standpoint) -> Owed:
    """Return a due between those who fill the roles at the end of its period: paths are not cut within one."""
    end, roles = stand.contract.calendar.end(due.period), stand.contract.roles
    payable = due.payable.toordinal() if due.payable else end
    payer, payee = (roles.holder(due.clause, role, end) for role in (due.payer, due.payee))
    return Owed(due.clause, payer, payee, due.period, payable, due.amount)


def _told(stand: Standpoint) -> Iterator[Owed]:
    """Yield what was told before a take-over, which no clause works out."""
    for entry in stand.opening.entries if stand.opening else ():
        yield owed_of(entry, stand.contract.calendar)


class _Drawn(NamedTuple):
    """By which factor a line comes out on every path, and when milestones are reached."""

    factor: Any
    days: dict[str, Array]


def _factor(name: str, draws: Draws, change: Change) -> Any:
    return draws.factors.get(name, 1.0) * change.lines.get(name, 1.0)


def _milestones(stand: Standpoint, days: dict[str, Array]) -> Iterator[Fact]:
    wanted = {feed.of for feed in stand.contract.feeds_of("milestone")}
    for name, drawn in days.items():
        if name in wanted and name not in stand.reached:
            for day in np.unique(drawn[drawn > 0]):
                for fact in stand.contract.milestone(name, date.fromordinal(int(day))):
                    yield fact._replace(amount=fact.amount * (drawn == day))


def _line(stand: Standpoint, name: str, line: Expected, drawn: _Drawn) -> Iterator[tuple[list[Fact], Own]]:
    """Yield what a line comes to on every path, part by part; beginning with its milestone, where it waits for one."""
    starts: list[tuple[int | None, Any]] = [(None, 1.0)]
    if line.if_ is not None:
        reached = drawn.days[line.if_]
        starts = [(int(day), reached == day) for day in np.unique(reached[reached > 0])]
    for start, here in starts:
        for part in parts(line, stand, None if start is None else date.fromordinal(start)):
            if start is None or part.last >= start:
                amount = _rest(part, drawn.factor) * here
                yield _scaled(stand, line, part.middle, amount), _own(name, line, part, amount)


def _rest(part: Part, factor: Any) -> Any:
    """Return what is left of a part on every path: the figure by its factor, less what was recorded."""
    left = float(part.amount) * factor - part.recorded
    bound = np.minimum if part.amount < 0 else np.maximum
    return bound(left, 0.0) * float(part.share)


def _own(name: str, line: Expected, part: Part, amount: Any) -> Own:
    return Own(name, line.of.kind, line.of.of, line.by, part.middle, amount)


def _scaled(stand: Standpoint, line: Expected, day: int, amount: Any) -> list[Fact]:
    return [
        fact._replace(amount=amount * (fact.amount / REFERENCE))
        for fact in tallied(stand.contract, line, day, REFERENCE)
    ]


def _added(stand: Standpoint, flows: list[Flow], discounting: Discounting, paths: int) -> Simulated:
    """Add flows up by party: discounted, by clause, and by year."""
    parties = list(stand.contract.terms.parties)
    values: dict[str, Array] = {party: np.zeros(paths) for party in parties}
    by_clause: dict[tuple[str, str], float] = defaultdict(float)
    nothing = {(year, party) for year in {flow.year for flow in flows} for party in parties}
    years = {key: {name: np.zeros(paths) for name in ("risk", "reward", "cash")} for key in nothing}
    for flow in flows:
        present = float(discounting.factor(flow.on)) * _float(flow.cash)
        values[flow.party] += present
        by_clause[flow.party, flow.clause] += float(np.mean(present))
        year = years[flow.year, flow.party]
        year["risk"] += _float(flow.risk) + _float(flow.in_kind)
        year["reward"] += _float(flow.reward)
        year["cash"] += _float(flow.cash)
    return Simulated(values, dict(by_clause), {key: years[key] for key in sorted(years)})


def _float(amount: Any) -> Any:
    return amount if isinstance(amount, np.ndarray) else float(amount)


def reward_shares(found: Simulated) -> dict[int, dict[str, Array]]:
    """Return by year each party's share of the reward to date, on the paths on which shares are defined.

    They are where nobody's reward is below nothing, and the sum of them is above it.
    """
    parties = list(found.values)
    to_date: dict[str, Array] = {party: np.zeros(len(values)) for party, values in found.values.items()}
    shares: dict[int, dict[str, Array]] = {}
    for year in dict.fromkeys(year for year, _ in found.years):
        for party in parties:
            if (year, party) in found.years:
                to_date[party] = to_date[party] + found.years[year, party]["reward"]
        total = np.sum(list(to_date.values()), axis=0)
        defined = (total > 0) & np.all([reward >= 0 for reward in to_date.values()], axis=0)
        shares[year] = {party: to_date[party][defined] / total[defined] for party in parties}
    return shares


def spread(values: Array, worst: float) -> Spread:
    """Measure a value over paths; quantiles are lower empirical ones, the shortfall has a fractional atom."""
    rising = np.sort(values)
    return Spread(
        mean=float(rising.mean()),
        p10=lower_quantile(rising, 0.1),
        p50=lower_quantile(rising, 0.5),
        p90=lower_quantile(rising, 0.9),
        expected_shortfall=shortfall(rising, worst),
        probability_of_loss=float((rising < 0).mean()),
        expected_loss=float(np.maximum(-rising, 0).mean()),
    )


def lower_quantile(rising: Array, level: float) -> float:
    """Return the lowest value with so much of all at or below it; values in rising order."""
    return float(rising[max(ceil(round(level * len(rising), 9)) - 1, 0)])


def shortfall(rising: Array, worst: float) -> float:
    """Return the mean of the worst part of values in rising order, the one on its edge with its fraction."""
    count = worst * len(rising)
    whole = floor(round(count, 9))
    total = float(rising[:whole].sum())
    if whole < len(rising):
        total += (count - whole) * float(rising[whole])
    return total / count
