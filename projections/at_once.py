"""Rows of one agreement, read for all agreements at once where an answer goes through all of them.

    with all_at_once():
        for agreement in agreements:
            rows_of(connection, totals_in_order, agreement)

costs one query instead of one for each agreement. Only tables that do not grow with the facts are read so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, Select, bindparam

Build: TypeAlias = Callable[[], Select[Any]]
"""A function of a module that makes a statement over all agreements; one of its columns is `agreement`."""

_kept: ContextVar[dict[Build, dict[str, list[Row[Any]]]] | None] = ContextVar("_kept", default=None)


@contextmanager
def all_at_once() -> Iterator[None]:
    """Let what is read for one agreement be read for all of them, until the end of the block."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def rows_of(connection: Connection, build: Build, agreement: str) -> Sequence[Row[Any]]:
    """Return the rows of an agreement, in the order of the statement."""
    kept = _kept.get()
    if kept is None:
        return own_rows(connection, build, agreement)
    if build not in kept:
        found: dict[str, list[Row[Any]]] = {}
        for row in connection.execute(build()):
            found.setdefault(row.agreement, []).append(row)
        kept[build] = found
    return kept[build].get(agreement, ())


def own_rows(connection: Connection, build: Build, agreement: str, **values: object) -> Sequence[Row[Any]]:
    """Return the rows of this agreement alone, whatever is asked next: for tables that grow with the facts."""
    return connection.execute(_of_one(build), {"of_agreement": agreement, **values}).all()


@cache
def _of_one(build: Build) -> Select[Any]:
    """Return the statement for one agreement, made once: making it takes longer than running it."""
    statement = build()
    return statement.where(statement.selected_columns["agreement"] == bindparam("of_agreement"))
