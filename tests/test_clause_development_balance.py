"""Development balance: repaid out of a limited part of one party's share of profit."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import DocumentRefused
from tests.clause_runs import Run, terms

CLAUSES = """
  profit:
    kind: profit share
    of: { revenue: net income of product, less: [selling] }
    shares: { A: 50%, B: 50% }
  balance:
    kind: development balance
    of: development
    funded by: A
    repaid by: B
    fraction: 50%
    out of: profit
    at most: 10%
"""
QUARTERS = {
    "2026-Q1": (date(2026, 2, 1), 5_000_000),
    "2026-Q2": (date(2026, 5, 1), -1_000_000),
    "2026-Q3": (date(2026, 8, 1), 5_000_000),
    "2026-Q4": (date(2026, 11, 1), 10_000_000),
    "2027-Q1": (date(2027, 2, 1), 5_000_000),
}


def funded() -> Run:
    run = Run(terms(CLAUSES))
    run.take(date(2026, 1, 1), *run.contract.cost("development", "A", date(2026, 1, 1), 4_000_000_00))
    return run


def lived(*, amended_last: bool) -> Run:
    """Live through five quarters, of which the amendment to 20% from the third on is signed first or last."""
    run = funded()
    amended = terms(CLAUSES.replace("10%", "20%"))
    if not amended_last:
        run.amend(amended, date(2026, 7, 1))
    for on, profit in QUARTERS.values():
        if profit < 0:
            run.take(on, *run.contract.cost("selling", "A", on, -profit * 100))
        else:
            run.take(on, *run.contract.receipts("income:product", on, profit * 100))
    if amended_last:
        run.amend(amended, date(2026, 7, 1))
    return run


@pytest.mark.parametrize("amended_last", [False, True])
def test_ten_then_twenty_per_cent_of_the_share_are_repaid(amended_last: bool) -> None:
    run = lived(amended_last=amended_last)
    repaid = [run.due("balance", "repayment", label) for label in QUARTERS]
    assert ["250000.00", "0.00", "500000.00", "1000000.00", "250000.00"] == repaid
    left = [run.balances("balance", on)["development balance still to be repaid"] for on, _ in QUARTERS.values()]
    assert ["1750000.00", "1750000.00", "1250000.00", "250000.00", "0.00"] == left
    assert ["2250000.00", "-500000.00", "2000000.00", "4000000.00", "2250000.00"] == [
        run.net("B", label) for label in QUARTERS
    ]
    assert ["2750000.00", "-500000.00", "3000000.00", "6000000.00", "2750000.00"] == [
        run.net("A", label) for label in QUARTERS
    ]


def test_the_working_shows_the_balance_and_what_is_above_it() -> None:
    entry = [each for each in lived(amended_last=False).entries if each.clause == "balance"][-1]
    assert [
        ("part of the share of profit", "250000000", "1/5", "50000000"),
        ("less what is above the balance", "-25000000", "1", "-25000000"),
    ] == [(line.what, line.quantity, line.rate, line.result) for line in entry.working.lines]
    assert "balance 250,000.00 before" in entry.working.basis


def test_a_credit_note_after_repayment_is_set_against_later_costs() -> None:
    run = lived(amended_last=False)
    on = date(2027, 5, 1)
    run.take(on, *run.contract.cost("development", "A", on, -1_000_00))
    run.take(on, *run.contract.receipts("income:product", on, 1_000_000_00))
    assert "0.00" == run.due("balance", "repayment", "2027-Q2")
    run.take(on, *run.contract.cost("development", "A", on, 1_000_02))
    assert "0.01" == run.due("balance", "repayment", "2027-Q2")


def test_only_the_costs_of_the_party_that_funds_are_repaid() -> None:
    run = funded()
    on = date(2026, 2, 1)
    run.take(on, *run.contract.receipts("income:product", on, 100_000_000_00))
    before = run.due("balance", "repayment")
    run.take(on, *run.contract.cost("development", "B", on, 1_000_00))
    assert "2000000.00" == before == run.due("balance", "repayment")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("out of: profit", "out of: balance2", "no clause 'balance2'"),
        ("repaid by: B", "repaid by: A", "would repay itself"),
        ("repaid by: B", "repaid by: C", "'C' has no share in 'profit'"),
        ("at most: 10%", "at most: 110%", "more than the whole"),
    ],
)
def test_what_does_not_go_together_is_said(old: str, new: str, what: str) -> None:
    with pytest.raises(DocumentRefused, match=what):
        terms(CLAUSES.replace(old, new))
