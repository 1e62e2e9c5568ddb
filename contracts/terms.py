"""The agreement as a document: who signed it, when it holds, and its clauses in the grammar.

What is sealed for ever is `to_json()`: keys as in the document, in its order, every scalar in its one text,
defaults written out. `GRAMMAR` is the version of that form.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field
from pydantic_core import PydanticCustomError

from contracts.clause_terms import ClauseTerms, Reader
from contracts.clauses import kind, kind_names
from contracts.currency import digits
from contracts.periods import Calendar, YearKind
from contracts.scalars import CurrencyCode, Day, Fractional, Id, Slug
from contracts.scalars.registered import CharityNumber, CompanyNumber, Lei, OdsCode, Ukprn
from contracts.terms_model import TermsModel

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core.core_schema import CoreSchema

GRAMMAR = 1
"""The version of the grammar of agreements, recorded with every signature."""

Text = Annotated[str, Field(min_length=1, max_length=20_000)]


class Party(TermsModel):
    """One who signed: a name, the part it plays, and its registered ids."""

    name: Text = Field(description="the name of the party")
    role: Text | None = Field(default=None, description="the part it plays: host, developer, licensor")
    ods: OdsCode | None = Field(default=None, description="its code in the NHS Organisation Data Service")
    company_number: CompanyNumber | None = Field(default=None, description="its number at Companies House")
    lei: Lei | None = Field(default=None, description="its Legal Entity Identifier")
    ukprn: Ukprn | None = Field(default=None, description="its UK Provider Reference Number")
    charity_number: CharityNumber | None = Field(default=None, description="its number as a charity")


class _ByKind:
    """Annotation of a clause: its `kind` says which model of terms reads it."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            read_clause, serialization=core_schema.plain_serializer_function_ser_schema(_clause_tree)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        models = [kind(name).terms_model for name in kind_names()]
        for model in models:
            model.model_rebuild()
        return {"oneOf": [handler(model.__pydantic_core_schema__) for model in models]}


def read_clause(value: object) -> ClauseTerms:
    """Read one clause by its kind. Raises pydantic errors, which the model around it collects."""
    if isinstance(value, ClauseTerms):
        return value
    if not isinstance(value, dict):
        raise PydanticCustomError("dict_type", "a clause is a table")
    name = value.get("kind")
    if name is None:
        raise PydanticCustomError("kind_missing", "a clause says its kind")
    if not isinstance(name, str):
        raise PydanticCustomError("kind_unknown", "a clause's kind is text")
    if name not in kind_names():
        raise PydanticCustomError("kind_unknown", "there is no such kind of clause")
    return kind(name).terms_model.model_validate(value)


def _clause_tree(terms: ClauseTerms) -> dict[str, Any]:
    return terms.model_dump(mode="json", exclude_none=True)


class AgreementTerms(TermsModel):
    """Everything that was agreed, as written; frozen."""

    agreement: Slug = Field(description="the agreement's id, as used at the prompt: ankle-device-2026")
    title: Text = Field(description="the agreement's title")
    currency: CurrencyCode = Field(description="the currency of every amount in the agreement")
    effective: Day = Field(description="the first day on which the terms hold")
    until: Day | None = Field(default=None, description="the last day on which the terms hold; none: no end")
    year: YearKind = Field(
        default=YearKind.CALENDAR,
        description="when a contract year begins: calendar (January), NHS (April), anniversary (effective date)",
    )
    parity_floor: dict[Id, Fractional] | None = Field(
        default=None,
        description="by party, the parity (reward share over risk share) that it is to have at least",
    )
    parties: dict[Id, Party] = Field(min_length=1, description="who signed, each under an id of its own")
    clauses: dict[Id, Annotated[ClauseTerms, _ByKind()]] = Field(
        min_length=1, description="what was agreed, each clause under an id of its own"
    )

    @cached_property
    def digits(self) -> int:
        """Return the number of decimals of the agreement's currency."""
        return digits(self.currency)

    @cached_property
    def calendar(self) -> Calendar:
        """Return the agreement's contract years and quarters."""
        return Calendar(self.year, self.effective)

    def reader(self) -> Reader:
        """Return what it takes to read the clauses aloud."""
        return Reader(self.currency, self.digits, {name: party.name for name, party in self.parties.items()})

    def to_json(self) -> bytes:
        """Write the normalised document: UTF-8 JSON without blanks, the bytes that are sealed."""
        tree = self.model_dump(mode="json", exclude_none=True)
        return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, document: bytes) -> AgreementTerms:
        """Read a normalised document again. It was checked before it was sealed, and is not checked again."""
        return cls.model_validate(json.loads(document))
