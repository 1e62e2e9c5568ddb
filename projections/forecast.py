"""A forecast as an answer: risk beside reward by party and year, values, capital at risk, and what is crossed.

Everything was worked out by the contracts; here it is put into tables. Expected figures are rounded one by one where
they are shown, so that a total may differ from its column by a penny.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from contracts.clause_terms import percentage
from contracts.forecast.flows import OWN
from contracts.forecast.outlook import Expected, Outlook
from contracts.forecast.scenario import ScenarioTerms
from contracts.forecast.standpoint import Recorded, Standpoint
from contracts.forecast.value import Weighted, expected_loss, expected_shortfall, probability_of_loss, quantile
from contracts.money import round_amount
from ledger.facts import Status
from ledger.opening import worked_out
from projections.loaded import Loaded
from projections.measures import parity, shares
from projections.rendering.report import (
    Bar,
    BarGroup,
    Bars,
    Block,
    Column,
    Report,
    Row,
    Table,
    day,
    money,
    share,
    text,
)

PARTY = text("party", "Party")
BASES = (
    ("risk", "expected cash and in kind, as due"),
    ("reward", "expected, as due"),
    ("capital at risk", "cash and in kind less reward, at its deepest"),
    ("cash flow", "what is paid and received under the agreement, spent, and sold; before costs that nobody expects"),
    ("value", "probable flows discounted to the base date; what came before it is left out"),
)


class Unit(NamedTuple):
    """The currency of a forecast, and the parties' names."""

    currency: str
    digits: int
    names: dict[str, str]

    def money(self, name: str, heading: str) -> Column:
        """Make a column of amounts."""
        return money(name, heading, self.currency, self.digits)


def standpoint(agreement: Loaded, scenario: ScenarioTerms, today: date) -> Standpoint:
    """Return where a forecast of an agreement stands, from what was recorded and counts."""
    kept = agreement.agreement
    recorded = (
        Recorded(fact.kind, fact.of, fact.party, fact.on, fact.amount)
        for fact in kept.facts.values()
        if fact.status is Status.COUNTS
    )
    taken_over = worked_out(kept.contract, kept.opening) if kept.opening else None
    return Standpoint(kept.contract, kept.engine.tally.facts(), recorded, today, scenario, taken_over=taken_over)


LEFT_OUT = (
    "Whatever falls due is taken to be paid on its day. Interest on late payment is left out, and so are commitments "
    "that no line of the scenario expects to be spent."
)
"""What no forecast counts."""


def unit_of(stand: Standpoint) -> Unit:
    """Return the currency and the names that a forecast is written with."""
    terms = stand.contract.terms
    return Unit(terms.currency, stand.contract.digits, {party: each.name for party, each in terms.parties.items()})


def forecast_report(stand: Standpoint, found: Outlook) -> Report:
    """Answer for one agreement."""
    terms = stand.contract.terms
    unit = unit_of(stand)
    totals = {party: total_of(years[party] for years in found.years.values()) for party in unit.names}
    blocks: list[Block] = [
        _by_year(stand, found, unit),
        _totals(totals, unit),
        _bars(totals, unit),
        _values(stand, found, unit),
        _parts(found, unit),
        _at_risk(found, unit),
        crossed(found),
    ]
    return Report(
        title=f"Forecast: {terms.title} ({terms.agreement}), scenario {stand.scenario.scenario}",
        blocks=tuple(blocks),
        notes=tuple(_notes(stand, found)),
    )


def total_of(years: Iterable[Expected]) -> Expected:
    """Add a party's years up."""
    total = Expected()
    for each in years:
        total = total.plus(each)
    return total


def _by_year(stand: Standpoint, found: Outlook, unit: Unit) -> Table:
    columns = (
        text("year", "Year"),
        PARTY,
        unit.money("risk", "Risk"),
        unit.money("reward", "Reward"),
        share("risk_share", "Risk share"),
        share("reward_share", "Reward share"),
        share("parity", "Parity to date"),
        unit.money("cash", "Cash flow"),
    )
    rows: list[Row] = []
    to_date = dict.fromkeys(unit.names, Expected())
    for year, parties in found.years.items():
        to_date = {party: to_date[party].plus(each) for party, each in parties.items()}
        risks, rewards = _shares(parties)
        fair = [parity(*pair) for pair in zip(*_shares(to_date), strict=True)]
        label = stand.contract.calendar.year_label(year)
        for at, (party, each) in enumerate(parties.items()):
            amounts = (_whole(each.risk + each.in_kind), _whole(each.reward))
            rows.append((label, party, *amounts, risks[at], rewards[at], fair[at], _whole(each.cash)))
    return Table("years", columns, tuple(rows), title="By year and party, expected")


def _shares(parties: dict[str, Expected]) -> tuple[list[Fraction | None], list[Fraction | None]]:
    risk = [_whole(each.risk + each.in_kind) for each in parties.values()]
    return shares(risk), shares([_whole(each.reward) for each in parties.values()])


def shares_over_all_years(found: Outlook) -> tuple[list[Fraction | None], list[Fraction | None]]:
    """Return everybody's share of the expected risk, and of the expected reward."""
    parties = found.rnpv
    return _shares({party: total_of(years[party] for years in found.years.values()) for party in parties})


def _totals(totals: dict[str, Expected], unit: Unit) -> Table:
    columns = (
        PARTY,
        unit.money("cash_risk", "Cash risk"),
        unit.money("in_kind", "In kind"),
        unit.money("reward", "Reward"),
        unit.money("retained", "Sales retained, before own costs"),
        share("risk_share", "Risk share"),
        share("reward_share", "Reward share"),
        share("parity", "Parity"),
    )
    risks, rewards = _shares(totals)
    rows = [
        (party, *_amounts(each), risks[at], rewards[at], parity(risks[at], rewards[at]))
        for at, (party, each) in enumerate(totals.items())
    ]
    total = ("Together", *_amounts(total_of(totals.values())), _whole_share(risks), _whole_share(rewards), None)
    return Table("together", columns, tuple(rows), title="Over all years, expected", total=total)


