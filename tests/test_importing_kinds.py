"""Every kind of fact, filled in as the workbook of its agreement offers it, and imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.agreement_samples import FUND, OUTCOMES, TRIAL
from tests.command_samples import done, misused, refused, typed
from tests.import_samples import csv_file, sign

ON = date(2026, 5, 13)


@pytest.fixture(autouse=True)
def _ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sign(tmp_path, monkeypatch)
    Path("report.pdf").write_bytes(b"%PDF")


def signed(document: str) -> str:
    """Sign an agreement, and return its id."""
    Path("terms.yaml").write_text(document, "utf-8")
    done("agreement", "sign", "terms.yaml", "--document", "signed.pdf")
    return document.partition("\n")[0].removeprefix("agreement: ")


def fill_in(agreement: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Write the agreement's workbook, and fill in rows by heading."""
    assert 0 == typed("workbook", agreement, "-o", "book.xlsx").exit_code
    book = load_workbook("book.xlsx")
    for sheet, filled in rows.items():
        headings = [str(cell.value).removesuffix(" (GBP)") for cell in book[sheet][1]]
        for number, values in enumerate(filled, 2):
            for heading, value in values.items():
                book[sheet].cell(number, headings.index(heading) + 1, value)
    book.save("book.xlsx")
    return "book.xlsx"


def test_capital_of_a_fund() -> None:
    rows = {
        "Contributions": [{"Date": ON, "Fund": "device fund", "Investor": "investor", "Amount": 1000}],
        "Distributions": [{"Date": date(2027, 5, 13), "Fund": "device fund", "Paid by": "manager", "Amount": 1500}],
        "Commitments": [
            {"Date": date(2026, 4, 1), "Category or fund": "device fund", "Committed by": "investor", "Amount": 5000}
        ],
    }
    told = done("import", fill_in(signed(FUND), rows), "device-fund")

    assert "1 of contribution (F1), device fund, GBP 1,000.00, dated 2026-05-13." in told
    assert "1 of distribution (D1), device fund, GBP 1,500.00, dated 2027-05-13." in told
    assert "1 of commitment (N1), device fund, GBP 5,000.00, dated 2026-04-01." in told


def test_a_contribution_that_may_correct_one_is_stopped() -> None:
    signed(FUND)
    done("record", "contribution", "device-fund", "1,000", "--on", "2026-05-13", "--party", "investor")
    name = csv_file("capital.csv", "date,fund,amount,restates", "2026-05-13,device fund,1200,")

    told = refused("import", name, "device-fund", "--kind", "contribution")
    assert "GBP 1,200.00 may correct what is recorded: F1, contribution, 2026-05-13, investor, device fund" in told
    assert "If it does, write F1 under 'restates'" in told


def test_outcomes_and_the_quality_beside_them() -> None:
    outcome = {"Date": ON, "Outcome": "bed days before surgery", "Shown by": "hospital"}
    rows = {
        "Outcomes": [
            outcome
            | {"Patients": 1200, "Saving each": 412.5, "Verified by": "health economics unit", "Grade": "B"}
            | {"Evidence": "report.pdf"},
            outcome | {"Patients": 100, "Saving each": 569, "Claimed": "yes"},
        ],
        "Quality": [
            {"Date": ON, "Outcome": "bed days before surgery", "Measured": "readmissions", "Measured by": "hospital"}
            | {"Cases": 30, "Out of": "1,200"}
        ],
    }
    told = done("import", fill_in(signed(OUTCOMES), rows), "device-outcomes")

    assert "2 of outcome (O1 to O2), bed days before surgery, dated 2026-05-13." in told
    assert "1 of quality (Q1), bed days before surgery:readmissions, dated 2026-05-13." in told
    assert "Booked under shared-saving, Northern Trust to Smörgås Devices Ltd: GBP 150,000.00." in told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",,412.5,x,,", "column C (patients): The number of people is missing"),
        (",1.5,412.5,x,,", "column C (patients): '1.5' is not a whole number"),
        (",12,412.5,,,", "column E (verified by): It is not said whether the outcome was verified or is only claimed"),
        (",12,412.5,x,yes,", "column E (verified by): It is not said whether the outcome was verified or is only"),
        (
            ",12,412.5,nobody,,",
            "column E (verified by): The outcome 'bed days before surgery' is verified by health economics",
        ),
        (",12,,x,,", "An outcome is what each saved, or what each used. Add either the column 'saving' or"),
        (",12,412.5,,perhaps,", "column F (claimed): 'perhaps' is neither yes nor no"),
    ],
)
def test_what_an_outcome_lacks_is_told_by_its_column(row: str, told: str) -> None:
    head = "date,outcome,patients,saving,verified by,claimed,used"
    name = csv_file("outcomes.csv", head, f"2026-05-13,bed days before surgery{row}")

    assert told in refused("import", name, signed(OUTCOMES), "--kind", "outcome")


