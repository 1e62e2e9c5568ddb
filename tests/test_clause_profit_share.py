"""Profit share: losses funded now, carried forward or not shared; a royalty trust's published quarters."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import DocumentRefused
from tests.clause_runs import Run, terms

QUARTERS = [date(2026, 2, 1), date(2026, 5, 1), date(2026, 8, 1), date(2026, 11, 1)]
LABELS = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]


def shared(losses: str, more: str = "", shares: str = "{ A: 50%, B: 50% }") -> str:
    return f"""
  profit:
    kind: profit share
    of: {{ revenue: net income of licence, less: [development] }}
    shares: {shares}
    losses: {losses}
    {more}
"""


def record(run: Run, on: date, income: int, cost: int = 0) -> None:
    """Record income and cost in pounds."""
    facts = run.contract.receipts("income:licence", on, income * 100)
    if cost:
        facts += run.contract.cost("development", "A", on, cost * 100)
    run.take(on, *facts)


def lived(losses: str, profits: list[tuple[int, int]], more: str = "") -> Run:
    run = Run(terms(shared(losses, more)))
    for on, (income, cost) in zip(QUARTERS, profits, strict=False):
        record(run, on, income, cost)
    return run


LOSS_THEN_PROFIT = [(100_000, 300_000), (200_000, 50_000), (300_000, 0)]


def test_a_loss_funded_now_is_borne_in_its_quarter() -> None:
    run = lived("funded now", LOSS_THEN_PROFIT)
    for party in "AB":
        assert ["-100000.00", "75000.00", "150000.00"] == [run.net(party, label) for label in LABELS[:3]]
    assert "100000.00" == run.due("profit:loss", "A", "2026-Q1")


def test_a_loss_carried_forward_is_recovered_before_anything_is_shared() -> None:
    run = lived("carried forward", LOSS_THEN_PROFIT)
    for party in "AB":
        assert ["0.00", "0.00", "125000.00"] == [run.net(party, label) for label in LABELS[:3]]
    assert {"loss carried forward": "200000.00"} == run.balances("profit", date(2026, 3, 31))
    assert {"loss carried forward": "50000.00"} == run.balances("profit", date(2026, 6, 30))
    assert {"loss carried forward": "0.00"} == run.balances("profit", date(2026, 9, 30))


def test_a_loss_is_carried_into_the_next_contract_years() -> None:
    run = lived("carried forward", [(0, 100)])
    record(run, date(2028, 7, 1), 99)
    assert "0.00" == run.due("profit", "A")
    record(run, date(2028, 7, 2), 2)
    assert ("0.50", "0.50") == (run.due("profit", "A"), run.due("profit", "B"))


def test_a_late_cost_takes_back_what_later_quarters_had_shared() -> None:
    run = lived("carried forward", LOSS_THEN_PROFIT)
    late = run.contract.cost("development", "B", QUARTERS[1], 200_000_00)
    entries = run.take(QUARTERS[1], *late)
    assert {("profit", "2026-Q3", -100_000_00)} == {(each.clause, each.period, each.amount) for each in entries[:1]}
    assert "25000.00" == run.due("profit", "A")
    run.undo(QUARTERS[1], *late)
    assert "125000.00" == run.due("profit", "A")


def test_an_amendment_in_mid_quarter_shares_each_stretch_by_its_own_terms() -> None:
    run = Run(terms(shared("funded now")))
    run.amend(terms(shared("funded now", shares="{ A: 100%, B: 0% }")), date(2026, 2, 15))
    record(run, date(2026, 2, 1), 100)
    record(run, date(2026, 2, 20), 0, 60)
    assert ("50.00", "50.00") == (run.due("profit", "A"), run.due("profit", "B"))
    assert ("60.00", "0.00") == (run.due("profit:loss", "A"), run.due("profit:loss", "B"))


@pytest.mark.parametrize("other", ["carried forward", "not shared"])
def test_the_rule_of_losses_on_the_last_day_holds_for_the_whole_quarter(other: str) -> None:
    run = Run(terms(shared("funded now", "held by: A")))
    record(run, date(2026, 2, 1), 0, 100)
    assert "50.00" == run.due("profit:loss", "B")
    run.amend(terms(shared(other, "held by: A")), date(2026, 3, 1))
    assert {} == run.totals()


def test_thirds_of_a_penny_add_up_and_the_holder_pays() -> None:
    run = Run(terms(shared("funded now", "held by: C", "{ A: 1/3, B: 1/3, C: 1/3 }")))
    run.take(QUARTERS[0], *run.contract.receipts("income:licence", QUARTERS[0], 100))
    assert {
        ("profit", "A", "C", "A", "2026-Q1"): 34,
        ("profit", "B", "C", "B", "2026-Q1"): 33,
        ("profit", "C", "C", "C", "2026-Q1"): 33,
    } == run.totals()
    assert [date(2026, 4, 30), date(2026, 4, 30), None] == [each.due for each in run.entries]


NPI = """
  interest:
    kind: profit share
    of:
      revenue: [net sales of oil, net sales of gas]
      less: [lease operating, taxes, development]
    shares: { A: 80%, B: 20% }
    losses: LOSSES
    held by: B
    rounding: by quarter
    rounded to: 1
