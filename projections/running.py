"""Running totals: what events move them by is added up in memory, and written when there is enough of it.

Portable SQL only: they are updated where they exist and inserted where they don't, which is safe because whoever writes
holds the lock on the views.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, update

from projections.copied import insert_rows
from projections.referring import rows_of
from projections.rows import SUMMED, Additions

_MOST = 50_000
"""Totals that are held in memory: sums by day may be as many as there are days and parties."""


class Running:
    """What the running totals move by, in the transaction of a connection; `write` once all of it is added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.provenances: set[bytes] = set()
        self._moves: tuple[dict[Any, list[int]], ...] = tuple({} for _ in SUMMED)

    def add(self, additions: Additions) -> None:
        """Add what some events move the totals by."""
        for moves, more in zip(self._moves, additions.sums, strict=True):
            for key, move in more.items():
                so_far = moves.get(key)
                moves[key] = move if so_far is None else [a + b for a, b in zip(so_far, move, strict=True)]
        if sum(map(len, self._moves)) > _MOST:
            self.write()

    def write(self) -> None:
        """Write what was added."""
        for table, moves in zip(SUMMED, self._moves, strict=True):
            _move(self._connection, table, moves)
            moves.clear()


def _move(connection: Connection, table: Table, moves: Mapping[Any, Sequence[int]]) -> None:
    """Add to running totals, and begin those that do not exist yet."""
    if not moves:
        return
    names = [column.name for column in table.primary_key]
    found_by = 2 if "on" in names else 1  # of sums by day only those of the same days are read
    sums = [column.name for column in table.columns if not column.primary_key]
    known = {
        tuple(row[name] for name in names)
        for row in rows_of(connection, table, [key[:found_by] for key in moves], names[:found_by])
    }
    moved = [
        {f"by_{name}": value for name, value in zip((*names, *sums), (*key, *move), strict=True)}
        for key, move in moves.items()
        if key in known
    ]
    insert_rows(connection, table, [(*key, *move) for key, move in moves.items() if key not in known])
    if moved:
        this = and_(*(table.c[name] == bindparam(f"by_{name}") for name in names))
        more = {name: table.c[name] + bindparam(f"by_{name}") for name in sums}
        connection.execute(update(table).where(this).values(more), moved)
