"""Long commands say on standard error how far they are; short ones say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.cli import progress
from tests.command_samples import enter_sample_ledger, typed


@pytest.fixture(autouse=True)
def _ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("verify", "pledger: 2 of 7 events verified\n"),
        ("backup kept.db", "pledger: 4 of 7 events verified\n"),
        ("copy ledger.db moved.db", "pledger: 3 of 7 events copied\n"),
        ("copy ledger.db moved.db", "pledger: 6 of 7 events verified\n"),
    ],
)
def test_a_long_command_says_how_far_it_is(command: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0)
    for part in ("ledger.audit.verify.PART", "ledger.audit.event_check.PART"):
        monkeypatch.setattr(part, 2)
    monkeypatch.setattr("ledger.store.contents.ROWS_AT_ONCE", 3)

    told = typed(*command.split())

    assert 0 == told.exit_code
    assert said in told.err
    assert "7 of 7" not in told.err


def test_a_short_command_says_nothing() -> None:
    assert "" == typed("verify", "--reperform").err
    assert "" == typed("backup", "kept.db").err


def test_the_agreements_that_are_worked_out_again_are_counted(capfd: pytest.CaptureFixture[str]) -> None:
    told = progress.Progress("agreements worked out again")
    told(1, 500)
    told._silent_until = 0
    told(1_000, 2_000)
    told(1_001, 2_000)
    assert "pledger: 1,000 of 2,000 agreements worked out again\n" == capfd.readouterr().err