"""
VOC = [  # oil, gas, lease operating, taxes, development: dollars
    (date(2020, 5, 1), (2_764_248, 125_344, 2_251_208, 262_775, 384_415)),
    (date(2022, 5, 1), (13_709_782, 493_468, 3_851_595, 645_568, 1_084_572)),
    (date(2022, 11, 1), (10_556_507, 639_071, 4_022_303, 893_958, 868_377)),
]


def trust(losses: str) -> Run:
    run = Run(terms(NPI.replace("LOSSES", losses), effective="2020-01-01", currency="USD"))
    for on, (oil, gas, *costs) in VOC:
        facts = run.contract.receipts("sales:oil", on, oil * 100) + run.contract.receipts("sales:gas", on, gas * 100)
        for category, cost in zip(("lease operating", "taxes", "development"), costs, strict=True):
            facts += run.contract.cost(category, "B", on, cost * 100)
        run.take(on, *facts)
    return run


def test_the_net_profit_interest_of_a_royalty_trust_is_never_below_zero() -> None:
    """The quarters that the VOC Energy Trust published: 80% of net proceeds, to the dollar."""
    run = trust("not shared")
    paid = [run.due("interest", "A", label) for label in ("2020-Q2", "2022-Q2", "2022-Q4")]
    assert ["0.00", "6897212.00", "4328752.00"] == paid
    assert "1724303.00" == run.due("interest", "B", "2022-Q2")


def test_the_line_of_a_quarter_without_proceeds_is_below_zero_where_losses_are_funded() -> None:
    assert "7045.00" == trust("funded now").due("interest:loss", "A", "2020-Q2")


def test_excess_costs_of_a_royalty_trust_may_be_carried_until_recovered() -> None:
    run = trust("carried forward")
    assert f"{round((8_621_515 - 8_806) * 0.8)}.00" == run.due("interest", "A", "2022-Q2")


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ("rounded to: 1", "a round sum needs"),
        ("rounding: each receipt", "not known receipt by receipt"),
        ("pay: 30 days after acceptance", "count from 'acceptance'"),
    ],
)
def test_what_does_not_go_together_is_said(more: str, what: str) -> None:
    with pytest.raises(DocumentRefused, match=what):
        terms(shared("funded now", more))


def test_it_is_read_back() -> None:
    agreed = terms(shared("carried forward", "held by: A"))
    words = " ".join(agreed.clauses["profit"].in_words(agreed.reader()))
    assert "the parties share net income of licence, less development: Alpha 50%, Beta 50%" in words
    assert "A loss is carried forward: nothing is shared until later profit has recovered it. Alpha holds" in words
