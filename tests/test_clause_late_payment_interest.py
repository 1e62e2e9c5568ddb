"""Late payment interest: statutory and contractual, part payments, amendments, and what closes book."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import DocumentRefused
from tests.clause_runs import Run, terms

MILESTONE = """
  sum:
    kind: milestone
    when: it is done
    pays: "{pays}"
    from: A
    to: B
    due: 30 days after achievement
"""
STATUTORY = """
  interest:
    kind: late payment interest
    on: [sum]
    rate: statutory
    bank rate:
      - { from: 2023-08-03, rate: 5.25% }
      - { from: 2024-08-01, rate: 5% }
      - { from: 2025-02-06, rate: 4.5% }
      - { from: 2025-05-08, rate: 4.25% }
      - { from: 2025-08-07, rate: 4% }
      - { from: 2025-12-18, rate: 3.75% }
      - { from: 2026-03-01, rate: 3% }
"""
CONTRACTUAL = """
  interest:
    kind: late payment interest
    on: [sum]
    rate: 4% over Bank Rate
    bank rate:
      - { from: 2025-12-18, rate: 3.75% }
      - { from: 2026-03-01, rate: 3% }
"""
LANE = "sum:A to B"
FIXED = f"{LANE}:fixed sum"
REACHED = date(2026, 1, 1)  # payable on 31 January 2026


def owed(interest: str, pays: str = "12,345.67", reached: date = REACHED) -> Run:
    run = Run(terms(MILESTONE.format(pays=pays) + interest, effective="2025-01-01"))
    run.take(reached, *run.contract.milestone("sum", reached))
    return run


def pay(run: Run, on: date, pounds: str, period: str = "2026-Q1") -> None:
    run.take(on, *run.contract.payment(("sum", period), ("A", "B"), on, round(float(pounds) * 100)))


def test_statutory_interest_and_the_fixed_sum() -> None:
    """12,345.67 at 11.75%, 165 days; Bank Rate is that of 31 December, whatever it does afterwards."""
    run = owed(STATUTORY)
    pay(run, date(2026, 7, 15), "12345.67")
    assert [] == [each for each in run.entries if each.clause == "interest"]
    run.close(date(2026, 9, 30))
    assert ("655.76", "100.00") == (run.due("interest", LANE), run.due("interest", FIXED))
    days = [line.what for each in run.entries if each.role == LANE for line in each.working.lines]
    assert [f"sum for 2026-Q1, {days} days at 11.75%" for days in (59, 91, 15)] == days


@pytest.mark.parametrize(("daily", "interest"), [("rounded", "169.68"), ("exact", "169.49")])
def test_a_daily_rate_may_be_rounded_before_it_is_multiplied(daily: str, interest: str) -> None:
    """5,000 at 12.25% for 101 days, as published with the rounded daily rate of 1.68."""
    reached = date(2025, 6, 15)  # payable on 15 July: Bank Rate of 30 June 2025 is 4.25%
    run = owed(f"{STATUTORY}\n    daily interest: {daily}\n", "5,000", reached)
    pay(run, date(2025, 10, 24), "5000", "2025-Q2")
    run.close(date(2025, 12, 31))
    assert (interest, "70.00") == (run.due("interest", LANE), run.due("interest", FIXED))


@pytest.mark.parametrize(
    ("pays", "fixed"), [("999.99", "40.00"), ("1000", "70.00"), ("9999.99", "70.00"), ("10000", "100.00")]
)
def test_the_fixed_sum_goes_by_the_size_of_the_debt(pays: str, fixed: str) -> None:
    run = owed(STATUTORY, pays)
    run.close(date(2026, 3, 31))
    assert fixed == run.due("interest", FIXED)


def test_what_is_paid_on_the_last_day_bears_nothing() -> None:
    run = owed(STATUTORY)
    pay(run, date(2026, 1, 31), "12345.67")
    run.close(date(2026, 12, 31))
    assert {"sum"} == {clause for clause, *_ in run.totals()}


def test_a_part_paid_in_time_leaves_a_smaller_debt() -> None:
    run = owed(STATUTORY)
    pay(run, date(2026, 1, 31), "11345.68")
    run.close(date(2026, 3, 31))
    assert ("40.00", "18.99") == (run.due("interest", FIXED), run.due("interest", LANE))


def test_contractual_interest_follows_bank_rate() -> None:
    run = owed(CONTRACTUAL, "36500")
    run.close(date(2026, 3, 31))
    # 28 days of February at 7.75%, 31 of March at 7%
    assert "434.00" == run.due("interest", LANE)
    assert "0.00" == run.due("interest", FIXED)


@pytest.mark.parametrize(("first", "interest"), [("interest first", "422.28"), ("principal first", "420.00")])
def test_a_part_payment_settles_interest_or_principal_first(first: str, interest: str) -> None:
    """36,500 at 8% is 8.00 a day: 160.00 for 20 days; then 65 days on 18,250, or on 18,410."""
    rate = f"\n  interest: {{ kind: late payment interest, on: [sum], rate: 8%, part payments: {first} }}\n"
    run = owed(rate, "36500")
    pay(run, date(2026, 2, 20), "18250")
    run.close(date(2026, 6, 30))
    pay(run, date(2026, 4, 26), "100000")
    assert interest == run.due("interest", LANE)


def test_time_alone_makes_interest_due_quarter_by_quarter_and_a_late_payment_fact_takes_it_back() -> None:
    run = owed("\n  interest: { kind: late payment interest, on: [sum], rate: 8% }\n", "36500")
    run.close(date(2026, 6, 30))
    assert ("472.00", "728.00") == (run.due("interest", LANE, "2026-Q1"), run.due("interest", LANE, "2026-Q2"))
    assert {"sum for 2026-Q1, owed by A to B": "36500.00"} == run.balances("interest", date(2026, 6, 30))
    paid = run.contract.payment(("sum", "2026-Q1"), ("A", "B"), date(2026, 2, 10), 3_650_000)
    run.take(date(2026, 2, 10), *paid)
    assert "80.00" == run.due("interest", LANE)
    run.undo(date(2026, 2, 10), *paid)
    assert "1200.00" == run.due("interest", LANE)


ROYALTY = """
  royalty: { kind: royalty, on: net sales of device, from: A, to: { B: 50%, C: 50% }, rate: 10% }
  interest: { kind: late payment interest, on: [royalty], rate: 8% }
