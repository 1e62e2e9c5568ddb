"""A copy of a workbook in which every bad cell is coloured, with what is wrong and what would be right beside it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ledger.importing.mistakes import Mistake
from ledger.importing.sheet import UnreadableFile

MOST_BYTES = 10_000_000
"""A larger workbook is not copied: it would have to be held in memory cell by cell."""

_COLOUR = "FFFFC7CE"
_COLUMN = re.compile(r"column ([A-Z]+) ")
_AUTHOR = "pledger"


def marked(content: bytes, mistakes: Sequence[Mistake]) -> bytes:
    """Return the workbook with the cells of all mistakes marked; of a mistake in a whole row, every cell in it.

    Raises UnreadableFile for a workbook whose values can be read, but not the rest of it.
    """
    try:
        return _marked(content, mistakes)
    except Exception as error:  # a drawing or a style that only reading the whole workbook stumbles over
        what = f"The workbook can't be copied ({type(error).__name__})"
        raise UnreadableFile(what, fix="The places of the bad rows are shown here") from error


def _marked(content: bytes, mistakes: Sequence[Mistake]) -> bytes:
    from openpyxl import load_workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = load_workbook(io.BytesIO(content))
    fill = PatternFill("solid", fgColor=_COLOUR)
    for mistake in mistakes:
        said = f"{mistake.what}. {mistake.fix}"
        for number, cell in enumerate(_cells(book[mistake.sheet], mistake)):
            cell.fill = fill
            if number == 0:
                before = f"{cell.comment.text}\n" if cell.comment else ""
                cell.comment = Comment(before + said, _AUTHOR)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _cells(sheet: Any, mistake: Mistake) -> Iterator[Any]:
    """Yield the cells that a mistake is about; of merged cells only the first can be marked."""
    from openpyxl.cell.cell import MergedCell

    column = _COLUMN.match(mistake.column)
    cells = [sheet[f"{column[1]}{mistake.row}"]] if column else list(sheet[mistake.row])
    yield from (cell for cell in cells if not isinstance(cell, MergedCell))
