"""Minimum annual royalty: the shortfall of a closed year, or an advance that is credited."""

from __future__ import annotations

from datetime import date

import pytest

from tests.clause_samples import Life, document
from tests.document_samples import mistakes_in

ROYALTY = """
royalty:
  kind: royalty
  on: net sales of device
  from: company
  to: {to}
  rate: 100%
  minimum: {minimum}
"""


def royalty(minimum: str, to: str = "trust", extra: str = "") -> str:
    """Write a royalty on which what is sold is earned, so that tests can say what was earned."""
    return ROYALTY.format(minimum=minimum, to=to) + extra


MAR = royalty("{ amount: 100,000, per: year, first year: by days }")


def test_a_shortfall_is_due_when_the_year_is_closed_and_the_first_year_by_days() -> None:
    life = Life(MAR, "2025-10-01")
    life.sales("2025-11-01", "10,000")
    for month, earned in (("01", "15,000"), ("04", "20,000"), ("07", "30,000"), ("10", "10,000")):
        life.sales(f"2026-{month}-15", earned)
    life.sales("2027-05-01", "140,000")
    assert "0.00" == life.due("royalty:minimum")
    life.close("2027-12-31")
    assert ["15,205.48", "25,000.00", "0.00"] == [
        life.due("royalty:minimum", year) for year in ("2025", "2026", "2027")
    ]


def test_the_sum_reads_as_a_sentence() -> None:
    life = Life(MAR, "2025-10-01")
    life.sales("2025-11-01", "10,000")
    (entry,) = life.close("2025-12-31")
    assert ("2025-Q4", date(2026, 3, 16), 1_520_548) == (entry.period, entry.due, entry.amount)
    assert [
        "royalty:minimum trust 2025-Q4: minimum royalty of 100,000.00 for 2025, less royalties booked for it: "
        "minimum for 2025, 92 of 365 days from 1 October 2025: 100,000.00 x 92/365 = 25,205.47 and 69/73 of 0.01; "
        "earned in the year to date: -10,000.00"
    ] == life.told()[-1:]


@pytest.mark.parametrize(
    ("earned", "shortfall"), [("99,999.99", "0.01"), ("100,000", "0.00"), ("100,000.01", "0.00"), ("-50", "100,050.00")]
)
def test_the_minimum_binds_to_the_penny(earned: str, shortfall: str) -> None:
    life = Life(MAR)
    life.sales("2026-03-31", earned)
    life.close("2026-12-30")
    assert "0.00" == life.due("royalty:minimum")
    life.close("2026-12-31")
    assert shortfall == life.due("royalty:minimum")


def test_a_late_sale_gives_the_shortfall_back() -> None:
    life = Life(MAR)
    life.close("2026-12-31")
    life.sales("2026-02-01", "70,000")
    assert "30,000.00" == life.due("royalty:minimum")


@pytest.mark.parametrize(
    ("switch", "due"),
    [("by days", "50,410.96"), ("in full", "100,000.00"), ("none", "0.00")],
)
def test_a_first_year_from_a_stated_day(switch: str, due: str) -> None:
    life = Life(royalty(f"{{ amount: 100,000, from: 2026-07-01, first year: {switch} }}"))
    life.sales("2026-06-30", "90,000")
    life.close("2027-12-31")
    assert [due, "100,000.00"] == [life.due("royalty:minimum", year) for year in ("2026", "2027")]


def test_excess_is_carried_where_that_is_stated() -> None:
    life = Life(royalty("{ amount: 100,000, excess: carried forward }"))
    life.sales("2026-03-01", "130,000")
    life.sales("2027-03-01", "50,000")
    life.close("2028-12-31")
    assert ["0.00", "20,000.00", "100,000.00"] == [
        life.due("royalty:minimum", year) for year in ("2026", "2027", "2028")
    ]


def test_in_advance_it_is_due_at_the_start_and_credited_in_its_year() -> None:
    life = Life(royalty("{ amount: 100,000, paid: in advance }"))
    life.sales("2026-01-10", "30,000")
    assert ("30,000.00", "0.00") == (life.due("royalty"), life.due("royalty:minimum"))
    advance, *_ = life.close("2026-01-31")
    assert ("advance:trust", date(2026, 1, 1), 10_000_000) == (advance.role, advance.due, advance.amount)
    life.sales("2026-05-10", "90,000")
    life.close("2027-01-01")
    assert ["-30,000.00", "-70,000.00"] == [life.due("royalty:minimum", f"2026-Q{q}", "credited") for q in (1, 2)]
    assert ["100,000.00", "100,000.00"] == [life.due("royalty:minimum", year, "advance") for year in ("2026", "2027")]


