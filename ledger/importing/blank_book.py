"""The workbook that people fill in: a sheet for each kind of fact, with drop-downs of what the agreement knows.

`pledger import` takes it back: the sheets' names say the kind, their headings the fields. Every text is written as
text, so that nothing in an agreement is ever run as a formula.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from contracts.contract import Contract

ROWS = 1_000
"""How many rows below the headings have drop-downs; more may be filled in."""
_WIDTH = 18


class Blank(NamedTuple):
    """A sheet to fill in: its name, the kind of fact, and its headings; `of` and `who` are those with drop-downs."""

    name: str
    kind: str
    of: str
    who: tuple[str, ...]
    others: tuple[str, ...]


BLANKS = (
    Blank("Costs", "cost", "Category", ("Paid by",), ("Amount", "Reference", "Restates", "Note", "Unshared")),
    Blank("Sales", "sales", "Product", (), ("Amount", "Reference", "Restates", "Note")),
    Blank("Income", "income", "Kind of income", (), ("Amount", "Reference", "Restates", "Note")),
    Blank("Milestones", "milestone", "Milestone", ("Claimed by",), ("Evidence", "Reference", "Note")),
    Blank("In kind", "in kind", "Item", ("Contributor",), ("Quantity", "Evidence", "Reference", "Restates", "Note")),
    Blank("Payments", "payment", "Against", ("From", "To"), ("Amount", "Reference", "Note")),
    Blank("Approvals", "approval", "Clause", ("Party",), ("Amount", "Reference", "Note")),
)


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

    def fill_in(self, contract: Contract) -> None:
        """Add the sheets for the facts that the clauses want, and for payments."""
        for blank in BLANKS:
            known = list(dict.fromkeys(feed.of for feed in contract.feeds_of(blank.kind)))
            if blank.kind == "payment":
                known = list(contract.clauses)
            if known:
                self._blank(blank, known, contract)

    def _blank(self, blank: Blank, known: Sequence[str], contract: Contract) -> None:
        sheet = self.book.add_worksheet(blank.name)
        sheet.freeze_panes(1, 0)
        amount = f"Amount ({contract.terms.currency})"
        kinds = dict.fromkeys(kind for feed in contract.feeds_of(blank.kind) for kind in feed.deductions)
        others = [amount if name == "Amount" else name for name in blank.others]
        headings = ["Date", blank.of, *blank.who, *others, *(f"Deduct {kind}" for kind in kinds)]
        for place, name in enumerate(headings):
            sheet.write_string(0, place, name, self.bold)
            sheet.set_column(place, place, _WIDTH, self._format(name))
        self._days(sheet, contract)
        self._offer(sheet, 1, known)
        for place in range(2, 2 + len(blank.who)):
            self._offer(sheet, place, list(contract.terms.parties))

    def _format(self, heading: str) -> Format | None:
        """Return the format of a column; references are texts, so that 007 stays what it is."""
        if heading == "Date":
            return self._day
        return self._text if heading in ("Reference", "Restates", "Note", "Evidence") else None

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
