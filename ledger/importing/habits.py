"""How the columns of a sheet write dates and decimals: found by going through all of it once, or said by a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from ledger.importing.days import Order, order_in
from ledger.importing.headings import DAYS, DEDUCTION, NUMBERS, Column, Heading
from ledger.importing.numbers import mark_in
from ledger.importing.sheet import Cell, Row, cell_of

T = TypeVar("T")


class Habits(NamedTuple):
    """How a file writes dates and decimals, where the person who imports it says so."""

    order: Order | None = None
    mark: str | None = None


class Settled(NamedTuple):
    """The order of the columns that hold days, and the decimal mark of those that hold numbers, by field.

    None where no cell of a column settles it, or two disagree.
    """

    orders: Mapping[str, Order | None]
    marks: Mapping[str, str | None]


class _Seen(Generic[T]):
    """What the cells of one column have shown so far."""

    def __init__(self, column: Column, tell: Callable[[Cell], T | None], said: T | None) -> None:
        self.column = column
        self.tell = tell
        self.said = said
        self.found: set[T] = set()

    @property
    def settled(self) -> T | None:
        """Return what was said, or else what all cells that tell agree on."""
        return next(iter(self.found)) if self.said is None and len(self.found) == 1 else self.said


def settled(rows: Iterable[Row], heading: Heading, habits: Habits) -> Settled:
    """Go through the rows of a sheet, unless the person has said all that they could tell."""
    columns = heading.columns
    orders = {name: _Seen(columns[name], order_in, habits.order) for name in DAYS if name in columns}
    numbers = [name for name in columns if name in NUMBERS or name.startswith(DEDUCTION)]
    marks = {name: _Seen(columns[name], mark_in, habits.mark) for name in numbers}
    several: list[_Seen[Any]] = [*orders.values(), *marks.values()]
    unsaid = [seen for seen in several if seen.said is None]
    for row in rows if unsaid else ():
        for seen in unsaid:
            _look(seen, row)
    return Settled(
        {name: seen.settled for name, seen in orders.items()}, {name: seen.settled for name, seen in marks.items()}
    )


def _look(seen: _Seen[T], row: Row) -> None:
    told = seen.tell(cell_of(row, seen.column.place))
    if told is not None:
        seen.found.add(told)
