"""Business days: every published holiday falls on a weekday, and a change of the days is a change of the engine."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from contracts.bank_holidays import PUBLISHED, business_days_after, expected_beyond, usual
from contracts.engine import ENGINE_VERSION
from contracts.errors import ContractError
from contracts.scalars import DaysAfter, days_after_text, parse_days_after

HOLIDAYS = [date.fromisoformat(f"{year}-{day}") for year, days in PUBLISHED.items() for day in days.split()]

RESTS_ON = {2: "902b"}
"""By version of the engine, how the hash of the days begins that entries of that version rest on."""


def test_what_was_booked_rests_on_the_days_of_its_engine() -> None:
    days = sha256(repr([PUBLISHED[year] for year in range(2019, 2028)]).encode()).hexdigest()
    assert RESTS_ON[ENGINE_VERSION] == days[:4], "other days for what was booked: raise ENGINE_VERSION"


def test_holidays_are_weekdays_with_those_of_easter_and_christmas_among_them() -> None:
    assert [] == [day for day in HOLIDAYS if day.weekday() > 4]
    for year in PUBLISHED:
        expected = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
        assert expected <= set(HOLIDAYS)
        assert 2 == sum(day.month == 12 and day.year == year for day in HOLIDAYS)
        assert sum(day.year == year for day in HOLIDAYS) >= 8


@given(st.dates(date(2019, 1, 1), date(2027, 6, 30)), st.integers(1, 60))
def test_so_many_days_are_open_up_to_the_day_and_it_is_one_of_them(day: date, number: int) -> None:
    reached = date.fromordinal(business_days_after(day.toordinal(), number))
    between = [day + timedelta(days=passed) for passed in range(1, (reached - day).days + 1)]
    opened = [each for each in between if each.weekday() < 5 and each not in HOLIDAYS]
    assert (number, reached) == (len(opened), opened[-1])


@pytest.mark.parametrize("day", [date(2018, 12, 28), date(2027, 12, 24), date(2100, 1, 1)])
def test_beyond_the_years_published_nothing_is_guessed(day: date) -> None:
    with pytest.raises(ContractError, match="not known here, only those of 2019 to 2027"):
        business_days_after(day.toordinal(), 10)


def test_what_is_expected_goes_on_by_the_pattern_of_years_without_a_proclamation() -> None:
    moved = {year for year in PUBLISHED if sorted(f"{day:%m-%d}" for day in usual(year)) != PUBLISHED[year].split()}
    assert {2020, 2022, 2023} == moved
    with expected_beyond():
        assert date(2028, 1, 12) == date.fromordinal(business_days_after(date(2027, 12, 24).toordinal(), 10))
        assert date(2028, 2, 28) == date.fromordinal(business_days_after(date(2028, 2, 14).toordinal(), 10))
        assert date(2101, 1, 4) == date.fromordinal(business_days_after(date(2100, 12, 31).toordinal(), 1))
    with pytest.raises(ContractError, match="not known here"):
        business_days_after(date(2028, 2, 14).toordinal(), 10)


@pytest.mark.parametrize("text", ["10 business days after report", "1 business day after quarter end"])
def test_business_days_read_back(text: str) -> None:
    assert text == days_after_text(parse_days_after(text))
    assert parse_days_after("10 working days from the report") == DaysAfter(10, "report", business=True)
