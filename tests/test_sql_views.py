"""The views in SQL: their columns are a promise, their sums are the ledger's own, on a file and on a server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from ledger.audit.copy import copy_ledger
from ledger.store.address import place_of
from ledger.store.opening import create_ledger, open_file, open_ledger
from projections.catch_up import make_tables
from projections.database import writing
from projections.views import open_views
from tests.command_samples import enter_sample_ledger
from tests.stores import new_place

ROOT = Path(__file__).parent.parent


@pytest.fixture
def connection(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    """Give the sample ledger's views, kept in each kind of store."""
    enter_sample_ledger(tmp_path, monkeypatch)
    with new_place(store) as place:
        with open_file(Path("ledger.db")) as file:
            copy_ledger(file, place_of(place))
        with open_ledger(place) as ledger, open_views(ledger) as views, views.now() as connection:
            yield connection


def rows(connection: Connection, query: str) -> list[Any]:
    return [tuple(row) for row in connection.execute(text(query))]


@pytest.mark.parametrize("view", ["v1_entries", "v1_positions", "v1_events"])
def test_the_columns_are_the_ones_that_are_promised(connection: Connection, view: str) -> None:
    promised = next(
        line.split("|")[3].replace("`", "").replace(" ", "").split(",")
        for line in (ROOT / "projections" / "SQL_VIEWS.md").read_text("utf-8").splitlines()
        if line.startswith(f"| `{view}`")
    )
    assert promised == list(connection.execute(text(f"SELECT * FROM {view}")).keys())


def test_amounts_are_in_whole_units_and_exact_on_a_server(connection: Connection, store: str) -> None:
    query = "SELECT amount, amount_minor, currency, payee_name, booked, true_up FROM v1_entries WHERE event = 3"
    ((amount, minor, currency, payee, booked, true_up),) = rows(connection, query)

    assert (10_500_000, "GBP", "Northern Trust", False) == (minor, currency, payee, bool(true_up))
    if store == "postgresql":
        assert ("105000.00", Decimal, date(2026, 5, 10)) == (str(amount), type(amount), booked)
    else:
        assert (105000.0, "2026-05-10") == (amount, booked)


def test_positions_add_up_to_the_entries(connection: Connection) -> None:
    assert rows(
        connection, "SELECT agreement, sum(amount_minor) FROM v1_entries GROUP BY agreement ORDER BY 1"
    ) == rows(connection, "SELECT agreement, sum(due_minor) FROM v1_positions GROUP BY agreement ORDER BY 1")


def test_events_are_all_there_with_their_instants(connection: Connection, store: str) -> None:
    found = rows(connection, "SELECT event, kind, recorded_at, effective FROM v1_events ORDER BY event")

    assert [1, 2, 3, 4, 5, 6, 7] == [event for event, *_ in found]
    assert ("sales-recorded", "2026-05-10") == (found[2][1], str(found[2][3]))
    if store == "postgresql":
        assert isinstance(found[2][2], datetime)
        assert datetime.now(UTC) >= found[2][2]


def test_tables_of_another_release_are_made_anew_below_them(store: str) -> None:
    with new_place(store) as place:
        create_ledger(place)
        with open_ledger(place) as ledger, open_views(ledger) as views:
            with writing(views.engine) as connection:
                connection.execute(text("UPDATE tracking SET schema = 0"))
                make_tables(connection)
            with views.now() as connection:
                assert [] == rows(connection, "SELECT * FROM v1_entries")
