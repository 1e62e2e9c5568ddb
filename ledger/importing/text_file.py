"""Text files of rows: whichever encoding, line ends and separator a spreadsheet or a bank wrote them with."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from itertools import islice

from ledger.importing.sheet import Row, Sheet, UnreadableFile, is_blank

_SEPARATORS = ",;\t|"
_ROWS_LOOKED_AT = 50
_BYTES_LOOKED_AT = 4096
_OTHERS = {
    b"%pdf": "a PDF, no spreadsheet",
    b"{\\rtf": "a text document (.rtf), no spreadsheet",
    b"<!doctype html": "a web page, whatever its name ends in",
    b"<html": "a web page, whatever its name ends in",
    b"<table": "a web page, whatever its name ends in",
    b"<?xml": "an XML file, no spreadsheet that is read here",
}
"""How other files begin that people take for a spreadsheet."""


def read_text_sheet(content: bytes) -> Sheet:
    """Read a text file as one sheet. Raises UnreadableFile for bytes that are no text."""
    text = decoded(content)
    first, newline, rest = text.partition("\n")
    declared = first.strip().lower()
    if declared.startswith("sep=") and len(declared) == len("sep=") + 1:
        return _sheet(newline + rest, first.strip()[-1])
    return _sheet(text, separator(text))


def decoded(content: bytes) -> str:
    """Decode a file: by its mark, as UTF-16 that has none, as UTF-8, or as what Windows wrote before that."""
    begins = content[:_BYTES_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, what in _OTHERS.items():
        if begins.startswith(mark):
            raise UnreadableFile(f"This is {what}", fix="Open it, and save the rows as .xlsx or CSV")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode(content, "utf-16")
    head = content[:_BYTES_LOOKED_AT]
    if head.count(0) * 3 > len(head):
        return _decode(content, "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be")
    if 0 in head:
        raise UnreadableFile("The file is not text", fix="Save it as CSV or as an Excel workbook (.xlsx)")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode(content, "cp1252")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = "The file holds a character that is neither UTF-8 nor Windows text"
        raise UnreadableFile(what, where=f"line {line}", fix="Save it as CSV UTF-8") from error


def separator(text: str) -> str:
    """Return the separator that parts the first rows into the most columns that agree with each other."""
    return max(_SEPARATORS, key=lambda mark: _agreement(text, mark))


def _agreement(text: str, mark: str) -> int:
    rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), _ROWS_LOOKED_AT)
    try:
        widths = Counter(len(row) for row in rows if len(row) > 1)
    except csv.Error:
        return 0
    return max((width * count for width, count in widths.items()), default=0)


def _sheet(text: str, mark: str) -> Sheet:
    # Strict, so that a quotation mark that is not closed is told of, and does not take the rows after it into its cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, 1):
            if not is_blank(tuple(cells)):
                rows.append(Row(number, tuple(cells)))
    except csv.Error as error:
        fix = "Look for a quotation mark that is not closed"
        what, where = f"The rows can't be told apart: {error}", f"line {reader.line_num}"
        raise UnreadableFile(what, where=where, fix=fix) from error
    return Sheet(None, rows)
