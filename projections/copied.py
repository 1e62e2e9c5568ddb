"""Rows into a table in bulk: in a file by the driver's own statement, on a server by COPY, several times as fast."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

from projections.ordered import Written

_FEW = 20
"""So few rows are with the server as soon by statements."""


def insert_rows(connection: Connection, table: Table, rows: list[Written]) -> None:
    """Insert rows in the transaction of the connection, all with values for as many columns, the first ones."""
    if not rows:
        return
    names = [column.name for column in table.columns][: len(rows[0])]
    if connection.dialect.name == "postgresql":
        _copy_rows(connection, table, names, rows)
    else:  # the statement that SQLAlchemy compiles, without its work on every single value
        connection.exec_driver_sql(_insertion(table, len(names), connection.dialect), rows)


@cache
def _insertion(table: Table, width: int, dialect: Dialect) -> str:
    names = [column.name for column in table.columns][:width]
    return str(insert(table).compile(dialect=dialect, column_keys=names))


def _copy_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Written]) -> None:
    if len(rows) < _FEW:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    from ledger.store.server.failures import translated  # brings the client library of the server with it

    quoted = connection.dialect.identifier_preparer.quote
    driver: Any = connection.connection.driver_connection
    copy = f"COPY {quoted(table.name)} ({', '.join(map(quoted, names))}) FROM STDIN"
    with translated("the views"), driver.cursor() as cursor, cursor.copy(copy) as copying:
        for row in rows:
            copying.write_row(row)
