"""The workbook that people fill in: a sheet for each kind of fact, with drop-downs of what the agreement knows.

`pledger import` takes it back: the sheets' names say the kind, their headings the fields. Every text is written as
text, so that nothing in an agreement is ever run as a formula.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from contracts.contract import Contract
from ledger.agreement import Agreement
from ledger.importing.blanks import BLANKS, CURRENCY, Blank, offered

ROWS = 1_000
"""How many rows below the headings have drop-downs; more may be filled in."""
_WIDTH = 18
_MONEY = ("Amount", "Saving each")
_TEXTS = ("Reference", "Restates", "Note", "Evidence", "For period", "Grade")


class Book:
    """A workbook as it is being made: its formats, and a hidden sheet with what the drop-downs offer."""

    def __init__(self, title: str, created: datetime) -> None:
        self._target = io.BytesIO()
        self.book = Workbook(self._target, {"in_memory": True})
        self.book.set_properties({"title": title, "created": created})
        self.bold = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self._text = self.book.add_format({"num_format": "@"})
        self._lists: list[Sequence[str]] = []

    def fill_in(self, agreement: Agreement) -> None:
        """Add the sheets for the facts that the clauses want, for payments, and for what is open or waits."""
        for blank in BLANKS:
            if choices := offered(agreement, blank):
                self._blank(blank, choices, agreement.contract)

    def _blank(self, blank: Blank, choices: Mapping[str, Sequence[str]], contract: Contract) -> None:
        sheet = self.book.add_worksheet(blank.name)
        sheet.freeze_panes(1, 0)
        kinds = dict.fromkeys(kind for feed in contract.feeds_of(blank.kind) for kind in feed.deductions)
        names = [name for name in blank.headings if name != CURRENCY or name in choices]
        for place, name in enumerate([*names, *(f"Deduct {kind}" for kind in kinds)]):
            heading = f"{name} ({contract.terms.currency})" if name in _MONEY and CURRENCY not in choices else name
            sheet.write_string(0, place, heading, self.bold)
            sheet.set_column(place, place, _WIDTH, self._format(name))
            if name in choices:
                self._offer(sheet, place, choices[name])
            if name == "Date":
                self._days(sheet, contract)

    def _format(self, heading: str) -> Format | None:
        """Return the format of a column; references are texts, so that 007 stays what it is."""
        if heading in ("Date", "Binds until"):
            return self._day
        return self._text if heading in _TEXTS else None

    def _days(self, sheet: Worksheet, contract: Contract) -> None:
        """Let the first column take days on which the terms hold."""
        last = contract.terms.until or date(2199, 12, 31)
        told = f"A day from {contract.terms.effective} to {last}"
        options = {"validate": "date", "criteria": "between", "minimum": contract.terms.effective, "maximum": last}
        sheet.data_validation(1, 0, ROWS, 0, {**options, "error_title": "Date", "error_message": told})

    def _offer(self, sheet: Worksheet, place: int, choices: Sequence[str]) -> None:
        """Give a column a drop-down; what is not in it is warned of, and checked when the file is imported."""
        if choices not in self._lists:
            self._lists.append(choices)
        column = self._lists.index(choices)
        source = f"=Lists!${chr(ord('A') + column)}$1:${chr(ord('A') + column)}${len(choices)}"
        sheet.data_validation(1, place, ROWS, place, {"validate": "list", "source": source, "error_type": "warning"})

    def finished(self) -> bytes:
        """Add the hidden lists, and return the file."""
        lists = self.book.add_worksheet("Lists")
        for column, choices in enumerate(self._lists):
            for row, choice in enumerate(choices):
                lists.write_string(row, column, choice)
        lists.hide()
        self.book.close()
        return self._target.getvalue()
