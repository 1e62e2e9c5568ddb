"""An agreement to import into, and files of rows as people have them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.command_samples import done

TERMS = """
agreement: partnership
title: A partnership
currency: GBP
effective: 2026-04-01
year: NHS
parties:
  company: {name: Device Company Ltd}
  trust: {name: Northern Trust}
clauses:
  development-cost: {kind: cost share, of: development, shares: {company: 50%, trust: 50%}}
  royalty:
    kind: royalty
    on: {net sales of: device, deducting: {returns: in full, rebates: in full}}
    from: company
    to: trust
    rate: 10%
  first-patient: {kind: milestone, when: the first patient is treated, pays: "£5,000", from: company, to: trust}
"""
SOLD = ("date", "of", "amount")
Grid = Sequence[Sequence[Any]]


def sign(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a ledger with the agreement in a folder, and go there, without settings around."""
    for name in ("PLEDGER_LEDGER", "PLEDGER_US", "PLEDGER_USER", "COLUMNS", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(folder)
    Path("terms.yaml").write_text(TERMS, "utf-8")
    Path("signed.pdf").write_bytes(b"%PDF")
    done("init")
    done("agreement", "sign", "terms.yaml", "--document", "signed.pdf")


def csv_file(name: str, *rows: str, encoding: str = "utf-8", end: str = "\n") -> str:
    """Write a text file of rows, and return its name."""
    Path(name).write_bytes("".join(f"{row}{end}" for row in rows).encode(encoding))
    return name


def xlsx_file(name: str, sheets: Mapping[str, Grid], *merged: str) -> str:
    """Write a workbook, with some ranges of its first sheet merged, and return its name."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    content = io.BytesIO()
    book.save(content)
    Path(name).write_bytes(content.getvalue())
    return name
