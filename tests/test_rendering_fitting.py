"""A table that is too wide for a screen is told in less room before it is taken apart into records."""

from __future__ import annotations

from datetime import date

import pytest

from projections.rendering.report import Amount, Report, Row, Table, aside, day, integer, money, text, under
from projections.rendering.screen import Screen
from projections.rendering.terminal import to_terminal

AGREEMENT = "northern-england-cardiac-monitoring-licence-200{}"
COMPANY, TRUST = "cardiac-monitoring-devices-international-ltd", "manchester-university-nhs-foundation-trust"
COLUMNS = (
    text("agreement", "Agreement"),
    day("due", "Due"),
    integer("days", "In days"),
    text("from", "From"),
    under("from", "to", "To"),
    aside("clause", "Clause"),
    under("agreement", "reference", "Reference"),
    money("amount", "Amount"),
    money("waived", "Waived"),
)


def _row(number: int, *, payer: str, minor: int = 42_000_00) -> Row:
    ref = "running-royalty-on-monitoring-devices@FY2026/27-Q1"
    amounts = (Amount(minor, "GBP"), Amount(0, "GBP"))
    return (AGREEMENT.format(number), date(2026, 9, 13), 29, payer, TRUST, "running-royalty", ref, *amounts)


ONE = Table("due", COLUMNS, (_row(1, payer=COMPANY),))
SEVERAL = Table("due", COLUMNS, (_row(1, payer=COMPANY), _row(2, payer="a-university-hospital")))


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("table", [ONE, SEVERAL])
@pytest.mark.parametrize("colour", [True, False])
def test_long_names_stay_in_a_table_within_the_screen(width: int, table: Table, *, colour: bool) -> None:
    lines = to_terminal(Report("", (table,)), Screen(width, colour=colour)).splitlines()

    assert 1 == sum("──" in line for line in lines)
    if not colour:
        assert [] == [line for line in lines if len(line) > width]


def test_cells_that_belong_together_are_stacked_and_names_break_where_their_parts_meet() -> None:
    expected = """\
                                                                             Amount      Waived
Agreement, reference             Due  In days  From, to                       (GBP)       (GBP)
───────────────────────────────────────────────────────────────────────────────────────────────
northern-england-         2026-09-13       29  cardiac-monitoring-        42,000.00        0.00
cardiac-monitoring-                            devices-international-
licence-2001                                   ltd
  running-royalty-on-                            manchester-university-
  monitoring-devices@                            nhs-foundation-trust
  FY2026/27-Q1
"""
    assert expected == to_terminal(Report("", (ONE,)), Screen(95)).lstrip("\n")


def test_what_every_row_repeats_stands_above() -> None:
    lines = to_terminal(Report("", (SEVERAL,)), Screen(100)).splitlines()

    said = " ".join(lines[: next(at for at, line in enumerate(lines) if "──" in line)])
    assert f"In every row: to {TRUST};" in said
    assert "waived GBP 0.00." in said


def test_a_wide_screen_shows_all_columns_as_they_are() -> None:
    head, _, row = to_terminal(Report("", (ONE,)), Screen(400)).splitlines()[-3:]

    assert ["Agreement", "Due", "In", "days", "From", "To", "Clause", "Reference", "Amount", "Waived"] == head.split()
    assert row.endswith("GBP 42,000.00  GBP 0.00")


def test_currencies_that_differ_stay_in_the_cells() -> None:
    rows = (_row(1, payer=COMPANY), (*_row(2, payer=COMPANY)[:-2], Amount(5_00, "EUR"), Amount(0, "GBP")))
    printed = to_terminal(Report("", (Table("due", COLUMNS, rows),)), Screen(80))

    assert "GBP 42,000.00" in printed
    assert "EUR 5.00" in printed
