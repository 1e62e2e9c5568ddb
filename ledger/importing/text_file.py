"""Text files of rows: whichever encoding, line ends and separator a spreadsheet or a bank wrote them with.

The rows are read from the disk each time that they are gone through; memory holds one of them.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from ledger.importing.encodings import encoding_of
from ledger.importing.sheet import Row, Sheet, UnreadableFile, is_blank
from ledger.importing.source import Source

_SEPARATORS = ",;\t|"
_ROWS_LOOKED_AT = 50
_DECLARED = "sep="


def read_text_sheet(source: Source) -> Sheet:
    """Read a text file as one sheet. Raises UnreadableFile for bytes that are no text."""
    encoding = encoding_of(source)
    with _text(source, encoding) as text:
        first = text.readline().strip()
    if first.lower().startswith(_DECLARED) and len(first) == len(_DECLARED) + 1:
        return Sheet(None, _Rows(source, encoding, first[-1], is_declared=True))
    return Sheet(None, _Rows(source, encoding, _separator(source, encoding), is_declared=False))


@contextmanager
def _text(source: Source, encoding: str) -> Iterator[io.TextIOWrapper]:
    with source.opened() as file:
        yield io.TextIOWrapper(file, encoding, newline="")


class _Rows(Iterable[Row]):
    """The rows of a text file that are not blank, read anew each time."""

    def __init__(self, source: Source, encoding: str, mark: str, *, is_declared: bool) -> None:
        self._source = source
        self._encoding = encoding
        self._mark = mark
        self._is_declared = is_declared

    def __iter__(self) -> Iterator[Row]:
        with _text(self._source, self._encoding) as text:
            if self._is_declared:
                text.readline()
            # Strict, so that a quotation mark that is not closed is told of, and takes no rows after it into its cell.
            reader = csv.reader(text, delimiter=self._mark, strict=True)
            try:
                for number, cells in enumerate(reader, 1 + self._is_declared):
                    if not is_blank(row := tuple(cells)):
                        yield Row(number, row)
            except csv.Error as error:
                fix = "Look for a quotation mark that is not closed"
                what, where = f"The rows can't be told apart: {error}", f"line {reader.line_num + self._is_declared}"
                raise UnreadableFile(what, where=where, fix=fix) from error


def _separator(source: Source, encoding: str) -> str:
    """Return the separator that parts the first rows into the most columns that agree with each other."""
    return max(_SEPARATORS, key=lambda mark: _agreement(source, encoding, mark))


def _agreement(source: Source, encoding: str, mark: str) -> int:
    with _text(source, encoding) as text:
        rows = islice(csv.reader(text, delimiter=mark), _ROWS_LOOKED_AT)
        try:
            widths = Counter(len(row) for row in rows if len(row) > 1)
        except csv.Error:
            return 0
    return max((width * count for width, count in widths.items()), default=0)
