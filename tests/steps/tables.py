"""Tables of features: rows by heading, and the total that every table of results ends in."""

from __future__ import annotations

from collections.abc import Sequence

Rows = list[dict[str, str]]

TOTAL = "total"


def rows_of(table: Sequence[Sequence[str]]) -> Rows:
    """Read a table under its first row."""
    headings, *rows = table
    return [dict(zip(headings, row, strict=True)) for row in rows]


def without_total(table: Sequence[Sequence[str]]) -> tuple[Rows, dict[str, str]]:
    """Part a table of results from the row that says what they add up to. Fails if it has none."""
    *rows, total = rows_of(table)
    assert TOTAL == next(iter(total.values())), "a table of results ends in its total"
    return rows, total
