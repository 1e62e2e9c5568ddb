"""The figures of the demonstration, each with the address of its source or with what it rests on instead."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

HERE = Path(__file__).parent
FILE = HERE / "figures.json"


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a figure is, its value as printed and its unit; `source` is an address, `basis` stands where there is none.

    Exactly one of the two is given.
    """

    what: str
    value: str
    unit: str
    source: str | None = None
    basis: str | None = None

    @property
    def number(self) -> Decimal:
        """The value as a number, in its unit."""
        return Decimal(self.value)

    @property
    def published_by(self) -> str | None:
        """The site that published it."""
        return urlsplit(self.source).hostname if self.source else None


def figures_of(agreement: str) -> dict[str, Figure]:
    """Return the figures of one agreement by name."""
    found = msgspec.json.decode(FILE.read_bytes(), type=dict[str, dict[str, Figure]])
    return found[agreement]


def document(agreement: str) -> Path:
    """Return where the document of an agreement lies."""
    return HERE / "agreements" / f"{agreement}.yaml"
