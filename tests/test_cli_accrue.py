"""`pledger record estimate`, `pledger accrue`, and what stands beside answers: on a real ledger, wrong input too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, refused
from tests.command_samples import typed as cli

ACCESS = """\
agreement: data-access
title: Access to images
currency: GBP
effective: 2026-01-01
parties:
  company: { name: Smörgås Devices Ltd }
  trust: { name: Northern Trust }
clauses:
  access: { kind: data access fee, data: images, fee: "36,500", per: year, from: company, to: trust }
  cost: { kind: cost share, of: curation, shares: { company: 60%, trust: 40% } }
"""
ESTIMATE = "pledger record estimate sales device-licence 1,000,000 --for FY2026/27-Q2"
ACCRUED = "accrued_not_booked"


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    monkeypatch.setenv("LOGNAME", "anna")


def typed(line: str) -> str:
    """Run a command line that goes well."""
    return done(*line.split()[1:])


def tables(line: str) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table of an answer."""
    blocks = json.loads(typed(f"{line} --format json"))["blocks"]
    return {block["table"]: block["rows"] for block in blocks if "table" in block}


def sign_access() -> None:
    """Sign an agreement whose fee runs by days."""
    Path("access.yaml").write_text(ACCESS, "utf-8")
    typed("pledger agreement sign access.yaml --document signed.pdf")


def test_the_answers_at_a_prompt() -> None:
    sign_access()
    assert_golden(
        "cli-accrue.txt",
        ESTIMATE,
        "pledger record estimate cost data-access 4,000 --for 2026-07 --party trust",
        "pledger accrue --all --to 2026-09-30 --today 2026-10-02",
        "pledger statement device-licence --period FY2026/27-Q2 --today 2026-09-30",
        "pledger statement data-access --period 2026-Q4 --today 2026-10-02",
        "pledger history data-access",
        "pledger accrue device-licence --to 2026-10-31 --today 2026-11-02 --dry-run",
        "pledger accrue device-development --to 2026-10-31 --today 2026-11-02",
    )


@pytest.mark.parametrize("reading", ["shares device-licence", "due device-licence", "unpaid --all", "shares --all"])
def test_what_has_accrued_stands_beside_every_answer(reading: str) -> None:
    assert ACCRUED not in tables(f"pledger {reading} --today 2026-09-30")
    typed(ESTIMATE)
    found = tables(f"pledger {reading} --today 2026-09-30")[ACCRUED]
    assert [("licensee", "licensor", "royalty", "FY2026/27-Q2")] == [
        (row["from"], row["to"], row["clause"], row["for"]) for row in found
    ]


def test_shares_add_it_up_by_party_and_clause() -> None:
    sign_access()
    typed("pledger record estimate cost data-access 4,000 --for 2026-02 --party trust")
    found = tables("pledger shares data-access --today 2026-03-31")["accrued_by_party"]
    assert [
        ("company", "access", "0.00", "9000.00"),
        ("company", "cost", "0.00", "2400.00"),
        ("trust", "access", "9000.00", "0.00"),
        ("trust", "cost", "2400.00", "0.00"),
    ] == [(row["party"], row["clause"], row["receives"]["amount"], row["owes"]["amount"]) for row in found]


def test_kind_and_agreement_come_in_either_order_and_the_only_agreement_needs_no_name() -> None:
    told = typed(ESTIMATE.replace("sales device-licence", "device-licence sales"))
    assert "Recorded as device-licence/EST1: sales of device, GBP 1,000,000.00" in told
    Path("ledger.db").unlink()
    typed("pledger init")
    typed("pledger agreement sign licence.yaml --document signed.pdf")
    assert "Recorded as device-licence/EST1" in typed("pledger record estimate sales -5,000 --for 2026-Q3")


