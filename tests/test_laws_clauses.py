"""The laws, over agreements whose clauses read each other, with amendments and closes among the facts."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.clause import VENTURE
from contracts.sums import faults
from tests.clause_plans import COSTS, Family, Happening, Played, Reversal, plans
from tests.plans_milestones import MILESTONES
from tests.plans_outcomes import OUTCOMES
from tests.plans_royalty import ACCESSES, LICENCES

FAMILIES: dict[str, Family] = {f"costs limited by {per}": family for per, family in COSTS.items()}
FAMILIES |= {"licences": LICENCES, "milestones": MILESTONES, "data access": ACCESSES}

POTS = dict(FAMILIES)
"""The families whose common pot pays out what it receives; a venture's profit comes from outside."""
FAMILIES |= OUTCOMES

every_family = pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)


@every_family
@given(data=st.data())
def test_any_order_of_recording_ends_in_the_same_totals(family: Family, data: st.DataObject) -> None:
    plan = data.draw(plans(family))
    first, second = (Played(plan, order) for order in plan.orders)
    assert first.totals() == second.totals()


@every_family
@given(data=st.data())
def test_a_fact_and_its_reversal_leave_every_total_as_it_was(family: Family, data: st.DataObject) -> None:
    plan = data.draw(plans(family))
    undone = data.draw(st.sampled_from([step for step in plan.steps if isinstance(step, Happening)]))
    number = len(plan.steps)
    played = Played(plan._replace(steps=(*plan.steps, undone, Reversal(number))), plan.orders[0])
    before = played.totals()
    played.follow(number)
    played.follow(number + 1)
    assert before == played.totals()


@every_family
@given(data=st.data())
def test_every_entry_sums_up_from_its_own_working(family: Family, data: st.DataObject) -> None:
    plan = data.draw(plans(family))
    played = Played(plan, plan.orders[0])
    assert [] == [fault for entry in played.entries for fault in faults(entry)]


@pytest.mark.parametrize("family", POTS.values(), ids=POTS)
@given(data=st.data())
def test_what_the_common_pot_receives_it_pays_out(family: Family, data: st.DataObject) -> None:
    plan = data.draw(plans(family))
    balance: dict[str, int] = defaultdict(int)
    for (clause, _, payer, payee, _), amount in Played(plan, plan.orders[0]).totals().items():
        balance[clause] += amount * ((payee == VENTURE) - (payer == VENTURE))
    assert not any(balance.values())
