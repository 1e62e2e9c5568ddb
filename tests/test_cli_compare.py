"""`pledger compare`: two sets of terms over the same facts, of a ledger or of a file, at a prompt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.agreement_samples import DOCUMENTS
from tests.command_samples import LICENCE, assert_golden, done, enter_sample_ledger, misused, refused, typed

DEARER = LICENCE.replace("rate: 3% }", "rate: 4% }").replace("pays: 500,000", "pays: 600,000")
TODAY = ("--today", "2027-04-01")
FACTS = """\
date,kind,of,amount,party
2026-05-11,milestone,first-patient,,licensor
2026-06-30,sales,device,12000000,licensee
2026-09-30,sales,implant,100,licensee
"""


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    Path("dearer.yaml").write_text(DEARER, encoding="utf-8")
    Path("facts.csv").write_text(FACTS, encoding="utf-8")


def _tables(*arguments: str) -> dict[str, list[dict[str, Any]]]:
    blocks = json.loads(done("compare", *arguments, "--format", "json"))["blocks"]
    return {block["table"]: block["rows"] for block in blocks if "table" in block}


def _differences(tables: dict[str, list[dict[str, Any]]]) -> dict[str, str]:
    return {row["party"]: row["difference"]["amount"] for row in tables["totals"]}


def test_the_answer_at_a_prompt() -> None:
    assert_golden("cli-compare.txt", "pledger compare device-licence dearer.yaml --facts device-licence")


def test_terms_against_themselves_differ_in_nothing_and_give_what_the_ledger_booked() -> None:
    tables = _tables("device-licence", "device-licence", "--facts", "device-licence")

    assert {"0.00"} == set(_differences(tables).values())
    assert [] == tables["not_taken"]


def test_facts_of_a_file_need_no_ledger_and_record_nothing() -> None:
    Path("ledger.db").unlink()
    Path("cheap.yaml").write_text(LICENCE, encoding="utf-8")
    tables = _tables("cheap.yaml", "dearer.yaml", "--facts", "facts.csv")

    assert {"licensor": "100000.00", "licensee": "-100000.00"} == _differences(tables)
    assert ["A", "B"] == [row["terms"] for row in tables["not_taken"]]
    assert not Path("ledger.db").exists()


def test_figures_that_are_asked_for_are_explained_by_their_sums() -> None:
    told = done(
        "compare", "device-licence", "dearer.yaml", "--facts", "facts.csv", "--explain", "licensor/FY2026/27-Q1"
    )

    assert "10,000,000.00 x 3% = 300,000.00" in " ".join(told.split())
    assert "10,000,000.00 x 4% = 400,000.00" in " ".join(told.split())


def test_other_currencies_are_refused() -> None:
    Path("dollars.yaml").write_text(LICENCE.replace("currency: GBP", "currency: USD"), encoding="utf-8")

    assert "currencies are never added" in refused("compare", "device-licence", "dollars.yaml", "--facts", "facts.csv")
    assert "in the currency of the facts" in misused(
        "compare", "device-licence", "dollars.yaml", "--facts", "device-licence"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing.yaml", "dearer.yaml", "--facts", "facts.csv"), "There is no file 'nothing.yaml'"),
        (("nothing", "dearer.yaml", "--facts", "facts.csv"), "nothing"),
        (("device-licence", "dearer.yaml", "--facts", "nothing"), "nothing"),
        (("device-licence", "facts.csv", "--facts", "facts.csv"), "facts.csv"),
        (("device-licence", "dearer.yaml", "--facts", "facts.csv", "--explain", "nobody"), "There are: licensor"),
    ],
)
def test_what_cannot_be_compared_is_refused(arguments: tuple[str, ...], said: str) -> None:
    told = typed("compare", *arguments)

    assert told.exit_code in (1, 2), told
    assert said in told.err


def test_terms_go_on_from_the_same_opening_or_are_refused_by_what_they_do_not_carry() -> None:
    done("agreement", "sign", "device-fund.yaml", "--document", "signed.pdf")
    done("opening", "opening.yaml", "device-fund", "--on", "2027-01-01", "--evidence", "report.pdf")
    done("record", "distribution", "device-fund", "1,000,000", "--on", "2027-03-31", "--party", "manager", *TODAY)
    Path("half.yaml").write_text(DOCUMENTS["device-fund"].replace("catch up: 100%", "catch up: 0%"), encoding="utf-8")
    half = _tables("device-fund", "half.yaml", "--facts", "device-fund")
    other = refused("compare", "device-fund", "licence.yaml", "--facts", "device-fund")

    assert {"investor": "0.00", "manager": "0.00"} != _differences(half)
    assert [("2026-Q4", "0.00")] == [
        (row["period"], row["difference"]["amount"])
        for row in half["figures"]
        if (row["party"], row["period"]) == ("investor", "2026-Q4")
    ]
    assert "can't go on from the opening B1: no 'capital not returned' under 'returns'" in other
