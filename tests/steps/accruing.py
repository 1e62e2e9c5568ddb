"""Steps of time within a period: what is expected, what has accrued by a day, and accruals that are booked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pytest_bdd import given, parsers, then, when

from contracts.scalars import parse_day
from contracts.scalars.amount import parse_amount
from ledger.commands.accruing import Accrue
from ledger.commands.estimate import RecordEstimate
from projections.accrued import with_accrued
from projections.rendering.report import Report, Table
from tests.steps.outstanding import check_rows, standing_on
from tests.steps.reports import told
from tests.steps.scene import MANAGER, Scene
from tests.steps.tables import rows_of

Text = Sequence[Sequence[str]]

LONG_AFTER = date(2100, 1, 1)
"""The day on which a scenario accrues: all of its days have come by then."""


def _estimate(scene: Scene, table: Text) -> None:
    for row in rows_of(table):
        command = RecordEstimate(
            kind=row["kind"],
            amount=parse_amount(row["amount"]),
            period=row["for"],
            of=row.get("of") or None,
            ref=row.get("ref") or None,
        )
        scene.do(command, MANAGER._replace(party=row.get("party") or None))


@given("these estimates are recorded:")
def are_estimated(scene: Scene, datatable: Text) -> None:
    """Record what is expected."""
    _estimate(scene, datatable)


@when("these estimates are recorded:")
def estimate(scene: Scene, datatable: Text) -> None:
    """Ask to record what is expected."""
    with scene.asking():
        _estimate(scene, datatable)


@given(parsers.parse("what has accrued by {day} is accrued"))
def is_accrued(scene: Scene, day: str) -> None:
    """Book an accrual."""
    scene.do(Accrue(to=parse_day(day), today=LONG_AFTER))


@when(parsers.parse("what has accrued by {day} is accrued"))
def accrue(scene: Scene, day: str) -> None:
    """Ask to book an accrual."""
    with scene.asking():
        scene.do(Accrue(to=parse_day(day), today=LONG_AFTER))


@then(parsers.parse("by {day} this has accrued and is not booked:"))
def has_accrued(scene: Scene, day: str, datatable: Text) -> None:
    """Compare what stands beside every answer as accrued, with what had happened by the day."""
    several, today = standing_on(scene, day)
    report = with_accrued(Report(title=""), (each.agreement for each in several), today)
    tables = tuple(replace(block, total=None) for block in report.blocks if isinstance(block, Table))
    check_rows(scene, replace(report, blocks=tables), "accrued_not_booked", datatable)


@then(parsers.parse("the accruals in the statement for {period} are:"))
def accruals_are(scene: Scene, period: str, datatable: Text) -> None:
    """Compare the accruals, and those reversed, that the statement of a period shows."""
    check_rows(scene, told(scene, period), "accruals", datatable)
