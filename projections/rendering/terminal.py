"""A report at a terminal: title, blocks, notes and what it rests on, within the width of the screen."""

from __future__ import annotations

import io

from rich.console import Console, RenderableType
from rich.text import Text

from projections.rendering.bars import render_bars
from projections.rendering.fans import render_fan
from projections.rendering.footing import sentences
from projections.rendering.report import Bars, Block, Fan, Prose, Report, Table
from projections.rendering.screen import Screen
from projections.rendering.terminal_table import render_table

_INDENT = 2
_ROOM_FOR_ANY_FIGURE = 1_000
"""What rich is told: tables keep within the screen by themselves, and rich must never cut a column down."""


def to_terminal(report: Report, screen: Screen) -> str:
    """Write the report as text with a final newline, coloured only where the screen has colour."""
    sections: list[list[RenderableType]] = [[_heading(report.title, screen)]]
    sections += [_block(block, screen) for block in report.blocks]
    sections += [[screen.wrapped(note) for note in report.notes]]
    sections += [[_styled(line, screen, "dim") for line in sentences(report.footing)]]
    printed = (_print(section, screen) for section in sections if section)
    return "\n".join(printed)


def _print(section: list[RenderableType], screen: Screen) -> str:
    """Write a section with a final newline. A figure wider than the screen runs over its edge and is not cut."""
    target = io.StringIO()
    console = Console(
        file=target,
        width=max(screen.width, _ROOM_FOR_ANY_FIGURE),
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for part in section:
        if isinstance(part, str):  # plain lines, of which there may be one for every fact
            target.write(f"{part}\n")
        else:
            console.print(part, soft_wrap=isinstance(part, Text))
    return "".join(f"{line.rstrip()}\n" for line in target.getvalue().splitlines())


def _heading(words: str, screen: Screen) -> Text:
    return _styled(words, screen, "bold")


def _block(block: Block, screen: Screen) -> list[RenderableType]:
    titled: list[RenderableType] = [_heading(block.title, screen)] if block.title else []
    if isinstance(block, Table):
        return titled + render_table(block, screen)
    if isinstance(block, Bars):
        return titled + list(render_bars(block, screen))
    if isinstance(block, Fan):
        return titled + list(render_fan(block, screen))
    return titled + _prose(block, screen)


def _prose(prose: Prose, screen: Screen) -> list[RenderableType]:
    return [screen.wrapped(line.text, " " * (_INDENT * line.level)) for line in prose.lines]


def _styled(words: str, screen: Screen, style: str) -> Text:
    return Text(screen.wrapped(words), style=style)
