"""A simulated forecast as an answer: how values and yearly figures spread, and what they depend on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from contracts.clause_terms import percentage
from contracts.forecast.sensitivity import MOST_PATHS, Moved, sensitivity
from contracts.forecast.simulated import Simulated, reward_shares, spread
from contracts.forecast.standpoint import Standpoint
from projections.forecast import PARTY, Unit, unit_of
from projections.rendering.report import Report, Row, Table, integer, share, text


class Run(NamedTuple):
    """How many paths were drawn, from which seed."""

    paths: int
    seed: int


def simulated_report(stand: Standpoint, run: Run, found: Simulated) -> Report:
    """Answer for one agreement, from what came out on the paths of a run."""
    unit = unit_of(stand)
    terms = stand.contract.terms
    return Report(
        title=f"Simulated forecast: {terms.title} ({terms.agreement}), scenario {stand.scenario.scenario}",
        blocks=(
            _values(stand, found, unit),
            _years(stand, found, unit),
            _reward_shares(stand, found),
            _sensitivity(sensitivity(stand, *run), unit),
        ),
        notes=tuple(_notes(stand, run)),
    )


def _values(stand: Standpoint, found: Simulated, unit: Unit) -> Table:
    worst = stand.scenario.worst
    columns = (
        PARTY,
        unit.money("rnpv", "rNPV"),
        unit.money("p10", "P10"),
        unit.money("p50", "P50"),
        unit.money("p90", "P90"),
        unit.money("expected_shortfall", f"Mean of worst {percentage(worst)}"),
        share("probability_of_loss", "Probability of loss"),
        unit.money("expected_loss", "Expected loss"),
    )
    rows: list[Row] = []
    for party, values in found.values.items():
        each = spread(values, float(worst))
        amounts = (each.mean, each.p10, each.p50, each.p90, each.expected_shortfall)
        chance = Fraction(each.probability_of_loss).limit_denominator(len(values))
        rows.append((party, *map(_whole, amounts), chance, _whole(each.expected_loss)))
    return Table("values", columns, tuple(rows), title="Present values")


def _years(stand: Standpoint, found: Simulated, unit: Unit) -> Table:
    names = {"reward": "Reward", "cash": "Cash flow"}
    columns = [text("year", "Year"), PARTY]
    for name, heading in names.items():
        columns += [unit.money(f"{name}_p{part}", f"{heading} P{part}") for part in (10, 50, 90)]
    rows: list[Row] = []
    for (year, party), amounts in found.years.items():
        spreads = [spread(amounts[name], 1.0) for name in names]
        cells = [_whole(amount) for each in spreads for amount in (each.p10, each.p50, each.p90)]
        rows.append((stand.contract.calendar.year_label(year), party, *cells))
    return Table("years", tuple(columns), tuple(rows), title="By year and party")


def _reward_shares(stand: Standpoint, found: Simulated) -> Table:
    """Show how each party's share of the reward to date spreads, on the paths on which there is any."""
    columns = (
        text("year", "Year"),
        PARTY,
        *(share(f"reward_share_p{part}", f"P{part}") for part in (10, 50, 90)),
        integer("defined", "Paths with a reward"),
    )
    rows: list[Row] = []
    for year, shares in reward_shares(found).items():
        label = stand.contract.calendar.year_label(year)
        for party, values in shares.items():
            each = spread(values, 1.0) if len(values) else None
            quantiles = (each.p10, each.p50, each.p90) if each else (None, None, None)
            rows.append((label, party, *map(_share, quantiles), len(values)))
    return Table("reward_shares", columns, tuple(rows), title="Share of the reward to date")


def _sensitivity(found: Sequence[Moved], unit: Unit) -> Table:
    columns = (
        PARTY,
        integer("rank", "Rank"),
        text("driver", "Driver"),
        unit.money("lower", "rNPV at -10%"),
        unit.money("higher", "rNPV at +10%"),
        unit.money("swing", "Swing"),
    )
    rows: list[Row] = []
    ranks: dict[str, int] = {}
    for each in found:
        ranks[each.party] = ranks.get(each.party, 0) + 1
        amounts = map(_whole, (each.lower, each.higher, each.swing))
        rows.append((each.party, ranks[each.party], each.driver, *amounts))
    title = "What it depends on: change of the rNPV, a driver a tenth lower and higher"
    return Table("sensitivity", columns, tuple(rows), title=title, empty="Nothing moves it.")


def _notes(stand: Standpoint, run: Run) -> Iterator[str]:
    terms = stand.scenario
    yield f"{run.paths:,} paths, seed {run.seed}: the same seed gives the same figures."
    yield f"On top of what is booked until {stand.today.isoformat()}; a period not over takes {terms.partly_actual}."
    rate, base = percentage(terms.discount.rate), terms.discount.base_date.isoformat()
    yield f"Flows are discounted at {rate} a year to {base}, {terms.discount.flows}."
    yield "Formulas are those of the ledger, before rounding to whole minor units; drawn days count by mid quarter."
    yield f"Sensitivities are measured on the same draws, on at most {MOST_PATHS:,} paths."
    yield "Whatever falls due is taken to be paid on its day; interest on late payment is left out."


def _whole(amount: float) -> int:
    return int(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP))


def _share(value: float | None) -> Fraction | None:
    return None if value is None else Fraction(value).limit_denominator(10**6)
