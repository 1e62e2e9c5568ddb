"""Data access fees, by days or once, and the gates that abate them."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.parts.gates import is_shut
from tests.clause_samples import Life, document
from tests.document_samples import mistakes_in

FEE = """
access:
  kind: data access fee
  data: imaging records
  use: research
  fee: {fee}
  from: company
  to: {to}
  {more}
"""
GATE = """
ethics:
  kind: gate
  needs: [research ethics approval, data protection impact assessment]
  begins: {begins}
  while shut: {effects}
"""


def access(more: str = "per: year", fee: str = "36,500", to: str = "trust") -> str:
    """Write a data access fee, of 100 a day unless the year is longer."""
    return FEE.format(more=more.replace("; ", "\n  "), fee=fee, to=to)


def gated(begins: str = "open", effects: str = "{ abates: [access] }", more: str = "per: year") -> str:
    """Write a data access fee and a gate that abates it."""
    return access(more) + GATE.format(begins=begins, effects=effects)


def test_a_subscription_runs_by_days_and_a_whole_year_comes_to_the_fee() -> None:
    life = Life(access())
    life.close("2026-02-10")
    assert "4,100.00" == life.due("access")
    life.close("2028-12-31")
    assert ["36,500.00"] * 3 == [life.due("access", year) for year in ("2026", "2027", "2028")]
    assert ["9,000.00", "9,100.00", "9,200.00", "9,200.00"] == [life.due("access", f"2026-Q{q}") for q in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ("starting: 2026-10-01", ["9,200.00", "36,500.00", "36,500.00"]),
        ("until: 2026-10-01", ["27,400.00", "0.00", "0.00"]),
        ("day count: 365", ["36,500.00", "36,500.00", "36,600.00"]),
        ("per: once; starting: 2027-02-01", ["0.00", "36,500.00", "0.00"]),
        ("per: once", ["36,500.00", "0.00", "0.00"]),
    ],
)
def test_when_it_begins_and_ends_and_how_it_is_spread(more: str, due: list[str]) -> None:
    life = Life(access(more))
    life.close("2028-12-31")
    assert due == [life.due("access", year) for year in ("2026", "2027", "2028")]


def test_it_abates_from_the_day_on_which_a_gate_shuts_to_the_day_before_it_opens() -> None:
    life = Life(gated())
    life.close("2026-12-31")
    life.gate("ethics", "2026-03-30", shut=True)
    assert ["8,800.00", "0.00", "0.00"] == [life.due("access", f"2026-Q{quarter}") for quarter in (1, 2, 3)]
    life.gate("ethics", "2026-04-02", shut=False)
    assert ["8,800.00", "9,000.00", "9,200.00"] == [life.due("access", f"2026-Q{quarter}") for quarter in (1, 2, 3)]


def test_the_sum_says_how_many_days_a_gate_was_shut() -> None:
    life = Life(gated())
    life.gate("ethics", "2026-01-31", shut=True)
    life.gate("ethics", "2026-03-02", shut=False)
    life.close("2026-03-31")
    assert [
        "access trust 2026-Q1: access to imaging records: access, 90 of 365 days: 36,500.00 x 90/365 = 9,000.00; "
        "less while a gate was shut, 30 of 365 days: 36,500.00 x -30/365 = -3,000.00"
    ] == life.told()
    assert date(2026, 4, 30) == life.entries[0].due


def test_a_gate_may_begin_shut() -> None:
    life = Life(gated("shut"))
    life.close("2026-03-31")
    assert "0.00" == life.due("access")
    life.gate("ethics", "2026-03-31", shut=False)
    assert "100.00" == life.due("access")


def test_an_approval_that_expires_shuts_the_gate_the_day_after() -> None:
    life = Life(gated("shut"))
    life.gate("ethics", "2026-01-01", shut=False, expires="2026-01-31")
    life.close("2026-03-31")
    assert "3,100.00" == life.due("access")


def test_two_gates_shut_at_once_abate_each_day_once() -> None:
    second = GATE.format(begins="open", effects="{ abates: [access] }").replace("ethics:", "privacy:")
    life = Life(gated() + second)
    life.gate("ethics", "2026-01-11", shut=True)
    life.gate("privacy", "2026-01-21", shut=True)
    life.gate("ethics", "2026-01-31", shut=False)
    life.gate("privacy", "2026-02-10", shut=False)
    life.close("2026-03-31")
    assert "6,000.00" == life.due("access")


def test_a_gate_that_only_holds_does_not_abate() -> None:
    life = Life(gated(effects="{ holds: [access] }"))
    life.gate("ethics", "2026-01-11", shut=True)
    life.close("2026-03-31")
    assert "9,000.00" == life.due("access")


def test_a_gate_that_is_shut_already_abates_from_the_amendment_that_says_so() -> None:
    life = Life(gated(effects="{ holds: [access] }"))
    life.gate("ethics", "2026-01-11", shut=True)
    life.close("2026-06-30")
    life.amend(gated(), "2026-02-01")
    assert ["3,100.00", "0.00"] == [life.due("access", f"2026-Q{quarter}") for quarter in (1, 2)]


def test_a_fee_amended_in_mid_quarter_runs_by_the_days_of_each() -> None:
    life = Life(access())
    life.close("2026-03-31")
    life.amend(access(fee="73,000"), "2026-03-01")
    assert "12,100.00" == life.due("access")


def test_what_holds_a_clause_can_be_asked() -> None:
    life = Life(gated("shut", "{ holds: [access] }"))
    (gate,) = life.contract.gates_holding("access")
    (feed,) = life.contract.feeds_of("gate")
    opened = life.contract.gate("ethics", date(2026, 2, 1), shut=False, expires=date(2026, 2, 28))
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)]
    assert [True, False, False, True] == [is_shut(gate, opened, day.toordinal()) for day in days]
    assert ("ethics", (), "research ethics approval, data protection impact assessment") == (
        feed.of,
        feed.parties,
        feed.evidence,
    )
    assert [] == life.contract.gates_holding("ethics")


@pytest.mark.parametrize(
    ("clauses", "what"),
    [
        (gated(effects="{}"), "nothing is held or abated"),
        (gated(effects="{ abates: [acces] }"), "there is no clause 'acces'"),
        (gated(effects="{ abates: [access], accepts: [access] }"), "'access' is held or abated as well"),
        (gated(effects="{ abates: [ethics] }"), "'ethics' is a gate and does not run by days"),
        (access("per: once; until: 2026-10-01"), "a fee that is paid once does not run"),
        (access("starting: 2026-10-01; until: 2026-09-01"), "access ends before it starts"),
        (access("per: once; due: 30 days after quarter end"), "the days count from 'quarter end'"),
        (access("index: CPI"), "'index' is not built yet"),
    ],
)
def test_what_does_not_fit_together_is_a_mistake(clauses: str, what: str) -> None:
    assert what in " ".join(mistake.what for mistake in mistakes_in(document(clauses)))
