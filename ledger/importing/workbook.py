"""Excel workbooks: the cells of every visible sheet, formulas as the values that were last calculated."""

from __future__ import annotations

import pickle
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ledger.errors import StoreError
from ledger.importing.sheet import Row, Sheet, UnreadableFile, is_blank
from ledger.importing.source import Source
from ledger.store.backlog import Backlog

ZIP_MARK = b"PK\x03\x04"
_OLD_MARK = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    "content.xml": "an OpenDocument file (.ods)",
    "word/document.xml": "a text document (.docx), no spreadsheet",
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "ppt/presentation.xml": "a presentation, no spreadsheet",
}
"""What other files hold that are packed as a workbook is."""
_MOST_BYTES = 2**30
"""What a workbook may unpack to; beyond it a file is more likely made to fill a disk than to be read."""


def is_workbook(source: Source) -> bool:
    """Say whether a file is a workbook. Raises UnreadableFile for one of a kind that is not read."""
    begins = source.begins(len(_OLD_MARK))
    if begins == _OLD_MARK:
        if any(_ENCRYPTED in block for block in source.blocks()):
            what = "The workbook has a password"
            raise UnreadableFile(what, fix="Open it, take the password off (File, Info, Protect Workbook), and save it")
        raise UnreadableFile("This is an old workbook (.xls)", fix="Open it, and save it as .xlsx (File, Save As)")
    return begins == ZIP_MARK


def read_workbook(source: Source) -> list[Sheet]:
    """Read every visible sheet, row by row. Raises UnreadableFile for what is no workbook."""
    from openpyxl import load_workbook  # takes longer to import than a text file to read

    _check_parts(source.path)
    try:
        with warnings.catch_warnings(), source.opened() as file:
            warnings.simplefilter("ignore")  # of drawings and styles, which are not read
            book = load_workbook(file, read_only=True, data_only=True)
            sheets = [
                Sheet(sheet.title, _KeptRows(_rows(sheet)), _day_0(book))
                for sheet in book.worksheets
                if getattr(sheet, "sheet_state", "") == "visible" and hasattr(sheet, "iter_rows")  # charts have no rows
            ]
            book.close()
    except (StoreError, UnreadableFile):
        raise
    except Exception as error:  # openpyxl raises whatever a broken part of the file makes it stumble over
        what = f"The workbook can't be read ({type(error).__name__})"
        raise UnreadableFile(what, fix="Open it in the spreadsheet program and save it anew as .xlsx") from error
    return sheets


class _Packed(NamedTuple):
    number: int
    cells: bytes


class _KeptRows(Iterable[Row]):
    """Rows that take long to read from a workbook: kept for the next time, on the disk if they are many."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = Backlog(_Packed)
        for number, cells in rows:
            self._rows.append(_Packed(number, pickle.dumps(cells)))

    def __iter__(self) -> Iterator[Row]:
        for number, packed in self._rows:
            yield Row(number, pickle.loads(packed))  # noqa: S301  # packed above, in a file that nobody else can open


def _check_parts(path: Path) -> None:
    """Refuse what is no workbook, or too large a one."""
    try:
        with zipfile.ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
            names = set(parts.namelist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile("The workbook is incomplete", fix="Copy or save it again") from error
    if other := next((what for name, what in _OTHERS.items() if name in names), None):
        raise UnreadableFile(f"This is {other}", fix="Open it, and save the rows as .xlsx or CSV")
    if size > _MOST_BYTES:
        raise UnreadableFile("The workbook unpacks to more than 1 GiB", fix="Save the rows that matter as CSV")


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # some programs write a wrong size, by which rows would be lost
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if not is_blank(cells):
            yield Row(number, cells)


def _day_0(book: Any) -> date:
    epoch: date = book.epoch.date()
    return epoch
