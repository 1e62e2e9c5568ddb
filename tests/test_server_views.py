"""Views on a server: built once by readers who come at once, and whole for whoever reads while they are built again."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from sqlalchemy import text

from ledger.store.address import ServerAddress
from ledger.store.opened import OpenLedger
from ledger.store.opening import open_ledger
from projections.views import open_views, rebuild_views
from tests import postgres
from tests.store_samples import SALE, stored
from tests.stores import new_ledger_in

pytestmark = postgres.on_server

COUNT = 300


@pytest.fixture
def ledger() -> Iterator[OpenLedger]:
    with new_ledger_in("postgresql") as opened:
        versions = range(1, COUNT + 1)
        opened.recorder.insert_events(
            [stored("agr-1", version, msgspec.structs.replace(SALE, ref=f"s-{version}")) for version in versions]
        )
        yield opened


def counted(address: ServerAddress) -> tuple[str, int, int]:
    """Open the views: in what they are kept, up to which event they go, and how many entries they hold."""
    with open_ledger(address, read_only=True) as ledger, open_views(ledger) as views, views.now() as connection:
        position = connection.execute(text("SELECT position FROM tracking")).scalar_one()
        entries = connection.execute(text("SELECT count(*) FROM v1_events")).scalar_one()
        return views.engine.dialect.name, position, entries


def test_readers_who_come_at_once_build_the_views_once(ledger: OpenLedger) -> None:
    with ThreadPoolExecutor(4) as readers:
        assert [("postgresql", COUNT, COUNT)] * 4 == list(readers.map(counted, [ledger.address] * 4))


def test_a_reader_sees_the_views_whole_while_they_are_built_again(ledger: OpenLedger) -> None:
    with open_views(ledger) as views, views.now() as connection:
        before = connection.execute(text("SELECT position FROM tracking")).scalar_one()
        rebuild_views(ledger)
        assert COUNT == before == connection.execute(text("SELECT count(*) FROM v1_events")).scalar_one()
    assert ("postgresql", COUNT, COUNT) == counted(ledger.address)


def test_views_of_another_history_are_built_again(ledger: OpenLedger) -> None:
    assert COUNT == counted(ledger.address)[1]
    postgres.run(
        f"UPDATE pledger_views.tracking SET root = '{'0' * 64}', frontier = ''",
        "DELETE FROM pledger_views.entries",
        url=ledger.address.url,
    )
    assert ("postgresql", COUNT, COUNT) == counted(ledger.address)
