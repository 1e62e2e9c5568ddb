"""`pledger workbook`: what is filled in comes back as facts, and nothing that an agreement says is run."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.command_samples import done, misused, refused, typed
from tests.import_samples import TERMS, sign

ON = date(2026, 5, 13)


@pytest.fixture(autouse=True)
def _signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sign(tmp_path, monkeypatch)


def written() -> Any:
    """Write the workbook, and open it."""
    assert 0 == typed("workbook", "partnership", "-o", "book.xlsx").exit_code
    return load_workbook("book.xlsx")


def filled(**rows: tuple[Any, ...]) -> None:
    """Fill in one row of each sheet, under the headings."""
    book = written()
    for sheet, row in rows.items():
        for column, value in enumerate(row, 1):
            book[sheet].cell(2, column, value)
    book.save("book.xlsx")


def test_what_is_filled_in_comes_back_as_facts() -> None:
    filled(
        Costs=(ON, "development", "trust", 100),
        Sales=(ON, "device", 1000.5, "007", None, "=cmd", 100, None),
        Milestones=(ON, "first-patient", "trust"),
        Payments=(ON, "royalty", "company", "trust", 50),
    )
    told = typed("import", "book.xlsx")

    assert (0, "") == (told.exit_code, told.err)
    assert "Recorded in one transaction from book.xlsx: 4 facts." in told.out
    for fact in ("cost (C1), development, GBP 100.00", "sales (007), device, GBP 1,000.50", "payment (P1)"):
        assert f"1 of {fact}" in told.out
    assert "Booked under royalty, Device Company Ltd to Northern Trust: GBP 90.05." in told.out


def test_bad_cells_are_named_by_sheet_row_and_column() -> None:
    filled(Costs=(ON, "travel", "trust", 100), Sales=(date(2025, 5, 13), "device", 5))
    told = refused("import", "book.xlsx")

    assert "Costs, row 2, column B (Category): No clause of partnership shares the cost 'travel'." in told
    assert "Sales, row 2, column A (Date): The sale is dated 2025-05-13, before partnership takes effect" in told


def test_an_empty_workbook_holds_no_fact() -> None:
    written()

    assert "No row holds a fact (book.xlsx)" in misused("import", "book.xlsx")


def test_drop_downs_offer_what_the_agreement_knows() -> None:
    book = written()
    offered = {
        (sheet, str(rule.sqref).partition(":")[0]): _listed(book, rule.formula1)
        for sheet in ("Costs", "Sales", "Payments")
        for rule in book[sheet].data_validations.dataValidation
        if rule.type == "list"
    }

    assert {
        ("Costs", "B2"): ["development"],
        ("Costs", "C2"): ["company", "trust"],
        ("Sales", "B2"): ["device"],
        ("Payments", "B2"): ["development-cost", "royalty", "first-patient"],
        ("Payments", "C2"): ["company", "trust"],
        ("Payments", "D2"): ["company", "trust"],
    } == offered
    assert "hidden" == book["Lists"].sheet_state


def _listed(book: Any, source: str) -> list[str]:
    cells = source.removeprefix("Lists!").replace("$", "")
    return (
        [cell.value for row in book["Lists"][cells] for cell in row] if ":" in cells else [book["Lists"][cells].value]
    )


def test_nothing_that_an_agreement_says_is_a_formula() -> None:
    risky = TERMS.replace("agreement: partnership", "agreement: risky").replace("of: development,", 'of: "=1+1",')
    Path("risky.yaml").write_text(risky.replace("A partnership", "=cmd|' /C calc'!A0"), "utf-8")
    done("agreement", "sign", "risky.yaml", "--document", "signed.pdf")
    done("record", "cost", "risky", "10", "--of", "=1+1", "--on", "2026-06-01", "--party", "trust")
    assert 0 == typed("workbook", "risky", "-o", "risky.xlsx").exit_code
    book = load_workbook("risky.xlsx")

    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    for formula in formulas:
        assert re.fullmatch(r"=(SUM|ROUND|ABS|IF|[-+*/(),:!0-9A-Z]|'[A-Za-z ()0-9]+'|=0|\"[a-z]+\")+", formula), formula
    assert "=1+1" == book["Lists"]["A1"].value


def test_the_same_ledger_gives_the_same_bytes() -> None:
    written()
    first = Path("book.xlsx").read_bytes()
    written()
    assert first == Path("book.xlsx").read_bytes()


def test_a_workbook_has_the_name_of_one() -> None:
    assert "The file is a workbook (book.csv)" in misused("workbook", "partnership", "-o", "book.csv")


def test_a_copy_of_a_workbook_has_its_bad_cells_coloured() -> None:
    filled(Costs=(ON, "travel", "trust", 100), Sales=(date(2025, 5, 13), "device", 5))
    assert f"the bad cells are coloured in {Path('book.marked.xlsx')}, each with what is wrong" in refused(
        "import", "book.xlsx"
    )

    book = load_workbook("book.marked.xlsx")
    coloured = {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type
    }
    assert {("Costs", "B2"), ("Sales", "A2")} == coloured.keys()
    assert coloured["Costs", "B2"].startswith("No clause of partnership shares the cost 'travel'.")


def test_a_copy_with_bad_cells_coloured_runs_no_text_either() -> None:
    book = written()
    for column, value in enumerate(("@SUM(1)", "device", 5), 1):
        book["Sales"].cell(2, column, value)
    book["Sales"].cell(2, 6).value = "=cmd"
    book["Sales"].cell(2, 6).data_type = "s"
    book.save("book.xlsx")
    refused("import", "book.xlsx")

    copy = load_workbook("book.marked.xlsx")
    assert ["s", "s"] == [copy["Sales"][cell].data_type for cell in ("A2", "F2")]
