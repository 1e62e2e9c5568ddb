"""Waterfall: capital, preferred return simple and compounding, catch-up and carried split."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from contracts.errors import DocumentRefused
from tests.clause_runs import Run, terms

START = date(2025, 1, 1)
NEXT = [date(2026, 1, 1), date(2027, 1, 1), date(2028, 1, 1)]


def fund(rate: str = "8%, compounding: annually", catch_up: str = "100%", more: str = "", investors: str = "A") -> str:
    return f"""
  fund:
    kind: waterfall
    of: fund
    investors: {investors}
    preferred return: {{ rate: {rate} }}
    catch up: {catch_up}
    carried: {{ to: C, share: 20% }}
    {more}
"""


def funded(clauses: str, capital: str, on: date = START, effective: str = "2024-01-01") -> Run:
    run = Run(terms(clauses, effective=effective))
    run.take(on, *run.contract.contribution("fund", "A", on, minor(capital)))
    return run


def minor(pounds: str) -> int:
    return round(float(pounds) * 100)


def distribute(run: Run, on: date, pounds: str) -> None:
    run.take(on, *run.contract.distribution("fund", on, minor(pounds)))


def tiers(run: Run, role: str) -> dict[str, str]:
    """Return what each step gave to a role, by the working of its last entry, in pounds."""
    entry = [each for each in run.entries if each.role == role][-1]
    return {line.what.partition(", ")[2]: f"{eval_(line.result):.2f}" for line in entry.working.lines}


def eval_(written: str) -> float:
    top, _, bottom = written.partition("/")
    return int(top) / int(bottom or 1) / 100


def test_a_single_distribution_runs_through_every_step() -> None:
    run = funded(fund(), "50")
    distribute(run, NEXT[0], "100")
    assert ("90.00", "10.00") == (run.due("fund", "A"), run.due("fund", "carried"))
    assert {"return of capital": "50.00", "preferred return": "4.00", "carried split": "36.00"} == tiers(run, "A")
    assert {"catch-up": "1.00", "carried split": "9.00"} == tiers(run, "carried")


@pytest.mark.parametrize("order", ["capital first", "preference first"])
def test_three_distributions_under_a_compounding_preference(order: str) -> None:
    run = funded(fund(more=f"order: {order}"), "1000000")
    hurdles = []
    for on, pounds in zip(NEXT, ("500000", "400000", "900000"), strict=True):
        distribute(run, on, pounds)
        left = run.balances("fund", on)
        hurdles.append(float(left["capital not returned"]) + float(left["preference accrued and unpaid"]))
    assert [580_000, 226_400, 0] == hurdles
    labels = ("2026-Q1", "2027-Q1", "2028-Q1")
    assert ["500000.00", "400000.00", "740000.00"] == [run.due("fund", "A", label) for label in labels]
    assert ["0.00", "0.00", "160000.00"] == [run.due("fund", "carried", label) for label in labels]
    assert {"catch-up": "36128.00", "carried split": "123872.00"} == tiers(run, "carried")
    assert "495488.00" == tiers(run, "A")["carried split"]


@pytest.mark.parametrize(("compounding", "owed"), [("none", "16000.00"), ("annually", "16640.00")])
def test_two_years_of_preference_simple_and_compounding(compounding: str, owed: str) -> None:
    run = funded(fund(f"8%, compounding: {compounding}"), "100000")
    assert {"capital not returned": "100000.00", "preference accrued and unpaid": owed}.items() <= run.balances(
        "fund", NEXT[1]
    ).items()


def test_days_are_counted_over_365_in_a_leap_year_too() -> None:
    run = funded(fund("8%, compounding: none"), "250000", date(2024, 3, 15))
    on = date(2025, 1, 10)
    assert "16493.15" == run.balances("fund", on)["preference accrued and unpaid"]
    assert 301 == (on - date(2024, 3, 15)).days


@pytest.mark.parametrize(("days", "owed"), [("actual/365", "8021.92"), ("actual/actual", "8000.00")])
def test_a_leap_year_earns_a_day_more_or_exactly_the_rate(days: str, owed: str) -> None:
    run = funded(fund(f"8%, days: {days}"), "100000", date(2024, 1, 1))
    assert owed == run.balances("fund", date(2025, 1, 1))["preference accrued and unpaid"]


def test_preference_that_was_not_paid_is_owed() -> None:
    run = funded(fund("8%, compounding: none", more="order: preference first"), "1000000")
    distribute(run, NEXT[0], "60000")
    assert {
        "capital not returned": "1000000.00",
        "preference accrued and unpaid": "20000.00",
        "profit distributed to investors": "60000.00",
        "profit distributed to the carried party": "0.00",
    } == run.balances("fund", NEXT[0])
    basis = run.entries[-1].working.basis
    assert "capital of 1,000,000.00 and preference of 20,000.00 are still to be paid" in basis


@pytest.mark.parametrize(
    ("late", "carried"), [("54.00", "0.00"), ("54.01", "0.01"), ("55.00", "1.00"), ("56.00", "1.20")]
)
def test_a_penny_either_side_of_the_steps(late: str, carried: str) -> None:
    run = funded(fund(), "50")
    distribute(run, NEXT[0], late)
    assert carried == run.due("fund", "carried")


def test_several_investors_share_in_proportion_and_nothing_is_lost() -> None:
    run = Run(terms(fund(investors="{ A: 1/3, B: 2/3 }", more="held by: C")))
    for party, pounds in (("A", "100"), ("B", "200")):
        on = date(2026, 1, 1)
        run.take(on, *run.contract.contribution("fund", party, on, minor(pounds)))
    distribute(run, date(2026, 7, 1), "1000.01")
    entries = run.totals()
    assert 100_001 == sum(entries.values())
    assert {"C"} == {payer for _, _, payer, _, _ in entries}
    assert 2 == round(int(run.due("fund", "B")[:3]) / int(run.due("fund", "A")[:3]))


def test_capital_that_comes_later_earns_from_its_own_day() -> None:
    run = funded(fund("10%, compounding: none"), "1000")
    on = START + timedelta(days=73)
    run.take(on, *run.contract.contribution("fund", "A", on, minor("1000")))
    assert "180.00" == run.balances("fund", NEXT[0])["preference accrued and unpaid"]


def test_a_rest_at_the_contract_year() -> None:
    run = funded(fund("10%, rests: contract years"), "1000", date(2025, 10, 20))
    assert "20.00" == run.balances("fund", date(2026, 1, 1))["preference accrued and unpaid"]
    assert "122.00" == run.balances("fund", date(2027, 1, 1))["preference accrued and unpaid"]


@pytest.mark.parametrize("amended_last", [False, True])
def test_an_amended_rate_holds_from_its_day_though_nothing_happened_then(amended_last: bool) -> None:
    run = Run(terms(fund("10%, compounding: none"), effective="2024-01-01"))
    capital = run.contract.contribution("fund", "A", START, minor("1000"))
    if not amended_last:
        run.amend(terms(fund("20%, compounding: none"), effective="2024-01-01"), START + timedelta(days=73))
    run.take(START, *capital)
    distribute(run, NEXT[0], "1200")
    if amended_last:
        run.amend(terms(fund("20%, compounding: none"), effective="2024-01-01"), START + timedelta(days=73))
    assert ("1180.00", "20.00") == (run.due("fund", "A"), run.due("fund", "carried"))


def test_a_late_contribution_moves_a_later_distribution_and_its_reversal_moves_it_back() -> None:
    run = funded(fund(), "50")
    distribute(run, NEXT[0], "100")
    before = run.totals()
    late = run.contract.contribution("fund", "A", date(2025, 6, 1), minor("40"))
    run.take(date(2025, 6, 1), *late)
    assert "98.00" == run.due("fund", "A")
    run.undo(date(2025, 6, 1), *late)
    assert before == run.totals()


@pytest.mark.parametrize(("catch_up", "carried"), [("0%", "9.20"), ("20%", "9.20"), ("10%", "4.60"), ("50%", "10.00")])
def test_a_catch_up_that_is_partial_or_never_catches_up(catch_up: str, carried: str) -> None:
    run = funded(fund(catch_up=catch_up), "50")
    distribute(run, NEXT[0], "100")
    assert carried == run.due("fund", "carried")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("share: 20%", "share: 100%", "nothing would be left"),
        ("catch up: 100%", "catch up: 101%", "more than the whole"),
        ("investors: A", "investors: { A: 50%, B: 40% }", "add up to 90%"),
        ("to: C", "to: D", "there is no party 'D'"),
    ],
)
def test_what_does_not_go_together_is_said(old: str, new: str, what: str) -> None:
    with pytest.raises(DocumentRefused, match=what):
        terms(fund().replace(old, new))


def test_it_is_read_back() -> None:
    agreed = terms(fund())
    words = agreed.clauses["fund"].in_words(agreed.reader())
    assert (
        "A distribution pays, in this order: capital, until it is returned; the preferred return that has accrued and "
        "is unpaid; 100% to Gamma until it has 20% of all profit; the rest 20% to Gamma, and the remainder to those "
        "who paid capital in." == words[2]
    )