"""


def test_late_sales_bear_interest_from_the_day_on_which_their_quarter_was_payable() -> None:
    run = Run(terms(ROYALTY))
    run.close(date(2026, 12, 31))
    run.take(date(2026, 2, 1), *run.contract.receipts("sales:device", date(2026, 2, 1), 7_300_000_00))
    # payable 75 days after 31 March, on 14 June: 16 + 92 + 92 days on 365,000.00 each
    assert ("16000.00", "16000.00") == (run.due("interest", "royalty:A to B"), run.due("interest", "royalty:A to C"))


@pytest.mark.parametrize("amended_first", [True, False])
def test_another_day_of_payment_moves_the_interest(amended_first: bool) -> None:
    run = Run(terms(ROYALTY))
    longer = terms(ROYALTY.replace("rate: 10%", "rate: 10%, pay: 60 days after report"))
    if amended_first:
        run.amend(longer, date(2026, 1, 1))
    run.take(date(2026, 2, 1), *run.contract.receipts("sales:device", date(2026, 2, 1), 7_300_000_00))
    run.close(date(2026, 9, 30))
    if not amended_first:
        run.amend(longer, date(2026, 1, 1))
    assert f"{(92 - 14) * 80:.2f}" == run.due("interest", "royalty:A to B")


def test_a_close_in_mid_quarter_books_the_days_that_have_passed() -> None:
    run = owed("\n  interest: { kind: late payment interest, on: sum, rate: 8% }\n", "36500")
    run.close(date(2026, 2, 28))
    assert "224.00" == run.due("interest", LANE)
    pay(run, date(2026, 3, 10), "36500")
    assert "224.00" == run.due("interest", LANE)
    run.close(date(2026, 4, 30))
    assert "304.00" == run.due("interest", LANE)


def test_the_parts_of_a_clause_are_one_debt_with_it() -> None:
    parts = ROYALTY.replace("rate: 10% }", "rate: 10%, minimum: { amount: 730, per: year } }")
    run = Run(terms(parts))
    run.take(date(2026, 11, 1), *run.contract.receipts("sales:device", date(2026, 11, 1), 3_650_00))
    run.close(date(2027, 4, 30))
    # 182.50 and half of the 365.00 that are missing, payable 75 days after 31 December: 45 days
    assert {"3.60"} == {run.due("interest", f"royalty:A to {party}") for party in "BC"}


def test_an_amended_rate_holds_from_its_day() -> None:
    run = owed("\n  interest: { kind: late payment interest, on: [sum], rate: 8% }\n", "36500")
    run.close(date(2026, 3, 31))
    changed = MILESTONE.format(pays="36500") + "\n  interest: { kind: late payment interest, on: [sum], rate: 4% }\n"
    run.amend(terms(changed, effective="2025-01-01"), date(2026, 3, 1))
    assert f"{28 * 8 + 31 * 4:.2f}" == run.due("interest", LANE)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("rate: statutory", "rate: a lot", "'a lot' is not a rate of interest"),
        ("on: [sum]", "on: sums", "no clause 'sums'"),
        ("on: [sum]", "on: [sum, sum]", "named twice"),
        ("from: 2024-08-01", "from: 2023-08-01", "is not after"),
        ("on: [sum]", "on: [other]", "interest bears no interest"),
        ("on: [sum]", "on: [cost]", "goes through the common pot"),
        ("rate: statutory", "rate: statutory\n    rounding: each receipt", "interest is no receipt"),
    ],
)
def test_what_does_not_go_together_is_said(old: str, new: str, what: str) -> None:
    more = """
  cost: { kind: cost share, of: development, shares: { A: 50%, B: 50% } }
  other: { kind: late payment interest, on: [sum], rate: 8% }
