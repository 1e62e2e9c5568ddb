"""A simulated forecast as an answer: how values and yearly figures spread, and what they depend on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from contracts.clause_terms import percentage
from contracts.forecast.outlook import Expected, Outlook, outlook
from contracts.forecast.sensitivity import MOST_PATHS, Moved, sensitivity
from contracts.forecast.simulated import Simulated, reward_shares, spread
from contracts.forecast.standpoint import Standpoint
from contracts.money import round_amount, written
from projections.forecast import LEFT_OUT, PARTY, Unit, crossed, taken_once, unit_of
from projections.rendering.report import Band, Fan, FanGroup, Report, Row, Table, integer, share, text

NOTHING = Expected()


class Run(NamedTuple):
    """How many paths were drawn, from which seed."""

    paths: int
    seed: int


def simulated_report(stand: Standpoint, run: Run, found: Simulated) -> Report:
    """Answer for one agreement, from what came out on the paths of a run."""
    unit, expected = unit_of(stand), outlook(stand)
    terms = stand.contract.terms
    return Report(
        title=f"Simulated forecast: {terms.title} ({terms.agreement}), scenario {stand.scenario.scenario}",
        blocks=(
            _values(stand, found, unit),
            *_year_by_year(stand, expected, found, unit),
            _reward_shares(stand, found),
            _sensitivity(sensitivity(stand, *run), unit),
            crossed(expected),
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


def _year_by_year(stand: Standpoint, expected: Outlook, found: Simulated, unit: Unit) -> Iterator[Table | Fan]:
    """Yield how what a party gets and its cash flow spread in every year, and draw what can be."""
    for name, heading in (("reward", "Reward"), ("cash", "Cash flow")):
        bands: dict[str, list[Band]] = {party: [] for party in unit.names}
        for (year, party), amounts in found.years.items():
            each = spread(amounts[name], 1.0)
            label = stand.contract.calendar.year_label(year)
            bands[party].append(Band(label, _whole(each.p10), _whole(each.p50), _whole(each.p90)))
        base = [
            [_half_up(getattr(expected.years.get(year, {}).get(party, NOTHING), name)) for party in unit.names]
            for year in dict.fromkeys(year for year, _ in found.years)
        ]
        yield _years(name, f"{heading} by year and party", base, bands, unit)
        if spreading := {party: several for party, several in bands.items() if any(map(_spreads, several))}:
            yield _fan(f"{heading} by year, P10 to P90 with the P50", spreading, unit)


def _years(
    name: str, title: str, base: Sequence[Sequence[int]], bands: Mapping[str, Sequence[Band]], unit: Unit
) -> Table:
    """Show the expected figures, without draws, beside how they spread."""
    parts = (unit.money(f"{name}_p{part}", f"P{part}") for part in (10, 50, 90))
    by_year = zip(base, zip(*bands.values(), strict=True), strict=True)
    rows = [
        (band.label, party, amount, *band[1:])
        for amounts, several in by_year
        for party, amount, band in zip(bands, amounts, several, strict=True)
    ]
    expected = unit.money(f"{name}_expected", "Expected")
    return Table(f"{name}_by_year", (text("year", "Year"), PARTY, expected, *parts), tuple(rows), title=title)


def _spreads(band: Band) -> bool:
    return band.low < band.high


def _fan(title: str, bands: Mapping[str, Sequence[Band]], unit: Unit) -> Fan:
    groups = []
    for party, several in bands.items():
        ends = (min(band.low for band in several), max(band.high for band in several))
        lowest, highest = (f"{unit.currency} {written(end, unit.digits)}" for end in ends)
        groups.append(FanGroup(unit.names[party], lowest, highest, tuple(several)))
    return Fan(title, tuple(groups))


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
    yield "What is expected, and the days on which bands are reached, are worked out without draws."
    yield "Formulas are those of the ledger, before rounding to whole minor units; drawn days count by mid quarter."
    yield f"Sensitivities are measured on the same draws, on at most {MOST_PATHS:,} paths."
    yield from taken_once(stand)
    yield LEFT_OUT


def _half_up(amount: Fraction) -> int:
    return round_amount(Fraction(amount))


def _whole(amount: float) -> int:
    return int(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP))


def _share(value: float | None) -> Fraction | None:
    return None if value is None else Fraction(value).limit_denominator(10**6)
