"""Fixed fees: on a day, on an event, or again and again."""

from __future__ import annotations

from datetime import date

import pytest

from tests.clause_samples import Life, document
from tests.document_samples import mistakes_in

FEE = """
fee:
  kind: fixed fee
  for: the option to take a licence
  amount: {amount}
  from: company
  to: {to}
  {time}
"""


def fee(time: str, amount: str = "50,000", to: str = "trust") -> str:
    """Write a fee."""
    return FEE.format(time=time.replace("; ", "\n  "), amount=amount, to=to)


def test_an_upfront_fee_falls_due_when_its_day_has_passed() -> None:
    life = Life(fee("on: 2026-05-01"))
    life.close("2026-04-30")
    assert "0.00" == life.due("fee")
    (entry,) = life.close("2026-05-01")
    assert ("2026-Q2", 5_000_000, date(2026, 5, 31)) == (entry.period, entry.amount, entry.due)
    assert "fee trust 2026-Q2: fee for the option to take a licence: 50,000.00" == life.told()[0]


def test_a_day_before_the_clause_is_its_first_day() -> None:
    life = Life(fee("on: 2025-11-01"))
    life.close("2027-12-31")
    assert ("50,000.00", "50,000.00") == (life.due("fee", "2026-Q1"), life.due("fee"))


@pytest.mark.parametrize(
    ("time", "due"),
    [
        ("every: year; starting: 2026-03-31", ["50,000.00", "50,000.00", "50,000.00"]),
        ("every: year; starting: 2026-03-31; until: 2027-03-31", ["50,000.00", "50,000.00", "0.00"]),
        ("every: year; starting: 2026-03-31; until: 2027-03-30", ["50,000.00", "0.00", "0.00"]),
        ("every: quarter; starting: 2026-05-31", ["150,000.00", "200,000.00", "200,000.00"]),
        ("every: year; starting: 2020-06-01", ["50,000.00", "50,000.00", "50,000.00"]),
    ],
)
def test_a_recurring_fee_falls_due_on_each_of_its_days(time: str, due: list[str]) -> None:
    life = Life(fee(time))
    life.close("2028-12-31")
    assert due == [life.due("fee", year) for year in ("2026", "2027", "2028")]


def test_days_at_the_end_of_a_month_stay_there() -> None:
    life = Life(fee("every: quarter; starting: 2026-11-30"))
    life.close("2027-02-27")
    assert "50,000.00" == life.due("fee")
    life.close("2027-02-28")
    assert "100,000.00" == life.due("fee")


def test_an_option_fee_falls_due_when_the_option_is_exercised() -> None:
    life = Life(fee("when: the option is exercised; evidence: notice of exercise"))
    (feed,) = life.contract.feeds_of("milestone")
    assert ("fee", ("company", "trust"), "notice of exercise") == (feed.of, feed.parties, feed.evidence)
    life.milestone("fee", "2026-06-10")
    assert "50,000.00" == life.due("fee", "2026-Q2")
    life.withdraw("fee", "2026-07-10", "2026-06-10")
    assert "0.00" == life.due("fee")


def test_several_payees_share_it() -> None:
    life = Life(fee("on: 2026-05-01", amount="100", to="{ trust: 1/3, university: 2/3 }"))
    life.close("2026-12-31")
    assert ("33.33", "66.67") == (life.due("fee", role="trust"), life.due("fee", role="university"))


def test_an_amendment_changes_the_fees_that_fall_due_from_its_day() -> None:
    recurring = "every: year; starting: 2026-03-31"
    life = Life(fee(recurring))
    life.close("2028-12-31")
    life.amend(fee(recurring, amount="60,000"), "2027-03-31")
    assert ["50,000.00", "60,000.00", "60,000.00"] == [life.due("fee", year) for year in ("2026", "2027", "2028")]


@pytest.mark.parametrize(
    ("time", "what"),
    [
        ("article: '1'", "it is not said when the fee falls due"),
        ("on: 2026-05-01; when: it rains", "on and when are both said"),
        ("every: year", "it is not said from when on the fee recurs"),
        ("on: 2026-05-01; until: 2027-05-01", "the fee does not recur"),
        ("every: year; starting: 2026-05-01; until: 2026-04-01", "it ends before it starts"),
        ("on: 2026-05-01; evidence: a letter", "there is no event to be proved"),
        ("on: 2026-05-01; due: 30 days after acceptance", "the days count from 'acceptance'"),
        ("on: 2026-05-01; index: CPI", "'index' is not built yet"),
    ],
)
def test_what_does_not_fit_together_is_a_mistake(time: str, what: str) -> None:
    (mistake,) = mistakes_in(document(fee(time)))
    assert what in mistake.what
