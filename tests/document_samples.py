"""Documents that tests begin with."""

from __future__ import annotations

from pathlib import Path

from contracts.document import read_document
from contracts.errors import DocumentRefused, Mistake

GOLDEN = Path(__file__).parent / "golden"

ROYALTY = """\
agreement: licence
title: A licence
currency: GBP
effective: 2026-04-01
parties:
  licensor: { name: The licensor }
  licensee: { name: The licensee }
clauses:
  royalty:
    kind: royalty
    on: net sales of product
    from: licensee
    to: licensor
    rate: 6.5%
"""
"""The shortest document with a royalty; tests replace a line of it."""


def golden(name: str) -> str:
    """Give the text of a golden file."""
    return (GOLDEN / name).read_text(encoding="utf-8")


def mistakes_in(source: str | bytes) -> tuple[Mistake, ...]:
    """Give the mistakes of a document; none if it is accepted."""
    try:
        read_document(source)
    except DocumentRefused as error:
        return error.mistakes
    return ()


def with_line(old: str, new: str) -> str:
    """Give the royalty document with a line replaced."""
    assert old in ROYALTY, old
    return ROYALTY.replace(old, new)
