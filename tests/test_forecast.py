"""Scenarios worked out way by way: curves, periods partly over, branches, discounting, what is crossed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from contracts.errors import ContractError, DocumentRefused
from contracts.forecast.backtest import lines_told, milestones_awaited, years_told
from contracts.forecast.branches import branches
from contracts.forecast.exact import outcome
from contracts.forecast.flows import Sides
from contracts.forecast.lines import parts, whole_amounts
from contracts.forecast.outlook import outlook
from contracts.forecast.reading import read_scenario
from contracts.forecast.scenario import Discount, Flows
from contracts.forecast.standpoint import Recorded
from contracts.forecast.template import scenario_text
from contracts.forecast.value import Discounting
from tests.forecast_samples import BEFORE, HEAD, MILESTONE, ROYALTY, contract, standing

SALES = "sales: { of: sales of device, by: company, %s }"


def line(written: str) -> str:
    """Write a scenario with one line of sales."""
    return "expected:\n  " + SALES % written


def sold(day: date, amount: int) -> Recorded:
    return Recorded("sales", "device", "company", day, amount)


def spread_out(scenario: str, recorded: tuple[Recorded, ...] = (), today: date = BEFORE) -> list[int]:
    """Return what is left of the line of a scenario, quarter by quarter."""
    stand = standing(contract(royalty=ROYALTY), scenario, recorded, today)
    return whole_amounts(list(parts(stand.scenario.expected["sales"], stand, None)))


def test_a_year_is_spread_over_its_days() -> None:
    assert [9000, 9100, 9200, 9200] == spread_out(line("amounts: { 2026: 365 }"))


def test_no_penny_of_a_figure_is_lost() -> None:
    assert 1000 == sum(spread_out(line("amounts: { 2026: 10 }")))


@pytest.mark.parametrize(
    ("recorded", "left"), [(0, 36500), (10000, 26500), (36500, 0), (40000, 0), (-1000, 37500)], ids=str
)
def test_what_was_recorded_replaces_as_much(recorded: int, left: int) -> None:
    facts = (sold(date(2026, 5, 1), recorded),)
    assert left == sum(spread_out(line("amounts: { 2026: 365 }"), facts, date(2026, 6, 30)))


def test_by_days_takes_the_days_that_are_left_whatever_was_recorded() -> None:
    scenario = "partly actual: the scenario by days\n" + line("amounts: { 2026: 365 }")
    assert [9200, 9200] == spread_out(scenario, (sold(date(2026, 5, 1), 1),), date(2026, 6, 30))


def test_a_period_that_is_over_takes_nothing() -> None:
    assert [] == spread_out(line("amounts: { 2026-Q1: 100 }"), today=date(2026, 3, 31))


def test_the_same_figures_by_month_and_by_quarter_come_to_the_same() -> None:
    months = ", ".join(f"2026-0{month}: 10" for month in (1, 2, 3))
    assert sum(spread_out(line("amounts: { 2026-Q1: 30 }"))) == sum(spread_out(line(f"amounts: {{ {months} }}")))


def test_a_curve_grows_and_erodes() -> None:
    curve = "curve: { from: 2026-01-01, a year: 400, growth: 10%, erosion: { from: 2028-01-01, a year: 50% } }"
    found = spread_out(line(curve))
    assert [10000] * 4 + [11000] * 4 + [6050] * 4 == found[:12]


def test_a_curve_ramps_up_evenly() -> None:
    found = spread_out(line("curve: { from: 2026-01-01, until: 2027-12-31, a year: 800, ramp: 2 years }"))
    assert 8 == len(found)
    assert sorted(found) == found
    assert 80000 == pytest.approx(sum(found), rel=0.005)


@pytest.mark.parametrize(
    ("flows", "years"),
    [
        (Flows.DATES, Fraction(1) + Fraction(31, 365)),
        (Flows.QUARTER_END, Fraction(1) + Fraction(90, 365)),
        (Flows.MID_QUARTER, Fraction(1) + Fraction(45, 365)),
        (Flows.YEAR_END, Fraction(2)),
        (Flows.MID_YEAR, Fraction(3, 2)),
    ],
)
def test_a_flow_is_discounted_from_when_it_is_taken_to_happen(flows: Flows, years: Fraction) -> None:
    calendar = contract(royalty=ROYALTY).calendar
    discount = Discount.model_validate({"rate": "10%", "base date": "2026-01-01", "flows": flows.value})
    assert years == Discounting(discount, calendar).years(date(2027, 2, 1).toordinal())


def test_flows_before_the_base_date_are_left_out_of_values() -> None:
    stand = standing(contract(royalty=ROYALTY), line("amounts: { 2026: 100 }"))
    discount = stand.scenario.discount.model_copy(update={"base_date": date(2029, 1, 1)})
    stand.scenario = stand.scenario.model_copy(update={"discount": discount})
    assert {"company": 0, "trust": 0} == outlook(stand).rnpv


def test_a_chain_of_milestones_has_one_way_more_than_links() -> None:
    links = [f"m{number}: {{ on: 2027-01-01, probability: 50% }}" for number in range(5)]
    chained = [
        each.replace(" }", f", after: m{number - 1} }}") if number else each for number, each in enumerate(links)
    ]
    found = branches(standing(contract(royalty=ROYALTY), "milestones:\n  " + "\n  ".join(chained)))
    assert 6 == len(found)
    assert 1 == sum(branch.probability for branch in found)


def test_too_many_ways_are_refused_with_what_to_do() -> None:
    links = "\n  ".join(f"m{number}: {{ on: 2027-01-01, probability: 50% }}" for number in range(7))
    with pytest.raises(ContractError, match=r"more than 64 ways.*--simulate"):
        branches(standing(contract(royalty=ROYALTY), "milestones:\n  " + links))


def test_nothing_comes_before_its_milestone() -> None:
    scenario = "milestones: { approved: { on: 2027-07-01 } }\n" + line(
        "if: approved, amounts: { 2026: 100, 2027: 400 }"
    )
    found = outlook(standing(contract(royalty=ROYALTY, approved=MILESTONE), scenario))
    assert [2027] == list(found.years)
    assert 40000 + 2016 == found.years[2027]["trust"].reward


def test_a_curve_without_a_first_day_begins_with_its_milestone() -> None:
    scenario = "milestones: { approved: { on: 2028-04-01 } }\n" + line("if: approved, curve: { a year: 100 }")
    found = outlook(standing(contract(royalty=ROYALTY), scenario))
    assert [2028, 2029, 2030] == list(found.years)
    assert 750 == found.years[2028]["trust"].reward


def test_a_milestone_that_was_recorded_is_certain_and_counts_once() -> None:
    scenario = "milestones: { approved: { on: 2027-01-01, probability: 10% } }"
    agreement = contract(approved=MILESTONE)
    stand = standing(agreement, scenario, today=date(2026, 6, 30))
    stand.tallied = tuple(agreement.milestone("approved", date(2026, 3, 1)))
    found = outlook(stand)
    assert {2026: 40000} == {year: int(parties["trust"].reward) for year, parties in found.years.items()}
    assert 1 == found.branches


def test_what_is_late_is_expected_tomorrow() -> None:
    scenario = "milestones: { approved: { on: 2026-02-01 } }"
    stand = standing(contract(approved=MILESTONE), scenario, today=date(2027, 3, 31))
    (branch,) = branches(stand)
    assert {"approved": date(2027, 4, 1)} == branch.reached


def test_a_forecast_of_nothing_is_what_is_booked() -> None:
    stand = standing(contract(royalty=ROYALTY), "", (sold(date(2026, 2, 1), 12345),), date(2026, 6, 30))
    (branch,) = branches(stand)
    flows = outcome(stand, branch, Sides(stand)).flows
    assert 1235 == sum(flow.reward for flow in flows if flow.party == "trust")


def test_capital_at_risk_is_deepest_before_the_reward_comes() -> None:
    scenario = "expected:\n  work: { of: cost of work, by: trust, amounts: { 2026-Q1: 100 } }\n  " + SALES % (
        "amounts: { 2027-Q1: 500 }"
    )
    found = outlook(standing(contract(royalty=ROYALTY), scenario)).at_risk["trust"]
    assert (10000, date(2026, 2, 14)) == (found.deepest, found.on)


def test_what_was_said_stands_beside_what_came() -> None:
    scenario = "milestones: { approved: { on: 2026-05-01, probability: 50% } }\n"
    scenario += line("amounts: { 2026-Q1: 100, 2026-Q2: 200, 2027: 400 }")
    agreement = contract(royalty=ROYALTY, approved=MILESTONE)
    facts = (sold(date(2026, 2, 1), 8000), sold(date(2026, 6, 30), 30000))
    stand = standing(agreement, scenario, facts, date(2026, 12, 31))
    stand.tallied += tuple(agreement.milestone("approved", date(2026, 7, 1)))
    assert [(10000, 8000), (20000, 30000)] == [(int(each.said), each.came) for each in lines_told(stand)]
    assert [(date(2026, 5, 1), date(2026, 7, 1))] == [(each.expected, each.came) for each in milestones_awaited(stand)]
    (trust,) = (each for each in years_told(stand) if each.party == "trust")
    assert (3000 + 20000, 3800 + 40000) == (int(trust.said.reward), int(trust.came.reward))


def test_the_scenario_to_begin_with_has_no_mistake() -> None:
    assert "base" == read_scenario(scenario_text()).terms.scenario


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("milestones: { a: { on: 2027-01-01, after: b }, b: { on: 2027-01-01, after: a } }", "line 5.*in a circle"),
        ("milestones: { a: { on: 2027-01-01, probability: 1.5 } }", "line 5, milestones.a.probability.*150%|did you"),
        (line("amounts: { 2026: 1 }, curve: { from: 2026-01-01, a year: 1 }"), "line 6.*either 'amounts' or a 'curve'"),
        (line("curve: { a year: 1 }"), "line 6.*has no first day"),
        (line("amounts: { 2026: 1 }, if: aproval") + "\nmilestones: { approval: { on: 2027-01-01 } }", "'approval'"),
        (line("amounts: { 2026: 1 }, uncertain: { low: 120%, high: 110% }"), "must rise in this order"),
        (line("amonts: { 2026: 1 }"), "line 6, expected.sales.amonts.*did you mean 'amounts'"),
        (
            "expected: { x: { of: sails of device, by: company, amounts: { 2026: 1 } } }",
            "does not say what is expected",
        ),
        ("correlated: [{ between: [a, b], by: 0.5 }]", "there is no uncertain line 'a'"),
        ("correlated: [{ between: [a, b], by: 2 }]", "not a correlation"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(written: str, message: str) -> None:
    with pytest.raises(DocumentRefused, match=message):
        read_scenario(HEAD + written)
