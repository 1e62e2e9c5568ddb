"""Steps that show that duties were done, and read how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pytest_bdd import given, parsers, then, when

from ledger.commands.duty import FulfilDuty
from ledger.events import Evidence
from projections.obligations import obligations_report
from projections.rendering.report import Footing
from tests.steps.outstanding import standing_on
from tests.steps.reports import part, shown
from tests.steps.scene import MANAGER, Scene
from tests.steps.tables import without_total

REPORT = Evidence("cd" * 32, "report.pdf", 1_024)


def _fulfil(scene: Scene, party: str, duty: str, period: str, on: str) -> None:
    command = FulfilDuty(duty=duty, period=period, on=date.fromisoformat(on))
    scene.do(command, MANAGER._replace(party=party, evidence=(REPORT,)))


@given(parsers.parse('{party} fulfils "{duty}" for {period} on {on}'))
def fulfilled(scene: Scene, party: str, duty: str, period: str, on: str) -> None:
    """Show that a duty was done."""
    _fulfil(scene, party, duty, period, on)


@when(parsers.parse('{party} fulfils "{duty}" for {period} on {on}'))
def fulfil(scene: Scene, party: str, duty: str, period: str, on: str) -> None:
    """Ask to show that a duty was done."""
    with scene.asking():
        _fulfil(scene, party, duty, period, on)


@then(parsers.parse("as on {today} these duties stand:"))
def duties_stand(scene: Scene, today: str, datatable: Sequence[Sequence[str]]) -> None:
    """Compare the duties, the earliest first, with their days and states, and how many there are."""
    rows, total = without_total(datatable)
    several, day = standing_on(scene, today)
    report = obligations_report(several, day, Footing())
    found = [part(row, datatable[0]) for row in shown(report, lambda block: block.name == "obligations")]
    assert rows == found
    assert total["for"] == str(len(found))
