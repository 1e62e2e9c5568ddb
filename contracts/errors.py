"""What can go wrong with terms, and how it is told: what is wrong, where, and what would be right.

    ContractError
    ├── BadScalar          a date, amount, share, ... that can't be read, or only in two ways
    ├── DocumentRefused    an agreement document, with every mistake in it at once
    └── RefusedByTerms     the signed terms don't allow what was asked

`BadScalar` is a ValueError too, because that is what pydantic collects field by field.
"""

from __future__ import annotations

from typing import NamedTuple


class ContractError(Exception):
    """Base of all errors of this package.

    `what` is wrong (a clause of a sentence, no full stop), `where` (field, line or file; may be empty), and
    what would be right or what to do about it (`fix`; may be empty).
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.fix = fix

    def __str__(self) -> str:
        """`where: what: fix`, without what is not known."""
        return ": ".join(part for part in (self.where, self.what, self.fix) if part)


class BadScalar(ContractError, ValueError):
    """Text that is not the date, amount, share, number of days or name that it should be."""


class RefusedByTerms(ContractError):
    """Something that the signed terms don't allow."""


class Mistake(NamedTuple):
    """One mistake in a document: where it is, what is wrong, what would be right.

    `line` counts from 1 and is 0 if unknown; `field` is in the document's own words
    (`clauses.royalty.rate.bands[2].rate`), and empty for the document as a whole.
    """

    line: int
    field: str
    what: str
    fix: str

    def __str__(self) -> str:
        """One line for a prompt."""
        place = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.field) if part)
        return str(ContractError(self.what, where=place, fix=self.fix))


class DocumentRefused(ContractError):
    """A document that can't be signed, with every mistake that was found, in the order of its lines."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        count = len(mistakes)
        super().__init__("there is 1 mistake" if count == 1 else f"there are {count} mistakes")
        self.mistakes = mistakes

    def __str__(self) -> str:
        """All mistakes, one on each line."""
        return "\n".join(map(str, self.mistakes))
