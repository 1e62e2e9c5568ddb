"""A milestone with a deadline: what being late costs, and when it lapses."""

from __future__ import annotations

import pytest

from tests.clause_samples import Life, document
from tests.document_samples import mistakes_in

MILESTONE = """
first-patient:
  kind: milestone
  when: the first patient is treated
  pays: 250,000
  from: company
  to: {to}
  {accepted}
  deadline: {deadline}
"""
DEADLINE = "{ date: 2026-12-31, reduced by: 5% per month, at most: 50%, lapses: 2027-12-31 }"


def milestone(deadline: str = DEADLINE, accepted: str = "", to: str = "trust") -> str:
    """Write a milestone with a deadline."""
    return MILESTONE.format(deadline=deadline, accepted=accepted or "article: '1'", to=to)


def paid(on: str, deadline: str = DEADLINE) -> str:
    """Give what a milestone pays that was reached on a day."""
    life = Life(milestone(deadline))
    life.milestone("first-patient", on)
    return life.due("first-patient")


@pytest.mark.parametrize(
    ("on", "due"),
    [
        ("2026-12-30", "250,000.00"),
        ("2026-12-31", "250,000.00"),
        ("2027-01-01", "250,000.00"),
        ("2027-01-30", "250,000.00"),
        ("2027-01-31", "237,500.00"),
        ("2027-02-27", "237,500.00"),
        ("2027-02-28", "225,000.00"),
        ("2027-10-30", "137,500.00"),
        ("2027-10-31", "125,000.00"),
        ("2027-11-30", "125,000.00"),
        ("2027-12-31", "125,000.00"),
        ("2028-01-01", "0.00"),
    ],
)
def test_full_months_after_the_deadline_cost_a_fraction_each(on: str, due: str) -> None:
    assert due == paid(on)


@pytest.mark.parametrize(
    ("on", "due"),
    [
        ("2026-12-31", "250,000.00"),
        ("2027-01-01", "237,500.00"),
        ("2027-01-31", "237,500.00"),
        ("2027-02-01", "225,000.00"),
        ("2027-02-28", "225,000.00"),
        ("2027-03-01", "212,500.00"),
    ],
)
def test_part_months_cost_as_full_ones_where_that_is_agreed(on: str, due: str) -> None:
    assert due == paid(on, DEADLINE.replace(" }", ", counting: part months }"))


@pytest.mark.parametrize(("on", "due"), [("2026-12-31", "250,000.00"), ("2027-01-01", "0.00")])
def test_a_deadline_may_be_all_or_nothing(on: str, due: str) -> None:
    assert due == paid(on, "{ date: 2026-12-31, lapses: 2026-12-31 }")


@pytest.mark.parametrize(("measured", "due"), [("achievement", "250,000.00"), ("acceptance", "225,000.00")])
def test_which_day_counts_is_a_switch(measured: str, due: str) -> None:
    deadline = DEADLINE.replace(" }", f", measured by: {measured} }}")
    life = Life(milestone(deadline, "accepted by: company"))
    life.milestone("first-patient", "2027-03-01", achieved="2026-12-20")
    assert due == life.due("first-patient", "2027-Q1")


def test_the_sum_says_what_being_late_cost() -> None:
    life = Life(milestone(to="{ trust: 1/3, university: 2/3 }"))
    life.milestone("first-patient", "2027-03-31")
    assert (
        "first-patient trust 2027-Q1: once the first patient is treated: the milestone: 250,000.00 x 1/3 = 83,333.33 "
        "and 1/3 of 0.01; 3 full months after 31 December 2026: 250,000.00 x -15% x 1/3 = -12,500.00"
    ) == life.told()[0]


def test_a_milestone_withdrawn_gives_back_what_it_paid() -> None:
    life = Life(milestone())
    life.milestone("first-patient", "2027-03-31")
    life.withdraw("first-patient", "2027-09-30", "2027-03-31")
    assert ("-212,500.00", "0.00") == (life.due("first-patient", "2027-Q3"), life.due("first-patient"))


def test_a_deadline_that_is_extended_for_the_past_gives_back_what_was_lost() -> None:
    life = Life(milestone())
    life.milestone("first-patient", "2027-03-31")
    life.amend(milestone(DEADLINE.replace("2026-12-31", "2027-02-28")), "2026-06-01")
    assert "237,500.00" == life.due("first-patient")


@pytest.mark.parametrize(
    ("deadline", "what"),
    [
        ("{ date: 2026-12-31 }", "nothing happens after the deadline"),
        ("{ date: 2026-12-31, lapses: 2026-12-30 }", "it lapses on 2026-12-30, before its deadline"),
        ("{ date: 2026-12-31, reduced by: 5% }", "'5%' does not say how much by month"),
        ("{ date: 2026-12-31, reduced by: 5% per month, measured by: acceptance }", "nobody has to accept the claim"),
        ("{ date: 2026-12-31, reduced by: 5% per month, at most: 150% }", "150% is more than the whole"),
    ],
)
def test_what_does_not_fit_together_is_a_mistake(deadline: str, what: str) -> None:
    (mistake,) = mistakes_in(document(milestone(deadline)))
    assert what in mistake.what
