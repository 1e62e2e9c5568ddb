"""Simulations against what is known of their distributions, against single ways, and against themselves."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import ContractError
from contracts.forecast.branches import branches
from contracts.forecast.draws import Draws, factor
from contracts.forecast.exact import outcome
from contracts.forecast.flows import Sides
from contracts.forecast.outlook import outlook
from contracts.forecast.scenario import Uncertain
from contracts.forecast.sensitivity import sensitivity
from contracts.forecast.simulated import lower_quantile, shortfall, simulated, spread
from contracts.forecast.standpoint import Standpoint
from contracts.forecast.value import Weighted, expected_shortfall, quantile
from contracts.opening import Standing, Told, opening
from tests.benchmarks.bench_forecast import standpoint
from tests.forecast_samples import MILESTONE, ROYALTY, contract, standing

np = pytest.importorskip("numpy")

SALES = "expected:\n  sales: { of: sales of device, by: company, amounts: { 2026: 1m }, uncertain: %s }\n"
TRIANGULAR = "{ low: 50%, likely: 100%, high: 120% }"
PERT = "{ shape: PERT, low: 50%, likely: 100%, high: 120% }"
LOGNORMAL = "{ shape: lognormal, low: 50%, high: 200% }"


def drawn(uncertain: str, paths: int, seed: int = 1) -> Any:
    """Return by which factor a line comes out, path by path."""
    return Draws(standing(contract(royalty=ROYALTY), SALES % uncertain), paths, seed).factors["sales"]


@pytest.mark.parametrize(
    ("uncertain", "mean", "variance"),
    [
        (TRIANGULAR, (0.5 + 1.0 + 1.2) / 3, (0.5**2 + 1 + 1.2**2 - 0.5 - 0.6 - 1.2) / 18),
        (PERT, (0.5 + 4.0 + 1.2) / 6, (0.95 - 0.5) * (1.2 - 0.95) / 7),
        (LOGNORMAL, float(np.exp(0.5408683**2 / 2)), float(np.exp(0.5408683**2) * (np.exp(0.5408683**2) - 1))),
    ],
    ids=["triangular", "PERT", "lognormal"],
)
def test_means_and_variances_are_those_of_the_distributions(uncertain: str, mean: float, variance: float) -> None:
    found = drawn(uncertain, 200_000)
    assert mean == pytest.approx(found.mean(), abs=4 * (variance / 200_000) ** 0.5)
    assert variance == pytest.approx(found.var(), rel=0.03)


def test_quantiles_are_those_of_the_distributions() -> None:
    """Below its likeliest value a triangular distribution has F(x) = (x - a)² / ((b - a)(c - a))."""
    rising = np.sort(drawn(TRIANGULAR, 100_000))
    assert 0.5 + (0.1 * 0.7 * 0.5) ** 0.5 == pytest.approx(lower_quantile(rising, 0.1), abs=0.004)
    tenths = np.sort(drawn(LOGNORMAL, 100_000))
    assert [0.5, 1.0, 2.0] == pytest.approx([lower_quantile(tenths, level) for level in (0.1, 0.5, 0.9)], rel=0.015)


def test_the_error_of_a_mean_falls_with_the_root_of_the_paths() -> None:
    mean, errors = 0.9, []
    for paths in (100, 10_000):
        found = [drawn(TRIANGULAR, paths, seed).mean() - mean for seed in range(60)]
        errors.append(float(np.sqrt(np.mean(np.square(found)))))
    assert 10 == pytest.approx(errors[0] / errors[1], rel=0.35)


@pytest.mark.parametrize("correlation", ["-0.8", "0", "0.5"])
def test_lines_are_correlated_as_written_and_keep_their_own_distributions(correlation: str) -> None:
    scenario = "expected:\n"
    for name, uncertain in (("one", LOGNORMAL), ("other", LOGNORMAL)):
        scenario += f"  {name}: {{ of: cost of work, by: trust, amounts: {{ 2026: 1 }}, uncertain: {uncertain} }}\n"
    scenario += f"correlated: [{{ between: [one, other], by: {correlation} }}]"
    factors = Draws(standing(contract(royalty=ROYALTY), scenario), 100_000, 3).factors
    scores = [np.log(factors[name]) for name in ("one", "other")]
    assert float(correlation) == pytest.approx(np.corrcoef(*scores)[0, 1], abs=0.01)
    assert 0.5408683 == pytest.approx(scores[1].std(), rel=0.01)


def test_correlations_that_contradict_each_other_are_refused() -> None:
    scenario = "expected:\n"
    for name in ("a", "b", "c"):
        scenario += f"  {name}: {{ of: cost of work, by: trust, amounts: {{ 2026: 1 }}, uncertain: {LOGNORMAL} }}\n"
    scenario += "correlated:\n"
    for one, other, by in (("a", "b", "0.9"), ("b", "c", "0.9"), ("a", "c", "-0.9")):
        scenario += f"  - {{ between: [{one}, {other}], by: {by} }}\n"
    with pytest.raises(ContractError, match="contradict each other"):
        Draws(standing(contract(royalty=ROYALTY), scenario), 100, 1)


def test_a_seed_gives_the_same_bytes_again() -> None:
    stand = standpoint()
    first, again, other = (simulated(stand, Draws(stand, 500, seed)).values["trust"] for seed in (7, 7, 8))
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()


def certain() -> Standpoint:
    """Return ten clauses and a scenario in which nothing is uncertain but the milestones."""
    stand = standpoint()
    lines = {name: line.model_copy(update={"uncertain": None}) for name, line in stand.scenario.expected.items()}
    dates = {name: each.model_copy(update={"latest": None}) for name, each in stand.scenario.milestones.items()}
    stand.scenario = stand.scenario.model_copy(update={"expected": lines, "milestones": dates})
    return stand


def test_a_path_comes_to_what_the_engine_books_but_for_rounding() -> None:
    """Ten clauses over forty quarters round to whole pennies some thousand times; the values stay within pounds."""
    stand = certain()
    values = simulated(stand, Draws(stand, 400, 1)).values
    ways = outlook(stand).values
    for party, found in values.items():
        known = sorted(float(each.value) for each in ways[party])
        nearest = [known[int(np.argmin(np.abs(np.array(known) - path)))] for path in np.unique(found)]
        assert np.abs(np.array(nearest) - np.unique(found)).max() < 100


def test_simulated_means_come_near_the_weighed_ways() -> None:
    stand = certain()
    found = simulated(stand, Draws(stand, 40_000, 1)).values["trust"]
    expected = float(outlook(stand).rnpv["trust"])
    assert expected == pytest.approx(found.mean(), abs=4 * found.std() / 200)


def test_branches_of_the_milestones_are_drawn_as_often_as_they_are_probable() -> None:
    scenario = "milestones:\n  first: { on: 2027-01-01, probability: 60% }\n"
    scenario += (
        "  approved: { on: 2028-01-01, probability: 50%, after: first, earliest: 2027-06-01, latest: 2029-06-01 }"
    )
    stand = standing(contract(approved=MILESTONE), scenario)
    days = Draws(stand, 100_000, 5).days({})
    assert 0.3 == pytest.approx((days["approved"] > 0).mean(), abs=0.006)
    assert not ((days["approved"] > 0) & (days["first"] == 0)).any()
    assert {branch.probability for branch in branches(stand)} == {Fraction(2, 5), Fraction(3, 10)}


def test_an_agreement_taken_over_goes_on_from_where_it_stood() -> None:
    bands = {"bands": [{"up to": "1000", "rate": "10%"}, {"above": "1000", "rate": "20%"}]}
    agreement = contract(royalty={**ROYALTY, "rate": bands})
    (carried,) = agreement.clauses["royalty"].carries(date(2026, 6, 30).toordinal()) or ()
    stood = Standing({carried.what or "": Fraction(90000)}, {"trust": Told(9000, 9000)})
    scenario = "expected: { sales: { of: sales of device, by: company, amounts: { 2026-Q3: 200 } } }"
    stand = standing(agreement, scenario, today=date(2026, 6, 30))
    taken_over = opening(agreement, {"royalty": stood}, date(2026, 7, 1))
    stand = Standpoint(agreement, (), (), stand.today, stand.scenario, taken_over=taken_over)
    (branch,) = branches(stand)
    exact = sum(flow.reward for flow in outcome(stand, branch, Sides(stand)).flows if flow.party == "trust")
    drawn = simulated(stand, Draws(stand, 100, 1)).years[2026, "trust"]["reward"]
    assert 9000 + 1000 + 2000 == exact
    assert 12000 == pytest.approx(drawn[0])


values = st.lists(st.integers(-50, 50), min_size=1, max_size=40)
levels = st.sampled_from([Fraction(1, 10), Fraction(1, 5), Fraction(1, 3), Fraction(9, 10), Fraction(1)])


@given(values=values, level=levels)
def test_measures_of_paths_are_those_of_equally_probable_ways(values: list[int], level: Fraction) -> None:
    ways = [Weighted(Fraction(value), Fraction(1, len(values))) for value in values]
    rising = np.sort(np.array(values, dtype=float))
    assert float(quantile(ways, level)) == lower_quantile(rising, float(level))
    assert float(expected_shortfall(ways, level)) == pytest.approx(shortfall(rising, float(level)), abs=1e-9)


def test_measures_of_two_flows_are_those_worked_out_by_hand() -> None:
    """-100 for certain, and with a probability of 40 % 400 after two years at 10 %."""
    found = spread(np.where(np.arange(1000) < 400, -100 + 400 / 1.21, -100.0), 0.2)
    assert 32.23 == pytest.approx(found.mean, abs=0.005)
    assert [-100, -100, 0.6, 60] == [
        found.p10,
        found.expected_shortfall,
        found.probability_of_loss,
        pytest.approx(found.expected_loss),
    ]


def test_a_tenth_more_of_all_that_is_sold_is_a_tenth_more_of_a_flat_royalty() -> None:
    stand = standing(contract(royalty=ROYALTY), SALES % TRIANGULAR)
    moved = {(each.party, each.driver): each for each in sensitivity(stand, 500, 1)}
    line, clause = moved["trust", "line sales"], moved["trust", "clause royalty"]
    assert line.higher == pytest.approx(clause.higher)
    assert line.lower == pytest.approx(-line.higher)


def test_drivers_are_ranked_by_how_much_they_move() -> None:
    swings = [each.swing for each in sensitivity(standpoint(), 200, 1) if each.party == "trust"]
    assert 5 < len(swings)
    assert sorted(swings, reverse=True) == swings


def test_a_pert_without_width_on_one_side_is_still_one() -> None:
    uncertain = Uncertain.model_validate({"shape": "PERT", "low": "100%", "high": "150%"})
    found = factor(uncertain, np.linspace(-3, 3, 50))
    assert (np.diff(found) >= 0).all()
    assert 1 <= found.min() <= found.max() <= 1.5


def test_every_way_is_on_some_path_of_its_own_figures() -> None:
    stand = standing(
        contract(royalty=ROYALTY), "expected:\n  sales: { of: sales of device, by: company, amounts: { 2026: 1m } }"
    )
    (branch,) = branches(stand)
    exact = sum(flow.cash for flow in outcome(stand, branch, Sides(stand)).flows if flow.party == "trust")
    years = simulated(stand, Draws(stand, 100, 1)).years
    assert exact == pytest.approx(years[2026, "trust"]["cash"][0], abs=1)


KINDS: dict[str, tuple[dict[str, Any], str]] = {
    "waterfall": (
        {
            "fund": {
                "kind": "waterfall",
                "of": "fund",
                "investors": "trust",
                "preferred return": {"rate": "8%"},
                "catch up": "100%",
                "carried": {"to": "company", "share": "20%"},
            }
        },
        "in: { of: contribution to fund, by: trust, amounts: { 2026-Q1: 50k } }\n"
        "  out: { of: distribution from fund, by: company, amounts: { 2027-Q1: 100k } }\n",
    ),
    "savings": (
        {
            "gain": {
                "kind": "gain share",
                "outcome": "bed days",
                "saving": {"per": "patient", "verified by": "the unit"},
                "from": "trust",
                "to": {"company": "50%"},
                "cap": {"amount": "20k", "per": "year"},
            }
        },
        "saved: { of: saving of bed days, by: trust, amounts: { 2026: 120 }, each: 412.50 }\n",
    ),
    "outcomes": (
        {
            "gain": {
                "kind": "gain share",
                "outcome": "bed days",
                "saving": {"per": "patient", "verified by": "u", "baseline": "3.66", "unit": "bed day", "worth": "400"},
                "from": "trust",
                "to": {"company": "50%"},
            }
        },
        "used: { of: outcome of bed days, by: trust, amounts: { 2026: 120 }, each: 2.41 }\n",
    ),
    "in kind": (
        {
            "time": {
                "kind": "contribution in kind",
                "by": "trust",
                "rates": [{"item": "nurse hour", "rate": "38.50", "from": "2026-01-01", "overhead": "70%"}],
            }
        },
        "hours: { of: in kind of nurse hour, by: trust, amounts: { 2026: 1,200.5 } }\n",
    ),
    "receipts": (
        {"royalty": {**ROYALTY, "rounding": "each receipt"}},
        "sold: { of: sales of device, by: company, curve: { from: 2026-01-01, a year: 1m, growth: 3% } }\n",
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_line_comes_to_the_same_exactly_and_on_paths(name: str) -> None:
    clauses, lines = KINDS[name]
    stand = standing(contract(**clauses), f"expected:\n  {lines}")
    (branch,) = branches(stand)
    flows = outcome(stand, branch, Sides(stand)).flows
    years = simulated(stand, Draws(stand, 100, 1)).years
    assert flows
    for (year, party), amounts in years.items():
        exact = [flow for flow in flows if (flow.year, flow.party) == (year, party)]
        assert amounts["cash"][0] == pytest.approx(sum(flow.cash for flow in exact), abs=10)
        assert amounts["reward"][0] == pytest.approx(sum(flow.reward for flow in exact), abs=10)
        assert amounts["risk"][0] == pytest.approx(sum(flow.risk + flow.in_kind for flow in exact), abs=10)
