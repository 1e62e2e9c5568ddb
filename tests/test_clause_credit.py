"""Credits: milestones and fees credited against a royalty, quarter by quarter."""

from __future__ import annotations

import pytest

from tests.clause_samples import Life, document
from tests.document_samples import mistakes_in

CLAUSES = """
approval:
  kind: milestone
  when: it is approved
  pays: {pays}
  from: {payer}
  to: trust
royalty:
  kind: royalty
  on: net sales of device
  from: company
  to: {to}
  rate: 100%
  credits: [{credit}]
"""
QUARTER = "{ milestone: approval, creditable: 50%, at most: 25% of each payment }"


def clauses(credit: str, pays: str = "200,000", payer: str = "company", to: str = "trust") -> str:
    """Write a milestone, and a royalty against which it is credited."""
    return CLAUSES.format(credit=credit, pays=pays, payer=payer, to=to)


def credit(life: Life, period: str = "") -> str:
    """Give what was credited."""
    return life.due("royalty:credit.approval", period)


def lived(terms: str) -> Life:
    """Live through three quarters of royalties after a milestone."""
    life = Life(terms)
    life.milestone("approval", "2026-01-05")
    for month, earned in (("02", "120,000"), ("05", "160,000"), ("08", "200,000")):
        life.sales(f"2026-{month}-10", earned)
    return life


def test_each_payment_is_credited_up_to_its_limit_until_nothing_is_left() -> None:
    life = lived(clauses(QUARTER))
    days = ("2026-03-31", "2026-06-30", "2026-09-30")
    assert ["70,000.00", "30,000.00", "0.00"] == [life.balance("royalty:credit.approval", day) for day in days]
    assert ["-30,000.00", "-40,000.00", "-30,000.00"] == [credit(life, f"2026-Q{quarter}") for quarter in (1, 2, 3)]


def test_the_sum_says_what_found_no_room() -> None:
    life = lived(clauses(QUARTER))
    assert (
        "royalty:credit.approval trust 2026-Q2: 'approval' credited against the royalty of the quarter after its "
        "reductions, at most 25% of it: creditable from before: -70,000.00; no room in this payment: 30,000.00"
    ) in life.told()


def test_what_finds_no_room_is_lost_where_that_is_agreed() -> None:
    life = lived(clauses(QUARTER.replace(" }", ", unused: lost }")))
    assert "-30,000.00" == credit(life)


def test_a_milestone_withdrawn_makes_what_it_had_paid_payable() -> None:
    life = Life(clauses("{ milestone: approval, creditable: 50% }", pays="300,000"))
    life.milestone("approval", "2026-01-05")
    life.sales("2026-02-10", "100,000")
    assert ("-100,000.00", "300,000.00") == (credit(life), life.due("approval"))
    life.withdraw("approval", "2026-06-05", "2026-01-05")
    assert ("100,000.00", "0.00") == (life.due("royalty"), life.due("approval"))
    assert ("-100,000.00", "100,000.00", "0.00") == (credit(life, "2026-Q1"), credit(life, "2026-Q2"), credit(life))


def test_a_milestone_withdrawn_takes_no_more_than_was_credited() -> None:
    life = lived(clauses(QUARTER.replace(" }", ", unused: lost }")))
    life.withdraw("approval", "2026-11-05", "2026-01-05")
    assert ("30,000.00", "0.00") == (credit(life, "2026-Q4"), credit(life))


def test_a_milestone_withdrawn_on_its_own_day_leaves_no_trace() -> None:
    life = lived(clauses(QUARTER))
    life.withdraw("approval", "2026-01-05", "2026-01-05")
    assert ["0.00", "0.00", "0.00"] == [credit(life, f"2026-Q{quarter}") for quarter in (1, 2, 3)]


def test_credit_outlasts_the_year() -> None:
    life = Life(clauses(QUARTER))
    life.milestone("approval", "2025-12-05".replace("2025", "2026"))
    life.sales("2027-02-10", "40,000")
    assert ("0.00", "-10,000.00") == (credit(life, "2026"), credit(life, "2027"))


@pytest.mark.parametrize(
    ("earned", "credited"), [("399,999.96", "-99,999.99"), ("400,000", "-100,000.00"), ("400,001", "-100,000.00")]
)
def test_the_last_penny_of_a_credit(earned: str, credited: str) -> None:
    life = Life(clauses(QUARTER))
    life.milestone("approval", "2026-01-05")
    life.sales("2026-02-10", earned)
    assert credited == credit(life)


def test_returns_take_nothing_of_the_credit() -> None:
    life = Life(clauses(QUARTER))
    life.milestone("approval", "2026-01-05")
    life.sales("2026-02-10", "(5,000)")
    assert "0.00" == credit(life)


def test_two_credits_never_take_more_than_the_payment() -> None:
    second = "second:\n  kind: milestone\n  when: it is sold\n  pays: 90\n  from: company\n  to: trust\n"
    both = "{ milestone: approval, at most: 70% of each payment }, { milestone: second, at most: 70% of each payment }"
    life = Life(clauses(both) + second)
    life.milestone("approval", "2026-01-05")
    life.milestone("second", "2026-01-05")
    life.sales("2026-02-10", "100")
    assert ("-70.00", "-30.00") == (credit(life), life.due("royalty:credit.second"))


def test_a_fee_is_credited_too() -> None:
    fee = (
        "option:\n  kind: fixed fee\n  for: the option\n  amount: 50\n  on: 2026-01-01\n  from: company\n  to: trust\n"
    )
    life = Life(clauses("{ fee: option }") + fee)
    life.sales("2026-02-10", "80")
    life.close("2026-03-31")
    assert ("50.00", "-50.00") == (life.due("option"), life.due("royalty:credit.option"))


@pytest.mark.parametrize(
    ("credit", "payer", "what"),
    [
        ("{ milestone: approvel }", "company", "there is no clause 'approvel'"),
        ("{ milestone: royalty }", "company", "circle"),
        ("{ fee: approval }", "company", "'approval' is a milestone, not a fixed fee"),
        ("{ milestone: approval }", "university", "'approval' is not paid by 'company'"),
        ("{ milestone: approval, at most: 25% of sales }", "company", "the limit is measured on 'sales'"),
        ("{ creditable: 50% }", "company", "a credit is of one milestone or of one fee"),
        ("{ milestone: approval }, { milestone: approval }", "company", "stands here a second time"),
    ],
)
def test_what_does_not_fit_together_is_a_mistake(credit: str, payer: str, what: str) -> None:
    assert what in " ".join(mistake.what for mistake in mistakes_in(document(clauses(credit, payer=payer))))
