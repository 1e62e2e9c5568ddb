"""What an answer consists of, whatever it is written to.

A report has blocks (tables, bars, prose), notes below them, and a footing that says what the figures rest on.
The cell of a column is, by the column's kind:

    TEXT      str
    MONEY     int, minor units of the column's currency; or Amount where each row has its own currency
    SHARE     Fraction, exact; printed to four places
    RATE      Fraction, to six places
    DATE      date
    INTEGER   int

and None everywhere for what is undefined, which is shown as a dash and never as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple, TypeAlias


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    MONEY = "money"
    SHARE = "share"
    RATE = "rate"
    DATE = "date"
    INTEGER = "integer"


class Amount(NamedTuple):
    """An amount in `minor` units of a currency with `digits` decimal places."""

    minor: int
    currency: str
    digits: int = 2


Cell: TypeAlias = str | int | Fraction | date | Amount | None
Row: TypeAlias = tuple[Cell, ...]


class Column(NamedTuple):
    """A column: `name` is its stable key in JSON, `heading` what people read.

    What stands `aside` is told by another column too, and is left out on a screen that has no room for it. What stands
    `beneath` another column, named, is put into its cells there, on a line of its own. What every row repeats is said
    above the table there, unless it `stays`.
    """

    name: str
    heading: str
    kind: Kind = Kind.TEXT
    currency: str | None = None
    digits: int = 2
    aside: bool = False
    beneath: str = ""
    stays: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether its cells stand to the right and must never be cut in two."""
        return self.kind is not Kind.TEXT

    @property
    def full_heading(self) -> str:
        """The heading with the currency that all its amounts are in."""
        return f"{self.heading} ({self.currency})" if self.currency else self.heading


def text(name: str, heading: str) -> Column:
    """Make a column of words."""
    return Column(name, heading)


def aside(name: str, heading: str) -> Column:
    """Make a column of words that another column tells too."""
    return Column(name, heading, aside=True)


def moment(name: str, heading: str) -> Column:
    """Make a column of instants, written out, which stay in their rows though they may be the same."""
    return Column(name, heading, stays=True)


def under(top: str, name: str, heading: str) -> Column:
    """Make a column of words that stands beneath the column `top` on a screen that has no room for both."""
    return Column(name, heading, beneath=top)


def money(name: str, heading: str, currency: str | None = None, digits: int = 2) -> Column:
    """Make a column of amounts: integers in minor units of `currency`, or `Amount`s where that is None."""
    return Column(name, heading, Kind.MONEY, currency, digits)


def share(name: str, heading: str) -> Column:
    """Make a column of shares and ratios: exact fractions, printed to four places."""
    return Column(name, heading, Kind.SHARE)


def rate(name: str, heading: str) -> Column:
    """Make a column of rates: fractions, printed to six places."""
    return Column(name, heading, Kind.RATE)


def day(name: str, heading: str) -> Column:
    """Make a column of dates."""
    return Column(name, heading, Kind.DATE)


def integer(name: str, heading: str) -> Column:
    """Make a column of whole numbers that are not money."""
    return Column(name, heading, Kind.INTEGER)


class Formula(NamedTuple):
    """How the cells of a column are worked out in a spreadsheet, in some `rows` (None: in all, without the total).

    `sum` names cells in braces: {opening} of the same row, {balance^} of the row above, {amount@2} of row 2 from 0,
    {amount@:} of all rows, {amount@2:5} of rows 2 to 4; {risk!cash} is one of another table.
    """

    column: str
    sum: str
    rows: range | None = None


@dataclass(frozen=True)
class Table:
    """Rows under columns, with a total where one is given; `empty` is said where there is no row.

    The row behind the last is the total. Its amounts need no formula where they are the sum of their column.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    total: Row | None = None
    empty: str = "Nothing to show."
    formulas: tuple[Formula, ...] = ()

    def __post_init__(self) -> None:
        """Check that every row has a cell for every column; ValueError otherwise."""
        width = len(self.columns)
        for row in (*self.rows, *([self.total] if self.total else [])):
            if len(row) != width:
                raise ValueError(f"table {self.name}: {len(row)} cells for {width} columns")


class Bar(NamedTuple):
    """One bar: `of` says what it measures (risk, reward), `share` lies in [0, 1] or is undefined."""

    of: str
    share: Fraction | None


class BarGroup(NamedTuple):
    """The bars of one party, shown beneath each other."""

    party: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Bars:
    """Shares drawn side by side, at a terminal only: the tables beside them hold the same figures."""

    title: str
    groups: tuple[BarGroup, ...]


class Band(NamedTuple):
    """How a figure spreads in the year of `label`: its P10, P50 and P90."""

    label: str
    low: int
    middle: int
    high: int


class FanGroup(NamedTuple):
    """The bands of one party, beneath each other, with the ends of their scale as people read them."""

    party: str
    lowest: str
    highest: str
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Fan:
    """Spreads drawn year by year, at a terminal only: the tables beside them hold the same figures."""

    title: str
    groups: tuple[FanGroup, ...]


class ProseLine(NamedTuple):
    """A line of an explanation, indented by `level` steps."""

    level: int
    text: str


@dataclass(frozen=True)
class Prose:
    """Sentences in order, indented as they depend on each other."""

    name: str
    lines: tuple[ProseLine, ...]
    title: str = ""


Block: TypeAlias = Table | Bars | Fan | Prose


@dataclass(frozen=True)
class Footing:
    """What an answer rests on.

    `instant` is the recorded time of the last event read (RFC 3339, UTC), `position` its id, `root` the
    Merkle root over all events up to it in hex; `known_at` the recorded time and `as_of` the effective date
    that were asked for (None: all that is known). `bases` names the bases of the measures: (measure, basis).
    """

    instant: str | None = None
    position: int | None = None
    root: str | None = None
    known_at: str | None = None
    as_of: date | None = None
    bases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Report:
    """An answer."""

    title: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    footing: Footing = Footing()
