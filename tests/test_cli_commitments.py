"""Commitments, contributions without a value, bases of shares and explained measures at the prompt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, refused

COMMITS = ("record", "commitment", "device-trial", "80,000", "--of", "trial cost", "--party", "trust")


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    done("agreement", "sign", "device-trial.yaml", "--document", "signed.pdf")


def test_commitments_from_the_order_to_what_is_left() -> None:
    assert_golden(
        "cli-commitments.txt",
        'pledger record commitment device-trial 80,000 --of "trial cost" --on 2026-05-10 --party trust '
        "--until 2027-03-31",
        'pledger record cost device-trial 30,000 --of "trial cost" --on 2026-06-01 --party trust',
        "pledger record release device-trial/N1 20,000 --on 2026-07-01",
        'pledger record in-kind device-trial 1 --item "imaging data set" --unvalued --on 2026-06-01 --party trust',
        "pledger shares device-trial",
        "pledger explain device-trial --party trust --measure cash",
        "pledger explain device-trial --party company --measure committed",
        "pledger explain device-trial --party trust --measure irr",
        "pledger record release device-trial/N1 --on 2026-08-01",
        'pledger reverse device-trial/N1 --reason "the wrong order"',
    )


def test_a_commitment_says_what_it_is_for_whose_and_until_when() -> None:
    assert "No clause of device-trial shares the cost 'trail cost'" in refused(
        "record", "commitment", "device-trial", "5", "--of", "trail cost", "--party", "trust", "--on", "2026-05-10"
    )
    assert "It is not said which party is committed" in misused(
        "record", "commitment", "device-trial", "5", "--on", "2026-05-10"
    )
    assert "would end on 2026-05-09, before it begins on 2026-05-10 (--until)" in refused(
        *COMMITS, "--on", "2026-05-10", "--until", "2026-05-09"
    )
    assert "before device-trial takes effect" in refused(*COMMITS, "--on", "2026-03-31")
    assert "A commitment is above zero" in refused(
        "record", "commitment", "device-trial", "-5", "--of", "trial cost", "--party", "trust", "--on", "2026-05-10"
    )


def test_a_release_is_of_a_commitment_that_binds() -> None:
    done(*COMMITS, "--on", "2026-05-10")
    release = ("record", "release", "device-trial/N1")
    assert "it cannot be released before that, on 2026-05-09 (--on)" in refused(*release, "5", "--on", "2026-05-09")
    assert "Of N1 GBP 80,000.00 is left" in refused(*release, "80,000.01", "--on", "2026-05-10")
    done(*release, "--on", "2026-06-01")
    assert "Nothing is left of N1" in refused(*release, "--on", "2026-06-01")
    assert "R1 is a record of release, not a commitment" in refused(
        "record", "release", "device-trial/R1", "--on", "2026-06-01"
    )
    done("reverse", "device-trial/N1", "--reason", "slip")
    assert "N1 does not count: it is reversed" in refused(*release, "--on", "2026-06-01")
    assert "has no fact N9" in refused("record", "release", "device-trial/N9", "--on", "2026-06-01")


def test_what_has_a_rate_is_not_without_a_value() -> None:
    given = ("record", "in-kind", "device-trial", "3", "--unvalued", "--party", "trust", "--on", "2026-05-29")
    assert "The rate card values nurse hour of trust (--unvalued)" in refused(*given, "--item", "nurse hour")
    assert "It is not said what was contributed" in misused(*given)
    assert "takes the place of nothing (--restates)" in misused(*given, "--item", "scan", "--restates", "K1")
    assert "more than three decimals" in refused(*given[:3], "0.0001", *given[4:], "--item", "scan")
    assert "device-trial/U1" in done(*given, "--item", "scan")


def test_measures_are_found_by_name_or_heading_and_explained_alone() -> None:
    explain = ("explain", "device-trial", "--party", "trust", "--measure")
    assert "Capital at risk of" in done(*explain, "capital at risk")
    assert "Did you mean 'cash'?" in refused(*explain, "cahs")
    assert "A measure is explained as a whole" in misused(*explain, "cash", "--clause", "trial-cost")
    assert "Invalid value for '--basis'" in misused("shares", "device-trial", "--basis", "vibes")


def test_the_bases_are_named_in_the_answer() -> None:
    told = done("shares", "device-trial", "--basis", "capital-at-risk", "--reward", "received")
    assert (
        "Risk: capital at risk: cash, in kind and committed, less reward received.\nReward: received alone.\n" in told
    )


def test_json_has_null_for_what_is_undefined() -> None:
    told = json.loads(done("shares", "device-trial", "--format", "json"))
    (returns,) = [block for block in told["blocks"] if block["table"] == "returns"]
    nothing = {"irr": None, "moic": None, "payback_years": None}
    assert [nothing, nothing] == [{name: row[name] for name in nothing} for row in returns["rows"]]