"""
    with pytest.raises(DocumentRefused, match=what):
        terms(MILESTONE.format(pays="1") + STATUTORY.replace(old, new) + more)


def test_statutory_interest_needs_bank_rate() -> None:
    clause = "\n  interest: { kind: late payment interest, on: [sum], rate: statutory }\n"
    with pytest.raises(DocumentRefused, match="the rate needs Bank Rate"):
        terms(MILESTONE.format(pays="1") + clause)


def test_it_is_read_back() -> None:
    agreed = terms(MILESTONE.format(pays="1") + STATUTORY)
    words = " ".join(agreed.clauses["interest"].in_words(agreed.reader()))
    assert "The rate is 8% a year over Bank Rate as it stood on the last 30 June or 31 December before" in words
    assert "a fixed sum, in GBP: 40; 70 for a debt from 1,000; 100 for one from 10,000." in words


ADVANCE = """
  royalty:
    kind: royalty
    on: net sales of device
    from: A
    to: B
    rate: 5%
    minimum: { amount: "10,000", paid: in advance }
    withholding: { rate: 10%, grossed up: yes }
  interest:
    kind: late payment interest
    on: royalty
    rate: 8%
"""


@pytest.mark.parametrize("sold", [0, 40_000])
def test_a_minimum_in_advance_bears_interest_from_its_own_day(sold: int) -> None:
    """10,000.00 x 8% x 89/365 to 31 March, and 91 days more to 30 June; what is earned is credited against it."""
    run = Run(terms(ADVANCE, effective="2026-01-01"))
    if sold:
        run.take(date(2026, 2, 1), *run.contract.receipts("sales:device", date(2026, 2, 1), sold * 100))
    run.close(date(2026, 3, 31))
    assert "195.07" == run.due("interest", "royalty:A to B")
    parts = {each.clause: each.due for each in run.entries if each.clause.startswith("royalty:")}
    assert dict.fromkeys(parts, date(2026, 1, 1)) == parts
    assert {"royalty:minimum", "royalty:gross-up", "royalty:withholding"} <= parts.keys()
    run.close(date(2026, 6, 30))
    assert "394.52" == run.due("interest", "royalty:A to B")
