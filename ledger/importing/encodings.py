"""Which encoding a text file is in, and what else it may be that people take for one."""

from __future__ import annotations

import codecs

from ledger.importing.sheet import UnreadableFile
from ledger.importing.source import Source

_BYTES_LOOKED_AT = 4096
_OTHERS = {
    b"\x1f\x8b": "a packed file (.gz)",
    b"%pdf": "a PDF, no spreadsheet",
    b"{\\rtf": "a text document (.rtf), no spreadsheet",
    b"<!doctype html": "a web page, whatever its name ends in",
    b"<html": "a web page, whatever its name ends in",
    b"<table": "a web page, whatever its name ends in",
    b"<?xml": "an XML file, no spreadsheet that is read here",
}
"""How other files begin that people take for a spreadsheet."""


def encoding_of(source: Source) -> str:
    """Return the encoding of a file: by its mark, UTF-16 that has none, UTF-8, or what Windows wrote before that.

    All of the file is looked through. Raises UnreadableFile for what is no text.
    """
    head = source.begins(_BYTES_LOOKED_AT)
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, what in _OTHERS.items():
        if begins.startswith(mark):
            raise UnreadableFile(f"This is {what}", fix="Open it, and save the rows as .xlsx or CSV")
    if encoding := _wide(head):
        return _checked(source, encoding)
    if 0 in head:
        raise UnreadableFile("The file is not text", fix="Save it as CSV or as an Excel workbook (.xlsx)")
    return "utf-8-sig" if _fault(source, "utf-8") is None else _checked(source, "cp1252")


def _wide(head: bytes) -> str | None:
    """Return which UTF-16 a file is in, if it is in one."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.count(0) * 3 > len(head):
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    return None


def _checked(source: Source, encoding: str) -> str:
    line = _fault(source, encoding)
    if line is None:
        return encoding
    what = "The file holds a character that is neither UTF-8 nor Windows text"
    raise UnreadableFile(what, where=f"line {line}", fix="Save it as CSV UTF-8")


def _fault(source: Source, encoding: str) -> int | None:
    """Return the line of the first bytes that are not in an encoding, None where all are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    try:
        for block in source.blocks():
            decoder.decode(block)
            lines += block.count(b"\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return lines + error.object.count(b"\n", 0, error.start)
    return None
