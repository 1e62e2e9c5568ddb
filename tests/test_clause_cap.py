"""A party's cost cap: borne by another, deferred and repaid from profit, or work ceases; to the penny."""

from __future__ import annotations

from datetime import date

import pytest

from tests.clause_samples import Life, document, minor
from tests.document_samples import mistakes_in

BORNE = """
cost:
  kind: cost share
  of: development
  shares: { trust: 1/6, university: 1/6, company: 2/3 }
  cap: { party: trust, amount: 250,000, excess: { borne by: company } }
"""
DEFERRED = """
cost:
  kind: cost share
  of: development
  shares: { trust: 1/2, company: 1/2 }
  cap: { party: trust, amount: 100,000, excess: { deferred: { borne by: company, repaid from: profit, at most: 50% } } }
profit:
  kind: profit share
  of: { revenue: net income of licence }
  held by: company
  shares: { trust: 40%, company: 60% }
  losses: carried forward
"""
CEASES = """
cost:
  kind: cost share
  of: development
  shares: { trust: 1/4, company: 3/4 }
  cap: { party: trust, amount: 1,000, excess: work ceases }
"""


def borne(life: Life, period: str = "") -> dict[str, str]:
    """Give what everybody bears, by role; nothing is left out but noughts."""
    roles = {entry.role for entry in life.entries if not entry.role.startswith("outlay")}
    found = {role: life.due("cost", period, role) for role in sorted(roles)}
    return {role: amount for role, amount in found.items() if amount != "0.00"}


def income(life: Life, on: str, amount: str) -> None:
    """Record income that the profit is made of."""
    life.take(life.contract.receipts("income:licence", date.fromisoformat(on), minor(amount)))


def test_above_its_cap_another_party_bears_a_share() -> None:
    life = Life(BORNE)
    life.cost("2026-02-01", "1,499,999.94", "development")
    assert {"share:company": "999,999.96", "share:trust": "249,999.99", "share:university": "249,999.99"} == borne(life)

    life.cost("2026-05-01", "0.12", "development")
    assert "250,000.00" == life.due("cost", role="share:trust")
    assert "0.01" == life.due("cost", role="excess:trust")

    life.cost("2026-08-01", "600,000", "development")
    assert {
        "excess:trust": "100,000.01",
        "share:company": "1,400,000.04",
        "share:trust": "250,000.00",
        "share:university": "350,000.01",
    } == borne(life)


def test_one_cost_reaches_the_cap_and_a_credit_note_brings_it_back() -> None:
    life = Life(BORNE)
    life.cost("2026-02-01", "1,800,000", "development")
    assert ("250,000.00", "50,000.00") == (life.due("cost", role="share:trust"), life.due("cost", role="excess:trust"))

    life.cost("2026-11-01", "-240,000", "development")
    assert ("250,000.00", "10,000.00") == (life.due("cost", role="share:trust"), life.due("cost", role="excess:trust"))
    life.cost("2026-12-01", "-120,000", "development")
    assert ("240,000.00", "0.00") == (life.due("cost", role="share:trust"), life.due("cost", role="excess:trust"))


def test_a_cap_starts_afresh_with_the_contract_year_unless_it_is_for_life() -> None:
    yearly, lifelong = Life(BORNE), Life(BORNE.replace("250,000", "250,000, per: life"))
    for life in (yearly, lifelong):
        life.cost("2026-02-01", "1,800,000", "development")
        life.cost("2027-02-01", "600,000", "development")
    assert ("350,000.00", "50,000.00") == (yearly.due("cost", role="share:t"), yearly.due("cost", role="excess"))
    assert ("250,000.00", "150,000.00") == (lifelong.due("cost", role="share:t"), lifelong.due("cost", role="excess"))


def test_a_quarterly_cap_binds_each_quarter_by_itself() -> None:
    life = Life(BORNE.replace("250,000", "100.00, per: quarter"))
    life.cost("2026-02-01", "0.01", "development")
    life.cost("2026-05-01", "900", "development")
    life.cost("2026-08-01", "600.03", "development")
    assert "100.00" == life.due("cost", "2026-Q2", "share:trust")
    assert "100.00" == life.due("cost", "2026-Q3", "share:trust")
    assert "0.01" == life.due("cost", "2026-Q1", "share")


def test_a_first_year_that_is_not_whole_has_its_days_of_the_cap() -> None:
    by_days = BORNE.replace("250,000", "365,000, first year: by days")
    life = Life(by_days, effective="2026-04-01")
    life.cost("2026-05-01", "6,000,000", "development")
    life.cost("2027-05-01", "6,000,000", "development")
    assert "275,000.00" == life.due("cost", "2026", "share:trust")
    assert "365,000.00" == life.due("cost", "2027", "share:trust")


def test_several_parties_may_have_caps() -> None:
    both = """
cost:
  kind: cost share
  of: development
  shares: { trust: 1/6, university: 1/6, company: 2/3 }
  cap:
    - { party: trust, amount: 100, excess: { borne by: company } }
    - { party: university, amount: 200, excess: { borne by: company } }
"""
    life = Life(both)
    life.cost("2026-02-01", "1,500", "development", "university")
    assert {
        "excess:trust": "150.00",
        "excess:university": "50.00",
        "share:company": "1,000.00",
        "share:trust": "100.00",
        "share:university": "200.00",
    } == borne(life)


