"""Scalars as people write them: what is read, what is refused with which advice, and that texts read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.currency import digits, parse_currency
from contracts.errors import BadScalar, ContractError
from contracts.scalars import (
    Amount,
    DaysAfter,
    amount_text,
    day_in_words,
    day_text,
    days_after_text,
    days_text,
    fraction_text,
    parse_amount,
    parse_day,
    parse_days,
    parse_days_after,
    parse_fraction,
    parse_id,
    parse_slug,
    parse_yes_no,
    yes_no_text,
)
from contracts.scalars.registered import parse_company_number, parse_lei, parse_ods

PARSERS: tuple[Callable[[str], object], ...] = (
    parse_amount,
    parse_company_number,
    parse_currency,
    parse_day,
    parse_days,
    parse_days_after,
    parse_fraction,
    parse_lei,
    parse_ods,
    parse_slug,
    parse_yes_no,
)


def refused(parse: Callable[[str], object], text: str) -> str:
    """Give the message with which a text is refused."""
    with pytest.raises(ContractError) as caught:
        parse(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30%", Fraction(3, 10)),
        ("6.5 %", Fraction(13, 200)),
        ("6.5\u00a0%", Fraction(13, 200)),
        ("0.25 per cent", Fraction(1, 400)),
        ("33 1/3%", Fraction(1, 3)),
        ("1/3", Fraction(1, 3)),
        ("1 / 3", Fraction(1, 3)),
        ("0.065", Fraction(13, 200)),
        ("\ufeff 1 ", Fraction(1)),
        ("150%", Fraction(3, 2)),
    ],
)
def test_a_share_is_read_exactly(text: str, value: Fraction) -> None:
    assert value == parse_fraction(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("30", "'30' as a share is more than the whole: did you mean 30%?"),
        ("6,5%", "'6,5%' has a comma: write 6.5%"),
        ("-5%", "'-5%' is negative; shares and rates are not: write 30%, 1/3 or 0.065"),
        ("1/0", "'1/0' divides by zero: write 30%, 1/3 or 0.065"),
        ("6.5e-2", "'6.5e-2' is not a share or rate: write 30%, 1/3 or 0.065"),
        ("", "'' is not a share or rate: write 30%, 1/3 or 0.065"),
    ],
)
def test_a_share_that_is_none_is_refused_with_advice(text: str, message: str) -> None:
    assert message == refused(parse_fraction, text)


@pytest.mark.parametrize(
    ("text", "major", "currency"),
    [
        ("250,000", "250000", None),
        ("GBP 1,250,000.00", "1250000", "GBP"),
        ("1,250 gbp", "1250", "GBP"),
        ("£569", "569", "GBP"),
        ("€ 1.234,56", "1234.56", "EUR"),
        ("1.234,56", "1234.56", None),
        ("US$ 5", "5", "USD"),
        ("$5", "5", "$"),
        ("1 250 000.00", "1250000", None),
        ("1\u202f250", "1250", None),
        ("10m", "10000000", None),
        ("2.5 million", "2500000", None),
        ("1.234m", "1234000", None),
        ("250k", "250000", None),
        ("1bn", "1000000000", None),
        ("(500)", "-500", None),
        ("(£500)", "-500", "GBP"),
        ("-500", "-500", None),
        ("\N{MINUS SIGN}500", "-500", None),
        ("£-500", "-500", "GBP"),
        ("-0", "0", None),
        ("KWD 1.234", "1.234", "KWD"),
    ],
)
def test_an_amount_is_read_exactly(text: str, major: str, currency: str | None) -> None:
    assert Amount(Decimal(major), currency) == parse_amount(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1.234", "'1.234' can be read in two ways: write 1,234 or 1.23"),
        ("1,23", "'1,23' can be read in two ways: write 1.23 or 1,230"),
        ("1,00,000", "'1,00,000' has its thousands in unusual places: write 1,250,000.00, 1250000 or 1.25m"),
        ("1.234.567", "'1.234.567' has its thousands in unusual places: write 1,250,000.00, 1250000 or 1.25m"),
        ("GPB 5", "'GPB' is not a currency: did you mean 'GBP'?"),
        ("1e5", "'1e5' is not an amount: write 1,250,000.00, 1250000 or 1.25m"),
        ("٣", "'٣' is not an amount: write 1,250,000.00, 1250000 or 1.25m"),
        ("9999999bn", "'9999999bn' is more than any agreement is about: write less than 100,000bn"),
        ("9" * 24 + "bn", f"'{'9' * 24}bn' is more than any agreement is about: write less than 100,000bn"),
    ],
)
def test_an_amount_that_can_be_misread_is_refused_with_advice(text: str, message: str) -> None:
    assert message == refused(parse_amount, text)


def test_minor_units_need_the_agreements_currency_and_its_decimals() -> None:
    assert 125_000_050 == parse_amount("GBP 1,250,000.5").minor(2, "GBP")
    assert 500 == parse_amount("$5").minor(2, "CAD")
    assert "'$ 5' is not in GBP: write the amount in GBP" == refused(
        lambda text: parse_amount(text).minor(2, "GBP"), "$5"
    )
    assert "'EUR 5' is not in GBP: write the amount in GBP" == refused(
        lambda text: parse_amount(text).minor(2, "GBP"), "EUR 5"
    )
    assert "'0.125' has more decimals than the 2 of GBP: write 0.13, or the amount that was meant" == refused(
        lambda text: parse_amount(text).minor(2, "GBP"), "0.125"
    )


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-31",
        "2026\u201103\u201131",
        "31 March 2026",
        "31 Mar 2026",
        "31st March, 2026",
        "31/03/2026",
        "31.03.2026",
        " 31/3/2026 ",
    ],
)
def test_a_date_is_read_day_before_month(text: str) -> None:
    assert date(2026, 3, 31) == parse_day(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("03/04/2026", "'03/04/2026' can be read in two ways: write 2026-04-03 or 2026-03-04"),
        ("03/31/2026", "'03/31/2026' has no such month (the day comes first): write 2026-03-31"),
        ("31/04/2026", "'31/04/2026' does not exist: April has 30 days: write 2026-04-30 for its last day"),
        ("2026-02-30", "'2026-02-30' does not exist: February 2026 has 28 days: write 2026-02-28 for its last day"),
        ("2026-13-01", "'2026-13-01' does not exist: there are 12 months: write it as 2026-03-31 or 31 March 2026"),
        ("46112", "'46112' is a spreadsheet's number of a day: write 2026-03-31"),
        ("20260331", "'20260331' is not written as a date: write 2026-03-31"),
        ("2026-03-31T00:00", "'2026-03-31T00:00' is more than a date: write 2026-03-31"),
        ("0026-03-31", "'0026-03-31' lies outside the years 1900 to 2199: write it as 2026-03-31 or 31 March 2026"),
        ("tomorrow", "'tomorrow' is not a date: write it as 2026-03-31 or 31 March 2026"),
    ],
)
def test_a_date_that_can_be_misread_or_is_none_is_refused_with_advice(text: str, message: str) -> None:
    assert message == refused(parse_day, text)


def test_a_day_and_month_alike_can_be_read_in_one_way_only() -> None:
    assert date(2026, 4, 4) == parse_day("04/04/2026")


def test_days_are_calendar_days() -> None:
    assert (30, 30, 1) == (parse_days("30 days"), parse_days("30"), parse_days(" 1 day "))
    assert "'4 weeks' is not a number of days: write, for example, 30 days" == refused(parse_days, "4 weeks")
    expected = "'5 business days': these are calendar days: write, for example, 5 days"
    assert expected == refused(parse_days, "5 business days")


def test_days_after_name_what_they_count_from() -> None:
    assert DaysAfter(30, "acceptance") == parse_days_after("30 days after acceptance")
    assert DaysAfter(45, "quarter end") == parse_days_after("45  days after the Quarter End")
    assert DaysAfter(30, "report") == parse_days_after("30 days", anchor="report")
    expected = "'30 days' does not say how many days after what: write, for example, 30 days after acceptance"
    assert expected == refused(parse_days_after, "30 days")


def test_an_id_that_is_none_is_refused_with_one_that_is() -> None:
    assert "first-patient" == parse_slug(" first-patient ")
    assert refused(parse_slug, "Équipe 7 / B").endswith("write equipe-7-b")
    assert "Party_A" == parse_id("Party_A")
    assert refused(parse_id, "Équipe 7 / B").endswith("write Equipe-7-B")


def test_registered_ids_are_checked() -> None:
    assert ("RJ1", "SC123456", "213800KUD8LAJWSQ9D15") == (
        parse_ods("rj1"),
        parse_company_number("sc 123456"),
        parse_lei("213800KUD8LAJWSQ9D15"),
    )
    assert "'1234567' is not a UK company number: write 01234567" == refused(parse_company_number, "1234567")
    assert "check digits that don't fit" in refused(parse_lei, "213800KUD8LAJWSQ9D16")
    assert "'2138' is not an LEI: write its 20 letters and digits" == refused(parse_lei, "2138")


def test_currencies_have_their_own_decimals() -> None:
    assert (2, 0, 3) == tuple(digits(code) for code in ("GBP", "JPY", "KWD"))
    assert "'£' is not a currency: did you mean 'GBP'?" == refused(parse_currency, "£")
    assert "is not a currency" in refused(parse_currency, "XAU")


@given(st.fractions(min_value=0, max_value=1000, max_denominator=10**26))
def test_the_text_of_a_share_reads_back(share: Fraction) -> None:
    assert share == parse_fraction(fraction_text(share))


@given(
    st.decimals(min_value=1 - 10**14, max_value=10**14 - 1, allow_nan=False, allow_infinity=False, places=4),
    st.sampled_from([None, "GBP", "EUR", "JPY", "KWD", "$"]),
)
def test_the_text_of_an_amount_reads_back(major: Decimal, currency: str | None) -> None:
    amount = Amount(major, currency)
    assert amount == parse_amount(amount_text(amount))
    assert amount_text(amount) == amount_text(parse_amount(amount_text(amount)))


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_the_texts_of_a_day_read_back(day: date) -> None:
    assert (day, day) == (parse_day(day_text(day)), parse_day(day_in_words(day)))


@given(st.integers(0, 36_600), st.sampled_from(["acceptance", "quarter end", "report"]))
def test_the_texts_of_days_read_back(days: int, anchor: str) -> None:
    assert days == parse_days(days_text(days))
    assert DaysAfter(days, anchor) == parse_days_after(days_after_text(DaysAfter(days, anchor)))


@given(st.booleans())
def test_the_text_of_a_switch_reads_back(switch: bool) -> None:
    assert switch is parse_yes_no(yes_no_text(switch))


@given(
    st.text(alphabet=st.sampled_from("0123456789.,/-% ()£$€mkGBPJandysafter\u00a0\ufeff²٣"), max_size=14) | st.text()
)
def test_nothing_that_can_be_typed_is_an_error_of_another_kind(text: str) -> None:
    for parse in PARSERS:
        try:
            parse(text)
        except BadScalar as error:
            assert error.what
            assert error.fix


@given(st.from_regex(r"[0-9]{1,12}(\.[0-9]{1,18})?%|([0-9]{1,4} )?[0-9]{1,18}/[0-9]{1,18}%?", fullmatch=True))
def test_a_share_that_is_read_has_a_text_that_reads_back(text: str) -> None:
    try:
        share = parse_fraction(text)
    except BadScalar:
        return
    assert share == parse_fraction(fraction_text(share))


@given(st.from_regex(r"(GBP |\$)?[0-9]{1,12}(\.[0-9]{1,12})?( ?(k|m|bn))?", fullmatch=True))
def test_an_amount_that_is_read_has_a_text_that_reads_back(text: str) -> None:
    try:
        amount = parse_amount(text)
    except BadScalar:
        return
    assert amount == parse_amount(amount_text(amount))