def _whole_share(lane: list[Fraction | None]) -> Fraction | None:
    """Return the sum of shares: 1, or undefined."""
    return None if None in lane else sum((part for part in lane if part), Fraction(0))


def _amounts(each: Expected) -> tuple[int, int, int, int]:
    return _whole(each.risk), _whole(each.in_kind), _whole(each.reward), _whole(each.retained)


def _bars(totals: dict[str, Expected], unit: Unit) -> Bars:
    lanes = zip(totals, *_shares(totals), strict=True)
    groups = (BarGroup(unit.names[party], (Bar("risk", risk), Bar("reward", reward))) for party, risk, reward in lanes)
    return Bars("Risk beside reward, expected", tuple(groups))


def _values(stand: Standpoint, found: Outlook, unit: Unit) -> Table:
    worst = stand.scenario.worst
    rows = tuple((party, *value_cells(found.values[party], worst, found.rnpv[party])) for party in unit.names)
    return Table(
        "values", (PARTY, *value_columns(unit, worst)), rows, title="Present values of the ways it may come out"
    )


def value_columns(unit: Unit, worst: Fraction) -> tuple[Column, ...]:
    """Make the columns of what a value may come to."""
    return (
        unit.money("rnpv", "rNPV"),
        unit.money("least", "Lowest"),
        unit.money("p10", "P10"),
        unit.money("p50", "P50"),
        unit.money("p90", "P90"),
        unit.money("most", "Highest"),
        unit.money("expected_shortfall", f"Mean of worst {percentage(worst)}"),
        share("probability_of_loss", "Probability of loss"),
        unit.money("expected_loss", "Expected loss"),
    )


def value_cells(values: list[Weighted], worst: Fraction, rnpv: Fraction) -> Row:
    """Give the cells of those columns."""
    amounts: Callable[[Fraction], int] = _whole
    return (
        amounts(rnpv),
        amounts(min(values).value),
        *(amounts(quantile(values, Fraction(part, 10))) for part in (1, 5, 9)),
        amounts(max(values).value),
        amounts(expected_shortfall(values, worst)),
        probability_of_loss(values),
        amounts(expected_loss(values)),
    )


def _parts(found: Outlook, unit: Unit) -> Table:
    columns = (PARTY, text("of", "From"), unit.money("value", "Present value"))
    rows: list[Row] = []
    for party, parts in found.parts.items():
        rows += [(party, source_in_words(source), _whole(value)) for source, value in parts.items() if value]
    total = ("Together", "", sum(_whole(value) for value in found.rnpv.values()))
    return Table("parts", columns, tuple(rows), title="What the rNPV is made of", total=total)


def source_in_words(source: str) -> str:
    """Say what a flow comes from: a clause, or a party's own spending and sales."""
    kind, _, name = source.partition(":")
    return f"own {name}" if kind == OWN else source


def _at_risk(found: Outlook, unit: Unit) -> Table:
    columns = (
        PARTY,
        unit.money("expected", "Deepest, on the average"),
        unit.money("deepest", "Deepest, in the worst way"),
        day("on", "On"),
    )
    rows = tuple((party, _whole(each.expected), each.deepest, each.on) for party, each in found.at_risk.items())
    return Table("at_risk", columns, rows, title="Capital at risk")


def crossed(found: Outlook) -> Table:
    """Show on which days bands, caps and hurdles are reached, and how probably."""
    columns = (
        day("on", "On"),
        text("period", "Period"),
        text("clause", "Clause"),
        text("what", "Reached"),
        share("probability", "Probability"),
    )
    rows = tuple((*crossing, probability) for crossing, probability in found.crossed)
    return Table("crossed", columns, rows, title="Bands, caps and hurdles reached", empty="Nothing is crossed.")


def _notes(stand: Standpoint, found: Outlook) -> Iterator[str]:
    terms = stand.scenario
    ways = "in one way" if found.branches == 1 else f"in {found.branches} ways, each worked out whole and weighed"
    yield f"{terms.title or 'The scenario'}: the milestones come out {ways}."
    known = f"recorded figures count until {stand.today.isoformat()}"
    yield f"On top of what is booked: {known}, and a period that is not over takes {terms.partly_actual}."
    rate = f"{percentage(terms.discount.rate)} a year"
    yield f"Flows are discounted at {rate} to {terms.discount.base_date.isoformat()}, {terms.discount.flows}."
    if late := [name for name in terms.milestones if _is_late(name, stand)]:
        yield f"Not recorded, though expected by now, and so taken to come tomorrow: {', '.join(late)}."
    yield from taken_once(stand)
    yield LEFT_OUT


def taken_once(stand: Standpoint) -> Iterator[str]:
    """Say of which milestones, paid several times, a scenario brings no further time."""
    clauses = stand.contract.terms.clauses
    if again := [name for name in stand.scenario.milestones if name in stand.reached and _repeats(clauses.get(name))]:
        yield f"Reached before, and in a forecast taken no further time: {', '.join(again)}."


def _repeats(terms: object) -> bool:
    return bool(getattr(terms, "repeats", None))


def _is_late(name: str, stand: Standpoint) -> bool:
    return name not in stand.reached and stand.scenario.milestones[name].on <= stand.today


def _whole(amount: Fraction) -> int:
    return round_amount(Fraction(amount))
