"""Capital, distributions, outcomes and quality at the prompt: every answer as it is read, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, refused, typed

OUTCOME = ("record", "outcome", "device-outcomes", "--patients", "1,200", "--on", "2026-06-30", "--party", "hospital")
VERIFIED = ("--verified-by", "health economics unit")
MISSED = ("record", "non-response", "device-rebate", "--on", "2026-06-10", "--party", "trust")
QUALITY = ("record", "quality", "device-outcomes", "readmissions", "--party", "hospital", "--on", "2026-06-30")


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    for agreement in ("device-fund", "device-outcomes"):
        done("agreement", "sign", f"{agreement}.yaml", "--document", "signed.pdf")


def test_capital_is_paid_in_and_distributed() -> None:
    assert_golden(
        "cli-record-fund.txt",
        "pledger record contribution device-fund 1,000,000 --on 2026-04-01 --party investor",
        "pledger record contribution device-fund 900,000 --restates F1",
        "pledger record distribution device-fund 1,200,000 --on 2027-04-01 --today 2027-04-01",
        "pledger reverse device-fund/D1 --reason 'paid out twice'",
        "pledger verify --reperform",
    )


def test_outcomes_are_claimed_verified_and_shared() -> None:
    outcome = "pledger record outcome device-outcomes --patients 1,200 --on 2026-06-30"
    assert_golden(
        "cli-record-outcome.txt",
        f"{outcome} --saving 569 --party supplier --claimed",
        f"{outcome} --saving 412.5050 --party hospital --verified-by 'health economics unit' --evidence report.pdf",
        "pledger record quality device-outcomes readmissions --cases 30 --out-of 1200 --on 2026-06-30 --party hospital",
        "pledger reverse device-outcomes/Q1 --reason 'counted twice'",
        "pledger verify --reperform",
    )


def _sign_rebate() -> None:
    done("agreement", "sign", "device-rebate.yaml", "--document", "signed.pdf")


def test_a_missing_response_is_claimed_in_time_and_too_late() -> None:
    _sign_rebate()
    claim = "pledger record non-response device-rebate --on 2026-06-10 --party trust --evidence report.pdf"
    assert_golden(
        "cli-record-non-response.txt",
        f"{claim} --patients 12 --claimed-on 2026-08-09",
        f"{claim} --patients 2 --claimed-on 2026-08-10",
        "pledger unpaid device-rebate --today 2026-08-11",
        "pledger reverse device-rebate/NR1 --reason 'it did help'",
        "pledger verify --reperform",
    )


def test_missing_responses_come_in_files() -> None:
    _sign_rebate()
    rows = "date,outcome,claimed by,patients,claimed on,evidence\n2026-06-10,response,trust,3,2026-06-20,report.pdf\n"
    Path("missed.csv").write_text(rows, encoding="utf-8")
    told = done("import", "missed.csv", "device-rebate", "--kind", "non-response")
    assert "1 of non-response (NR1), response" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*OUTCOME, "--saving", "5", *VERIFIED), "is shown with evidence: verification by health economics unit"),
        ((*OUTCOME, "--saving", "5", "--verified-by", "me"), "is verified by health economics unit, not by me"),
        ((*OUTCOME, "--used", "1.66", "--claimed"), "is measured by money saved (--used)"),
        ((*OUTCOME, "--saving", "1e3", "--claimed"), "1e3"),
        ((*OUTCOME, "--saving", "9,999,999,999,999", "--claimed"), "worth more than any agreement is about"),
        ((*QUALITY, "--cases", "13", "--out-of", "12"), "13 cases can't be found out of 12"),
        ((*QUALITY, "--of", "trains", "--cases", "1", "--out-of", "12"), "limits 'readmissions' beside 'trains'"),
        (("record", "distribution", "device-fund", "-5", "--party", "manager"), "A distribution is above zero"),
        (("record", "distribution", "device-fund", "5", "--party", "investor"), "says that investor distributes"),
    ],
)
def test_what_the_terms_do_not_know_is_refused(arguments: tuple[str, ...], said: str) -> None:
    told = typed(*arguments)
    assert (True, "") == (told.exit_code in (1, 2), told.out)
    assert said in told.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--patients", "0"), "There is nobody to claim for"),
        (("--patients", "1.5"), "'1.5' is not a whole number"),
        (("--patients", "3", "--claimed-on", "2026-06-09"), "It can't be claimed before the day itself"),
        (("--patients", "3", "--claimed-on", "2026-06-10"), "is claimed with evidence: laboratory report"),
        (("--patients", "3", "--of", "respone"), "respone"),
    ],
)
def test_a_missing_response_that_cannot_be_claimed_is_refused(arguments: tuple[str, ...], said: str) -> None:
    _sign_rebate()
    told = typed(*MISSED, *arguments)
    assert (True, "") == (told.exit_code in (1, 2), told.out)
    assert said in told.err


def test_an_outcome_is_either_verified_or_claimed() -> None:
    assert "It is not said whether the outcome was verified" in misused(*OUTCOME, "--saving", "5")
    assert "It is not said whether the outcome was verified" in misused(
        *OUTCOME, "--saving", "5", "--claimed", *VERIFIED
    )
    assert "what each saved, or what each used" in misused(*OUTCOME, "--claimed")
    assert "'1.5' is not a whole number" in misused(*QUALITY, "--cases", "1.5", "--out-of", "12")


def test_capital_of_an_agreement_without_a_fund_is_refused() -> None:
    said = refused("record", "contribution", "device-licence", "5")
    assert "No clause of device-licence is worked out on contributions" in said
