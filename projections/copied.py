"""Rows into a table in bulk: in a file by the driver's own statement, on a server by COPY, several times as fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert

from projections.rows import Written

_FEW = 20
"""So few rows are with the server as soon by statements."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Written]) -> None:
    """Insert rows, each with a value for every column in their order, in the transaction of the connection."""
    if not rows:
        return
    compiled = insert(table).compile(dialect=connection.dialect)
    if compiled.positiontup is None:
        _copy_rows(connection, table, rows)
    else:  # the statement that SQLAlchemy compiles, without its work on every single value
        connection.exec_driver_sql(str(compiled), list(rows))


def _copy_rows(connection: Connection, table: Table, rows: Sequence[Written]) -> None:
    if len(rows) < _FEW:
        names = [column.name for column in table.columns]
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    from ledger.store.server.failures import translated  # brings the client library of the server with it

    quoted = connection.dialect.identifier_preparer.quote
    driver: Any = connection.connection.driver_connection
    copy = f"COPY {quoted(table.name)} ({', '.join(quoted(column.name) for column in table.columns)}) FROM STDIN"
    with translated("the views"), driver.cursor() as cursor, cursor.copy(copy) as copying:
        for row in rows:
            copying.write_row(row)
