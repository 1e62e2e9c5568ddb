"""Views are disposable: every event once, rebuilt or kept the same, and of the ledger that they stand beside."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ledger.application import By
from ledger.commands.base import Command
from ledger.errors import StoreError
from ledger.events import Event
from ledger.replay import as_of
from ledger.store.opened import OpenLedger
from ledger.store.opening import open_ledger
from ledger.store.recorder import Recorder
from projections import catch_up, spans, tables
from projections.agreements import list_agreements, show_agreement
from projections.asking import Asked
from projections.catch_up import read_basis
from projections.database import file_engine, reading, views_path
from projections.explain import explain
from projections.history import history
from projections.rendering.json_text import to_json
from projections.rendering.report import Report
from projections.shares import agreement_shares, portfolio_shares
from projections.statement import statement
from projections.views import basis_at, events_until, open_views, rebuild_views, views_over
from tests.projection_samples import (
    SHARED,
    Book,
    book_again,
    column,
    document,
    new_book,
    on,
    record_joint_work,
    views_of,
)


def every_answer(ledger: OpenLedger) -> list[str]:
    """Write every report of a ledger as JSON."""
    names = ledger.side_tables
    with open_views(ledger) as views, views.now() as connection:
        reports: list[Report] = [portfolio_shares(connection), list_agreements(connection)]
        for agreement in ledger.recorder.list_agreements():
            reports += [
                agreement_shares(connection, agreement),
                statement(connection, agreement, "2026"),
                statement(connection, agreement, "2026-Q2"),
                explain(connection, agreement, names),
                history(connection, agreement, names),
                show_agreement(connection, agreement),
            ]
    return [to_json(report) for report in reports]


def tampered(path: Path, statement: str) -> None:
    """Change a database behind everybody's back."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


