"""What a royalty computes with: its base, its bands and each payee's rates, stepped down or shared by days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from contracts.arithmetic import Number
from contracts.clause import Segment
from contracts.entries import Line
from contracts.parts.base import Measured
from contracts.parts.dating import Stretch
from contracts.parts.lanes import Lane
from contracts.parts.step_down import Step, taken_off


class Rates(NamedTuple):
    """The base, where the bands start in minor units, what they are called, and the payees' lanes.

    `plain` is the measure that the base is where it is the one measure and nothing else, else empty.
    """

    source: Any
    base: Measured
    starts: tuple[int, ...]
    names: tuple[str, ...]
    lanes: tuple[Lane, ...]
    steps: tuple[Step, ...]
    plain: str = ""


def stepped(segment: Segment) -> Rates:
    """Return what a step-down takes off in a stretch that it does not begin within: nothing before it."""
    rates: Rates = segment.terms
    fraction = taken_off(rates.steps, segment.first)
    return rates._replace(lanes=tuple(lane.times(-fraction) for lane in rates.lanes) if fraction else ())


def shared(stretch: Stretch) -> Rates:
    """Return the rates of a stretch, each times what the stretch counts for."""
    rates: Rates = stretch.segment.terms
    if stretch.share is None:
        return rates
    lanes = tuple(lane.times(stretch.share) for lane in rates.lanes)
    return rates._replace(lanes=lanes, names=tuple(f"{name}{stretch.words}" for name in rates.names))


def lines(worked: Iterable[tuple[Rates, Sequence[tuple[int, Number]]]], role: str) -> list[Line]:
    """Return the lines of one payee under all rates that its slices were worked out with."""
    found: list[Line] = []
    for rates, slices in worked:
        for lane in rates.lanes:
            if lane.payee == role:
                found += lane.lines(rates.names, slices)
    return found
