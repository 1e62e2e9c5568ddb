"""Contributions in kind and approved overspends at the prompt: what is answered, read back and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, refused

HOURS = ("record", "in-kind", "device-trial", "14.5", "--item", "nurse hour", "--on", "2026-05-29")
SHOWN = ("--evidence", "report.pdf")


@pytest.fixture(autouse=True)
def _with_the_trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    monkeypatch.setattr("platform.node", lambda: "desk-7")
    monkeypatch.setenv("LOGNAME", "anna")
    done("agreement", "sign", "device-trial.yaml", "--document", "signed.pdf")


def test_contributions_in_kind_from_the_claim_to_the_reports() -> None:
    assert_golden(
        "cli-record-in-kind.txt",
        'pledger record in-kind device-trial 14.5 --item "nurse hour" --on 2026-05-29',
        "pledger accept device-trial/K1 --on 2026-06-12 --party company",
        "pledger record in-kind device-trial 12.5 --restates K1 --evidence report.pdf",
        "pledger accept device-trial/K2 --on 2026-06-12 --party company",
        'pledger record in-kind device-trial 3 --item "scanner hour" --on 2026-05-29 --evidence report.pdf',
        "pledger shares device-trial",
        "pledger statement device-trial --period FY2026/27-Q1",
        "pledger explain device-trial",
        'pledger reverse device-trial/K2 --reason "another trial\'s hours"',
    )


def test_an_overspend_and_its_approval() -> None:
    assert_golden(
        "cli-record-approval.txt",
        "pledger record cost device-trial 1,250,000 --on 2026-05-29 --party trust",
        "pledger record approval device-trial trial-cost 50,000 --on 2026-10-15",
        "pledger shares device-trial",
        "pledger explain device-trial --clause trial-cost",
        'pledger reverse device-trial/A1 --reason "not minuted"',
    )


def test_everything_comes_out_again() -> None:
    done(*HOURS, *SHOWN)
    done("accept", "device-trial/K1", "--on", "2026-06-12", "--party", "company")
    done("record", "cost", "device-trial", "1,250,000", "--on", "2026-05-29", "--party", "trust")
    done("record", "approval", "device-trial", "trial-cost", "50,000", "--on", "2026-10-15")
    assert "each came out" in done("verify", "--reperform").replace("\n", " ")


@pytest.mark.parametrize("quantity", ["-2.5", "- 2.5"])
def test_a_quantity_below_zero_takes_some_back(quantity: str) -> None:
    done(*HOURS, *SHOWN)
    told = done("record", "in-kind", "device-trial", quantity, *HOURS[4:], *SHOWN)
    assert "nurse hour, 2.5, on 29 May 2026, taken back by Northern Trust" in told
    assert "GBP -163.63" in told


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({3: "14.1255"}, "nurse hour: the quantity has more than three decimals: write at most three."),
        ({3: "0"}, "A quantity of nothing records nothing."),
        ({3: "99,999,999,999,999"}, "worth more than any agreement is about"),
        ({5: "nurse our"}, "No rate card of device-trial has 'nurse our' (--item). Did you mean 'nurse hour'?"),
        ({7: "2026-03-31"}, "before device-trial takes effect"),
        ({2: "device-licence"}, "No clause of device-licence values contributions in kind"),
    ],
)
def test_what_no_rate_card_can_value_is_refused(changed: dict[int, str], told: str) -> None:
    words = [changed.get(number, word) for number, word in enumerate(HOURS)]
    assert told in " ".join(refused(*words).split())


@pytest.mark.parametrize("word", ["nurse", "nurse our", "NURSE hour"])
def test_an_item_in_the_place_of_the_agreement_is_told_with_the_line_to_type(word: str) -> None:
    told = " ".join(refused("record", "in-kind", word, "120").split())
    assert f"There is no agreement '{word}'; device-trial has 'nurse hour'" in told
    assert 'Type: pledger record in-kind device-trial 120 --item "nurse hour"' in told


def test_a_product_in_the_place_of_the_agreement_is_told_with_the_line_to_type() -> None:
    told = " ".join(refused("record", "sales", "device", "3,500", "GBP").split())
    assert "Type: pledger record sales device-licence 3,500 GBP --of device" in told
    assert "There is no agreement 'nonsense' in this ledger" in refused("record", "sales", "nonsense", "3,500")


def test_only_the_contributor_contributes_and_never_accepts_its_own() -> None:
    assert "No rate card values nurse hour of company" in refused(*HOURS, "--party", "company")
    done(*HOURS, *SHOWN)
    assert "may not accept its own claim" in refused("accept", "K1", "--on", "2026-06-12", "--party", "trust")


def test_a_quantity_that_is_missing_or_unclear_is_wrong_usage() -> None:
    assert "The quantity is missing" in misused("record", "in-kind", "device-trial", "--item", "nurse hour")
    assert "write 1,125 or 1.1250" in misused("record", "in-kind", "device-trial", "1.125", "--item", "nurse hour")
    assert "It is not said what was contributed" in misused("record", "in-kind", "device-trial", "3")


def test_an_approval_names_its_clause_amount_and_approver() -> None:
    approval = ("record", "approval", "device-trial")
    assert "It is not said which overspend" in misused(*approval)
    assert "Did you mean 'trial-cost'?" in refused(*approval, "trial-costs", "50,000", "--on", "2026-10-15")
    assert "nothing records nothing" in refused(*approval, "trial-cost", "0", "--on", "2026-10-15")
    told = refused(*approval, "trial-cost", "50,000", "--on", "2026-10-15", "--party", "trust")
    assert "trust may not approve an overspend of 'trial-cost' (--party). It is approved by: company." in told


def test_a_claim_keeps_its_value_when_its_item_leaves_the_rate_card() -> None:
    done("record", "in-kind", "device-trial", "3", "--item", "scanner hour", "--on", "2026-05-29", *SHOWN)
    text = Path("device-trial.yaml").read_text(encoding="utf-8").replace("scanner hour", "ultrasound hour")
    Path("amended.yaml").write_text(text, encoding="utf-8")
    done("amend", "amended.yaml", "--effective", "2026-10-01", "--document", "signed.pdf", "--yes")
    told = json.loads(done("shares", "device-trial", "--format", "json"))
    (beside,) = [block for block in told["blocks"] if block["table"] == "beside_risk"]
    assert {"amount": "1230.00", "currency": "GBP"} == beside["rows"][0]["claimed_in_kind"]
