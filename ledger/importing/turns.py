"""The rows of a file in the order in which they are recorded: agreement by agreement, day by day; what restates, last.

They are sorted by SQLite in a file of its own, which nobody else can open and which goes with the command: memory holds
a part of them, however many there are.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias, cast

from ledger.errors import StoreError
from ledger.importing.file import Table
from ledger.importing.lines import LeftOut, Line, Turn
from ledger.importing.sheet import Cell, Row

_MADE = """
CREATE TABLE rows (part INTEGER, restates INTEGER, day INTEGER, sheet INTEGER, number INTEGER, cells BLOB);
CREATE TABLE parts (part INTEGER PRIMARY KEY, place INTEGER)"""
_SORTED = """SELECT part, restates, day, sheet, number, cells FROM rows JOIN parts USING (part)
    ORDER BY place, restates, day, sheet, number"""

_BETWEEN = "\x1f"

_Key = tuple[bool, int, int, int]
"""By what the rows of an agreement are sorted: whether it restates, day, sheet and row."""


Turned: TypeAlias = tuple[Line, bool]
"""A line, and whether it has its turn together with the one before it."""


class Turns:
    """The rows of some tables, sorted; of those that name no agreement, `otherwise` is the one."""

    def __init__(self, tables: Sequence[Table], otherwise: str | None) -> None:
        self._tables = tables
        self._otherwise = otherwise
        self._first: dict[str | None, _Key] = {}
        self._parts: dict[str | None, int] = {}
        self.left_out: list[LeftOut] = []
        with _on_disk():
            self._rows = sqlite3.connect("", isolation_level=None)
            self._rows.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN; {_MADE}")
            self._rows.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", self._read())
            in_order = sorted(self._first, key=self._first.__getitem__)
            places = ((self._parts[name], place) for place, name in enumerate(in_order))
            self._rows.executemany("INSERT INTO parts VALUES (?, ?)", places)
            (self._count,) = self._rows.execute("SELECT count(*) FROM rows").fetchone()

    def __len__(self) -> int:
        """Return how many rows may be facts."""
        return int(self._count)

    def _read(self) -> Iterator[tuple[int | str | bytes, ...]]:
        """Read when each row has its turn, and put aside what is no fact."""
        for sheet, table in enumerate(self._tables):
            for row in table.reader.rows():
                if why := table.reader.left_out(row):
                    self.left_out.append(why)
                    continue
                turn = table.reader.turn(row)
                yield (self._part(turn, sheet, row.number), *turn[1:], sheet, row.number, _packed(row.cells))

    def _part(self, turn: Turn, sheet: int, number: int) -> int:
        """Return the number of the agreement that a row is of, and note the first row that it has.

        The ids of agreements have no capital letters, however a file writes them.
        """
        name = turn.agreement.casefold() if turn.agreement else self._otherwise
        key = (turn.restates, turn.day, sheet, number)
        if name not in self._first or key < self._first[name]:
            self._first[name] = key
        return self._parts.setdefault(name, len(self._parts))

    def by_agreement(self) -> Iterator[tuple[str | None, Iterator[Turned]]]:
        """Yield the lines of each agreement, in the order of their turns; None where nothing says which it is."""
        names = {part: name for name, part in self._parts.items()}
        with _on_disk():
            for part, rows in groupby(self._rows.execute(_SORTED), itemgetter(0)):
                yield names[part], self._lines(rows)

    def _lines(self, rows: Iterator[tuple[int, int, int, int, int, str | bytes]]) -> Iterator[Turned]:
        before = None
        for _, restates, day, sheet, number, cells in rows:
            yield self._tables[sheet].line(Row(number, _unpacked(cells))), (restates, day) == before
            before = restates, day

    def place_of(self, sheet: str | None, row: int) -> tuple[int, int]:
        """Return where a row stands in the file, so that places can be sorted."""
        return [table.sheet for table in self._tables].index(sheet), row

    def close(self) -> None:
        """Throw the sorted rows away."""
        self._rows.close()


def _packed(cells: tuple[Cell, ...]) -> str | bytes:
    """Pack the cells of a row: texts, as in a text file, in the way that takes the least time."""
    try:
        packed = _BETWEEN.join(cast("tuple[str, ...]", cells))
    except TypeError:
        return pickle.dumps(cells)
    is_plain = packed.isascii() and packed.count(_BETWEEN) == len(cells) - 1
    return packed if is_plain else pickle.dumps(cells)


def _unpacked(packed: str | bytes) -> tuple[Cell, ...]:
    if isinstance(packed, str):
        return tuple(packed.split(_BETWEEN))
    return cast("tuple[Cell, ...]", pickle.loads(packed))  # noqa: S301  # packed here, in a file that only we can open


@contextmanager
def _on_disk() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        fix = "Make room there, or name another folder in TMPDIR (on Windows TEMP), then import it again"
        raise StoreError(f"Temporary files can't be written: {error}", fix=fix) from error
