"""Rows into a table in bulk: in a file by the driver's own statement, on a server by COPY, several times as fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert

from projections.ordered import Written

_FEW = 20
"""So few rows are with the server as soon by statements."""


def insert_rows(connection: Connection, table: Table, rows: list[Written]) -> None:
    """Insert rows in the transaction of the connection, all with values for as many columns, the first ones."""
    if not rows:
        return
    names = [column.name for column in table.columns][: len(rows[0])]
    quoted = connection.dialect.identifier_preparer.quote
    into = f"{quoted(table.name)} ({', '.join(map(quoted, names))})"
    if connection.dialect.name == "postgresql":
        _copy_rows(connection, table, names, into, rows)
    else:  # neither compiled nor looked at value by value, as SQLAlchemy would
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({', '.join('?' * len(names))})", rows)  # noqa: S608  # names


def _copy_rows(connection: Connection, table: Table, names: Sequence[str], into: str, rows: Sequence[Written]) -> None:
    if len(rows) < _FEW:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    from ledger.store.server.failures import translated  # brings the client library of the server with it

    driver: Any = connection.connection.driver_connection
    with translated("the views"), driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copying:
        for row in rows:
            copying.write_row(row)
