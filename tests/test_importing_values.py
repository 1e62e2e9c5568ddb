"""Dates and amounts as spreadsheets hold them, each alone and as its column settles it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import BadScalar
from ledger.importing.days import Order, order_of, read_day
from ledger.importing.numbers import decimal_mark, read_amount
from ledger.importing.sheet import Cell, letter


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("(500)", "-500"),
        ("£ 1,000", "1000"),
        ("-1 234 567.50", "-1234567.50"),
        ("1\u202f234.50", "1234.50"),
        ("12 34.50", None),
        ("'5", "5"),
        ("1 000 000.00", "1000000"),
        ("1\u00a0000", "1000"),
        ("1'234.50", "1234.50"),
        ("500.00-", "-500"),
        ("-£40,000.00", "-40000"),
        ("(£1,250.00)", "-1250"),
        ("1,5E", None),
        (1234.56, "1234.56"),
        (0.1 + 0.2, "0.3"),
        (-300000, "-300000"),
        ("1.234", None),
        ("12,50", None),
        ("#REF!", None),
        (True, None),
        (datetime(2026, 5, 1), None),
        (float("inf"), None),
    ],
)
def test_an_amount_alone(cell: Cell, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(BadScalar):
            read_amount(cell)
    else:
        assert Decimal(expected) == read_amount(cell).major


@pytest.mark.parametrize(
    ("column", "mark", "amounts"),
    [
        (["1.234,56", "1.000", "7"], ",", ["1234.56", "1000", "7"]),
        (["12,50", "1,234"], ",", ["12.50", "1.234"]),
        (["12.50", "1.234", "1,234"], ".", ["12.50", "1.234", "1234"]),
        (["1.234.567", "1.234"], ",", ["1234567", "1234"]),
        (["EUR 1.234.567,00", "(EUR 500)"], ",", ["1234567", "-500"]),
    ],
)
def test_a_column_settles_its_decimal_mark(column: list[Cell], mark: str, amounts: list[str]) -> None:
    assert mark == decimal_mark(column)
    assert [Decimal(amount) for amount in amounts] == [read_amount(cell, mark).major for cell in column]


@pytest.mark.parametrize("column", [["1.234,56", "1,234.56"], ["1,234", "1.234"], ["100"], [], [1.5, None]])
def test_a_column_that_settles_nothing_leaves_each_cell_to_itself(column: list[Cell]) -> None:
    assert decimal_mark(column) is None


@pytest.mark.parametrize("written", ["12.34.56", "1,23.45", "1.23,4.5"])
def test_thousands_in_unusual_places_are_refused_whatever_the_column_says(written: str) -> None:
    for mark in ".,":
        with pytest.raises(BadScalar):
            read_amount(written, mark)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_an_amount_is_the_same_in_both_habits(amount: Decimal) -> None:
    written = f"{amount:,.2f}"
    swapped = written.translate(str.maketrans(",.", ".,"))
    assert amount == read_amount(written, ".").major == read_amount(swapped, ",").major


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (datetime(2026, 5, 13, 14, 30), date(2026, 5, 13)),
        (date(2026, 5, 13), date(2026, 5, 13)),
        (46155, date(2026, 5, 13)),
        (46155.6, date(2026, 5, 13)),
        ("46155", date(2026, 5, 13)),
        (20260513, date(2026, 5, 13)),
        ("2026-05-13", date(2026, 5, 13)),
        ("2026-05-13T00:00:00Z", date(2026, 5, 13)),
        ("13/05/2026 09:15", date(2026, 5, 13)),
        ("13.5.2026", date(2026, 5, 13)),
        ("2026/05/13", date(2026, 5, 13)),
        ("2026.5.13", date(2026, 5, 13)),
        ("'13/05/2026", date(2026, 5, 13)),
        ("13-May-2026", date(2026, 5, 13)),
        ("13 May 2026", date(2026, 5, 13)),
        ("05/05/2026", date(2026, 5, 5)),
    ],
)
def test_a_date_alone(cell: Cell, expected: date) -> None:
    assert expected == read_day(cell)


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("31/04/2026", "'31/04/2026' does not exist: April has 30 days"),
        ("29/02/2027", "'29/02/2027' does not exist: February 2027 has 28 days"),
        ("01/02/2026", "'01/02/2026' can be read in two ways"),
        ("13/05/26", "'13/05/26' has a year of two digits"),
        ("13-May-26", "'13-May-26' has a year of two digits"),
        (timedelta(hours=30), "'1 day, 6:00:00' is not a date"),
        ("soon", "'soon' is not a date"),
        (time(9, 15), "'09:15:00' is not a date"),
        (99999999, "'99999999' lies outside the years 1900 to 2199"),
        (12, "'12' is not a date"),
    ],
)
def test_what_is_no_date_is_refused(cell: Cell, what: str) -> None:
    with pytest.raises(BadScalar) as refused:
        read_day(cell)
    assert what == refused.value.what


@pytest.mark.parametrize(
    ("column", "order", "days"),
    [
        (["01/02/2026", "13/05/2026"], Order.DAY_FIRST, [date(2026, 2, 1), date(2026, 5, 13)]),
        (["01/02/2026", "05/13/2026"], Order.MONTH_FIRST, [date(2026, 1, 2), date(2026, 5, 13)]),
    ],
)
def test_a_column_settles_its_order(column: list[Cell], order: Order, days: list[date]) -> None:
    assert order is order_of(column)
    assert days == [read_day(cell, order) for cell in column]


def test_a_column_that_disagrees_settles_nothing() -> None:
    assert order_of(["13/05/2026", "05/13/2026"]) is None


def test_a_day_that_does_not_exist_is_named_as_it_was_written() -> None:
    with pytest.raises(BadScalar) as refused:
        read_day("31/04/2026", Order.DAY_FIRST)
    assert "'31/04/2026' does not exist: April has 30 days" == refused.value.what


def test_serials_count_from_the_day_of_their_workbook() -> None:
    assert date(2026, 5, 13) == read_day(44693, None, date(1904, 1, 1))


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_settled_order_reads_every_day(day: date) -> None:
    assert day == read_day(f"{day:%d/%m/%Y}", Order.DAY_FIRST) == read_day(f"{day:%m/%d/%Y}", Order.MONTH_FIRST)


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_by_their_letters(column: int, name: str) -> None:
    assert name == letter(column)
