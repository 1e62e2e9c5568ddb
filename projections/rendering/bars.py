"""Bars at a terminal: each party's risk beside its reward, drawn in block characters or in ASCII."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from projections.rendering.figures import four_places
from projections.rendering.report import Bar, Bars
from projections.rendering.screen import Screen, safe

_LONGEST_BAR = 40
_FIGURE_WIDTH = 8
_COLOURS = {"risk": "yellow", "reward": "green"}


def render_bars(bars: Bars, screen: Screen) -> Iterator[Text]:
    """Yield a line with each party's name, followed by its bars, each with its share to four places."""
    label_width = max((len(bar.of) for group in bars.groups for bar in group.bars), default=0)
    room = min(_LONGEST_BAR, screen.width - label_width - _FIGURE_WIDTH - 4)
    for group in bars.groups:
        yield Text(screen.wrapped(group.party))
        for bar in group.bars:
            yield _line(bar, label_width, max(1, room), screen)


def _line(bar: Bar, label_width: int, room: int, screen: Screen) -> Text:
    drawn = ("█" if screen.blocks else "#") * length(bar, room)
    figure = screen.dash if bar.share is None else four_places(bar.share)
    return Text.assemble(
        f"  {safe(bar.of):<{label_width}}  ",
        (drawn, _COLOURS.get(bar.of, "cyan")),
        f"{' ' if drawn else ''}{figure}",
    )


def length(bar: Bar, room: int) -> int:
    """Return the characters of a bar: a share above nothing always shows, and none is longer than the room."""
    if bar.share is None or bar.share <= 0:
        return 0
    return min(room, max(1, round(bar.share * room)))