def test_it_is_in_every_format(tmp_path: Path) -> None:
    typed(ESTIMATE)
    for name in ("shares.csv", "shares.xlsx", "shares.json"):
        cli("shares", "device-licence", "--today", "2026-09-30", "-o", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size
    assert "Accrued to date" in (tmp_path / "shares.csv").read_text("utf-8-sig")


def test_the_actual_figure_replaces_the_estimate_and_its_reversal_brings_it_back() -> None:
    typed(ESTIMATE)
    before = tables("pledger due device-licence --today 2026-09-30")[ACCRUED]
    typed("pledger record sales device-licence 940,000 --on 2026-09-30 --ref late")
    assert ACCRUED not in tables("pledger due device-licence --today 2026-09-30")
    typed("pledger reverse device-licence/late --reason slip")
    assert before == tables("pledger due device-licence --today 2026-09-30")[ACCRUED]


def test_an_answer_as_known_before_the_estimate_has_none_of_it() -> None:
    at = json.loads(typed("pledger record sales device-licence 5 --on 2026-05-11 --format json"))["event"]["at"]
    typed(ESTIMATE)
    line = "pledger shares device-licence --today 2026-09-30"
    assert ACCRUED not in tables(f"{line} --known-at {at}")
    assert ACCRUED in tables(f"{line} --known-at 2099-01-01")


def test_an_explanation_has_the_sums_of_accruals_and_of_what_has_accrued_since() -> None:
    sign_access()
    typed("pledger accrue data-access --to 2026-03-10 --today 2026-04-01")
    told = typed("pledger explain data-access --today 2026-03-31")
    assert "access, 69 of 365 days: 36,500.00 x 69/365 = 6,900.00" in told
    assert "Accrued to 2026-03-31. What has accrued is no debt" in told
    assert "Accrued to date" not in typed("pledger explain data-access --clause access --today 2026-03-31")


def test_a_statement_of_one_party_shows_its_own() -> None:
    sign_access()
    line = "pledger statement data-access --period 2026-Q1 --today 2026-05-01"
    assert [9_000] == [int(float(row["amount"]["amount"])) for row in tables(f"{line} --party trust")[ACCRUED]]
    typed("pledger close data-access 2026-Q1")
    assert ACCRUED not in tables(line)


def test_accruals_are_worked_out_again() -> None:
    sign_access()
    typed("pledger accrue data-access --to 2026-03-10")
    assert "worked out again" in typed("pledger verify --reperform")


def test_everything_is_accrued_in_one_go_and_what_has_nothing_is_named() -> None:
    sign_access()
    typed(ESTIMATE)
    told = typed("pledger accrue --all --to 2026-09-30 --today 2026-10-01")
    assert "Nothing has accrued under device-development" in " ".join(told.split())
    again = typed("pledger accrue --all --to 2026-09-30 --today 2026-10-01")
    assert "data-access is accrued to 2026-09-30 already." in again
    assert "Nothing was recorded." in again


def test_as_json_a_script_reads_what_was_recorded() -> None:
    sign_access()
    answer = json.loads(typed("pledger accrue data-access --to 2026-03-10 --format json"))
    legs = answer["event"]["body"]
    assert [690_000, -690_000] == [legs["accruals"][0]["amount"], legs["reversals"][0]["amount"]]
    nothing = json.loads(typed("pledger accrue device-development --to 2026-05-10 --format json"))
    assert nothing["recorded"] is False


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("record estimate milestones device-licence 5 --for 2026-Q2", "'milestones' can't be estimated (KIND). Write"),
        ("record estimate sales device-licence 5 --for 2026-13", "'2026-13' is not a period (--for)"),
        ("record estimate sales device-licence --for 2026-Q2", "The amount is missing"),
        ("record estimate sales device-licence 5", "Missing option '--for'"),
        ("record estimate cost device-development 5 --for 2026-Q2", "It is not said which party will pay the cost"),
        ("accrue device-licence", "Missing option '--to'"),
        ("accrue device-licence --all --to 2026-06-30", "One agreement and all of them are asked for"),
        ("accrue --to 2026-06-30", "It is not said which agreement"),
        ("accrue device-licence --to 31/02/2026", "31/02/2026"),
    ],
)
def test_wrong_usage_is_said(line: str, says: str) -> None:
    assert says in misused(*line.split())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "record estimate income device-licence 5 --for 2026-Q2",
            "No clause of device-licence is worked out on income",
        ),
        ("record estimate sales device-licence 0 --for 2026-Q3", "An amount of nothing records nothing"),
        ("record estimate sales device-licence 5 --for 2025", "ends before device-licence takes effect"),
        ("record estimate sales device-licence 5 --for 2042", "begins after the term of device-licence ended"),
        ("record estimate sales device-licence 5 --for 2026-Q2 --of drug", "No clause of device-licence reads sales"),
        ("record estimate sales device-licence 5 --for 2026-05", "are recorded already: S1 of"),
        ("accrue device-licence --to 2027-06-30 --today 2026-10-01", "2027-06-30 has not come yet"),
        ("accrue device-licence --to 2026-03-31", "takes effect only on 2026-04-01"),
    ],
)
def test_what_the_agreement_does_not_allow_is_refused(line: str, says: str) -> None:
    assert says in refused(*line.split())
