"""One way in which a scenario may come out, through the ledger's own engine, to the penny."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from contracts.arithmetic import Number
from contracts.bank_holidays import expected_beyond
from contracts.clause import Fact, Mark
from contracts.engine import Engine
from contracts.fold import Cause
from contracts.forecast.branches import Branch
from contracts.forecast.facts import tallied
from contracts.forecast.flows import Flow, Own, Sides, owed_of, recorded_own
from contracts.forecast.lines import parts, whole_amounts
from contracts.forecast.standpoint import Standpoint
from contracts.opening import take


class Crossing(NamedTuple):
    """A band entered or a cap reached: when, in which period, under which clause, and what."""

    on: date
    period: str
    clause: str
    what: str


class Outcome(NamedTuple):
    """A branch worked out: everything that flows, and what is crossed on the way."""

    branch: Branch
    flows: list[Flow]
    crossings: list[Crossing]


@expected_beyond()
def outcome(stand: Standpoint, branch: Branch, sides: Sides) -> Outcome:
    """Let a branch happen on top of what was recorded, and time pass to the last day."""
    engine = Engine(stand.contract.calendar, stand.clauses)
    if stand.opening is not None:
        take(engine, stand.opening)
    engine.novated(stand.contract.roles, stand.contract.terms.effective)
    engine.take(stand.tallied)
    own = recorded_own(stand)
    for name, milestone in _milestones(stand, branch):
        engine.take(stand.contract.milestone(name, milestone))
    for facts, fact in _lines(stand, branch):
        engine.take(facts)
        own.append(fact)
    engine.close(stand.last)
    entries = engine.work(Cause(stand.last))
    dues = [owed_of(entry, stand.contract.calendar) for entry in entries]
    return Outcome(branch, sides.flows(dues, own), list(_crossings(stand, engine)))


def _milestones(stand: Standpoint, branch: Branch) -> Iterator[tuple[str, date]]:
    """Yield what is reached in a branch and not recorded yet, where a clause waits for it."""
    wanted = {feed.of for feed in stand.contract.feeds_of("milestone")}
    for name, on in branch.reached.items():
        if name in wanted and name not in stand.reached:
            yield name, on


def _lines(stand: Standpoint, branch: Branch) -> Iterator[tuple[list[Fact], Own]]:
    """Yield what the lines of the scenario come to in a branch, part by part."""
    for name, line in stand.scenario.expected.items():
        comes, start = branch.start(line.if_)
        if not comes:
            continue
        found = list(parts(line, stand, start))
        for part, amount in zip(found, whole_amounts(found), strict=True):
            if amount and (start is None or part.last >= start.toordinal()):
                facts = tallied(stand.contract, line, part.middle, amount)
                yield facts, Own(name, line.of.kind, line.of.of, line.by, part.middle, amount)


def _crossings(stand: Standpoint, engine: Engine) -> Iterator[Crossing]:
    """Yield every mark that lay ahead before a period and behind after it, with the day, evenly between."""
    calendar = stand.contract.calendar
    for name, fold in engine.folds.items():
        for period in fold.periods:
            first, last = calendar.start(period), calendar.end(period)
            row = fold.rows[period]
            before = {mark.what: mark.beyond for mark in fold.clause.marks(row.state_in, first)}
            for mark in fold.clause.marks(row.state, last):
                earlier = before.get(mark.what, 0)
                if earlier < 0 <= mark.beyond:
                    yield Crossing(_between(first, last, earlier, mark), calendar.label(period), name, mark.what)


def _between(first: int, last: int, earlier: Number, mark: Mark) -> date:
    """Return the day on which a mark is passed, if what leads to it comes evenly; the last day if none tells."""
    if not mark.even:
        return date.fromordinal(last)
    start, end = float(earlier), float(mark.beyond)
    return date.fromordinal(min(last, first + int((last - first + 1) * -start / (end - start))))
