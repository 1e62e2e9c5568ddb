"""The laws over profit shares, waterfalls, gain shares and late payments, with amendments and closes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.clause import Fact
from tests.blind import differences
from tests.clause_plans import Amendment, Family, Plan, Played, plans
from tests.plans_outcomes import FUNDED, GAIN, OUTCOMES, WATERFALL

every_family = pytest.mark.parametrize("family", OUTCOMES.values(), ids=OUTCOMES)


@every_family
@given(data=st.data())
def test_no_formula_branches_on_an_amount(family: Family, data: st.DataObject) -> None:
    plan = data.draw(plans(family))
    assert [] == differences(Played(plan, plan.orders[0]).engine)


def moved(played: Played) -> Iterator[Fact]:
    """Yield what counts, of facts from the day on which the agreement takes effect."""
    yield from (fact for facts in played.moved.values() for fact in facts)


def by_clause(played: Played) -> dict[str, int]:
    """Add up what each clause made due."""
    sums: dict[str, int] = defaultdict(int)
    for (clause, *_), amount in played.totals().items():
        sums[clause] += amount
    return sums


@given(data=st.data())
def test_shares_of_profit_less_those_of_losses_are_the_profit(data: st.DataObject) -> None:
    plan = data.draw(plans(FUNDED))
    if any(isinstance(step, Amendment) for step in plan.steps) or isinstance(_revenue(plan), dict):
        return
    played = Played(plan, plan.orders[0])
    signs = {"sales:device": 1, "income:licence": 1, "cost:selling": -1, "cost:development": -1}
    profit = sum(signs.get(fact.measure, 0) * fact.amount for fact in moved(played))
    assert profit == by_clause(played)["profit"] - by_clause(played)["profit:loss"]


def _revenue(plan: Plan) -> Any:
    return plan.clauses["profit"]["of"]["revenue"]


@given(data=st.data())
def test_what_a_waterfall_pays_out_is_what_came_in_to_be_distributed(data: st.DataObject) -> None:
    plan = data.draw(plans(WATERFALL))
    played = Played(plan, plan.orders[0])
    flowed = sum(fact.amount for fact in moved(played) if fact.measure == "distribution:fund")
    assert flowed == by_clause(played)["fund"]


@given(data=st.data())
def test_a_gain_share_keeps_to_its_cap_and_the_payer_keeps_the_rest(data: st.DataObject) -> None:
    plan = data.draw(plans(GAIN))
    played = Played(plan, [number for number in plan.orders[0] if not isinstance(plan.steps[number], Amendment)])
    cap = plan.clauses["gain"].get("cap")
    paid: dict[str, int] = defaultdict(int)
    for (clause, _, _, _, period), amount in played.totals().items():
        paid[period[:-3]] += amount if clause == "gain" else 0
    assert all(0 <= amount for amount in paid.values())
    assert not cap or all(amount <= float(cap["amount"]) * 100 for amount in paid.values())
    if "baseline" not in plan.clauses["gain"]["saving"]:
        signs = {"saving:bed days": 1, "cost:device": -1}
        saved = sum(signs.get(fact.measure, 0) * fact.amount for fact in moved(played))
        assert saved == sum(by_clause(played).values())