def test_hours_are_accepted_money_is_committed_released_and_estimated() -> None:
    agreement = signed(TRIAL)
    hours = {"Date": ON, "Item": "nurse hour", "Contributor": "trust", "Quantity": 14.5}
    money = {"Date": ON, "Category or fund": "trial cost", "Committed by": "company", "Amount": 800}
    until = {"Binds until": date(2027, 3, 31)}
    expected = {"For period": "2026-Q4", "Estimated": "cost", "Of": "trial cost", "Expected by": "trust", "Amount": 90}
    first = done(
        "import",
        fill_in(agreement, {"In kind": [hours], "Commitments": [money | until], "Estimates": [expected]}),
        agreement,
    )
    second = done(
        "import",
        fill_in(
            agreement,
            {
                "Acceptances": [{"Date": date(2026, 5, 20), "Accepts": "K1", "Accepted by": "company"}],
                "Releases": [{"Date": date(2026, 6, 1), "Commitment": "N1", "Amount": 300}],
            },
        ),
        agreement,
    )

    assert "1 of in kind (K1), nurse hour, dated 2026-05-13." in first
    assert "1 of estimate (EST1), cost:trial cost, GBP 90.00, dated 2026-10-01." in first
    assert "Recorded in one transaction from book.xlsx: 1 fact and 1 acceptance." in second
    assert "1 of release (R1), N1, GBP 300.00, dated 2026-06-01." in second
    assert "Accepted: K1." in second


def test_what_no_rate_card_values() -> None:
    name = csv_file("data.csv", "date,item,quantity,contributor", "2026-05-13,imaging data set,1,trust")

    told = done("import", name, signed(TRIAL), "--kind", "unvalued")
    assert "1 of unvalued (U1), imaging data set, dated 2026-05-13." in told


def test_a_due_is_invoiced_claimed_and_paid_by_its_name_or_its_entry() -> None:
    done("record", "sales", "partnership", "1,000", "--on", "2026-05-13")
    done("record", "sales", "partnership", "500", "--on", "2026-08-13")
    due = "royalty@FY2026/27-Q1"
    rows = {
        "Invoices": [{"Date": date(2026, 7, 1), "Against": due, "Reference": "INV-7"}],
        "Payments": [{"Date": date(2026, 7, 30), "Against": due, "Amount": 60}],
    }
    told = done("import", fill_in("partnership", {"Invoices": rows["Invoices"]}), "--party", "trust")
    assert "1 of invoice (INV-7), trust, GBP 100.00, dated 2026-07-01." in told

    told = done("import", fill_in("partnership", {"Payments": rows["Payments"]}), "--party", "company")
    assert "1 of payment (P1), trust, GBP 60.00" in told
    paid = csv_file("paid.csv", "kind,date,from,against,amount", "payment,2026-08-30,company,E2.1,50")
    assert "recorded" in done("import", paid).lower()
    claimed = csv_file(
        "claims.csv", "kind,date,party,accepts", "claim,2026-10-30,trust,partnership/royalty@FY2026/27-Q2"
    )
    assert "1 of claim (CL1)" in done("import", claimed)


def test_a_due_that_is_not_there() -> None:
    name = csv_file("invoices.csv", "date,against,party", "2026-07-01,royalty@2026-Q9,trust")

    told = refused("import", name, "--kind", "invoice")
    assert "row 2" in told
    assert "partnership has no due royalty@2026-Q9" in told


def test_a_period_without_a_day_is_only_of_estimates() -> None:
    name = csv_file("sales.csv", "for period,of,amount", "2026-Q2,device,5")

    assert "row 2: The date is missing." in refused("import", name, "--kind", "sales")


def test_a_kind_that_there_is_not() -> None:
    told = misused("import", csv_file("a.csv", "date,amount", "2026-05-13,5"), "--kind", "gift")
    assert "'gift' is no kind of fact (--kind)" in told
    assert "contribution, distribution, outcome, quality, commitment, release, estimate, claim, invoice" in told
