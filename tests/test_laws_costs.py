"""Laws of limited costs: what is borne adds up to what was paid, and caps bind on what was booked, to the penny."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.blind import differences
from tests.clause_plans import COSTS, Amendment, Plan, Played, plans

every_span = pytest.mark.parametrize("per", COSTS)


def signed(plan: Plan) -> Plan:
    """Leave the amendments of a plan out, so that its first terms hold all along."""
    kept = [number for number in plan.orders[0] if not isinstance(plan.steps[number], Amendment)]
    return plan._replace(orders=(tuple(kept), tuple(kept)))


def span(per: str, period: str) -> str:
    """Give the span that a period belongs to."""
    return {"quarter": period, "year": period.partition("-Q")[0], "life": "life"}[per]


def borne(played: Played, per: str, clause: str) -> dict[tuple[str, str], int]:
    """Add what was booked under a clause up by role and span."""
    result: dict[tuple[str, str], int] = defaultdict(int)
    for (name, role, _, _, period), amount in played.totals().items():
        if name == clause:
            result[role, span(per, period)] += amount
    return dict(result)


@every_span
@given(data=st.data())
def test_what_everybody_bears_adds_up_to_what_was_paid(per: str, data: st.DataObject) -> None:
    plan = data.draw(plans(COSTS[per]))
    played = Played(plan, plan.orders[0])
    sides: dict[str, int] = defaultdict(int)
    for (clause, role, _, _, _), amount in played.totals().items():
        sides[role.partition(":")[0]] += amount if clause == "cost" else 0
    facts = [fact for moved in played.moved.values() for fact in moved]
    paid = sum(fact.amount for fact in facts if fact.measure == "cost:development")
    assert (paid, paid) == (sides["outlay"], sides["share"] + sides["excess"] + sides["unshared"])


@every_span
@given(data=st.data())
def test_a_cap_binds_on_what_was_booked_and_is_used_up_before_another_bears(per: str, data: st.DataObject) -> None:
    plan = signed(data.draw(plans(COSTS[per])))
    booked = borne(Played(plan, plan.orders[0]), per, "cost")
    for cap in plan.clauses["cost"].get("cap", ()):
        most, by_days = int(cap["amount"]) * 100, cap["first year"] == "by days"
        for (role, when), amount in booked.items():
            if role == f"share:{cap['party']}":
                assert amount <= most
            if role == f"excess:{cap['party']}" and amount > 0 and not by_days:
                assert most == booked.get((f"share:{cap['party']}", when), 0)


@every_span
@given(data=st.data())
def test_a_cap_binds_on_contributions_in_kind(per: str, data: st.DataObject) -> None:
    plan = signed(data.draw(plans(COSTS[per])))
    if "cap" in plan.clauses["in-kind"]:
        assert all(amount <= 100_00 for amount in borne(Played(plan, plan.orders[0]), per, "in-kind").values())


@given(data=st.data())
def test_a_deferred_excess_is_never_repaid_beyond_what_was_deferred(data: st.DataObject) -> None:
    plan = signed(data.draw(plans(COSTS["life"])))
    played = Played(plan, plan.orders[0])
    repaid, booked = borne(played, "life", "cost:repayment"), borne(played, "life", "cost")
    assert all(amount <= booked.get((f"excess:{party}", when), 0) for (party, when), amount in repaid.items())


@every_span
@given(data=st.data())
def test_no_formula_looks_at_an_amount(per: str, data: st.DataObject) -> None:
    plan = data.draw(plans(COSTS[per]))
    played = Played(plan, plan.orders[0])
    assert [] == differences(played.engine)
