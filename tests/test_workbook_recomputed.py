"""Workbooks recomputed by independent programs give what the ledger wrote into them, figure by figure."""

from __future__ import annotations

import math
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.command_samples import done, typed
from tests.import_samples import sign

RELATIVE, ABSOLUTE = 1e-14, 1e-9
"""To which two programs agree on a figure: what doubles keep of it."""

Figures = dict[tuple[str, str], Any]


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a ledger with sales, costs, a payment and a milestone, in the current folder."""
    sign(tmp_path, monkeypatch)
    for words in (
        ("sales", "partnership", "1,000.55", "--on", "2026-05-13"),
        ("sales", "partnership", "-200.33", "--on", "2026-08-01"),
        ("sales", "partnership", "333.35", "--on", "2026-11-01"),
        ("cost", "partnership", "100.10", "--on", "2026-06-01", "--party", "trust"),
        ("cost", "partnership", "70", "--on", "2026-06-02", "--party", "company"),
        ("milestone", "partnership", "first-patient", "--on", "2026-09-01", "--party", "trust"),
        ("payment", "partnership", "60", "--on", "2026-09-30", "--party", "company", "--to", "trust"),
    ):
        done("record", *words)
    return tmp_path


def formulas_in(name: str) -> Figures:
    """Return every cell with a formula, and the figure that the ledger kept beside it."""
    live, kept = load_workbook(name), load_workbook(name, data_only=True)
    return {
        (sheet.title, cell.coordinate): kept[sheet.title][cell.coordinate].value
        for sheet in live
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def by_library(name: str) -> Figures:
    """Recompute a workbook with a library that runs Excel's formulas in Python."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries that it rests on
        import formulas

        solution = formulas.ExcelModel().loads(name).finish().calculate()
    return dict(_cells(solution))


def _cells(solution: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    for key, found in solution.items():
        book, _, cell = str(key).rpartition("!")
        if ":" not in cell and book:
            yield (book.partition("]")[2].rstrip("'").upper(), cell), found.value[0, 0]


def by_office(name: str) -> Figures:
    """Recompute a workbook with LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    Path("recomputed").mkdir()
    command = [program, "--headless", "--convert-to", "xlsx", "--outdir", "recomputed", name]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    book = load_workbook(Path("recomputed") / name, data_only=True)
    cells = ((sheet.title.upper(), cell) for sheet in book for row in sheet.iter_rows() for cell in row)
    return {(title, cell.coordinate): cell.value for title, cell in cells}


def agree(name: str, recomputed: Figures) -> int:
    """Compare every figure that a workbook works out with the one kept in it, and return how many there are."""
    kept = formulas_in(name)
    for (sheet, cell), figure in kept.items():
        found = recomputed[sheet.upper(), cell]
        if isinstance(figure, str):
            assert (sheet, cell, figure) == (sheet, cell, str(found))
        else:
            assert math.isclose(float(figure), float(found), rel_tol=RELATIVE, abs_tol=ABSOLUTE), (sheet, cell)
    return len(kept)


@pytest.mark.parametrize("program", [by_library, by_office])
@pytest.mark.usefixtures("ledger")
def test_the_workbook_recomputed_is_the_ledger(program: Any) -> None:
    assert 0 == typed("workbook", "partnership", "-o", "book.xlsx").exit_code

    assert agree("book.xlsx", program("book.xlsx")) > 100
    checks = load_workbook("book.xlsx", data_only=True)["Check (to read)"]
    assert {
        *("Shares (to read)", "Risk (to read)", "Reward (to read)", "Statement (to read)", "Due together (to read)"),
        *("Sums (to read)", "Entries (to read)", "Workings (to read)"),
    } <= {name for name, _, said in checks.iter_rows(min_row=2, values_only=True) if said == "agrees"}


@pytest.mark.parametrize(
    ("command", "least"),
    [
        (("shares", "partnership"), 10),
        (("shares", "--all", "--basis", "capital-at-risk", "--reward", "received"), 10),
        (("statement", "partnership", "--period", "FY2026/27"), 15),
        (("due", "partnership", "--as-of", "2026-12-01"), 1),
        (("unpaid", "partnership", "--as-of", "2027-12-01"), 1),
    ],
)
@pytest.mark.usefixtures("ledger")
def test_an_answer_written_as_a_workbook_recomputes(command: tuple[str, ...], least: int) -> None:
    assert 0 == typed(*command, "-o", "answer.xlsx").exit_code

    assert agree("answer.xlsx", by_library("answer.xlsx")) >= least


@pytest.mark.usefixtures("ledger")
def test_a_figure_that_was_altered_no_longer_agrees() -> None:
    assert 0 == typed("workbook", "partnership", "-o", "book.xlsx").exit_code
    book = load_workbook("book.xlsx")
    cell = book["Entries (to read)"]["I2"]
    cell.value += 1
    book.save("altered.xlsx")
    recomputed = by_library("altered.xlsx")

    said = {cell: value for (sheet, cell), value in recomputed.items() if sheet == "CHECK (TO READ)" and cell[0] == "C"}
    assert "differs" in said.values()
