"""What is wrong with the rows of a file: every bad row at once, each with its place and what would be right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ledger.errors import Refused

_TOLD = 200
"""How many mistakes are told at once: what somebody may correct in one go, and a terminal keeps."""

_OPTION = re.compile(r"--([a-z][a-z-]*)")
_OF_A_ROW = re.compile(r"--(?!(?:kind|new|map|skip-bad)\b)([a-z][a-z-]*)")
"""An option that is a column in a file; the others are the import's own."""
_COLUMN_OF = {"item": "of", "clause": "of", "commitment": "of", "deduct": "deductions"}


class Mistake(NamedTuple):
    """One mistake: sheet (None in a text file), row, column by letter and heading ("" for the whole row)."""

    sheet: str | None
    row: int
    column: str
    what: str
    fix: str

    def __str__(self) -> str:
        """One line for a prompt."""
        place = ", ".join(part for part in (self.sheet, f"row {self.row}", self.column) if part)
        said = f"{place}: {self.what}{f'. {self.fix[:1].upper()}{self.fix[1:]}' if self.fix else ''}"
        return said if said.endswith("?") else f"{said}."


class BadRows(Refused):
    """A file with bad rows; nothing of it was recorded."""

    def __init__(self, file: str, mistakes: Sequence[Mistake], good: int) -> None:
        self.mistakes = tuple(mistakes)
        self.rows = len({(mistake.sheet, mistake.row) for mistake in mistakes})
        self.good = good
        bad = "1 row is bad" if self.rows == 1 else f"{self.rows:,} rows are bad"
        fix = f"Correct and import it again, or add --skip-bad to record the {_good(good)}" if good else ""
        super().__init__(f"{bad}, and nothing was recorded", where=file, fix=fix or "Correct and import it again")

    def __str__(self) -> str:
        """Write the sentence, and beneath it the mistakes, one on each line; of very many the first."""
        more = len(self.mistakes) - _TOLD
        rest = [f"  And {more:,} more, which are told once these are corrected."] if more > 0 else []
        return "\n".join((super().__str__() + ".", *(f"  {mistake}" for mistake in self.mistakes[:_TOLD]), *rest))


def field_of(where: str) -> str | None:
    """Return the field that a command's error is about, where it names an option."""
    match = _OPTION.fullmatch(where)
    return _field(match) if match else None


def in_columns(advice: str) -> str:
    """Say what to do in a sheet where a command says what to do at the prompt."""
    said, command, typed = advice.partition("pledger ")  # what is to be typed stays as it is typed
    return _OF_A_ROW.sub(lambda match: f"the column '{_field(match)}'", said) + command + typed


def _field(match: re.Match[str]) -> str:
    return _COLUMN_OF.get(match[1], match[1]).replace("-", " ")


def _good(count: int) -> str:
    return "one that is good" if count == 1 else f"{count:,} that are good"
