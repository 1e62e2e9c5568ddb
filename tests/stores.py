"""The stores that must behave alike: a file and a server. What a test asks of one, it asks of both."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ledger.store.clock import Clock, utc_now
from ledger.store.opened import OpenLedger
from ledger.store.opening import create_ledger, open_ledger
from tests import postgres

STORES = ("sqlite", pytest.param("postgresql", marks=postgres.on_server))


@contextmanager
def new_place(store: str) -> Iterator[str]:
    """Yield a place where a ledger may be made: a path, or the address of an empty database."""
    if store == "postgresql":
        with postgres.database() as address:
            yield address
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "ledger.db")


@contextmanager
def new_ledger_in(store: str, clock: Clock = utc_now) -> Iterator[OpenLedger]:
    """Make a ledger in a store of a kind, and open it."""
    with new_place(store) as place:
        create_ledger(place, clock=clock)
        with open_ledger(place, clock=clock) as ledger:
            yield ledger
