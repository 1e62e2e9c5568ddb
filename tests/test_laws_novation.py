"""Law 7: novation changes who, never how much, by role, to the penny."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.roles import NO_NOVATION, Roles
from contracts.sums import faults
from tests.clause_plans import Family, Played, plans
from tests.novation_plans import Key, Novating, in_old_names, replacements
from tests.test_laws_clauses import FAMILIES

every_family = pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)


@every_family
@given(data=st.data())
def test_old_and_new_party_together_are_due_what_the_role_is(family: Family, data: st.DataObject) -> None:
    plan = data.draw(plans(family))
    replaced = data.draw(replacements(plan))
    with_novation = Novating(plan, plan.orders[0], replaced)
    without = Played(plan, plan.orders[0])
    assert _but_interest(without.totals()) == in_old_names(
        _but_interest(with_novation.totals()), with_novation.novations
    )


def _but_interest(totals: dict[Key, int]) -> dict[Key, int]:
    """Leave interest on late payment out: it runs on single debts, and follows whoever owes them."""
    return {key: amount for key, amount in totals.items() if key[0] != "interest"}


@every_family
@given(data=st.data())
def test_the_order_in_which_facts_and_novations_are_recorded_changes_nothing(
    family: Family, data: st.DataObject
) -> None:
    plan = data.draw(plans(family))
    replaced = data.draw(replacements(plan))
    later = [each._replace(behind=len(plan.steps)) for each in replaced]
    first, second = Novating(plan, plan.orders[0], replaced), Novating(plan, plan.orders[1], later)
    assert first.totals() == second.totals()


@every_family
@given(data=st.data())
def test_every_entry_sums_up_from_its_own_working(family: Family, data: st.DataObject) -> None:
    plan = data.draw(plans(family))
    played = Novating(plan, plan.orders[0], data.draw(replacements(plan)))
    assert [] == [fault for entry in played.entries for fault in faults(entry)]


@every_family
@given(data=st.data())
def test_a_novation_that_is_taken_back_leaves_every_total_as_it_was(family: Family, data: st.DataObject) -> None:
    plan = data.draw(plans(family))
    replaced = [each._replace(behind=len(plan.steps)) for each in data.draw(replacements(plan))]
    played = Novating(plan, plan.orders[0], replaced)
    played.roles(NO_NOVATION, min(each.novation.on for each in replaced))
    assert Played(plan, plan.orders[0]).totals() == played.totals()
    assert [] == [fault for entry in played.entries for fault in faults(entry)]


@every_family
@given(data=st.data())
def test_a_party_may_come_back(family: Family, data: st.DataObject) -> None:
    plan = data.draw(plans(family))
    first = data.draw(replacements(plan, ("newco",)))
    (there,) = first
    back = there.novation._replace(party="newco", to=there.novation.party, on=there.novation.on + 40)
    played = Novating(plan, plan.orders[0], [*first, there._replace(novation=back)])
    names = [novation for novation in played.novations if novation.to == "newco"]
    assert _but_interest(Played(plan, plan.orders[0]).totals()) == in_old_names(_but_interest(played.totals()), names)
    assert [] == [fault for entry in played.entries for fault in faults(entry)]
    assert Roles(played.novations).holder("", there.novation.party, back.on) == there.novation.party
