"""Events are folded span by span, in one process or in several: the same rows, whatever was where."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import json
from sqlalchemy import Connection

import projections.catch_up
import projections.folded
from ledger.events import Body
from ledger.store.encoding import codec
from projections import spans
from projections.folded import fold_span, folded
from projections.rows import Additions
from projections.running import Running
from projections.spans import Span, Spans
from projections.thin import thin_codec
from projections.views import rebuild_views
from projections.writing import write
from tests.projection_samples import new_book, record_joint_work
from tests.store_samples import BODIES
from tests.test_projection_catch_up import every_answer


@pytest.mark.parametrize("helped", [False, True])
def test_views_folded_in_several_processes_answer_as_views_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, helped: bool
) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        kept = every_answer(book.ledger.file)
        monkeypatch.setattr(projections.folded, "_MANY", 1)
        monkeypatch.setattr(spans, "_FIRST", 3)
        monkeypatch.setattr(spans, "_MOST", 3)
        rebuild_views(book.ledger.file, helped=helped)
        assert kept == every_answer(book.ledger.file)


def test_what_was_folded_comes_whole_from_another_process(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        size = book.ledger.store.head().size
        part = fold_span(book.ledger.store, Span(1, size))
    assert size == part.last == len(part.leaves)
    made_by, values = part.__reduce__()
    assert part == made_by(*values)


def test_a_span_too_large_is_folded_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        store, size = book.ledger.store, book.ledger.store.head().size
        monkeypatch.setattr(spans, "_READ", 2)
        monkeypatch.setattr(spans, "_FIRST", size)
        monkeypatch.setattr(spans, "SPAN_BYTES", 3000)
        parts = list(folded(store, 1, size))
    assert [*range(1, size + 1)] == [n for part in parts for n in range(part.span.first, part.last + 1)]
    assert max(len(part.leaves) for part in parts) < size


def test_nothing_is_folded_from_where_an_event_is_missing(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        size = book.ledger.store.head().size
        parts = list(folded(book.ledger.store, 1, size + 10))
    assert size == parts[-1].last


def test_a_build_that_is_cut_short_leaves_nothing_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []

    def cut_short(running: Running, connection: Connection, additions: Additions) -> None:
        write(running, connection, additions)
        written.append(additions)
        if len(written) == 3:
            raise KeyboardInterrupt

    with new_book(tmp_path) as book:
        record_joint_work(book)
        kept = every_answer(book.ledger.file)
        monkeypatch.setattr(spans, "_FIRST", 2)
        monkeypatch.setattr(spans, "_MOST", 2)
        with monkeypatch.context() as cut:
            cut.setattr(projections.catch_up, "write", cut_short)
            with pytest.raises(KeyboardInterrupt):
                rebuild_views(book.ledger.file)
        assert 3 == len(written)
        assert kept == every_answer(book.ledger.file)


def test_spans_follow_one_another_and_grow_as_events_are_small() -> None:
    given = Spans(1, 10_000)
    found = []
    for span in given:
        found.append(span)
        given.learn(span.last - span.first + 1, 500 * (span.last - span.first + 1))
    assert [1, 201, 1249] == [span.first for span in found[:3]]
    assert 10_000 == found[-1].last
    assert all(one.last + 1 == other.first for one, other in pairwise(found))


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_an_event_read_thinly_holds_the_bytes_that_it_was_written_in(body: Body) -> None:
    topic, written = codec().encode(body)
    thin = thin_codec().decode(topic, written)
    assert isinstance(thin, type(body))
    assert written == json.encode(thin)