def test_views_rebuilt_answer_as_views_kept(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        kept = every_answer(book.ledger.file)
        rebuild_views(book.ledger.file)
        assert kept == every_answer(book.ledger.file)
        views_path(tmp_path / "ledger.db").unlink()
        assert kept == every_answer(book.ledger.file)


class WatchedBook(Book):
    """A ledger whose views are brought up to date after every command."""

    def do(self, agreement: str, command: Command, by: By) -> Event:
        """Record a command, and look."""
        event = super().do(agreement, command, by)
        with views_of(self):
            return event


def test_views_caught_up_event_by_event_answer_as_views_built_at_once(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(WatchedBook(book.ledger))
        kept = every_answer(book.ledger.file)
        rebuild_views(book.ledger.file)
        assert kept == every_answer(book.ledger.file)


@pytest.mark.parametrize("most", [1, 1 << 30])
def test_small_spans_answer_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        kept = every_answer(book.ledger.file)
        monkeypatch.setattr(spans, "SPAN_BYTES", 1)
        monkeypatch.setattr(catch_up, "MANY_BYTES", most)
        monkeypatch.setattr(catch_up, "FEW_BYTES", 1)
        rebuild_views(book.ledger.file)
        assert kept == every_answer(book.ledger.file)


def test_views_of_another_schema_are_built_anew(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        kept = every_answer(book.ledger.file)
        path = views_path(tmp_path / "ledger.db")
        tampered(path, "UPDATE tracking SET schema = 0")
        tampered(path, "DROP TABLE totals")
        tampered(path, "CREATE TABLE older (name TEXT)")
        assert kept == every_answer(book.ledger.file)


def test_a_restored_ledger_with_another_history_is_seen(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.sign(document("joint", ["a", "b", "c"], {"costs": SHARED}))
    shutil.copy(tmp_path / "ledger.db", tmp_path / "backup.db")
    with book_again(tmp_path) as book:
        book.cost("joint", "a", "100", "2026-01-10")
        every_answer(book.ledger.file)
    shutil.copy(tmp_path / "backup.db", tmp_path / "ledger.db")
    with book_again(tmp_path) as book:
        with views_of(book) as connection:
            assert 0 == column(agreement_shares(connection, "joint"), "risk", "cash")["a"]
        book.cost("joint", "a", "200", "2026-01-10")
        book.cost("joint", "b", "300", "2026-01-10")
        with views_of(book) as connection:
            assert {"a": 25000, "b": 15000, "c": 10000} == column(agreement_shares(connection, "joint"), "risk", "cash")


def test_a_ledger_whose_leaves_do_not_give_its_root_is_refused(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        file = book.ledger.file
        tampered(tmp_path / "ledger.db", "DROP TRIGGER events_update")
        tampered(tmp_path / "ledger.db", "UPDATE events SET leaf = zeroblob(32) WHERE id = 3")
        with pytest.raises(StoreError, match="do not give the root"):
            open_views(file)


def test_views_live_in_memory_where_no_file_can_be_made(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        expected = every_answer(book.ledger.file)
        path = views_path(tmp_path / "ledger.db")
        path.unlink()
        path.mkdir()
        assert expected == every_answer(book.ledger.file)
        assert [] == list(path.iterdir())


def test_a_file_that_holds_no_views_is_left_alone_until_they_are_rebuilt(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        path = views_path(tmp_path / "ledger.db")
        path.write_bytes(b"no database at all" * 100)
        expected = every_answer(book.ledger.file)
        assert b"no database" == path.read_bytes()[:11]
        rebuild_views(book.ledger.file)
        assert expected == every_answer(book.ledger.file)
        assert b"SQLite format" == path.read_bytes()[:13]


CATCH_UP = """
import sys
from pathlib import Path
from ledger.store.opening import open_ledger
from projections import catch_up, spans
from projections.views import open_views

spans.SPAN_BYTES = catch_up.FEW_BYTES = catch_up.MANY_BYTES = 3000
ledger = open_ledger(Path(sys.argv[1]))
for _ in range(20):
    open_views(ledger).close()
"""


def test_processes_that_catch_up_together_take_each_event_once(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.sign(document("joint", ["a", "b", "c"], {"costs": SHARED}))
        command = [sys.executable, "-c", CATCH_UP, str(tmp_path / "ledger.db")]
        processes = [subprocess.Popen(command, cwd=Path(__file__).parent.parent) for _ in range(3)]
        for number in range(150):
            book.cost("joint", "abc"[number % 3], "1.00", "2026-01-10")
        assert [0, 0, 0] == [process.wait(timeout=60) for process in processes]
        with views_of(book) as connection:
            events = connection.execute(select(func.count()).select_from(tables.events)).scalar()
            report = agreement_shares(connection, "joint")
    assert 151 == events
    assert {"a": 7500, "b": 4500, "c": 3000} == column(report, "risk", "cash")


def test_what_was_known_at_a_position_is_what_was_answered_then(tmp_path: Path) -> None:
    answers: dict[int, str] = {}
    with new_book(tmp_path) as book:
        book.sign(document("joint", ["a", "b", "c"], {"costs": SHARED}))
        for number in range(5):
            book.cost("joint", "a", f"{number + 1}.01", "2026-01-10")
            with views_of(book) as connection:
                answers[number + 2] = to_json(agreement_shares(connection, "joint"))
        recorder: Recorder = book.ledger.store
        for position, answer in answers.items():
            events = events_until(recorder, position)
            with views_over(events, basis_at(recorder, position)) as connection:
                assert answer == to_json(agreement_shares(connection, "joint"))
            alone = events_until(recorder, position, "joint")
            with views_over(alone, basis_at(recorder, position)) as connection:
                assert answer == to_json(agreement_shares(connection, "joint"))


def test_as_of_an_earlier_date_only_what_was_effective_counts(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        recorder = book.ledger.store
        position = recorder.head().size
        events = as_of(events_until(recorder, position), on("2026-02-28"))
        with views_over(events, basis_at(recorder, position)) as connection:
            joint = agreement_shares(connection, "joint")
            licence = agreement_shares(connection, "licence", Asked(as_of=on("2026-02-28")))
    assert {"a": 6000001, "b": 3600000, "c": 2400000} == column(joint, "risk", "cash")
    assert {"a": 4000000, "b": -1600000, "c": -2400000} == column(joint, "reward", "unsettled")
    assert {"company": 0, "trust": 3400000, "university": 600000} == column(licence, "reward", "accrued")
    assert on("2026-02-28") == licence.footing.as_of


def test_an_answer_says_what_it_rests_on(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        head = book.ledger.store.head()
        with views_of(book) as connection:
            assert (head.size, head.last_at, head.root_hex) == read_basis(connection)
            footing = agreement_shares(connection, "joint").footing
    assert (head.size, head.last_at, head.root_hex) == (footing.position, footing.instant, footing.root)


def test_an_empty_ledger_has_answers(tmp_path: Path) -> None:
    with new_book(tmp_path) as book, views_of(book) as connection:
        assert () == portfolio_shares(connection).blocks
        assert "No agreement is signed yet." in str(list_agreements(connection).blocks)


def test_reading_needs_no_right_to_write(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        expected = every_answer(book.ledger.file)
    with open_ledger(tmp_path / "ledger.db", read_only=True) as ledger:
        assert expected == every_answer(ledger)


def test_every_table_has_a_use_for_its_money_as_integers() -> None:
    floats = [
        str(column)
        for table in tables.metadata.sorted_tables
        for column in table.columns
        if column.type.python_type is float
    ]
    assert [] == floats


def test_opening_views_of_a_path_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "other.views.db"
    path.write_bytes(b"nothing of the kind" * 50)
    with pytest.raises(StoreError, match="pledger views rebuild"), reading(file_engine(path)):
        pass
