"""How a table is made narrower for a screen that has no room for it: what can be told in less room is.

Files get the table as it is. A screen gets, one step after the other until it fits: the table without what other
columns tell too; currencies in the heads; what every row repeats in a line above; cells stacked that belong together;
and long words (references, ids) broken at their joints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress
from typing import NamedTuple

from projections.rendering.figures import amount_of, readable
from projections.rendering.report import Amount, Cell, Column, Kind, Row, Table
from projections.rendering.widths import LONGEST_WHOLE_WORD

STEP = "  "
"""What stands before a cell that is stacked beneath another."""
_WHOLE_AT_LAST = (LONGEST_WHOLE_WORD, 16, 12)


class Fitting(NamedTuple):
    """A table as a screen could show it, the sentence above it, and up to which width its words stay whole."""

    table: Table
    above: str = ""
    whole: int = LONGEST_WHOLE_WORD


def fittings(table: Table, dash: str) -> Iterator[Fitting]:
    """Yield a table in ever less room; `dash` stands for what is undefined."""
    yield Fitting(table)
    shown = _keeping(table, [not column.aside for column in table.columns])
    if shown.columns != table.columns:
        yield Fitting(shown)
    table = _currency_in_heads(shown)
    if table.columns != shown.columns:
        yield Fitting(table)
    shown, above = _repeated_above(table, dash)
    if shown is not table:
        yield Fitting(shown, above)
    stacked = _stacked(shown, dash)
    yield from (Fitting(stacked, above, whole) for whole in _WHOLE_AT_LAST)


def _keeping(table: Table, kept: Sequence[bool]) -> Table:
    return replace(
        table,
        columns=tuple(compress(table.columns, kept)),
        rows=tuple(tuple(compress(row, kept)) for row in table.rows),
        total=tuple(compress(table.total, kept)) if table.total is not None else None,
    )


def _all_rows(table: Table) -> tuple[Row, ...]:
    return (*table.rows, *([table.total] if table.total is not None else []))


def _currency_in_heads(table: Table) -> Table:
    """Name a currency in the head of its column where all amounts of the column are in it."""
    cells = zip(*_all_rows(table), strict=True)
    return replace(table, columns=tuple(map(_with_currency, table.columns, cells)))


def _with_currency(column: Column, cells: Sequence[Cell]) -> Column:
    amounts = [cell for cell in cells if isinstance(cell, Amount)]
    if column.currency is not None or len({(each.currency, each.digits) for each in amounts}) != 1:
        return column
    return column._replace(currency=amounts[0].currency, digits=amounts[0].digits)


def _repeated_above(table: Table, dash: str) -> tuple[Table, str]:
    """Leave out the columns that say the same in every row, and return what they say."""
    repeated = [_is_repeated(table, at) for at in range(len(table.columns))]
    if all(repeated) or not any(repeated):
        return table, ""
    said = [
        f"{_in_a_sentence(column.heading)} {words}"
        for column, cell in compress(zip(table.columns, table.rows[0], strict=True), repeated)
        if (words := _with_its_currency(column, cell, dash))
    ]
    return _keeping(table, [not each for each in repeated]), f"In every row: {'; '.join(said)}." if said else ""


def _is_repeated(table: Table, at: int) -> bool:
    """Tell whether a column has the same words, or nought, in each of several rows, and nothing else in the total."""
    if table.columns[at].stays or len(table.rows) < 2 or any(row[at] != table.rows[0][at] for row in table.rows):
        return False
    cell = table.rows[0][at]
    says_little = isinstance(cell, str) or (isinstance(cell, Amount) and not cell.minor)
    return says_little and (table.total is None or table.total[at] in ("", cell))


def _with_its_currency(column: Column, cell: Cell, dash: str) -> str:
    amount = amount_of(column, cell) if column.kind is Kind.MONEY else None
    return readable(column._replace(currency=None), amount if amount else cell, dash)


def _in_a_sentence(heading: str) -> str:
    return heading[:1].lower() + heading[1:]


def _stacked(table: Table, dash: str) -> Table:
    """Put the cells of columns that stand beneath another in its cells, each on a line of its own."""
    stacks: dict[str, list[int]] = {}
    for at, column in enumerate(table.columns):
        stacks.setdefault(_top(table.columns, column).name, []).append(at)
    return replace(
        table,
        columns=tuple(_head(table.columns, stack) for stack in stacks.values()),
        rows=tuple(_stacked_row(table.columns, row, [*stacks.values()], dash) for row in table.rows),
        total=None if table.total is None else _stacked_row(table.columns, table.total, [*stacks.values()], dash),
    )


def _top(columns: Sequence[Column], column: Column) -> Column:
    """Return the column at the top of a stack: what a column stands beneath may itself stand beneath another."""
    above = next((each for each in columns if each.name == column.beneath), None)
    return _top(columns, above) if above else column


def _head(columns: Sequence[Column], stack: Sequence[int]) -> Column:
    top, *others = (columns[at] for at in stack)
    if not others:
        return top
    heads = [top.full_heading, *(_in_a_sentence(each.full_heading) for each in others)]
    return Column(top.name, ", ".join(heads))


def _stacked_row(columns: Sequence[Column], row: Row, stacks: Sequence[Sequence[int]], dash: str) -> Row:
    return tuple(
        row[stack[0]] if len(stack) == 1 else _pile([readable(columns[at], row[at], dash) for at in stack])
        for stack in stacks
    )


def _pile(pieces: Sequence[str]) -> str:
    """Write pieces beneath each other, but none that is empty and none with which another begins."""
    told = [each for each in pieces if each and not any(other != each and other.startswith(each) for other in pieces)]
    return f"\n{STEP}".join(told)
