"""What reading does not pay for: facts that an answer does not need, and agreements that it has gathered from."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from ledger.cli.portfolio import agreements_named, one_by_one
from ledger.cli.reading import Reading
from ledger.cli.settings import Settings
from projections.accrued import may_accrue
from projections.asking import NOW
from projections.shares import portfolio_shares
from tests.command_samples import enter_sample_ledger
from tests.projection_samples import SHARED, Book, document, new_book, views_of


@contextmanager
def _asked(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """Yield the list in which every statement on a connection is noted, with its values."""
    noted: list[tuple[str, Any]] = []

    def note(_: Any, cursor: Any, statement: str, values: Any, *more: Any) -> None:
        noted.append((statement, values))

    event.listen(connection, "before_cursor_execute", note)
    yield noted
    event.remove(connection, "before_cursor_execute", note)


def _plans(connection: Connection, asked: list[tuple[str, Any]], table: str) -> list[str]:
    """Return how SQLite reads a table for those statements."""
    plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asks}", values).all() for asks, values in asked]
    return [step.detail for plan in plans for step in plan if f" {table} " in f"{step.detail} "]


def test_shares_of_all_agreements_read_no_fact(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        _fill(book)
        with views_of(book) as connection:
            with _asked(connection) as asked:
                portfolio_shares(connection, NOW)
                may_accrue(connection)
            plans = {table: _plans(connection, asked, table) for table in ("facts", "by_kind")}

    assert [] == [plan for plan in plans["facts"] if plan.startswith("SCAN") or "PRIMARY KEY (agreement=?)" in plan]
    assert plans["by_kind"], "facts are asked for their kinds"
    assert [] == [plan for plan in plans["by_kind"] if "COVERING INDEX facts_of_a_kind" not in plan]


def _fill(book: Book) -> None:
    for name in ("one", "two"):
        book.sign(document(name, ["a", "b", "c"], {"costs": SHARED}))
        book.cost(name, "a", "100,000.01", "2026-01-10")


def test_an_agreement_is_let_go_of_before_the_next_but_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    seen: list[weakref.ref[Any]] = []
    with agreements_named(_reading(), None, everything=True) as (source, names):
        for each in one_by_one(_reading(), source, [*names, *names]):
            gc.collect()
            assert sum(known() is not None for known in seen) <= 1
            seen.append(weakref.ref(each))

    assert len(seen) == 2 * len(names) >= 4


def _reading() -> Reading:
    return Reading(Settings(ledger=Path("ledger.db")))
