"""Turns: writers on one agreement wait for one another on a lock of the server that guards nothing else.

It is held by a connection of its own and goes with it, so that a writer who dies blocks nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from zlib import crc32

from ledger.errors import LedgerError
from ledger.store.server.database import ServerCursor, ServerDatastore
from ledger.store.server.failures import translated

_CLASS = 0x504C4447  # "PLDG": keeps these locks apart from those of others in the same database


@contextmanager
def turn_on(store: ServerDatastore, agreement: str) -> Iterator[None]:
    """Hold the turn on an agreement, or go on without it where it can't be had."""
    number = crc32(agreement.encode("utf-8", "replace")) - 2**31  # the server counts below zero too
    with ExitStack() as stack:
        with suppress(LedgerError), translated(store.place):
            connection = stack.enter_context(store.reader.connect())
            cursor = ServerCursor(connection).execute("SELECT pg_advisory_lock(?, ?)", (_CLASS, number))
            stack.callback(_give_back, store, cursor, number)
        yield


def _give_back(store: ServerDatastore, cursor: ServerCursor, number: int) -> None:
    with suppress(LedgerError), translated(store.place):
        cursor.execute("SELECT pg_advisory_unlock(?, ?)", (_CLASS, number))
