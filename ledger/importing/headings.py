"""The row of headings, and what each column is: by the file's own map, by a map kept from before, or by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from contracts.currency import SYMBOLS, is_currency
from contracts.suggestions import did_you_mean
from ledger.errors import WrongUsage
from ledger.importing.sheet import Row, Sheet, letter, text_of

NAMES: Mapping[str, str] = {
    "on": "on; date; day; invoice date; transaction date; posting date; effective date; payment date",
    "kind": "kind; type; fact; record",
    "of": "of; product; category; cost category; item; clause; milestone; kind of income; fund; outcome; commitment; "
    "category or fund",
    "amount": "amount; value; net amount; amount net; net; net sales; net value; sum; cost; sales; income",
    "quantity": "quantity; qty; hours; units; days",
    "party": "party; paid by; payer; from; seller; incurred by; contributor; claimed by; received by; investor; "
    "shown by; measured by; committed by; accepted by; expected by",
    "on behalf of": "on behalf of; on-behalf-of",
    "to": "to; payee; paid to",
    "against": "against; settles; for clause; accepts; due reference",
    "ref": "ref; reference; our ref; invoice; invoice no; invoice number; document no; document number; id",
    "restates": "restates; corrects; replaces",
    "note": "note; notes; comment; comments; remark; remarks; description; memo; details",
    "evidence": "evidence; file",
    "unshared": "unshared",
    "until": "until; binds until",
    "for": "for period; estimated period",
    "measured": "measured; estimated",
    "patients": "patients; people; number of patients; number of people",
    "saving": "saving; saving each; saving per patient",
    "used": "used; used each; units used",
    "verified by": "verified by",
    "claimed": "claimed; only claimed",
    "claimed on": "claimed on; claim date; day of claim; claim received on",
    "exchange rate": "exchange rate; fx rate; conversion rate",
    "grade": "grade; evidence grade",
    "cases": "cases; number of cases",
    "out of": "out of",
    "agreement": "agreement; contract",
    "currency": "currency; ccy",
    "deductions": "deductions",
}
"""Every field, and the headings it is known by without a map; letters' case, dots and brackets do not matter."""

_FIELD_BY_NAME = {name: field for field, names in NAMES.items() for name in names.split("; ")}
DAYS = ("on", "until", "claimed on")
"""The fields that are days."""
NUMBERS = ("amount", "quantity", "patients", "saving", "used", "cases", "out of")
"""The fields that are numbers, beside deductions."""
_WHAT = {"amount", "quantity", "of", "against", "patients", "cases", "exchange rate"}
_ROWS_LOOKED_AT = 40
_EXAMPLE = 'Write --map amount="Net GBP"'
DEDUCTION = "deduct "
"""What a column of one kind of deduction is called here, before the kind."""


class Column(NamedTuple):
    """One column that is read: where it is, its heading, its field, and the currency that the heading names."""

    place: int
    heading: str
    field: str
    currency: str | None = None

    def __str__(self) -> str:
        """Name it as a person finds it: `column C (Net GBP)`."""
        return f"column {letter(self.place)} ({self.heading})"


class Heading(NamedTuple):
    """The headings of a sheet: their row, the columns that are read, and the headings that are not."""

    row: int
    columns: Mapping[str, Column]
    unread: tuple[str, ...]
    width: int

    @property
    def is_complete(self) -> bool:
        """Say whether rows below can be facts: they have a day or a period, and an amount, a quantity or a name."""
        named = self.columns.keys()
        return bool(named & {"on", "for"}) and bool(named & _WHAT)

    @property
    def when(self) -> Column:
        """Return the column that says when, which every fact has: the day, or the period of an estimate."""
        return self.columns["on" if "on" in self.columns else "for"]


class Fields(NamedTuple):
    """How headings are understood: maps from plain headings to fields, and what tells the kinds of deduction."""

    asked: Mapping[str, str]
    kept: Mapping[str, str]
    deductions: Callable[[], Sequence[str]]

    def field(self, heading: str) -> str | None:
        """Return what a column of this heading is, None for a column that is not read."""
        word = plain(heading)
        found = self.asked.get(word) or self.kept.get(word) or _FIELD_BY_NAME.get(_without_currency(word)[0])
        if found:
            return found
        kind = word.removeprefix("deduct ").removeprefix("deduction ").removeprefix("less ")
        return next((DEDUCTION + name for name in self.deductions() if plain(name) == kind), None)


