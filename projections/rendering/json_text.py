"""A report as JSON: amounts and shares as strings, undefined as null, keys in a fixed order.

    {"title": …, "blocks": [{"table": "shares", "title": …, "rows": [{…}], "total": {…}},
                            {"prose": "working", "title": …, "lines": [{"level": 0, "text": …}]}],
     "notes": […], "rests_on": {"as_of": …, "known_at": …, "instant": …, "position": …, "root": …, "bases": {…}}}

An amount is `{"amount": "235000.00", "currency": "GBP"}`, a share `{"share": "0.3333", "exact": "1/3"}`, a
rate `{"rate": "0.130662"}`. Bars are left out: they draw what the tables hold.
"""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from projections.rendering import footing
from projections.rendering.figures import amount_of, four_places, fraction_in, plain
from projections.rendering.report import Block, Cell, Column, Footing, Kind, Prose, Report, Row, Table

Json: TypeAlias = "str | int | list[Json] | dict[str, Json] | None"


def to_json(report: Report, *, ascii_only: bool = False) -> str:
    """Write indented JSON with a final newline; `ascii_only` where the reader can't take UTF-8."""
    document: Json = {
        "title": report.title,
        "blocks": [item for block in report.blocks for item in _block(block)],
        "notes": list(report.notes),
        "rests_on": _rests_on(report.footing),
    }
    return json.dumps(document, ensure_ascii=ascii_only, indent=2) + "\n"


def _rests_on(given: Footing) -> Json:
    return {**footing.named(given), "bases": dict(given.bases)}


def _block(block: Block) -> list[Json]:
    if isinstance(block, Table):
        return [_table(block)]
    return [_prose(block)] if isinstance(block, Prose) else []


def _table(table: Table) -> Json:
    found: dict[str, Json] = {
        "table": table.name,
        "title": table.title,
        "rows": [_row(table.columns, row) for row in table.rows],
    }
    if table.total is not None:
        found["total"] = _row(table.columns, table.total)
    return found


def _prose(prose: Prose) -> Json:
    lines: list[Json] = [{"level": line.level, "text": line.text} for line in prose.lines]
    return {"prose": prose.name, "title": prose.title, "lines": lines}


def _row(columns: tuple[Column, ...], row: Row) -> Json:
    return {column.name: _value(column, cell) for column, cell in zip(columns, row, strict=True)}


def _value(column: Column, cell: Cell) -> Json:
    if cell is None:
        return None
    if column.kind is Kind.MONEY:
        return _amount(column, cell)
    if isinstance(cell, Fraction) and column.kind is Kind.RATE:
        return {"rate": fraction_in(column, cell)}
    if isinstance(cell, Fraction):
        return {"share": four_places(cell), "exact": str(cell)}
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, int) else str(cell)


def _amount(column: Column, cell: Cell) -> Json:
    amount = amount_of(column, cell)
    return amount and {"amount": plain(amount.minor, amount.digits), "currency": amount.currency}
