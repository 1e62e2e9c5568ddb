"""What every model of terms has in common: frozen, nothing unknown, written in words with spaces.

A field `accepted_by` is written `accepted by` in a document, `from_` is written `from`. Validators are built
when first used, because a command that records one fact reads one agreement and should not build all kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict


def written_name(field_name: str) -> str:
    """Give the key under which a field stands in a document.

    >>> written_name("accepted_by"), written_name("from_")
    ('accepted by', 'from')
    """
    return field_name.rstrip("_").replace("_", " ")


class TermsModel(BaseModel):
    """Base of all terms. Read with `model_validate`, from the words of the document."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        alias_generator=written_name,
        serialize_by_alias=True,
    )


class Choice(StrEnum):
    """A choice among words; `also` are other words for the same, read and never written.

    A synonym is one that nobody could mean otherwise: a `simple` return is one whose compounding is `none`.
    """

    @classmethod
    def also(cls) -> Mapping[str, Self]:
        """Return the other words for its members."""
        return {}

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return cls.also().get(value) if isinstance(value, str) else None
