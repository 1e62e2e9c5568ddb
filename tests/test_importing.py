"""`pledger import` on files with all that spreadsheets do to facts: the right rows, or a message to act on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledger.listed_events import ListedFact
from tests.command_samples import done, misused, refused, typed
from tests.import_samples import SOLD, TERMS, Grid, csv_file, sign, xlsx_file

ON = date(2026, 5, 13)


@pytest.fixture(autouse=True)
def _signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sign(tmp_path, monkeypatch)


def events() -> list[dict[str, Any]]:
    """Return the bodies of all events that record facts, as stored; of a list, one for each of its facts."""
    lines = done("history", "partnership", "--format", "json").splitlines()
    bodies = [json.loads(line)["body"] for line in lines]
    return [each for body in bodies if {"ref", "facts"} & body.keys() for each in _each(body)]


def _each(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "ref" in body:
        yield body
        return
    source = body["provenance"]["source"]
    for fact in body["facts"]:
        listed = dict(zip(ListedFact.__struct_fields__, fact, strict=True))
        provenance = body["provenance"] | {"source": f"{source}:{listed.pop('place')}"}
        yield listed | {"deductions": listed["deductions"] or None, "provenance": provenance}


def recorded(name: str, *options: str) -> list[tuple[str, str, int]]:
    """Import a file of sales, and return day, object and amount in pence of what was recorded."""
    told = typed("import", name, "--kind", "sales", *options)
    assert 0 == told.exit_code, told
    return [(body["on"], body["of"], body["amount"]) for body in events()]


MAY = ("2026-05-13", "device", 123456)
JUNE = ("2026-06-01", "device", -50000)


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


def test_all_bad_rows_are_reported_at_once_with_their_places_and_nothing_is_recorded() -> None:
    name = csv_file(
        "sales.csv",
        "date,of,amount",
        *("31/04/2026,device,1", "13/05/2026,devise,1", "13/05/2026,device,1.234.5", "13/05/2025,device,2"),
        *("13/05/2026,device,", ",device,5", "13/05/2026,device,3", "13/05/2026,device,1,000"),
    )

    assert (
        "pledger: 7 rows are bad, and nothing was recorded (sales.csv). Correct and import it again, or add "
        "--skip-bad to record the one that is good.\n"
        "  row 2, column A (date): '31/04/2026' does not exist: April has 30 days. "
        "Write 2026-04-30 for its last day.\n"
        "  row 3, column B (of): No clause of partnership reads sales of 'devise'. Did you mean 'device'? "
        "There are: device.\n"
        "  row 4, column C (amount): '1.234.5' has its thousands in unusual places. "
        "Write 1,250,000.00, 1250000 or 1.25m.\n"
        "  row 5, column A (date): The sale is dated 2025-05-13, before partnership takes effect on 2026-04-01. "
        "Correct the date, or record it under the agreement that held then.\n"
        "  row 6, column C (amount): The amount is missing. Write it in every row; a merged cell, or a formula never "
        "calculated, counts as empty.\n"
        "  row 7, column A (date): The date is missing. Write it in every row; a merged cell, or a formula never "
        "calculated, counts as empty.\n"
        "  row 9: the row has 4 cells under 3 headings. "
        "Put quotation marks around a cell that holds the separator.\n"
    ) == refused("import", name, "--kind", "sales")
    assert [] == events()
    assert [("2026-05-13", "device", 300)] == recorded(name, "--skip-bad")


def test_the_same_file_twice_records_nothing_twice() -> None:
    name = csv_file("sales.csv", "date,of,amount", "2026-05-13,device,1234.56")
    first = done("import", name)
    again = done("import", csv_file("copy.csv", *Path(name).read_text("utf-8").splitlines()))

    assert "Recorded in one transaction from sales.csv: 1 fact." in first
    assert "This file was imported before, on " in again
    assert "1 of sales (S1), device, GBP 1,234.56, dated 2026-05-13." in again
    assert 1 == len(events())


def test_what_a_row_may_correct_is_shown_beside_it() -> None:
    done("record", "sales", "partnership", "1,000", "--on", "2026-05-13")
    name = csv_file("sales.csv", "date,of,amount,restates", "2026-05-13,device,1200,")

    assert (
        "column C (amount): GBP 1,200.00 may correct what is recorded: S1, sales, 2026-05-13, company, device, "
        "GBP 1,000.00. If it does, write S1 under 'restates'; if both happened, give it a reference of its own or "
        "add --new."
    ) in refused("import", name)
    assert 2 == len(recorded(name, "--new"))


def test_a_row_that_restates_takes_the_place_of_what_it_names() -> None:
    done("record", "sales", "partnership", "1,000", "--on", "2026-05-13")
    done("import", csv_file("sales.csv", "date,of,amount,restates", ",device,1200,S1"))

    assert ["S1", "S2"] == [body["ref"] for body in events()]
    assert "S1" == events()[1]["restates"]


def test_rows_are_recorded_in_the_order_of_their_days_and_what_restates_last() -> None:
    rows = ("2026-08-31,device,30,,b", ",device,20,a,c", "2026-05-13,device,10,,a")
    done("import", csv_file("sales.csv", "date,of,amount,restates,ref", *rows))

    assert ["a", "b", "c"] == [body["ref"] for body in events()]
    assert ["4", "2", "3"] == [body["provenance"]["source"].rpartition(":")[2] for body in events()]


def test_a_row_that_is_recorded_already_is_stopped() -> None:
    done("record", "sales", "partnership", "1,000", "--on", "2026-05-13")

    told = refused("import", csv_file("sales.csv", "date,of,amount", "2026-05-13,device,1000"))
    assert "row 2: this is recorded already: S1, sales" in told


def test_rows_that_say_the_same_are_reported_unless_they_have_references() -> None:
    row = "2026-05-13,device,5"

    assert "row 3: the row says the same as row 2." in refused(
        "import", csv_file("twice.csv", "date,of,amount", row, row)
    )
    assert 2 == len(recorded(csv_file("refs.csv", "date,of,amount,ref", f"{row},a", f"{row},b")))


def test_a_map_is_kept_beside_the_ledger_for_next_time() -> None:
    first = csv_file("first.csv", "Gebucht;Netto", "13.05.2026;1.234,56")
    told = typed("import", first, "--kind", "sales", "--map", "amount=Netto", "--map", "on=Gebucht")

    assert 0 == told.exit_code, told
    assert f"is kept for next time in {Path('pledger-columns.json').resolve()}" in told.err
    assert {"gebucht": "on", "netto": "amount"} == json.loads(Path("pledger-columns.json").read_text("utf-8"))
    assert [MAY, JUNE] == recorded(csv_file("second.csv", "Netto;Gebucht", "-500,00;2026-06-01"))


def test_a_dry_run_records_nothing() -> None:
    name = csv_file("sales.csv", "date,of,amount", "2026-05-13,device,1234.56")

    assert "Would be recorded in one transaction from sales.csv: 1 fact." in done("import", name, "--dry-run")
    assert [] == events()


def test_a_party_that_the_fact_is_not_of() -> None:
    told = refused("import", csv_file("sales.csv", "date,of,amount,party", "2026-05-13,device,5,trust"))

    assert "row 2, column D (party): By the terms this is company's, not trust's." in told


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
        (b"\xd0\xcf\x11\xe0 old", "This is an old workbook (.xls), or one with a password"),
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


def test_one_bad_row_for_one_agreement_leaves_nothing_in_another() -> None:
    Path("second.yaml").write_text(TERMS.replace("agreement: partnership", "agreement: second"), "utf-8")
    done("agreement", "sign", "second.yaml", "--document", "signed.pdf")
    rows = (
        "agreement,kind,date,of,amount",
        "partnership,sales,2026-06-01,device,100",
        "second,sales,2026-06-01,device,",
    )
    told = refused("import", csv_file("both.csv", *rows))

    assert "row 3, column E (amount): The amount is missing." in told
    assert [] == events()
    done("import", csv_file("both.csv", *rows[:2], f"{rows[2]}50"))
    assert 1 == len(events())
    assert "device, GBP 50.00" in done("history", "second").replace("\n", " ")


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
