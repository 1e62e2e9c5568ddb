"""Fans at a terminal: how a figure spreads year by year, P10 to P90 with the P50 in it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from projections.rendering.report import Band, Fan
from projections.rendering.screen import Screen, safe

_LONGEST = 60
_LEAST = 10


def render_fan(fan: Fan, screen: Screen) -> Iterator[Text]:
    """Yield each party's name with its scale, followed by a line for every year."""
    label_width = max((len(band.label) for group in fan.groups for band in group.bands), default=0)
    room = max(_LEAST, min(_LONGEST, screen.width - label_width - 4))
    for group in fan.groups:
        low = min(band.low for band in group.bands)
        high = max(band.high for band in group.bands)
        yield Text(screen.wrapped(f"{group.party}, {group.lowest} to {group.highest}"))
        for band in group.bands:
            drawn = _drawn(band, low, high, room, screen)
            yield Text.assemble(f"  {safe(band.label):<{label_width}}  ", (drawn, "cyan"))


def _drawn(band: Band, low: int, high: int, room: int, screen: Screen) -> str:
    """Draw a band between the lowest and the highest figure of all years."""
    spread, middle = ("\u2591", "\u2588") if screen.blocks else ("-", "|")
    first, at, last = (_place(figure, low, high, room) for figure in (band.low, band.middle, band.high))
    return f"{' ' * first}{spread * (at - first)}{middle}{spread * (last - at)}"


def _place(figure: int, low: int, high: int, room: int) -> int:
    """Return the column of a figure, from 0.

    >>> [_place(figure, 0, 100, 11) for figure in (0, 54, 100)]
    [0, 5, 10]
    """
    return (figure - low) * (room - 1) // (high - low) if high > low else 0
