"""A budget with its tolerance, late approvals, and who bears an overspend."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.entries import Entry
from tests.clause_samples import Life, document, minor
from tests.document_samples import mistakes_in

SHARED = """
cost:
  kind: cost share
  of: development
  shares: { trust: 60%, company: 40% }
"""
ONE = SHARED + "  budget: { amount: 1m, tolerance: 10% }\n"
OWN = SHARED + '  budget: { by party: { trust: "400,000", company: "600,000" }, tolerance: 10% }\n'
CAPPED = ONE + '  cap: { party: company, amount: "400,000", excess: { borne by: trust } }\n'


def approved(life: Life, on: str, amount: str) -> list[Entry]:
    """Record an overspend approved for the year that a day lies in."""
    return life.take(life.contract.approval("cost", date.fromisoformat(on), minor(amount)))


def sides(life: Life, party: str, period: str = "") -> str:
    """Give what a party bears in all."""
    total = sum(
        entry.amount
        for entry in life.entries
        if entry.payer == party and entry.clause == "cost" and entry.period.startswith(period)
    )
    return f"{total / 100:,.2f}"


def test_an_overspend_is_borne_by_whoever_incurred_it_and_less_of_it_after_a_late_approval() -> None:
    life = Life(ONE)
    life.cost("2026-05-01", "1,250,000", "development", "trust")
    assert ("810,000.00", "440,000.00") == (sides(life, "trust"), sides(life, "company"))
    assert "150,000.00" == life.due("cost", role="unshared")

    entries = approved(life, "2026-12-31", "50,000")
    assert ("790,000.00", "460,000.00") == (sides(life, "trust"), sides(life, "company"))
    assert "100,000.00" == life.due("cost", role="unshared")
    assert {"2026-Q2"} == {entry.period for entry in entries}


def test_an_approval_is_for_one_year() -> None:
    life = Life(ONE)
    life.cost("2026-05-01", "1,250,000", "development", "trust")
    life.cost("2027-05-01", "1,250,000", "development", "trust")
    approved(life, "2027-02-01", "200,000")
    assert ("150,000.00", "0.00") == (life.due("cost", "2026", "unshared"), life.due("cost", "2027", "unshared"))


def test_an_approval_for_a_first_year_that_began_before_the_agreement_counts() -> None:
    life = Life(ONE, effective="2026-04-01")
    approved(life, "2026-05-01", "50,000")
    life.cost("2026-05-02", "1,250,000", "development", "trust")
    assert "100,000.00" == life.due("cost", role="unshared")


@pytest.mark.parametrize(("cost", "alone"), [("1,100,000", "0.00"), ("1,100,000.01", "0.01")])
def test_the_edge_of_the_tolerance(cost: str, alone: str) -> None:
    life = Life(ONE)
    life.cost("2026-05-01", cost, "development", "trust")
    assert alone == life.due("cost", role="unshared")


def test_under_one_budget_the_cost_that_no_longer_fits_stays_with_whoever_incurred_it() -> None:
    life = Life(ONE)
    life.cost("2026-05-01", "800,000", "development", "trust")
    life.cost("2026-05-02", "500,000", "development", "company")
    life.cost("2026-05-03", "100,000", "development", "trust")
    assert "200,000.00" == life.due("cost", role="unshared:company")
    assert "100,000.00" == life.due("cost", role="unshared:trust")
    life.cost("2026-09-01", "-50,000", "development", "trust")
    assert "50,000.00" == life.due("cost", role="unshared:trust")


def test_two_parties_bear_an_overspend_by_what_each_spent_above_its_own_budget() -> None:
    life = Life(OWN)
    life.cost("2026-05-01", "700,000", "development", "trust")
    life.cost("2026-06-01", "700,000", "development", "company")
    assert "225,000.00" == life.due("cost", role="unshared:trust")
    assert "75,000.00" == life.due("cost", role="unshared:company")
    assert "885,000.00" == sides(life, "trust")

    approved(life, "2026-01-01", "100,000")
    assert ("150,000.00", "50,000.00") == (life.due("cost", role="unshared:t"), life.due("cost", role="unshared:c"))
    life.cost("2026-11-01", "-100,000", "development", "company")
    assert ("100,000.00", "0.00") == (life.due("cost", role="unshared:t"), life.due("cost", role="unshared:c"))


def test_who_stays_within_its_own_budget_bears_none_of_an_overspend() -> None:
    life = Life(OWN)
    life.cost("2026-05-01", "900,000.03", "development", "trust")
    life.cost("2026-06-01", "600,000", "development", "company")
    assert ("400,000.03", "0.00") == (life.due("cost", role="unshared:t"), life.due("cost", role="unshared:c"))


def test_a_named_party_may_bear_every_overspend() -> None:
    life = Life(ONE.replace("tolerance: 10%", "tolerance: 10%, excess: { borne by: company }"))
    life.cost("2026-05-01", "1,250,000", "development", "trust")
    assert ("660,000.00", "590,000.00") == (sides(life, "trust"), sides(life, "company"))


def test_the_budget_comes_before_the_cap() -> None:
    life = Life(CAPPED)
    life.cost("2026-05-01", "1,250,000", "development", "trust")
    assert "150,000.00" == life.due("cost", role="unshared:trust")
    assert ("400,000.00", "40,000.00") == (life.due("cost", role="share:company"), life.due("cost", role="excess"))
    approved(life, "2026-02-01", "50,000")
    assert ("400,000.00", "60,000.00") == (life.due("cost", role="share:company"), life.due("cost", role="excess"))

    own = Life(CAPPED)
    own.cost("2026-05-01", "1,250,000", "development", "company")
    assert "550,000.00" == sides(own, "company"), "its own overspend stays with it, whatever its cap"


def test_a_budget_over_the_life_does_not_start_afresh() -> None:
    life = Life(ONE.replace("amount: 1m", "amount: 1m, per: life"))
    life.cost("2026-05-01", "1,000,000", "development", "trust")
    life.cost("2027-05-01", "200,000", "development", "trust")
    assert "100,000.00" == life.due("cost", role="unshared")


def test_a_budget_raised_for_the_past_shares_what_was_not() -> None:
    life = Life(ONE)
    life.cost("2026-05-01", "1,250,000", "development", "trust")
    life.amend(ONE.replace("1m", "1.1m"), "2026-01-01")
    assert "40,000.00" == life.due("cost", role="unshared")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("amount: 1m, ", "", "a budget is one amount, or amounts by party"),
        ("amount: 1m", "amount: 1m, per: quarter", "a budget counts by contract year or over the life"),
        ("amount: 1m", "amount: 0", "a budget of nothing"),
        ("tolerance: 10%", "excess: { borne by: university }", "'university' has no share of these costs"),
        ("tolerance: 10%", "approved by: univ", "there is no party 'univ'"),
    ],
)
def test_what_is_wrong_with_a_budget_is_told(old: str, new: str, told: str) -> None:
    assert told in [mistake.what for mistake in mistakes_in(document(ONE.replace(old, new)))]
