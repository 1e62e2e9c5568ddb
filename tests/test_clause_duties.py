"""Duties by their days, how long clauses survive, and what documents may say of both."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import BadScalar
from contracts.parts.duties import Done, Occurrence, Span, State, occurrences, on_time, state_of
from contracts.periods import Calendar, YearKind
from contracts.scalars import Survival, parse_survival, survival_text
from contracts.scalars.due_rule import due_rule_text, parse_due_rule
from tests.clause_samples import document
from tests.document_samples import mistakes_in

FIRST = date(2026, 4, 1)
CALENDAR = Calendar(YearKind.NHS, FIRST)
REPORT = Occurrence("FY2026/27-Q1", FIRST, date(2026, 7, 1), date(2026, 8, 14))
ALWAYS = Span(FIRST, None)

OBLIGATION = """
report:
  kind: obligation
  on: company
  duty: the report
  due: {due}
  otherwise: {otherwise}
  accepted by: {accepter}
"""


@pytest.mark.parametrize("text", ["2026-06-30", "45 days after quarter end", "1 day after patent expiry"])
def test_when_a_duty_is_due_reads_back(text: str) -> None:
    assert text == due_rule_text(parse_due_rule(text))


def test_a_duty_may_be_due_after_business_days() -> None:
    rule = parse_due_rule("5 business days after approval")
    assert "5 business days after approval" == due_rule_text(rule)
    (one,) = occurrences(rule, CALENDAR, ALWAYS, date(2026, 6, 1), [date(2026, 4, 2)])
    assert date(2026, 4, 13) == one.due


@pytest.mark.parametrize("text", ["soon", "", "45 days", "31/02/2026", "x days after quarter end"])
def test_what_says_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadScalar):
        parse_due_rule(text)


@pytest.mark.parametrize("text", ["yes", "no", "1 month", "24 months"])
def test_how_long_a_clause_survives_reads_back(text: str) -> None:
    assert text == survival_text(parse_survival(text))


@pytest.mark.parametrize("text", ["maybe", "0 months", "200 years", "-1 month"])
def test_what_says_no_span_is_refused(text: str) -> None:
    with pytest.raises(BadScalar, match="write yes, no or 24 months"):
        parse_survival(text)


def test_a_month_ends_on_its_last_day() -> None:
    assert date(2027, 2, 28) == Survival(6).last_day(date(2026, 8, 31))
    assert Survival(None).last_day(date(2026, 8, 31)) is None


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("10 days after quarter end", [("FY2026/27-Q1", "2026-07-10"), ("FY2026/27-Q2", "2026-10-10")]),
        ("10 days after year end", [("FY2026/27", "2027-04-10")]),
        ("0 days after month end", [("2026-06", "2026-06-30"), ("2026-07", "2026-07-31")]),
        ("2026-12-31", [("2026-12-31", "2026-12-31")]),
        ("10 days after approval", [("2026-05-05", "2026-05-15")]),
    ],
)
def test_a_duty_comes_for_every_period_that_has_begun(rule: str, expected: list[tuple[str, str]]) -> None:
    span = Span(date(2026, 6, 15), None)
    found = occurrences(parse_due_rule(rule), CALENDAR, span, date(2026, 7, 1), [date(2026, 5, 5)])
    assert expected == [(each.period, each.due.isoformat()) for each in found]


def test_no_period_begins_after_the_end() -> None:
    span = Span(FIRST, date(2026, 8, 31))
    found = occurrences(parse_due_rule("10 days after quarter end"), CALENDAR, span, date(2030, 1, 1))
    assert ["FY2026/27-Q1", "FY2026/27-Q2"] == [each.period for each in found]


@pytest.mark.parametrize(
    ("done", "today", "state", "met"),
    [
        (Done(), "2026-06-30", State.PLANNED, None),
        (Done(), "2026-08-14", State.DUE, None),
        (Done(), "2026-08-15", State.LATE, False),
        (Done(), "2026-09-13", State.LATE, False),
        (Done(), "2026-09-14", State.BREACHED, False),
        (Done(date(2026, 8, 14)), "2026-09-14", State.EVIDENCED, True),
        (Done(date(2026, 8, 14), accepted=True), "2026-09-14", State.ACCEPTED, True),
        (Done(date(2026, 9, 13), accepted=True), "2026-09-14", State.CURED, False),
        (Done(date(2026, 9, 14), accepted=True), "2026-09-14", State.BREACHED, False),
        (Done(excused=True), "2026-09-14", State.WAIVED, None),
    ],
)
def test_how_a_duty_stands(done: Done, today: str, state: State, met: bool | None) -> None:
    day = date.fromisoformat(today)
    assert (state, met) == (state_of(REPORT, done, 30, ALWAYS, day), on_time(REPORT, done, day))


def test_a_duty_of_a_day_after_the_end_is_terminated() -> None:
    later = Occurrence("2026-12-31", date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31))
    assert State.TERMINATED is state_of(later, Done(), None, Span(FIRST, date(2026, 8, 31)), date(2027, 1, 31))


@pytest.mark.parametrize(
    ("due", "otherwise", "accepter", "what"),
    [
        ("2026-06-30", "{ suspends: [nothing] }", "trust", "there is no clause 'nothing'"),
        ("2026-06-30", "{ interest: 8% }", "trust", "'on' is missing beside the other"),
        ("2026-06-30", "{ interest: much, on: report }", "trust", "'much' is not a rate of interest"),
        ("2026-06-30", "{ suspends: [report] }", "company", "may not accept its own"),
        ("soon", "{ suspends: [report] }", "trust", "'soon' does not say when it is due"),
    ],
)
def test_what_does_not_fit_together_is_a_mistake(due: str, otherwise: str, accepter: str, what: str) -> None:
    text = document(OBLIGATION.format(due=due, otherwise=otherwise, accepter=accepter))
    assert any(what in mistake.what for mistake in mistakes_in(text)), mistakes_in(text)
