"""The law of a take-over: where a history stood, brought in by name, and what follows, come to the whole history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clause_plans import COSTS, DAYS, EFFECTIVE, Close, Family, Plan, agreement, plans
from tests.openings import from_period, parted, played, taken_over
from tests.plans_milestones import MILESTONES
from tests.plans_outcomes import OUTCOMES
from tests.plans_royalty import ACCESSES, LICENCES

FAMILIES: dict[str, Family] = {f"costs limited by {per}": family for per, family in COSTS.items()}
FAMILIES |= {"licences": LICENCES, "milestones": MILESTONES, "data access": ACCESSES, **OUTCOMES}
"""Every clause kind that works anything out is in one of them."""

every_family = pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
_END = EFFECTIVE + timedelta(days=DAYS + 100)


@every_family
@pytest.mark.parametrize("inside_a_year", [False, True])
@given(data=st.data())
def test_an_opening_and_what_follows_come_to_the_whole_history(
    family: Family, inside_a_year: bool, data: st.DataObject
) -> None:
    plan = data.draw(plans(family))
    on = _quarter(plan, data, inside_a_year)
    before, after = parted(plan.steps, on)
    ended = Close(on - timedelta(days=1))
    first = played(plan, [*before, ended])
    whole = played(plan, [*before, ended, *after, Close(_END)])
    second = taken_over(plan, first, after, on, _END)

    assert from_period(whole, on) == from_period(second, on)
    assert _sums(first.totals()) == _sums(
        {k: v for k, v in second.totals().items() if k not in from_period(second, on)}
    )


def _quarter(plan: Plan, data: st.DataObject, inside_a_year: bool) -> date:
    """Draw the first day of a quarter, inside a contract year or of one."""
    calendar = agreement(plan.clauses, plan.year).calendar
    periods = range(
        calendar.period_of(EFFECTIVE.toordinal()) + 1, calendar.period_of((EFFECTIVE + timedelta(DAYS)).toordinal())
    )
    fitting = [period for period in periods if (period % 4 > 0) is inside_a_year]
    return date.fromordinal(calendar.start(data.draw(st.sampled_from(fitting))))


def _sums(totals: dict[tuple[str, str, str, str, str], int]) -> dict[tuple[str, ...], int]:
    """Add totals up over all periods."""
    sums: dict[tuple[str, ...], int] = {}
    for (*lane, _), amount in totals.items():
        sums[tuple(lane)] = sums.get(tuple(lane), 0) + amount
    return {lane: amount for lane, amount in sums.items() if amount}