def test_a_deferred_excess_is_repaid_only_from_profit_and_at_most_half_of_it() -> None:
    life = Life(DEFERRED)
    life.cost("2026-02-01", "300,000", "development")
    assert ("100,000.00", "50,000.00") == (life.due("cost", role="share:t"), life.due("cost", role="excess:trust"))
    assert "0.00" == life.due("cost:repayment")

    income(life, "2026-05-01", "100,000.01")
    assert ("40,000.00", "20,000.00") == (life.due("profit", role="trust"), life.due("cost:repayment"))
    income(life, "2027-05-01", "500,000")
    assert "50,000.00" == life.due("cost:repayment")
    assert [("trust", "company")] == list(
        dict.fromkeys((entry.payer, entry.payee) for entry in life.entries if entry.clause == "cost:repayment")
    )


def test_a_late_credit_note_gives_back_what_was_repaid_too_much() -> None:
    life = Life(DEFERRED)
    life.cost("2026-02-01", "300,000", "development")
    income(life, "2026-05-01", "1,000,000")
    assert "50,000.00" == life.due("cost:repayment")
    life.cost("2026-03-01", "-60,000", "development")
    assert ("20,000.00", "20,000.00") == (life.due("cost", role="excess:trust"), life.due("cost:repayment"))


def test_what_was_repaid_of_an_excess_that_a_later_credit_note_lowers_is_given_back() -> None:
    life = Life(DEFERRED)
    life.cost("2026-02-01", "300,000", "development")
    income(life, "2026-05-01", "1,000,000")
    life.cost("2026-10-01", "-60,000", "development")
    assert ("20,000.00", "-30,000.00") == (life.due("cost:repayment"), life.due("cost:repayment", "2026-Q4"))


def test_an_excess_is_repaid_out_of_what_the_capped_party_receives() -> None:
    wrong = DEFERRED.replace("{ trust: 40%, company: 60% }", "{ university: 40%, company: 60% }")
    assert ["'trust' receives nothing under 'profit'"] == [mistake.what for mistake in mistakes_in(document(wrong))]


def test_a_loss_repays_nothing() -> None:
    life = Life(DEFERRED)
    life.cost("2026-02-01", "300,000", "development")
    income(life, "2026-05-01", "-100,000")
    assert "0.00" == life.due("cost:repayment")


def test_where_work_ceases_a_cost_above_the_cap_stays_with_whoever_incurred_it() -> None:
    life = Life(CEASES)
    life.cost("2026-02-01", "3,000", "development", "trust")
    life.cost("2026-02-03", "2,000", "development", "company")
    life.cost("2026-06-01", "500", "development", "trust")
    assert {
        "share:company": "3,000.00",
        "share:trust": "1,000.00",
        "unshared:company": "1,000.00",
        "unshared:trust": "500.00",
    } == borne(life)
    life.cost("2026-07-01", "-2,000", "development", "company")
    assert {
        "share:company": "2,625.00",
        "share:trust": "875.00",
        "unshared:company": "-500.00",
        "unshared:trust": "500.00",
    } == borne(life)


def test_a_cap_raised_from_a_day_on_makes_room_from_that_day_on() -> None:
    life = Life(BORNE)
    life.cost("2026-02-01", "1,800,000", "development")
    life.cost("2026-08-01", "600,000", "development")
    life.amend(BORNE.replace("250,000", "320,000"), "2026-07-01")
    assert "250,000.00" == life.due("cost", "2026-Q1", "share:trust")
    assert "70,000.00" == life.due("cost", "2026-Q3", "share:trust")
    assert "80,000.00" == life.due("cost", role="excess:trust")


def test_a_cap_agreed_for_the_past_moves_what_was_booked() -> None:
    without = BORNE[: BORNE.index("  cap")]
    life, known = Life(without), Life(BORNE)
    for each in (life, known):
        each.cost("2026-02-01", "1,800,000", "development")
    life.amend(BORNE, "2026-01-01")
    assert borne(known) == borne(life)
    life.amend(without, "2026-01-01")
    assert ("300,000.00", "0.00") == (life.due("cost", role="share:trust"), life.due("cost", role="excess"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("party: trust", "party: trst", "there is no party 'trst'"),
        ("borne by: company", "borne by: trust", "'trust' is the capped party"),
        ("{ borne by: company }", "{}", "an excess is borne by a party, or deferred"),
        ("250,000", "-1", "a cap below zero"),
        ("250,000", "250,000, per: life", ""),
        ("of: development", "of: development\n  rounding: over the life", "the cap counts by year"),
        ("of: development", "of: development\n  rounding: each receipt", "'each receipt' can't be redone"),
        ("{ borne by: company }", "{ deferred: { borne by: company, repaid from: pot } }", "there is no clause 'pot'"),
        ("{ borne by: company }", "work stops", "'work stops' is not one of the choices"),
    ],
)
def test_what_is_wrong_with_a_cap_is_told(old: str, new: str, told: str) -> None:
    found = [mistake.what for mistake in mistakes_in(document(BORNE.replace(old, new)))]
    assert any(told in what for what in found) if told else found == []


def test_two_caps_must_not_contradict_each_other() -> None:
    two = """  cap:
    - { party: trust, amount: 1, excess: { borne by: company } }
    - { party: trust, amount: 1, per: life, excess: { borne by: university } }
"""
    found = mistakes_in(document(BORNE[: BORNE.index("  cap")] + two))
    assert {"'trust' has two caps"} < {mistake.what for mistake in found}
    assert any("over the same span" in mistake.what for mistake in found)
