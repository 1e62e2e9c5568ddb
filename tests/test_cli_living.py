"""Withdrawals, terminations, events and duties at the prompt: what is answered, read back and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, refused, typed

PUMP = "pump-licence"
NO_SALES = ("--party", "licensor", "--reason", "no sales")


@pytest.fixture(autouse=True)
def _with_the_pump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    monkeypatch.setattr("platform.node", lambda: "desk-7")
    monkeypatch.setenv("LOGNAME", "anna")
    done("agreement", "sign", f"{PUMP}.yaml", "--document", "signed.pdf")


def test_the_life_of_a_licence_from_its_first_report_to_its_end() -> None:
    assert_golden(
        "cli-living.txt",
        "pledger agreement show pump-licence",
        "pledger record sales pump-licence 100,000 --on 2026-05-10 --of pump",
        'pledger record event pump-licence "Patent Expiry" --on 2026-05-01 --party licensor --evidence report.pdf',
        "pledger fulfil pump-licence quarterly-report --for 2026-q1 --on 2026-05-16 --evidence report.pdf",
        "pledger due pump-licence --today 2026-07-01",
        "pledger accept DU1 --on 2026-06-01 --party licensor",
        'pledger excuse pump-licence quarterly-report --for 2026-Q2 --party licensor --on 2026-08-01 --reason "none"',
        'pledger terminate pump-licence --on 2026-09-30 --ground cause --reason "no sales" --party licensor --yes',
        "pledger obligations pump-licence --today 2027-01-31",
        "pledger record sales pump-licence 5,000 --on 2026-10-01 --of pump",
        'pledger record sales pump-licence 5,000 --on 2026-10-01 --of "spare parts"',
        "pledger history pump-licence",
        'pledger reverse pump-licence/T1 --reason "the breach was cured"',
        'pledger reverse pump-licence/EV1 --reason "another patent"',
        "pledger statement pump-licence --period 2026-Q2 --party licensor",
    )


def test_everything_comes_out_again() -> None:
    done("accept", "device-licence/M1", "--on", "2026-06-12", "--party", "licensee")
    done("withdraw", "device-licence/M1", "--on", "2026-10-01", "--party", "licensee", "--reason", "no consent")
    done("record", "sales", PUMP, "100,000", "--on", "2026-05-10", "--of", "pump")
    done("record", "event", PUMP, "patent expiry", "--on", "2026-05-01", "--party", "licensor")
    done("terminate", PUMP, "--on", "2026-09-30", "--ground", "expiry", "--reason", "as agreed", "--yes")
    told = done("verify", "--reperform")

    assert "each came out as" in told.replace("\n", " ")


def test_a_dry_run_of_the_end_shows_what_survives_and_records_nothing() -> None:
    told = done("terminate", PUMP, "--on", "2026-09-30", "--ground", "cause", "--reason", "breach", "--dry-run")

    assert "spare-parts survives until 30 September 2028." in told
    assert "Nothing was recorded: this was a dry run." in told
    assert "terminated" not in done("history", PUMP)


def test_the_end_is_not_recorded_where_nobody_can_be_asked() -> None:
    told = typed("terminate", PUMP, "--on", "2026-09-30", "--ground", "cause", "--reason", "breach")

    assert 2 == told.exit_code
    assert "Add --yes, or --dry-run" in told.err
    assert "terminated" not in done("history", PUMP)


def test_what_is_said_wrongly_is_refused() -> None:
    done("excuse", PUMP, "quarterly-report", "--for", "2026-Q1", "--on", "2026-05-01", *NO_SALES)

    assert "by EX1" in refused("fulfil", PUMP, "quarterly-report", "--for", "2026-Q1", "--on", "2026-05-02")
    assert "There are: quarterly-report" in refused("fulfil", PUMP, "report", "--on", "2026-05-02")
    assert "has no period '2026-Q7'" in refused("fulfil", PUMP, "quarterly-report", "--for", "2026-Q7")
    assert "is shown with evidence" in refused(
        "fulfil", PUMP, "quarterly-report", "--for", "2026-Q2", "--on", "2026-07-02"
    )
    assert "There are: patent expiry" in refused("record", "event", PUMP, "patents", "--party", "licensor")
    assert "'cause'" in misused("terminate", PUMP, "--on", "2026-09-30", "--ground", "because", "--reason", "x")
    assert "cannot end before that" in refused(
        "terminate", PUMP, "--on", "2025-09-30", "--ground", "cause", "--reason", "x", "--yes"
    )
