"""`pledger import` on files with all that spreadsheets do to rows: the right ones, or a message to act on."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference

from tests.command_samples import done, misused, refused, typed
from tests.import_samples import JUNE, MAY, ON, SOLD, Grid, csv_file, events, recorded, sign, xlsx_file


@pytest.fixture(autouse=True)
def _signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sign(tmp_path, monkeypatch)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_end(encoding: str, end: str) -> None:
    rows = ("Date;Product;Amount (£);Note", "13/05/2026;device;1.234,56;caf\u00e9", "01/06/2026;device;(500);")

    assert [MAY, JUNE] == recorded(csv_file("sales.csv", *rows, encoding=encoding, end=end))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_separator(mark: str) -> None:
    rows = [("date", "product", "net amount"), ("2026-05-13", "device", "1234.56"), ("2026-06-01", "device", "-500")]

    assert [MAY, JUNE] == recorded(csv_file("sales.csv", *(mark.join(row) for row in rows)))


def test_a_separator_that_the_file_declares() -> None:
    assert [MAY] == recorded(csv_file("sales.csv", "sep=;", "date;of;amount", "2026-05-13;device;1,234.56"))


def test_titles_blank_rows_totals_remarks_and_headings_again() -> None:
    name = csv_file(
        "sales.csv",
        "Sales of the first quarter,,",
        ",,",
        *("Invoice date,Product,Net sales", "2026-05-13,device,1234.56"),
        *(",,", "Invoice date,Product,Net sales", "2026-06-01,device,-500", "Total,,734.56", "Prepared by finance,,"),
    )

    told = done("import", name)

    assert [MAY, JUNE] == [(body["on"], body["of"], body["amount"]) for body in events()]
    assert "row 6 (the headings again); row 8 (a total); row 9 (a remark)" in " ".join(told.split())


def test_a_workbook_with_real_dates_serials_texts_and_numbers() -> None:
    rows = [SOLD, (ON, "device", 1234.56), (46174, "device", -500), ("05/07/2026", "device", "£ 1,000")]
    rows += [(datetime(2026, 8, 31, 12), "device", Decimal("0.30")), ("31/07/2026", "device", "(2.50)")]

    assert [MAY, JUNE] == recorded(xlsx_file("sales.xlsx", {"Q1": rows}))[:2]
    assert [("2026-07-05", 100000), ("2026-07-31", -250), ("2026-08-31", 30)] == [
        (body["on"], body["amount"]) for body in events()[2:]
    ]


def test_headings_merged_over_two_rows() -> None:
    rows = [("Report", None, None, None), ("Date", "Product", "Sales", None), (None, None, "Net", "Units")]
    name = xlsx_file("sales.xlsx", {"Q1": [*rows, (ON, "device", 1234.56, 7)]}, "A1:D1", "A2:A3", "B2:B3", "C2:D2")

    assert [MAY] == recorded(name)


def test_formulas_count_as_they_were_last_calculated_and_as_nothing_if_they_never_were() -> None:
    told = refused("import", xlsx_file("sales.xlsx", {"Sales": [SOLD, (ON, "device", "=1000+234.56")]}))

    assert "Sales, row 2, column C (amount): The amount is missing" in told
    assert "a formula never calculated" in told


def test_every_sheet_says_by_its_name_what_its_rows_are() -> None:
    sheets: dict[str, Grid] = {
        "Costs": [("Date", "Category", "Paid by", "Amount"), (ON, "development", "trust", 100)],
        "Sales": [("Date", "Product", "Gross", "Returns", "rebates"), (ON, "device", 1000, 100, None)],
        "Milestones": [("Date", "Milestone", "Party"), (ON, "first-patient", "Northern Trust")],
        "Payments": [("Date", "From", "To", "Amount", "Reference"), (ON, "company", "trust", 90, 7001)],
        "Notes": [("Nothing to see",)],
    }

    told = typed("import", xlsx_file("book.xlsx", sheets), "--map", "amount=Gross", "--sheet", "Sales")
    assert 0 == told.exit_code
    told = typed("import", xlsx_file("rest.xlsx", {name: sheets[name] for name in sheets if name != "Sales"}))

    assert 0 == told.exit_code, told
    assert "the sheet 'Notes' has no headings" in told.err
    assert [[{"kind": "returns", "amount": 10000}], None, None, None] == [body.get("deductions") for body in events()]
    assert ["S1", "C1", "M1", "7001"] == [body["ref"] for body in events()]
    assert ["Costs!2", "Milestones!2", "Payments!2"] == [
        body["provenance"]["source"].rpartition(":")[2] for body in events()[1:]
    ]


def test_a_map_is_kept_beside_the_ledger_for_next_time() -> None:
    first = csv_file("first.csv", "Gebucht;Netto", "13.05.2026;1.234,56")
    told = typed("import", first, "--kind", "sales", "--map", "amount=Netto", "--map", "on=Gebucht")

    assert 0 == told.exit_code, told
    assert f"is kept for next time in {Path('pledger-columns.json').resolve()}" in told.err
    assert {"gebucht": "on", "netto": "amount"} == json.loads(Path("pledger-columns.json").read_text("utf-8"))
    assert [MAY, JUNE] == recorded(csv_file("second.csv", "Netto;Gebucht", "-500,00;2026-06-01"))


def test_another_currency_than_that_of_the_agreement() -> None:
    told = refused("import", csv_file("sales.csv", "date,of,amount (EUR)", "2026-05-13,device,5"))

    assert "row 2, column C (amount (EUR)): 'EUR 5' is not in GBP" in told


def test_two_columns_that_may_be_the_same() -> None:
    name = csv_file("sales.csv", "date,invoice date,amount", "2026-05-13,2026-05-14,5")

    what = "Both column A (date) and column B (invoice date) may be 'on' (row 1). Say which: --map on="
    assert what in misused("import", name)
    assert [("2026-05-14", "device", 500)] == recorded(name, "--map", "on=invoice date")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "The file is empty"),
        (b"\xff\xfe", "The file is empty"),
        (b"a,b\n1,2\n", "No row of headings was found"),
        (b"date,of\n2026-05-13,x\n\0\0", "The file is not text"),
        (b"\xd0\xcf\x11\xe0 old", "This is an old workbook (.xls)"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "The workbook has a password"),
        (b"%PDF-1.7", "This is a PDF, no spreadsheet"),
        (b"\n<HTML><table>", "This is a web page, whatever its name ends in"),
        (b"PK\x03\x04 broken", "The workbook is incomplete"),
        (b"date,note\n2026-05-13,x\n", "No column is the amount"),
        (b"date,amount\n", "No row holds a fact"),
        (b"\x81\x8d", "The file holds a character that is neither UTF-8 nor Windows text"),
    ],
)
def test_files_that_are_nothing_to_import(content: bytes, what: str) -> None:
    Path("strange.csv").write_bytes(content)

    assert misused("import", "strange.csv").startswith(f"pledger: {what}")


@pytest.mark.parametrize("given", ["amount", "amount=", "sum=Net", "amount=nett"])
def test_a_map_that_names_no_field_or_column(given: str) -> None:
    assert f"(--map {given}" in misused("import", csv_file("a.csv", "date,Net", "2026-05-13,5"), "--map", given)


@pytest.mark.parametrize("name", ["text.csv", "book.xlsx"])
def test_many_thousand_rows_are_told_of_as_they_are_checked(name: str) -> None:
    count = 12_000
    rows = [(date(2026, 4, 1 + number % 30), "device", 1 + number) for number in range(count)]
    if name == "text.csv":
        csv_file(name, ",".join(SOLD), *(",".join(map(str, row)) for row in rows))
    else:
        xlsx_file(name, {"Sales": [SOLD, *rows]})

    told = typed("import", name)
    assert 0 == told.exit_code, told.err
    assert "pledger: 10,800 of 12,000 rows checked" in told.err.splitlines()
    assert f"12,000 of sales (S1 to S{count}), device, GBP 72,006,000.00" in told.out
    assert count == len(events())


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        (("content.xml",), "This is an OpenDocument file (.ods)"),
        (("word/document.xml",), "This is a text document (.docx)"),
        (("xl/workbook.bin",), "This is a binary workbook (.xlsb)"),
    ],
)
def test_other_files_that_are_packed_like_a_workbook(parts: tuple[str, ...], what: str) -> None:
    with zipfile.ZipFile("strange.xlsx", "w") as packed:
        for part in parts:
            packed.writestr(part, "<x/>")

    told = misused("import", "strange.xlsx")
    assert told.startswith(f"pledger: {what}")
    assert "save the rows as .xlsx or CSV" in told


def test_a_quotation_mark_that_is_not_closed_takes_no_rows_away() -> None:
    name = csv_file("sales.csv", "date,of,amount,note", '2026-05-13,device,5,"hello', "2026-05-14,device,6,x")

    assert "The rows can't be told apart: unexpected end of data (line 3)." in misused("import", name)


def test_a_sheet_that_is_only_a_chart_holds_no_rows() -> None:
    book = load_workbook(xlsx_file("sales.xlsx", {"Sales": [SOLD, (ON, "device", 1234.56)]}))
    chart = BarChart()
    chart.add_data(Reference(book["Sales"], min_col=3, min_row=1, max_row=2))
    book.create_chartsheet("Chart").add_chart(chart)
    book.save("sales.xlsx")

    assert [MAY] == recorded("sales.xlsx")


def test_cells_that_hold_a_duration_an_answer_or_an_error() -> None:
    rows = [SOLD, (ON, "device", True), (timedelta(days=3), "device", 5), ("#REF!", "device", "#N/A")]
    told = refused("import", xlsx_file("sales.xlsx", {"Sales": rows}))

    assert "row 2, column C (amount): 'True' is not an amount" in told
    assert "row 3, column A (date): '3 days, 0:00:00' is not a date" in told
    assert "row 4, column C (amount): the formula gives #N/A" in told


def test_two_columns_of_one_heading() -> None:
    told = misused("import", csv_file("sales.csv", "date,of,amount,amount", "2026-05-13,device,5,6"))

    assert "may be 'amount' (row 1). Give one of them another heading." in told


def test_sheets_that_are_hidden_are_not_read() -> None:
    book = load_workbook(
        xlsx_file("book.xlsx", {"Sales": [SOLD, (ON, "device", 1234.56)], "Costs": [SOLD, (ON, "development", 9)]})
    )
    book["Costs"].sheet_state = "hidden"
    book.save("book.xlsx")

    assert [MAY] == recorded("book.xlsx")


def test_rows_that_come_from_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(b"date,of,amount\n2026-05-13,device,5\n"))
    monkeypatch.setattr("sys.stdin", given)
    told = done("import", "-", "--kind", "sales")

    assert "Recorded in one transaction from standard input: 1 fact." == told.splitlines()[0]
    assert [("2026-05-13", 500)] == [(body["on"], body["amount"]) for body in events()]
