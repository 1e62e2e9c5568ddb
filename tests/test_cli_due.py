"""`pledger due` on a real ledger: tables, files and calendars."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, refused, typed

ASKED = ("due", "--today", "2026-08-15")


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


def _answered(*arguments: str) -> dict[str, list[dict[str, object]]]:
    blocks = json.loads(done(*arguments, "--format", "json"))["blocks"]
    return {block["table"]: block["rows"] for block in blocks}


def test_the_answer_at_a_prompt() -> None:
    assert_golden("cli-due.txt", "pledger due --today 2026-08-15", "pledger due device-licence --today 2026-05-31")


def test_only_what_falls_due_within_some_days_is_shown() -> None:
    def owed(within: str) -> list[object]:
        return [row["clause"] for row in _answered(*ASKED, "--within", within)["due"]]

    assert ["development-cost"] == owed("28d")
    assert ["development-cost", "royalty"] == owed("29d")
    assert owed("29") == owed("29 days") == owed("99999w")


def test_what_was_not_recorded_by_then_is_not_due() -> None:
    assert [] == _answered("due", "--known-at", "2020-01-01")["due"]


def test_a_payment_leaves_what_it_did_not_settle() -> None:
    done(
        "record", "payment", "device-licence", "100,000", "--from", "licensee", "--to", "licensor", "--on", "2026-08-01"
    )

    (row,) = _answered("due", "device-licence", "--today", "2026-08-15")["due"]
    assert {"amount": "5000.00", "currency": "GBP"} == row["amount"]


def test_a_credit_against_what_falls_due_later_is_no_due_and_is_not_unpaid() -> None:
    asked = ("device-licence", "--today", "2026-12-20")
    paid = ("device-licence", "105,000", "--from", "licensee", "--to", "licensor", "--on", "2026-08-01")
    done("record", "payment", *paid)
    done("record", "sales", "device-licence", "--on", "2026-07-10", "--of", "device", "--", "-500,000")
    assert [] == _answered("due", *asked)["due"]
    assert "royalty: GBP 15,000.00 that licensee paid licensor beyond what is due stays as a credit." in _told(*asked)
    assert "licensor" not in [row["from"] for row in _answered("unpaid", *asked)["unpaid"]]
    done("record", "sales", "device-licence", "600,000", "--on", "2026-10-10", "--of", "device")
    (row,) = _answered("due", *asked)["due"]
    assert {"amount": "3000.00", "currency": "GBP"} == row["amount"]  # 600,000 x 3% less the credit


def _told(*asked: str) -> str:
    return " ".join(done("due", *asked).split())


def test_a_calendar_has_an_event_on_the_day_of_each_due() -> None:
    assert typed(*ASKED, "-o", "dues.ics").err.startswith("Written to dues.ics")

    calendar = Calendar.from_ical(Path("dues.ics").read_bytes())
    events = [(event.summary, event.start, event.end) for event in calendar.events]
    assert [
        ("GBP 7,200.00 due from company to university", date(2026, 7, 30), date(2026, 7, 31)),
        ("GBP 105,000.00 due from licensee to licensor", date(2026, 9, 13), date(2026, 9, 14)),
    ] == events
    assert 2 == len({event.uid for event in calendar.events})


def test_the_same_ledger_gives_the_same_calendar() -> None:
    first = done(*ASKED, "--format", "ics")

    assert first == done(*ASKED, "--format", "ics")
    assert first.endswith("END:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in first.splitlines()) <= 75


def test_only_dues_go_into_a_calendar() -> None:
    assert "Only what falls due can be written as a calendar." in misused("shares", "-o", "shares.ics")


def test_what_is_asked_wrongly_is_told() -> None:
    assert "'3y' is no number of days: write it as 90d or 12w." in misused("due", "--within", "3y")
    assert "There is no agreement 'device-lisence'. Did you mean" in refused("due", "device-lisence")
    assert "One agreement and all of them are asked for." in misused("due", "device-licence", "--all")


def test_of_many_facts_behind_a_due_those_with_evidence_are_named_first() -> None:
    for _ in range(9):
        done("record", "sales", "device-licence", "5", "--on", "2026-05-11")
    done("record", "sales", "device-licence", "5", "--on", "2026-05-12", "--evidence", "report.pdf")

    (row,) = _answered("due", "device-licence", "--today", "2026-08-15")["due"]
    assert "S11 (report.pdf), S1, S2, S3 and 7 more" == row["evidence"]
