"""The laws that the sums of a ledger keep: each comes out to nothing, and what is astray is named."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from projections import tables
from projections.laws import broken, laws_table
from projections.loaded import loaded
from projections.views import events_until
from tests.command_samples import done, enter_sample_ledger
from tests.projection_samples import new_book, record_joint_work, views_of

TODAY = date(2026, 9, 30)


def test_every_law_holds_to_the_penny_over_costs_royalties_payments_and_corrections(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        book.close("joint", "2026-Q1")
        book.pay("joint", "c", "a", "9.00", "2026-03-31")
        book.reverse("joint", "P1")
        recorder = book.ledger.file.recorder
        several = list(loaded(events_until(recorder, recorder.max_notification_id())))
        with views_of(book) as connection:
            laws = laws_table(connection, several, TODAY)
    assert {"joint", "licence"} == {row[0] for row in laws.rows}
    assert 15 <= len(laws.rows)
    assert [] == broken(laws)


def test_an_amount_that_is_astray_breaks_the_laws_that_it_stands_in(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        recorder = book.ledger.file.recorder
        several = list(loaded(events_until(recorder, recorder.max_notification_id())))
        with views_of(book) as connection:
            entries = tables.entries.c
            connection.execute(update(tables.entries).where(entries.event == 2, entries.n == 1).values(amount=1))
            found = broken(laws_table(connection, several, TODAY))
    assert ("joint", "entries = the sums in their workings") in found
    assert ("joint", "entries one by one = running totals of positions") in found


def test_the_laws_at_a_prompt_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    laws = json.loads(done("verify", "--laws", "--format", "json"))["laws"]
    assert {"0.00"} == {law["residual"]["amount"] for law in laws}
    assert "Residual" in done("verify", "device-licence", "--laws")
