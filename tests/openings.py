"""A history split in two: its first part kept elsewhere, of which only where it ended is brought in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from contracts.arithmetic import text
from contracts.clause_terms import Rounding
from contracts.contract import Contract
from contracts.fold import Fold
from contracts.opening import OpenDue, Standing, Told, lanes_before, opening, take
from contracts.parts.debt import Debt, unpacked
from contracts.parts.gates import Gate, is_shut
from contracts.rounding import NOTHING_SETTLED, Settled
from tests.clause_plans import Close, Happening, Plan, Played, Step

DAYS_OF_A_YEAR = 366


def dated(step: Happening) -> date:
    """Return the last of the days in a happening: it is known of from then on."""
    return max(each for each in step.arguments if isinstance(each, date))


def first_dated(step: Happening) -> date:
    """Return the first of the days in a happening, from which on it counts."""
    return min(each for each in step.arguments if isinstance(each, date))


def standing_of(fold: Fold, period: int) -> Standing | None:
    """Write down, by name, where a clause stands at the end of a period; None where nothing happened under it."""
    worked = [each for each in fold.periods if each <= period]
    if not worked:
        return None
    last = worked[-1]
    names = fold.clause.carries(fold.calendar.end(period))
    assert names is not None
    state = fold.state_at(period) or ()
    carried = {
        carry.what: Fraction(text(amount))
        for carry, amount in zip(names, state, strict=False)
        if carry.what is not None
    }
    told = _told(fold, period, _scope(fold, fold.rows[last].settled, last, period))
    return Standing({} if fold.clause.runs_on else carried, told)


def _scope(fold: Fold, settled: Settled, last: int, period: int) -> Settled:
    goes_on = fold.clause.rounding is Rounding.LIFE or last // 4 == period // 4
    return settled if goes_on else NOTHING_SETTLED


def _told(fold: Fold, period: int, scope: Settled) -> Mapping[str, Told]:
    told: dict[str, tuple[int, int]] = {}
    year = period // 4 if period % 4 < 3 else None
    for quarter, lanes in fold.booked.items():
        for (role, _, _), amount in lanes.items():
            to_date, of_year = told.get(role, (0, 0))
            told[role] = to_date + amount, of_year + (amount if quarter // 4 == year else 0)
    exactly = {role: Fraction(text(amount)) for role, amount in scope.cumulative.items()}
    return {role: Told(*told.get(role, (0, 0)), exactly=exactly.get(role)) for role in dict.fromkeys([*exactly, *told])}


def parted(steps: Sequence[Step], on: date) -> tuple[list[Happening], list[Happening]]:
    """Part the facts of a plan: those that end before a day, and those that begin on it; others are left out."""
    facts = [step for step in steps if isinstance(step, Happening) and not _reaches_back(step, on)]
    return [fact for fact in facts if dated(fact) < on], [fact for fact in facts if first_dated(fact) >= on]


def _reaches_back(step: Happening, on: date) -> bool:
    """Whether it changes, by an approval after a day, what was shared before it in the same year."""
    return step.method == "approval" and abs((dated(step) - on).days) <= DAYS_OF_A_YEAR


def played(plan: Plan, steps: Sequence[Step]) -> Played:
    """Play some steps under a plan's clauses."""
    return Played(plan._replace(steps=tuple(steps)), range(len(steps)))


def taken_over(plan: Plan, before: Played, after: Sequence[Happening], on: date, through: date) -> Played:
    """Bring in where the first part ended, say how its gates stand, and play the second part on top of it."""
    second = Played(plan._replace(steps=(*_gates(before, on), *after, Close(through))))
    period = second.contract.calendar.period_of(on.toordinal()) - 1
    found = {name: standing_of(fold, period) for name, fold in before.engine.folds.items()}
    standings = {name: standing for name, standing in found.items() if standing}
    for fold in before.engine.folds.values():
        if fold.clause.runs_on and (worked := [each for each in fold.periods if each <= period]):
            for debt in unpacked(fold.rows[worked[-1]].state):
                _open(second.contract, standings, debt, period)
    opened = opening(second.contract, standings, on)
    assert [] == opened.differences
    take(second.engine, opened)
    for number in range(len(second.plan.steps)):
        second.follow(number)
    return second


def _gates(before: Played, on: date) -> Iterator[Happening]:
    """Yield how gates stand on a day where that is not as they began: it is recorded, and not brought in."""
    facts = [fact for moved in before.moved.values() for fact in moved]
    for name, clause in before.plan.clauses.items():
        if clause["kind"] == "gate":
            gate = Gate(name, clause["begins"] == "shut", abates=True)
            if (shut := is_shut(gate, facts, on.toordinal() - 1)) is not gate.begins_shut:
                yield Happening("gate", (name, on, shut))


def _open(contract: Contract, standings: dict[str, Standing], debt: Debt, period: int) -> None:
    """Write a single debt down under a role that it is owed to."""
    lanes = lanes_before(contract, period)[debt.clause]
    role = next(role for role, lane in lanes.items() if (lane.payer, lane.payee) == (debt.payer, debt.payee))
    standing = standings.get(debt.clause, Standing({}, {}))
    principal, unpaid = (Fraction(text(amount)) for amount in (debt.principal, debt.unpaid))
    whole = principal.denominator == 1
    quarter = contract.calendar.period_of(debt.period)
    due = OpenDue(quarter, debt.payable, principal.numerator if whole else 0, unpaid, None if whole else principal)
    told = standing.told.get(role, Told(0, 0))
    roles = {**standing.told, role: told._replace(open=(*told.open, due))}
    standings[debt.clause] = standing._replace(told=roles)


def from_period(played: Played, on: date) -> dict[Any, int]:
    """Return the totals of all periods from a day on, by clause, role, parties and period."""
    calendar = played.contract.calendar
    return {key: amount for key, amount in played.totals().items() if calendar.parse(key[-1]).first >= on}
