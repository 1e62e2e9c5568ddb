"""What a scenario said against what came, as an answer."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from contracts.forecast.backtest import COUNTED, lines_told, milestones_awaited, years_told
from contracts.forecast.standpoint import Standpoint
from contracts.money import round_amount
from projections.forecast import PARTY, Unit, unit_of
from projections.rendering.report import Report, Row, Table, day, share, text


def backtest_report(stand: Standpoint) -> Report:
    """Compare one agreement's scenario with what was recorded under it until today."""
    unit, terms = unit_of(stand), stand.contract.terms
    return Report(
        title=f"Scenario {stand.scenario.scenario} against what came: {terms.title} ({terms.agreement})",
        blocks=(_lines(stand, unit), _milestones(stand), _years(stand, unit)),
        notes=tuple(_notes(stand)),
    )


def _lines(stand: Standpoint, unit: Unit) -> Table:
    columns = (
        text("line", "Line"),
        day("from", "From"),
        day("until", "Until"),
        unit.money("said", "Said"),
        unit.money("came", "Came"),
        unit.money("difference", "Difference"),
        share("ratio", "Came / said"),
    )
    rows: list[Row] = []
    for line, first, last, said, came in lines_told(stand):
        whole = round_amount(said)
        rows.append((line, first, last, whole, came, came - whole, Fraction(came) / said if said else None))
    return Table("lines", columns, tuple(rows), title="Lines, for periods that are over", empty="No period is over.")


def _milestones(stand: Standpoint) -> Table:
    columns = (
        text("milestone", "Milestone"),
        day("expected", "Expected"),
        share("probability", "Probability"),
        day("came", "Came"),
    )
    rows = tuple(tuple(each) for each in milestones_awaited(stand))
    return Table("milestones", columns, rows, title="Milestones", empty="None was expected by now.")


def _years(stand: Standpoint, unit: Unit) -> Table:
    columns = (
        text("year", "Year"),
        PARTY,
        unit.money("risk_said", "Risk said"),
        unit.money("risk_came", "Risk came"),
        unit.money("reward_said", "Reward said"),
        unit.money("reward_came", "Reward came"),
    )
    rows: list[Row] = []
    for year, party, said, came in years_told(stand):
        risks = (round_amount(each.risk + each.in_kind) for each in (said, came))
        rewards = (round_amount(each.reward) for each in (said, came))
        rows.append((stand.contract.calendar.year_label(year), party, *risks, *rewards))
    title = "Risk and reward of contract years that are over"
    return Table("years", columns, tuple(rows), title=title, empty="No contract year is over.")


def _notes(stand: Standpoint) -> Iterator[str]:
    yield f"What came is what was recorded until {stand.today.isoformat()}."
    yield "What was said of risk and reward is weighed by the probabilities of the milestones."
    if any(line.if_ for line in stand.scenario.expected.values()):
        yield "A line that waits for a milestone is shown as if it had come on its day, however probable it was."
    if counted := [name for name, line in stand.scenario.expected.items() if line.of.kind in COUNTED]:
        yield f"Not compared line by line, because they are no sums of money: {', '.join(counted)}."
