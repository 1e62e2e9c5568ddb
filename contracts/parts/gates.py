"""Gates as other clauses see them: on how many days of a stretch one of them was shut.

A gate's level goes to one on the day that it shuts, and to nothing on the day that it opens; what shuts it again while
it is shut, as an approval that expires then, changes nothing. Shutting and opening count from the day itself, and on
a day with both the later approval counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from contracts.arithmetic import Exact, Number
from contracts.clause import Fact, View


class Gate(NamedTuple):
    """A gate: its id, whether it is shut from the beginning, and whether the clause that asks abates by it."""

    id: str
    begins_shut: bool
    abates: bool

    @property
    def measure(self) -> str:
        """Return the measure under which its movements are tallied."""
        return f"gate:{self.id}"


def is_shut(gate: Gate, facts: Iterable[Fact], day: int) -> bool:
    """Tell whether a gate is shut on a day, by its movements up to and on it."""
    by_day: dict[int, int] = {}
    for fact in facts:
        if fact.measure == gate.measure and fact.on <= day:
            by_day[fact.on] = by_day.get(fact.on, 0) + fact.amount
    level = int(gate.begins_shut)
    for _, moved in sorted(by_day.items()):
        level = min(1, max(0, level + moved))
    return level > 0


class Shut(NamedTuple):
    """A stretch of days `first` to `last` on which no gate moved, and whether one was shut (1) or none (0)."""

    first: int
    last: int
    shut: Number


def begin(gates: Sequence[Gate], levels: Sequence[Number]) -> list[Number]:
    """Return the level of every gate, for those that were not known before as they begin."""
    return [*levels, *(1 if gate.begins_shut else 0 for gate in gates[len(levels) :])]


def stretches(ops: Exact, gates: Sequence[Gate], levels: list[Number], view: View) -> list[Shut]:
    """Cut a period wherever a gate moved; `levels` becomes what it is at the period's end."""
    found: list[Shut] = []
    first = view.first
    for day, index, moved in view.days(*(gate.measure for gate in gates)):
        if day > first:
            found.append(Shut(first, day - 1, _any_shut(ops, gates, levels)))
            first = day
        levels[index] = ops.clip(levels[index] + moved, 0, 1)
    return [*found, Shut(first, view.last, _any_shut(ops, gates, levels))]


def _any_shut(ops: Exact, gates: Sequence[Gate], levels: Sequence[Number]) -> Number:
    shut: Number = 0
    for gate, level in zip(gates, levels, strict=True):
        if gate.abates:
            shut = ops.hi(shut, level)
    return shut


def days_shut(stretches: Sequence[Shut], first: int, last: int) -> Number:
    """Return on how many days from `first` to `last` a gate was shut."""
    total: Number = 0
    for stretch in stretches:
        days = min(last, stretch.last) - max(first, stretch.first) + 1
        if days > 0:
            total = total + days * stretch.shut
    return total