QUARTERS = "{ amount: 600,000, parts: ['132,000', '132,000', '146,000', '190,000'] }"


def test_quarterly_parts_add_up_to_the_year() -> None:
    life = Life(royalty(QUARTERS))
    life.close("2026-12-31")
    parts = [life.due("royalty:minimum", f"2026-Q{quarter}") for quarter in (1, 2, 3, 4)]
    assert (["132,000.00", "132,000.00", "146,000.00", "190,000.00"], "600,000.00") == (
        parts,
        life.due("royalty:minimum"),
    )


def test_quarterly_parts_count_the_year_to_date() -> None:
    life = Life(royalty(QUARTERS))
    life.sales("2026-04-01", "200,000")
    life.close("2026-12-31")
    parts = [life.due("royalty:minimum", f"2026-Q{quarter}") for quarter in (1, 2, 3, 4)]
    assert ["132,000.00", "-68,000.00", "146,000.00", "190,000.00"] == parts
    assert ["600,000.00"] == [sum_of(life, "royalty", "royalty:minimum")]


def sum_of(life: Life, *clauses: str) -> str:
    """Add up what several clauses booked."""
    return f"{sum(float(life.due(clause).replace(',', '')) for clause in clauses):,.2f}"


def test_parts_in_advance_fall_due_quarter_by_quarter() -> None:
    life = Life(royalty(QUARTERS.replace("parts", "paid: in advance, parts")))
    life.sales("2026-02-01", "140,000")
    life.close("2026-04-01")
    assert ["132,000.00", "132,000.00", "0.00"] == [
        life.due("royalty:minimum", f"2026-Q{quarter}", "advance") for quarter in (1, 2, 3)
    ]
    assert ["-132,000.00", "-8,000.00"] == [life.due("royalty:minimum", f"2026-Q{q}", "credited") for q in (1, 2)]


CREDITED = """
approval:
  kind: milestone
  when: it is approved
  pays: 50,000
  from: company
  to: trust
"""
CREDITS = "  credits: [{ milestone: approval }]\n"


@pytest.mark.parametrize(("switch", "due"), [("yes", "20,000.00"), ("no", "70,000.00")])
def test_whether_credits_count_as_earned_is_a_switch(switch: str, due: str) -> None:
    minimum = f"{{ amount: 100,000, credits count as earned: {switch} }}"
    life = Life(royalty(minimum, extra=CREDITS + CREDITED))
    life.milestone("approval", "2026-01-10")
    life.sales("2026-02-01", "80,000")
    life.close("2026-12-31")
    assert ("-50,000.00", due) == (life.due("royalty:credit.approval"), life.due("royalty:minimum"))


def test_several_payees_share_it_to_the_penny() -> None:
    life = Life(royalty("{ amount: 100 }", to="{ trust: 1/3, university: 2/3 }"))
    life.sales("2026-02-01", "0.01")
    life.close("2026-12-31")
    assert ("33.33", "66.66") == (
        life.due("royalty:minimum", role="trust"),
        life.due("royalty:minimum", role="university"),
    )


def test_an_amended_minimum_holds_for_the_year_in_which_it_is_in_force_at_the_end() -> None:
    life = Life(MAR)
    life.close("2027-12-31")
    life.amend(royalty("{ amount: 40,000 }"), "2027-07-01")
    assert ["100,000.00", "40,000.00"] == [life.due("royalty:minimum", year) for year in ("2026", "2027")]


def test_a_minimum_that_joins_by_amendment_counts_from_its_day() -> None:
    life = Life(MAR.replace("  minimum:", "  # minimum:"))
    life.sales("2026-02-01", "70,000")
    life.sales("2026-08-01", "10,000")
    life.close("2026-12-31")
    life.amend(MAR, "2026-07-01")
    assert "40,410.96" == life.due("royalty:minimum")


@pytest.mark.parametrize(
    ("minimum", "what"),
    [
        ("{ amount: 600, parts: ['100', '100', '200', '100'] }", "the parts add up to 500"),
        ("{ amount: 600, parts: ['300', '300'] }", "there are 2 parts"),
        ("{ amount: 0 }", "the minimum is nothing"),
    ],
)
def test_what_does_not_fit_together_is_a_mistake(minimum: str, what: str) -> None:
    (mistake,) = mistakes_in(document(royalty(minimum)))
    assert what in mistake.what
