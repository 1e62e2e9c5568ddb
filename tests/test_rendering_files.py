"""Reports as JSON, CSV and workbooks: for programs, and for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from projections.rendering.csv_text import harmless, to_csv
from projections.rendering.json_text import to_json
from projections.rendering.report import Footing, Prose, Report, Table, money, text
from projections.rendering.workbook import to_workbook
from tests.rendering_samples import DUES, SAMPLE

GOLDEN = Path(__file__).parent / "golden"


def test_json_is_as_it_was() -> None:
    assert (GOLDEN / "rendering.json").read_text("utf-8") == to_json(SAMPLE)


def test_csv_is_as_it_was() -> None:
    assert (GOLDEN / "rendering.csv").read_bytes() == to_csv(SAMPLE).encode("utf-8")


def test_json_has_amounts_as_text_shares_exact_and_null_for_undefined() -> None:
    first, second = json.loads(to_json(SAMPLE))["blocks"][0]["rows"]

    assert {"amount": "235000.00", "currency": "GBP"} == first["risk"]
    assert {"share": "0.3333", "exact": "1/3"} == first["risk_share"]
    assert second["parity"] is None


def test_json_in_ascii_says_the_same() -> None:
    plain = to_json(SAMPLE, ascii_only=True)

    assert plain.isascii()
    assert json.loads(to_json(SAMPLE)) == json.loads(plain)


def test_csv_is_one_rectangle() -> None:
    rows = list(csv.reader(io.StringIO(to_csv(SAMPLE), newline="")))

    assert {len(rows[0])} == {len(row) for row in rows}
    assert len(set(rows[0])) == len(rows[0])


def test_csv_repeats_in_every_row_what_it_rests_on() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(SAMPLE), newline="")))

    assert {("42", "2026-11-22")} == {(row["position"], row["as_of"]) for row in rows}


def test_csv_of_an_empty_table_still_has_its_headings() -> None:
    assert "Because,Due,Amount,Amount currency,Event\r\n" == to_csv(Report("x", (replace(DUES, rows=()),)))


@given(st.text(max_size=20), st.integers())
def test_csv_holds_no_formula_and_leaves_numbers_alone(words: str, minor: int) -> None:
    columns = (text("note", words or "Note"), money("amount", "Amount", "GBP"))
    report = Report("x", (Table("t", columns, ((words, minor),)),), notes=(words,))
    header, row, note = csv.reader(io.StringIO(to_csv(report), newline=""))

    cells = (header[0], row[0], note[2]) if len(header) == 3 else (header[0], row[0])
    assert [] == [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@") or cell[:1] in tuple("\t\r")]
    assert minor == Fraction(row[1]) * 100


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1"])
def test_a_cell_that_a_spreadsheet_would_run_is_led_by_an_apostrophe(words: str) -> None:
    assert f"'{words}" == harmless(words)


def test_a_workbook_holds_numbers_dates_and_text() -> None:
    book = load_workbook(io.BytesIO(to_workbook(SAMPLE)))
    shares, dues = book["Shares in GBP"], book["Due"]

    assert ["Shares in GBP", "Due", "Working", "About"] == book.sheetnames
    assert "A2" == shares.freeze_panes
    assert (235000, "[$GBP] #,##0.00;[Red]-[$GBP] #,##0.00") == (shares["B2"].value, shares["B2"].number_format)
    assert (-1250000, "n") == (shares["C2"].value, shares["C2"].data_type)
    assert ("-", "s") == (shares["F3"].value, shares["F3"].data_type)
    assert ('=HYPERLINK("x")', "s") == (dues["A2"].value, dues["A2"].data_type)
    assert datetime(2026, 3, 31) == dues["B2"].value
    assert (-300, "[$JPY] #,##0;[Red]-[$JPY] #,##0") == (dues["C2"].value, dues["C2"].number_format)
    assert (1.234, 7) == (dues["C3"].value, dues["D2"].value)


def test_a_workbook_says_what_it_rests_on() -> None:
    about = load_workbook(io.BytesIO(to_workbook(SAMPLE)))["About"]
    said = {row[0].value: row[1].value for row in about.iter_rows()}

    assert "42" == said["Position"]
    assert "cash + in kind" == said["Basis of risk"]
    assert SAMPLE.notes[0] == said["Note"]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_workbook(SAMPLE) == to_workbook(SAMPLE)
    assert to_workbook(SAMPLE) != to_workbook(replace(SAMPLE, footing=Footing()))


def test_an_amount_beyond_what_excel_keeps_is_text() -> None:
    table = Table("t", (money("amount", "Amount", "GBP"),), ((10**16 + 1,),))
    sheet = load_workbook(io.BytesIO(to_workbook(Report("x", (table,)))))["t"]

    assert "100,000,000,000,000.01" == sheet["A2"].value


def test_sheets_get_names_that_excel_allows() -> None:
    titles = ["a/b:c" * 10, "a/b:c" * 10, "", "History", "'", "About"]
    report = Report("x", tuple(Prose("p", (), title) if title else Prose("", ()) for title in titles))

    names = load_workbook(io.BytesIO(to_workbook(report))).sheetnames
    assert len(names) == len({name.lower() for name in names}) == 7
    assert max(map(len, names)) <= 31
