"""The history of very many events shows the last of them at the prompt, and all of them in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_samples import done, enter_sample_ledger


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


def test_the_last_events_are_shown_and_the_rest_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = done("history", "device-licence", "--format", "csv").splitlines()
    monkeypatch.setattr("projections.history.MOST", 2)

    told = " ".join(done("history", "device-licence").split())

    earlier = len(done("history", "device-licence", "--format", "json").splitlines()) - 2
    said = f"{earlier} earlier events are not shown; all of them: pledger history device-licence -o history.csv"
    assert said in told
    assert whole == done("history", "device-licence", "--format", "csv").splitlines()
