"""Steps that look ahead: a scenario as somebody would write it, and what it means for the parties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pytest_bdd import parsers, then, when

from contracts.forecast.outlook import outlook
from contracts.forecast.reading import check_against, read_scenario
from projections.forecast import forecast_report, standpoint
from projections.loaded import loaded
from tests.steps.reports import part, shown
from tests.steps.scene import Scene
from tests.steps.tables import TOTAL, rows_of


@when(parsers.parse("it is looked ahead from {today} with the scenario:"))
def look_ahead(scene: Scene, today: str, docstring: str) -> None:
    """Read a scenario, check it beside the agreement, and work it out on top of what is booked."""
    with scene.asking():
        document = read_scenario(docstring)
        (found,) = (each for each in loaded(scene.events()) if each.id == scene.agreement)
        stand = standpoint(found, document.terms, date.fromisoformat(today))
        check_against(document, stand.contract)
        scene.forecast = forecast_report(stand, outlook(stand))


@then(parsers.parse("{where} is to be expected:"))
def is_expected(scene: Scene, where: str, datatable: Sequence[Sequence[str]]) -> None:
    """Compare the rows of whichever table of the forecast has the headings wanted; `where` is for the reader."""
    assert scene.forecast is not None, "nothing was looked ahead"
    wanted = rows_of(datatable)
    found = shown(scene.forecast, lambda table: _has(table, datatable[0]))
    told = [part(row, datatable[0]) for row in found]
    first = datatable[0][0]
    assert wanted == [{**row, first: TOTAL if row[first] == "Together" else row[first]} for row in told]


def _has(table: object, headings: Sequence[str]) -> bool:
    known = [column.heading.casefold() for column in getattr(table, "columns", ())]
    return all(any(each.startswith(heading) for each in known) for heading in headings)
