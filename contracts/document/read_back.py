"""An agreement read back in plain English, clause by clause, with what was left out and what holds instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from contracts.classification import Counts
from contracts.clause_terms import ClauseTerms, Reader
from contracts.periods import Calendar, YearKind
from contracts.scalars import ENDS, day_in_words
from contracts.terms import AgreementTerms, Party
from contracts.terms_model import TermsModel, written_name

_SAID_ELSEWHERE = {"kind", "article", "page", "wording", "counts as"}

_SAID_OTHERWISE = {"counts_as", "survives"}
"""Fields whose defaults have sentences of their own."""

_COUNTS = {Counts.NOTHING: "neither risk nor reward"}


class Section(NamedTuple):
    """A heading, and sentences; a sentence that begins with blanks goes with the one before."""

    heading: str
    sentences: tuple[str, ...]


def in_plain_english(terms: AgreementTerms) -> list[Section]:
    """Read an agreement back: when it holds, who signed, and every clause with its defaults."""
    reader = terms.reader()
    parties = tuple(_party(name, party) for name, party in terms.parties.items())
    return [
        Section(f"{terms.title} ({terms.agreement})", tuple(_frame(terms))),
        Section("Parties", parties),
        *(Section(_heading(name, clause), tuple(_clause(clause, reader))) for name, clause in terms.clauses.items()),
    ]


def _frame(terms: AgreementTerms) -> Iterator[str]:
    end = f"until {day_in_words(terms.until)}" if terms.until else "without an end"
    yield f"It holds from {day_in_words(terms.effective)} {end}."
    yield f"Every amount is in {terms.currency}."
    begins = {
        YearKind.CALENDAR: "on 1 January",
        YearKind.NHS: "on 1 April, as the NHS's do",
        YearKind.ANNIVERSARY: "on each anniversary of the effective date",
    }
    yield f"Contract years begin {begins[terms.year]}: {_first_year(terms.calendar, terms.effective)}."
    yield "What was due when it ends is still paid; a clause ends with it unless it is said below to survive."
    for party, floor in (terms.parity_floor or {}).items():
        yield f"The parity of {party}, its share of the reward over its share of the risk, is to be {floor} at least."
    if left_out := _defaults(terms):
        yield f"By default: {left_out}."


def _first_year(calendar: Calendar, effective: date) -> str:
    year = calendar.period_of(effective.toordinal()) // 4
    first, last = date.fromordinal(calendar.start(year * 4)), date.fromordinal(calendar.end(year * 4 + 3))
    return f"{calendar.year_label(year)} is {day_in_words(first)} to {day_in_words(last)}"


def _party(name: str, party: Party) -> str:
    ids = {
        "ODS code": party.ods,
        "company number": party.company_number,
        "LEI": party.lei,
        "UKPRN": party.ukprn,
        "charity number": party.charity_number,
    }
    known = ", ".join(f"{label} {value}" for label, value in ids.items() if value)
    role = f", {party.role}" if party.role else ""
    return f"{name}: {party.name}{role}{f' ({known})' if known else ''}"


def _heading(name: str, clause: ClauseTerms) -> str:
    places = (f"article {clause.article}" if clause.article else "", f"page {clause.page}" if clause.page else "")
    return ", ".join(part for part in (f"{name}: {clause.kind}", *places) if part)


def _clause(clause: ClauseTerms, reader: Reader) -> Iterator[str]:
    if clause.wording:
        yield f'The document says: "{clause.wording}"'
    yield from clause.in_words(reader)
    if clause.survives != ENDS:
        yield clause.survives.in_words()
    yield _counts(clause)
    if defaults := _defaults(clause):
        yield f"By default: {defaults}."
    if left_out := _left_out(clause):
        yield f"Left out: {', '.join(left_out)}; what holds without is said above."


def _counts(clause: ClauseTerms) -> str:
    payer, payee = (_COUNTS.get(side, side.value) for side in clause.counts)
    default = type(clause).model_fields["counts_as"].get_default(call_default_factory=True)
    said = "the default of its kind" if clause.counts_as == default else "as written"
    return f"What is booked counts as {payer} for whoever owes it, and as {payee} for whoever is owed it ({said})."


def _defaults(model: TermsModel) -> str:
    """List the fields that were left out and have a default, also those of tables within."""
    written = model.model_dump(mode="json", exclude_none=True)
    return "; ".join(_default_fields(model, written))


def _default_fields(model: TermsModel, written: dict[str, Any], around: str = "") -> Iterator[str]:
    for name in type(model).model_fields:
        key, value = written_name(name), getattr(model, name)
        if key not in written or name in _SAID_OTHERWISE:
            continue
        if name not in model.model_fields_set:
            yield f"{key} {_text(written[key])}{around}"
        elif isinstance(value, TermsModel) and isinstance(written[key], dict):
            yield from _default_fields(value, written[key], f" (in {key}){around}")


def _left_out(clause: ClauseTerms) -> list[str]:
    fields = {written_name(name): getattr(clause, name) for name in type(clause).model_fields}
    return [key for key, value in fields.items() if value is None and key not in _SAID_ELSEWHERE]


def _text(value: Any) -> str:
    return ", ".join(f"{key} {_text(part)}" for key, part in value.items()) if isinstance(value, dict) else str(value)
