"""Turns: writers on one agreement wait for one another on locks of the server that guard nothing else.

Everybody holds a share of the ledger's turn and the turn on the agreements at hand; whoever must be alone holds the
ledger's turn whole. They are held by a connection of their own and go with it, so that a writer who dies blocks nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from zlib import crc32

from sqlalchemy import Connection

from ledger.errors import LedgerError
from ledger.store.server.database import ServerCursor, ServerDatastore
from ledger.store.server.failures import translated

_AGREEMENT = 0x504C4447  # "PLDG": keeps these locks apart from those of others in the same database
_LEDGER = 0x504C4400

_SHARE_AND_TURNS = """SELECT pg_advisory_lock_shared(?, 0),
    (SELECT count(pg_advisory_lock(?, number)) FROM unnest(?::integer[]) AS number)"""
_WHOLE = "SELECT pg_advisory_lock(?, 0)"
_GIVEN_BACK = "SELECT pg_advisory_unlock_all()"


@contextmanager
def turn_on(store: ServerDatastore, agreements: Iterable[str]) -> Iterator[None]:
    """Hold the turn on some agreements, or go on without it where it can't be had.

    It is taken in the order of the locks' numbers, so that nobody waits for somebody who waits for him.
    """
    numbers = sorted({crc32(each.encode("utf-8", "replace")) - 2**31 for each in agreements})  # the server's are signed
    with _holding(store, _SHARE_AND_TURNS, _LEDGER, _AGREEMENT, numbers):
        yield


@contextmanager
def turn_on_all(store: ServerDatastore) -> Iterator[None]:
    """Hold the turn on the whole ledger, or go on without it where it can't be had."""
    with _holding(store, _WHOLE, _LEDGER):
        yield


@contextmanager
def _holding(store: ServerDatastore, locks: str, *values: object) -> Iterator[None]:
    with ExitStack() as stack:
        with suppress(LedgerError), translated(store.place):
            connection = stack.enter_context(store.reader.connect())
            stack.callback(_give_back, store, connection)
            ServerCursor(connection).execute(locks, values)
        yield


def _give_back(store: ServerDatastore, connection: Connection) -> None:
    if connection.invalidated:  # it broke, and what it held is free
        return
    with suppress(LedgerError), translated(store.place):
        ServerCursor(connection).execute(_GIVEN_BACK)
