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
