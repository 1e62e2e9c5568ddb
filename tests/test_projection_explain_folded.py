"""An explanation of very many entries adds them up by period, and says how to see each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_samples import done, enter_sample_ledger


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


def test_many_entries_are_added_up_by_period(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = done("explain", "device-licence")
    monkeypatch.setattr("projections.explain.MOST", 0)

    told = " ".join(done("explain", "device-licence").split())

    assert "entries are added up by period here" in told
    assert "caused by" in whole and "caused by" not in told
    hint = told.partition("pledger explain device-licence --period ")[2].split()[0]
    assert "caused by" in done("explain", "device-licence", "--period", hint.rstrip("."))


def test_many_facts_that_a_clause_reads_are_counted_by_period(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = done("explain", "device-licence")
    period = next(line for line in whole.splitlines() if "that the clause reads:" in line).split()[2]
    monkeypatch.setattr("projections.explain.MOST", 0)
    monkeypatch.setattr("projections.explain.count_entries", lambda *asked: 0)

    told = " ".join(done("explain", "device-licence").split())

    assert "that the clause reads:" not in told and "caused by" in told
    assert f"reads 1 fact of {period}. To see each: pledger explain device-licence --period {period}" in told
    assert "that the clause reads:" in done("explain", "device-licence", "--period", period)
