"""A table at a terminal: columns side by side where they fit, else a record for each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from projections.rendering.figures import amount_of, readable
from projections.rendering.fitting import Fitting, fittings
from projections.rendering.plain_table import Lane, row_lines, rule, wrapped
from projections.rendering.report import Cell, Column, Kind, Row, Table
from projections.rendering.screen import Screen, safe
from projections.rendering.widths import GAP, Need, depth, least_width, need, share_out

_INDENT = 2
_DEEP = 5
"""A cell of more lines is deep: another layout is looked for."""


@dataclass(frozen=True)
class _Cells:
    """A table whose cells are text already; the total, if there is one, is the last row."""

    table: Table
    rows: tuple[Row, ...]
    words: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...]

    def column(self, index: int) -> list[str]:
        """Return the words of one column."""
        return [row[index] for row in self.words]


def render_table(table: Table, screen: Screen) -> list[RenderableType]:
    """Return what rich prints for a table, in order."""
    if not table.rows and table.total is None:
        return [Text(screen.wrapped(table.empty))]
    laid = _best(table, screen)
    if laid is None:
        return _records(_cells(table, screen), screen)
    above: list[RenderableType] = [Text(screen.wrapped(laid.above))] if laid.above else []
    drawn = _side_by_side if screen.colour else _lines
    return [*above, *drawn(laid.cells, laid.widths, screen)]


class _Laid(NamedTuple):
    """A table laid out side by side, the sentence above it, and how many lines its deepest cell takes."""

    cells: _Cells
    widths: list[int]
    above: str
    depth: int


def _best(table: Table, screen: Screen) -> _Laid | None:
    """Return the first layout that fits without deep cells, else the least deep; None where none fits."""
    best = None
    for shown in fittings(table, screen.dash):
        laid = _laid(shown, screen)
        if laid is not None and laid.depth <= _DEEP:
            return laid
        if laid is not None and (best is None or laid.depth < best.depth):
            best = laid
    return best


def _laid(shown: Fitting, screen: Screen) -> _Laid | None:
    cells = _cells(shown.table, screen)
    needs = [
        need(heading, cells.column(index), figures=column.is_figure, longest=shown.whole)
        for index, (heading, column) in enumerate(zip(cells.headings, shown.table.columns, strict=True))
    ]
    if least_width(needs) > screen.width:
        return None
    widths = share_out(needs, screen.width)
    return _Laid(cells, widths, shown.above, depth(needs, widths))


def _lines(cells: _Cells, widths: Sequence[int], screen: Screen) -> Iterator[str]:
    """Yield the same as rich prints side by side, where there is no colour."""
    lanes = [Lane(width, column.is_figure) for column, width in zip(cells.table.columns, widths, strict=True)]
    line = rule(lanes, _letter(screen))
    yield from row_lines(cells.headings, lanes, bottom=True)
    yield line
    for index, words in enumerate(cells.words):
        if index and _is_total(cells, index):
            yield line
        yield from row_lines(words, lanes)


def _cells(table: Table, screen: Screen) -> _Cells:
    rows = (*table.rows, *([table.total] if table.total is not None else []))
    words = tuple(
        tuple(safe(readable(column, cell, screen.dash)) for column, cell in zip(table.columns, row, strict=True))
        for row in rows
    )
    return _Cells(table, rows, words, tuple(safe(column.full_heading) for column in table.columns))


def _side_by_side(cells: _Cells, widths: Sequence[int], screen: Screen) -> Iterator[Grid]:
    grid = Grid(box=_rules(screen), show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0))
    for column, heading, width in zip(cells.table.columns, cells.headings, widths, strict=True):
        grid.add_column(
            Text("\n".join(wrapped(heading, width)), style="bold"),
            justify="right" if column.is_figure else "left",
            overflow="fold",
            width=width,
        )
    for index, words in enumerate(cells.words):
        if _is_total(cells, index):
            grid.add_section()
        lines = ["\n".join(wrapped(word, width)) for word, width in zip(words, widths, strict=True)]
        grid.add_row(*_styled(cells, index, lines))
    yield grid


def _rules(screen: Screen) -> box.Box:
    """Draw rules under the heading and above the total, and nothing else."""
    ruled = f" {_letter(screen) * 2} \n"
    blank = "    \n"
    return box.Box(blank * 2 + ruled + blank + ruled + blank * 3, ascii=not screen.blocks)


def _letter(screen: Screen) -> str:
    return "─" if screen.blocks else "-"


def _is_total(cells: _Cells, index: int) -> bool:
    return cells.table.total is not None and index == len(cells.rows) - 1


def _styled(cells: _Cells, index: int, words: Sequence[str]) -> list[Text]:
    weight = "bold" if _is_total(cells, index) else ""
    row = zip(cells.table.columns, cells.rows[index], words, strict=True)
    return [
        Text(word, style=f"{weight} red".strip() if _is_negative(column, cell) else weight)
        for column, cell, word in row
    ]


def _is_negative(column: Column, cell: Cell) -> bool:
    amount = amount_of(column, cell) if column.kind is Kind.MONEY else None
    return amount is not None and amount.minor < 0


def _records(cells: _Cells, screen: Screen) -> list[RenderableType]:
    """Print each row under its first cell, the other cells beneath each other with their headings."""
    widths = share_out([need("", cells.headings[1:], figures=False), _value_need(cells)], screen.width - _INDENT)
    parts: list[RenderableType] = []
    for index, words in enumerate(cells.words):
        if screen.colour:
            parts += [Text(screen.wrapped(words[0]), style="bold"), _record(cells, index, widths)]
        else:
            parts += [screen.wrapped(words[0]), *_record_lines(cells, index, widths)]
    return parts


def _record_lines(cells: _Cells, index: int, widths: Sequence[int]) -> Iterator[str]:
    """Yield the same as rich prints for a record, where there is no colour."""
    lanes = (Lane(widths[0], right=False), Lane(widths[1], right=_has_only_figures(cells)))
    for label, value in zip(cells.headings[1:], cells.words[index][1:], strict=True):
        if value:
            yield from (f"{'':{_INDENT}}{line}".rstrip() for line in row_lines((label, value), lanes))


def _record(cells: _Cells, index: int, widths: Sequence[int]) -> Padding:
    grid = Grid.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    grid.add_column(width=widths[0], overflow="fold")
    grid.add_column(width=widths[1], overflow="fold", justify="right" if _has_only_figures(cells) else "left")
    for label, value in zip(cells.headings[1:], _styled(cells, index, cells.words[index])[1:], strict=True):
        if value.plain:
            grid.add_row(Text(label), value)
    return Padding(grid, (0, 0, 0, _INDENT), expand=False)


def _has_only_figures(cells: _Cells) -> bool:
    return all(column.is_figure for column in cells.table.columns[1:])


def _value_need(cells: _Cells) -> Need:
    """Say what the values of all records need beneath each other: every figure whole."""
    columns = enumerate(cells.table.columns[1:], start=1)
    needs = [need("", cells.column(index), figures=column.is_figure) for index, column in columns]
    return Need(max((one.least for one in needs), default=1), max((one.wanted for one in needs), default=1))
