"""What a store asks of the database below it: transactions, and cursors that take portable SQL.

The same statements run on SQLite and on a server. They hold `?` where a value goes, and only SQL that both
understand; what differs is a property of the datastore.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Cursor(Protocol):
    """The part of a database cursor that the store uses."""

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""

    def execute(self, statement: str, values: Sequence[object] = ..., /) -> Cursor:
        """Run a statement; answers the cursor itself."""

    def executemany(self, statement: str, rows: Iterable[Sequence[object]], /) -> object:
        """Run a statement once for each row."""

    def fetchone(self) -> Any:
        """Give the next row, or None."""

    def fetchall(self) -> list[Any]:
        """Give all rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows that are left."""


class Datastore(ABC):
    """One ledger's database."""

    place: str
    """Where it is, as a person may be told: without a password."""

    writable: bool

    locking = ""
    """What makes a SELECT lock its row, where opening a transaction does not lock the whole database already."""

    @abstractmethod
    def transaction(self, *, commit: bool) -> AbstractContextManager[Any]:
        """Yield a cursor in a transaction; everything is undone unless the block and the commit succeed."""

    def one_moment(self) -> AbstractContextManager[Any]:
        """Yield a cursor for which nothing changes until the block ends, however many statements it reads with."""
        return self.transaction(commit=False)

    def write(self, work: Callable[[Any], T]) -> T:
        """Do work in a transaction and commit; where a connection may break, the work may be done again."""
        with self.transaction(commit=True) as cursor:
            return work(cursor)

    def insert_events(self, cursor: Any, rows: Iterable[Sequence[object]]) -> None:
        """Insert rows of events, in the order of the table's columns, as they come, as fast as this database can."""
        cursor.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    @abstractmethod
    def after_erasing(self) -> None:
        """Do what can be done so that erased bytes can't be read any more."""

    @abstractmethod
    def close(self) -> None:
        """Close every connection."""