def plain(heading: str) -> str:
    """Write a heading as it is compared: small letters, without punctuation."""
    return " ".join(re.sub(r"[^\w£$€]+", " ", heading.casefold()).split()).replace("_", " ").strip()


def parse_map(given: Sequence[str]) -> dict[str, str]:
    """Read `field=heading` as typed, into fields by plain heading. Raises WrongUsage."""
    result: dict[str, str] = {}
    for item in given:
        field, equals, heading = item.partition("=")
        field = field.strip().casefold()
        if not equals or not plain(heading):
            raise WrongUsage(
                "A map is a field and a heading", where=f"--map {item}", fix='Write --map amount="Net GBP"'
            )
        if field not in NAMES and not field.startswith(DEDUCTION):
            raise WrongUsage(f"There is no field '{field}'", where=f"--map {item}", fix=did_you_mean(field, NAMES))
        result[plain(heading)] = field
    return result


def find_heading(sheet: Sheet, fields: Fields) -> Heading | None:
    """Find the headings among the first rows: the row that names the most fields. None where no row names two.

    A heading that is merged over two rows, or over several columns of the row below, is read together with them.
    Raises WrongUsage where two columns are the same field.
    """
    best: tuple[int, int] | None = None
    rows = list(islice(sheet.rows, _ROWS_LOOKED_AT))
    named = fields._replace(deductions=tuple)  # what an agreement allows is not asked of it for every cell
    for index in range(len(rows)):
        known = {named.field(name) for name in _names(rows, index, named)} - {None}
        if len(known) > 1 and (best is None or len(known) > best[0]):
            best = (len(known), index)
    return _heading(sheet, rows, best[1], fields) if best else None


def _names(rows: Sequence[Row], index: int, fields: Fields) -> list[str]:
    """Return the name of each column, with the row above where that makes a name of it."""
    own = [text_of(cell) for cell in rows[index].cells]
    if index == 0 or rows[index - 1].number != rows[index].number - 1:
        return own
    above = [text_of(cell) for cell in rows[index - 1].cells]
    above += [""] * (len(own) - len(above))
    own += [""] * (len(above) - len(own))
    spread = ""
    names = []
    for name, over in zip(own, above, strict=True):
        spread = over or spread
        whole = f"{spread} {name}".strip() if name else over
        names.append(name if name and (fields.field(name) or not fields.field(whole)) else whole)
    return names


def _heading(sheet: Sheet, rows: Sequence[Row], index: int, fields: Fields) -> Heading:
    columns: dict[str, Column] = {}
    unread = []
    names = _names(rows, index, fields)
    asked = {field for heading, field in fields.asked.items() if heading in map(plain, names)}
    for place, name in enumerate(names):
        field = fields.field(name) if name else None
        if field is None or (field in asked and plain(name) not in fields.asked):
            unread += [name] if name else []
            continue
        column = Column(place, name, field, _without_currency(plain(name))[1])
        if field in columns:
            where = ", ".join(filter(None, (sheet.name, f"row {rows[index].number}")))
            what = f"Both {columns[field]} and {column} may be '{field}'"
            same = plain(columns[field].heading) == plain(name)
            fix = "Give one of them another heading" if same else f'Say which: --map {field}="{name}"'
            raise WrongUsage(what, where=where, fix=fix)
        columns[field] = column
    _check_map(names, fields)
    return Heading(rows[index].number, columns, tuple(unread), len(names))


def _check_map(names: Sequence[str], fields: Fields) -> None:
    have = {plain(name): name for name in names if name}
    for heading, field in fields.asked.items():
        if heading not in have:
            fix = did_you_mean(heading, list(have.values())).capitalize()
            raise WrongUsage(f"There is no column '{heading}'", where=f"--map {field}={heading}", fix=fix)


def _without_currency(word: str) -> tuple[str, str | None]:
    """Part a heading from the currency in it: `amount gbp`, `£ amount`."""
    for part in word.split():
        code = SYMBOLS.get(part) or (part.upper() if len(part) == 3 and is_currency(part.upper()) else None)
        if code and part != word:
            return " ".join(other for other in word.split() if other != part), code
    return word, None
