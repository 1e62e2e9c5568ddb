"""`pledger unpaid` on a real ledger: causes, totals by currency, and whose parity lies below 1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, refused

ASKED = ("unpaid", "--today", "2026-09-30")


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


def _tables(*arguments: str) -> dict[str, list[dict[str, Any]]]:
    blocks = json.loads(done(*arguments, "--format", "json"))["blocks"]
    return {block["table"]: block["rows"] for block in blocks}


def test_the_answer_at_a_prompt() -> None:
    assert_golden(
        "cli-unpaid.txt", "pledger unpaid --today 2026-09-30", "pledger unpaid device-licence --today 2026-05-31"
    )


def test_a_cost_that_no_clause_shares_is_told_and_stands_in_no_sum_but_its_own() -> None:
    cost = ("record", "cost", "device-development", "480.50", "--of", "travel", "--unshared", "--on", "2026-09-01")
    done(*cost, "--party", "company")
    tables = _tables(*ASKED)

    assert ["contributed, paid by no clause"] == [row["cause"] for row in tables["unpaid"] if row["to"] == "company"]
    sums = {row["cause"]: row["amount"]["amount"] for row in tables["totals"] if row["amount"]}
    assert "480.50" == sums["contributed, paid by no clause"]
    assert "362200.00" == sums["together"]


def test_of_one_party_only_what_it_owes_and_is_owed_is_listed() -> None:
    everything = _tables(*ASKED)["unpaid"]
    of_licensee = _tables(*ASKED, "--party", "licensee", "device-licence")["unpaid"]

    assert of_licensee
    assert of_licensee == [
        row for row in everything if row["agreement"] == "device-licence" and "licensee" in (row["from"], row["to"])
    ]
    assert "nobody" in refused("unpaid", "--party", "nobody")


def test_a_payment_in_time_leaves_nothing_unpaid() -> None:
    done(
        "record",
        "payment",
        "device-development",
        "7,200",
        "--from",
        "company",
        "--to",
        "university",
        "--on",
        "2026-07-30",
    )

    assert [] == _tables("unpaid", "device-development", "--today", "2026-12-31")["unpaid"]


def test_interest_that_nobody_agreed_has_no_amount() -> None:
    interest = [row for row in _tables(*ASKED)["totals"] if row["cause"] == "interest not charged"]

    assert [(2, None)] == [(row["number"], row["amount"]) for row in interest]


def test_who_bears_more_risk_than_it_is_paid_for_is_told() -> None:
    done(
        "record",
        "milestone",
        "device-licence",
        "approval",
        "--evidence",
        "certificate.pdf",
        "--on",
        "2026-07-01",
        "--party",
        "licensor",
    )
    done("accept", "device-licence/M2", "--on", "2026-07-02", "--party", "licensee")

    (row,) = _tables("unpaid", "device-licence", "--today", "2026-07-31")["parity"]
    assert ("licensee", "1.0000", "0.0000", "0.0000") == (
        row["party"],
        *(row[name]["share"] for name in ("risk_share", "reward_share", "parity")),
    )


def test_what_is_asked_wrongly_is_told() -> None:
    assert "One agreement and all of them are asked for." in misused("unpaid", "device-licence", "--all")
