"""Steps that read what is outstanding on a day: what falls due, and what awaits acceptance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pytest_bdd import parsers, then

from contracts.scalars import parse_day
from ledger.replay import as_of
from projections.asking import NOW
from projections.dues import Asked, due_report, dues, outstanding
from projections.loaded import Loaded, loaded
from projections.rendering.report import Footing, Report
from projections.unpaid import unpaid_report, unpaid_under
from tests.steps.reports import part, shown
from tests.steps.scene import Scene
from tests.steps.tables import without_total

Text = Sequence[Sequence[str]]


def standing_on(scene: Scene, today: str) -> tuple[list[Loaded], date]:
    """Return the agreements as they stand with what had happened by a day, and the day."""
    day = parse_day(today)
    return list(loaded(as_of(scene.events(), day))), day


def check_rows(scene: Scene, report: Report, name: str, table: Text) -> None:
    """Compare the rows of one table of a report, and what their amounts add up to."""
    rows, total = without_total(table)
    currency = f"{scene.ledger.agreement(scene.agreement).contract.terms.currency} "
    found = [part(row, table[0]) for row in shown(report, lambda block: block.name == name)]
    assert rows == [row | {"amount": row["amount"].removeprefix(currency)} for row in found]
    assert scene.minor(total["amount"]) == sum(scene.minor(row["amount"]) for row in rows if row["amount"] != "-")


def _due(scene: Scene, today: str) -> Report:
    loaded_, day = standing_on(scene, today)
    asked = Asked(day)
    several = [outstanding(each, asked) for each in loaded_]
    return due_report(several, list(dues(several, asked)), asked, Footing())


@then(parsers.parse("as on {today} these sums are due:"))
def sums_are_due(scene: Scene, today: str, datatable: Text) -> None:
    """Compare what is still open, the earliest first, with whom it falls on and what it rests on."""
    check_rows(scene, _due(scene, today), "due", datatable)


@then(parsers.parse("as on {today} these claims await acceptance:"))
def claims_await(scene: Scene, today: str, datatable: Text) -> None:
    """Compare what is claimed and not accepted, with who may accept it."""
    check_rows(scene, _due(scene, today), "awaiting", datatable)


@then(parsers.parse("as on {today} this is unpaid:"))
def this_is_unpaid(scene: Scene, today: str, datatable: Text) -> None:
    """Compare what was not received, cause by cause; a dash is an amount that nothing agreed defines."""
    several, day = standing_on(scene, today)
    with scene.views() as connection:
        unpaid = [unpaid_under(connection, each, day) for each in several]
        check_rows(scene, unpaid_report(connection, unpaid, day, NOW), "unpaid", datatable)
