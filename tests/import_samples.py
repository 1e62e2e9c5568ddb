"""An agreement to import into, and files of rows as people have them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ledger.listed_events import ListedFact
from tests.command_samples import done, typed

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
ON = date(2026, 5, 13)
MAY = ("2026-05-13", "device", 123456)
JUNE = ("2026-06-01", "device", -50000)
"""Two sales as they are recorded."""
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
