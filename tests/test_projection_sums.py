"""Sums: performed again from their working, and written as people would."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from contracts.entries import Entry, Line, Working
from contracts.sums import Fault, exactly, faults, line_in_words, rate_of, reason, steps_in_words

LINES = (
    Line("up to 1,000,000.00", "20000000", "1/20*3/20", "150000"),
    Line("above 1,000,000.00", "50000000", "7/100*3/20", "525000"),
)
WORKING = Working("net sales of device", LINES, "675000", "1275000", 1275000, 600000, 570000)
ENTRY = Entry(
    "royalty", "trust", "company", "trust", 105000, "2026-Q2", date(2026, 5, 31), date(2026, 9, 13), True, WORKING
)


def worked(**changes: object) -> Entry:
    """Give the entry with something else in its working."""
    return replace(ENTRY, working=replace(WORKING, **changes))


def test_a_right_sum_has_no_faults() -> None:
    assert [] == faults(ENTRY)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (replace(ENTRY, amount=1), Fault("rounded less earlier less booked before", "1", "105000")),
        (worked(before=570001), Fault("rounded less earlier less booked before", "105000", "104999")),
        (worked(exact="675000/2"), Fault("the lines together", "675000/2", "675000")),
        (worked(cumulative="1275001"), Fault("the cumulative figure, rounded", "1275000", "1275001")),
        (
            worked(lines=(LINES[0], replace(LINES[1], rate="7/100"))),
            Fault("above 1,000,000.00", "525000", "3500000"),
        ),
    ],
)
def test_each_step_that_does_not_come_out_is_named(entry: Entry, expected: Fault) -> None:
    assert [expected] == faults(entry)


def test_no_longer_due_is_a_sum_of_nothing() -> None:
    gone = Entry(
        "c", "r", "a", "b", -5, "2026-Q1", date(2026, 1, 1), None, True, Working("no longer due", (), "0", "0", 0, 0, 5)
    )
    assert [] == faults(gone)
    assert "no longer due, less 0.05 booked before" == reason(gone, 2)
    assert ["together, exactly: 0.00", "booked: 0.00 less 0.05 booked for 2026-Q1 before = -0.05"] == steps_in_words(
        gone, 2
    )


def test_a_rate_is_the_product_of_its_factors() -> None:
    assert rate_of("1/3*3/4") * 4 == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (LINES[0], "up to 1,000,000.00: 200,000.00 x 5% x 15% = 1,500.00"),
        (Line("share", "100", "1/3", "100/3"), "share: 1.00 x 1/3 = 0.33 and 1/3 of 0.01"),
        (Line("paid", "-100", "1", "-100"), "paid: -1.00"),
        (Line("half", "1", "1/2", "1/2"), "half: 0.01 x 50% = 0.005"),
    ],
)
def test_lines_are_written_as_people_write_them(line: Line, expected: str) -> None:
    assert expected == line_in_words(line, 2)


def test_the_way_from_lines_to_amount_is_told_step_by_step() -> None:
    assert [
        "together, exactly: 6,750.00",
        "cumulative, up to the end of 2026-Q2: 12,750.00",
        "booked: 12,750.00 less 6,000.00 up to the end of the period before less 5,700.00 booked for 2026-Q2 before "
        "= 1,050.00",
    ] == steps_in_words(ENTRY, 2)


def test_a_rounded_sum_says_so() -> None:
    half = Working("costs", (Line("costs", "1", "1/2", "1/2"),), "1/2", "1/2", 1, 0, 0)
    entry = replace(ENTRY, amount=1, working=half)
    assert [] == faults(entry)
    assert ["rounded, so that all shares add up: 0.01", "booked: 0.01"] == steps_in_words(entry, 2)


@pytest.mark.parametrize(
    ("minor", "digits", "expected"),
    [("5", 0, "5"), ("5/2", 0, "2.5"), ("-7/3", 0, "-2 and 1/3 of 1"), ("1/8", 3, "0.000125")],
)
def test_exact_figures_keep_every_decimal(minor: str, digits: int, expected: str) -> None:
    assert expected == exactly(minor, digits)
