"""What is asked for, found in the views: agreements, parties and clauses by name, and what the answer rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, Row, Select, select

from contracts.clause import VENTURE
from contracts.errors import BadScalar
from contracts.money import written
from contracts.periods import Calendar, Span, YearKind
from contracts.suggestions import nearest
from contracts.terms import AgreementTerms
from ledger.errors import NotFound, Refused
from projections import tables
from projections.at_once import rows_of
from projections.catch_up import read_basis
from projections.rendering.report import Footing


class Asked(NamedTuple):
    """At which dates an answer was asked for, as its footing says: by effect, and by what was known."""

    as_of: date | None = None
    known_at: str | None = None


NOW = Asked()
"""All that is known, by all that has effect."""


class Register(Protocol):
    """Who stands behind a pseudonym, and which text behind a hash; None where it was erased."""

    def name_of(self, pseudonym: str) -> str | None:
        """Give the name behind a pseudonym."""

    def text_of(self, text_hash: str) -> str | None:
        """Give the text behind a salted hash."""


class Agreed(NamedTuple):
    """One agreement as the views know it; parties and clauses in the order of the document."""

    id: str
    title: str
    currency: str
    digits: int
    calendar: Calendar
    row: Row[Any]
    parties: Mapping[str, str]
    clauses: Mapping[str, Row[Any]]

    @property
    def terms(self) -> AgreementTerms:
        """Return the terms as signed."""
        return AgreementTerms.from_json(self.row.terms)

    def name(self, party: str) -> str:
        """Return a party's name; the common pot of a cost share has one too."""
        return "the common pot" if party == VENTURE else self.parties.get(party, party)

    def money(self, amount: int) -> str:
        """Write an amount with its currency."""
        return f"{self.currency} {written(amount, self.digits)}"

    def party(self, word: str | None) -> str | None:
        """Find a party by id or name. Raises NotFound."""
        if word is None:
            return None
        by_name = {name.casefold(): party for party, name in self.parties.items()}
        return by_name.get(word.casefold()) or picked(word, self.parties, "party", self.id)

    def clause(self, word: str | None) -> str | None:
        """Find a clause by id. Raises NotFound."""
        return None if word is None else picked(word, self.clauses, "clause", self.id)

    def period_of(self, on: str) -> str:
        """Name the contract period that a day of the views falls in."""
        return self.calendar.label(self.calendar.period_of(date.fromisoformat(on).toordinal()))

    def span(self, word: str) -> Span:
        """Read a period. Raises Refused for what is none."""
        try:
            return self.calendar.parse(word)
        except BadScalar as error:
            raise Refused(_sentence(error.what), where=self.id, fix=_sentence(error.fix)) from error


def find_agreement(connection: Connection, word: str) -> Agreed:
    """Find an agreement by id. Raises NotFound, with the nearest that there is."""
    name = word
    if not rows_of(connection, _signed, word):
        ids = connection.execute(select(tables.agreements.c.agreement).order_by(tables.agreements.c.signed)).scalars()
        name = picked(word, ids, "agreement", "")
    (row,) = rows_of(connection, _signed, name)
    named = rows_of(connection, _parties, name)
    agreed = rows_of(connection, clauses_in_order, name)
    return Agreed(
        id=name,
        title=row.title,
        currency=row.currency,
        digits=row.digits,
        calendar=Calendar(YearKind(row.year), date.fromisoformat(row.effective)),
        row=row,
        parties={row.party: row.name for row in named},
        clauses={clause.clause: clause for clause in agreed},
    )


def standing_agreements(connection: Connection) -> list[str]:
    """Return the ids of the agreements that were not voided, in the order of signing."""
    signed = tables.agreements.c
    return list(
        connection.execute(select(signed.agreement).where(signed.voided.is_(None)).order_by(signed.signed)).scalars()
    )


def clauses_in_order() -> Select[Any]:
    """Select the clauses in the order of the document."""
    return select(tables.clauses).order_by(tables.clauses.c.ordinal)


def _signed() -> Select[Any]:
    return select(tables.agreements)


def _parties() -> Select[Any]:
    return select(tables.parties).order_by(tables.parties.c.ordinal)


def picked(word: str, known: Iterable[str], what: str, where: str) -> str:
    """Return the known name that was meant, however its letters are written. Raises NotFound with the nearest."""
    choices = list(known)
    found = next((choice for choice in choices if choice.casefold() == word.casefold()), None)
    if found is not None:
        return found
    near = nearest(word, choices)
    listed = ", ".join(choices[:20]) or "none"
    fix = f"Did you mean '{near}'?" if near else f"There {'is' if len(choices) == 1 else 'are'}: {listed}"
    raise NotFound(f"There is no {what} '{word}'", where=where, fix=fix)


def footing(connection: Connection, asked: Asked, bases: Iterable[tuple[str, str]] = ()) -> Footing:
    """Say what an answer rests on."""
    basis = read_basis(connection)
    return Footing(
        instant=basis.instant,
        position=basis.position,
        root=basis.root,
        known_at=asked.known_at,
        as_of=asked.as_of,
        bases=tuple(bases),
    )


def day(text: str | None) -> date | None:
    """Read a date of the views."""
    return date.fromisoformat(text) if text else None


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
