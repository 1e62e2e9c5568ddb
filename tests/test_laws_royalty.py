"""Laws of what may be added to a royalty: minimums, floors and credits bind; formulas branch on no amount."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contracts.clauses.royalty import RoyaltyTerms
from contracts.parts.minimum import Excess
from contracts.parts.minimum_formula import MinimumFormula
from contracts.parts.stacking import UNREDUCED, Stacking
from tests.blind import differences
from tests.clause_plans import EFFECTIVE, Amendment, Close, Ending, Family, Happening, Plan, Played, plans
from tests.plans import schedules
from tests.plans_royalty import ACCESSES, LICENCES, payees

END = date(2027, 12, 31)


def unamended(plan: Plan) -> Played:
    """Play a plan without its amendments and its end (which come behind reversals), and let all its time pass."""
    steps = [step for step in plan.steps if not isinstance(step, Amendment | Ending)]
    return Played(plan._replace(steps=(*steps, Close(END))), range(len(steps) + 1))


def booked(played: Played, clauses: Sequence[str]) -> dict[str, int]:
    """Add up what some clauses booked, by contract year."""
    sums: dict[str, int] = {}
    for (clause, _, _, _, period), amount in played.totals().items():
        if clause in clauses:
            sums[period[:-3]] = sums.get(period[:-3], 0) + amount
    return sums


def _sold(royalty: dict[str, Any], sales: dict[date, int]) -> Plan:
    """Return a plan in which pennies that are rounded in one year come back in another."""
    receipts = [Happening("receipts", ("sales:device", on, amount)) for on, amount in sales.items()]
    terms = {"kind": "royalty", "on": "net sales of device", "from": "company", "to": "trust", **royalty}
    approval = {"kind": "milestone", "when": "it is approved", "pays": "1", "from": "company", "to": "trust"}
    return Plan({"royalty": terms, "approval": approval}, "calendar", tuple(receipts), ((), ()))


LIFELONG = {"per": "lifetime", "bands": [{"up to": "20", "rate": "1/7"}, {"above": "20", "rate": "40%"}]}


@example(_sold({"rate": LIFELONG, "minimum": {"amount": "60"}}, {date(2025, 3, 1): 3, date(2026, 3, 1): 1}))
@given(plans(LICENCES))
def test_the_minimum_of_a_closed_year_binds_to_the_penny(plan: Plan) -> None:
    played = unamended(plan)
    formula = played.contract.clauses.get("royalty:minimum")
    terms = played.contract.terms.clauses["royalty"]
    assert isinstance(terms, RoyaltyTerms)
    if not isinstance(formula, MinimumFormula) or terms.minimum is None or terms.minimum.excess is Excess.CARRIED:
        return
    year = played.contract.calendar.year_label(2026)
    earned = booked(played, formula.after)
    received = booked(played, [*formula.after, "royalty:minimum"])
    if terms.minimum.from_ is None or terms.minimum.from_ <= date(2026, 1, 1):
        assert max(6000, earned.get(year, 0)) == received.get(year, 0)


@example(_sold({"rate": "50%", "cap": {"amount": "25", "per": "life"}}, {date(2024, 6, 1): 4999, date(2025, 6, 1): 1}))
@given(plans(LICENCES))
def test_a_cap_of_the_whole_binds_on_what_was_booked_to_the_penny(plan: Plan) -> None:
    played, cap = unamended(plan), plan.clauses["royalty"].get("cap")
    if cap is None:
        return
    parts = [name for name in played.contract.clauses if name.partition(":")[0] == "royalty"]
    taxed = ("royalty:withholding", "royalty:gross-up")  # out of what the cap leaves, and on top of it
    parts = [name for name in parts if name not in taxed]
    reached = booked(played, [name for name in parts if name != "royalty:cap"])
    paid = booked(played, parts)
    if cap["per"] == "life":
        reached, paid = {"life": sum(reached.values())}, {"life": sum(paid.values())}
    assert {span: min(amount, 2500) for span, amount in reached.items()} == {
        span: paid.get(span, 0) for span in reached
    }


@given(schedules(shared=False), payees, st.data())
def test_what_a_schedule_makes_due_never_jumps_and_is_never_below_nothing(
    rate: Any, to: Any, data: st.DataObject
) -> None:
    """One penny more of sales, at an edge of the bands above all, brings no less and at most a penny more."""
    bands = rate["bands"] if isinstance(rate, dict) else ()
    edges = [int(band["up to"]) * 100 + beside for band in bands if "up to" in band for beside in (-1, 0, 1)]
    sold = data.draw(st.sampled_from([0, *edges]) | st.integers(0, 9000))
    earned, more = (
        _earned({"on": "net sales of device", "rate": rate, "to": to}, amount) for amount in (sold, sold + 1)
    )
    assert 0 <= sum(more.values()) - sum(earned.values()) <= 1
    assert all(amount >= 0 for amount in earned.values())


@given(schedules(shared=True), st.integers(-9000, 9000))
def test_bands_that_share_their_slice_hand_out_all_of_it(rate: Any, income: int) -> None:
    assert income == sum(_earned({"on": "net income of licence", "rate": rate}, income).values())


def _earned(royalty: dict[str, Any], amount: int) -> dict[str, int]:
    """Return what a royalty makes due of one receipt, by role."""
    measure = "sales:device" if "sales" in royalty["on"] else "income:licence"
    receipt = Happening("receipts", (measure, EFFECTIVE, amount))
    clauses = {"royalty": {"kind": "royalty", "from": "company", **royalty}}
    totals = Played(Plan(clauses, "calendar", (receipt,), ((), ())), (0,)).totals()
    return {role: due for (_, role, *_), due in totals.items()}


def _floor(played: Played, unreduced: Fraction, before: Fraction) -> Fraction:
    """Give the least that stacking leaves of a royalty, unreduced and before stacking."""
    terms = played.contract.terms.clauses["royalty"]
    assert isinstance(terms, RoyaltyTerms)
    (floor,) = (part.floor for part in terms.reductions or () if isinstance(part, Stacking))
    return floor.share * (unreduced if floor.of == UNREDUCED else before)


@given(plans(LICENCES))
def test_stacking_leaves_the_royalty_at_its_floor_and_credits_never_turn_it(plan: Plan) -> None:
    played = unamended(plan)
    for period in played.engine.folds["royalty"].periods:
        exact: dict[str, Fraction] = {
            name: sum((Fraction(str(due)) for due in fold.rows[period].settled.exact.values()), Fraction(0))
            for name, fold in played.engine.folds.items()
            if period in fold.rows
        }
        before = exact["royalty"] + exact.get("royalty:step-down", Fraction(0))
        reduced = before + exact.get("royalty:stacking", Fraction(0))
        credited = sum((due for name, due in exact.items() if name.startswith("royalty:credit")), Fraction(0))
        assert reduced >= before or reduced >= _floor(played, exact["royalty"], before)
        assert -credited <= max(reduced, Fraction(0))


@pytest.mark.parametrize("family", [LICENCES, ACCESSES], ids=["licences", "data access"])
@given(data=st.data())
def test_formulas_branch_on_no_amount(family: Family, data: st.DataObject) -> None:
    plan = data.draw(plans(family))
    assert [] == differences(Played(plan, plan.orders[0]).engine)
