"""A part of the events is sound in bulk exactly where it is sound event by event."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.audit import part_check
from ledger.audit.event_check import EventCheck
from ledger.audit.part_check import sound_part
from ledger.errors import StoreError, VerificationFailed
from ledger.store import canonical, merkle
from ledger.store.encoding import codec
from ledger.store.opening import LedgerFile, open_file
from tests.store_samples import BODIES, new_ledger, sales

EVENTS = 12
ENCODED = [codec().encode(body) for body in BODIES]
SIGNED = ENCODED[0][0]

CHANGES = (
    "body = CAST(replace(CAST(body AS TEXT), ',', ', ') AS BLOB)",
    "body = CAST(body || char(10) AS BLOB)",
    "body = CAST(body || char(13) AS BLOB)",
    "body = CAST(' ' || body AS BLOB)",
    "body = CAST(body || body AS BLOB)",
    "body = x''",
    "body = x'7b22ff'",
    "body = CAST(replace(CAST(body AS TEXT), 'inhaler', char(92) || 'u0069nhaler') AS BLOB)",
    "event = 'sales-recorded.v9'",
    "event = 'cost-recorded.v1'",
    "agreement = 'agr-\"'",
    "agreement = 'agr-new'",
    "agreement = ''",
    "at = '2000-01-01T00:00:00.000000Z'",
    "at = '2999-01-01T00:00:00.000000Z'",
    "at = '2026-11-22T04:36:03,123456Z'",
    "version = version + 70",
    "id = 90",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[LedgerFile]:
    """Yield a ledger in which the events of two agreements take turns, without its guards."""
    with new_ledger(tmp_path, "ledger.db") as opened:
        for one, other in zip(sales("agr-1", 1, EVENTS // 2), sales("agr-2", 1, EVENTS // 2), strict=True):
            opened.recorder.insert_events([one])
            opened.recorder.insert_events([other])
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
    with open_file(tmp_path / "ledger.db", read_only=True) as opened:
        yield opened


def alter(ledger: LedgerFile, change: str, event_id: int, *, sealed: bool) -> None:
    """Change one event, and seal it afresh as somebody who owns the file could."""
    with closing(sqlite3.connect(ledger.path)) as raw, raw:
        raw.execute(f"UPDATE events SET {change} WHERE id = {event_id}")
        for row in raw.execute("SELECT * FROM events").fetchall() if sealed else ():
            leaf = canonical.leaf(canonical.join(*row[:6]))
            raw.execute("UPDATE events SET leaf = ? WHERE id = ?", (leaf, row[0]))


def is_sound_one_by_one(ledger: LedgerFile) -> bool:
    check = EventCheck()
    try:
        check.go_to(ledger.recorder, EVENTS)
    except VerificationFailed:
        return False
    return True


def is_sound_in_bulk(ledger: LedgerFile) -> bool:
    part = sound_part(ledger, 0, EVENTS)
    return part is not None and EventCheck().add(part)


@pytest.mark.parametrize("at_once", [1, 2, 128])
def test_a_sound_part_adds_what_its_events_add_one_by_one(
    ledger: LedgerFile, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_check, "_TOGETHER", at_once)
    one_by_one = EventCheck()
    one_by_one.go_to(ledger.recorder, EVENTS)
    part = sound_part(ledger, 0, EVENTS)
    assert part is not None
    assert ({"agr-1": 1, "agr-2": 1}, one_by_one.versions) == (part.begun, part.versions)
    assert (EVENTS, one_by_one.last_at, one_by_one.frontier) == (part.size, part.last_at, part.frontier)


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("event_id", [1, 6, EVENTS])
def test_bulk_and_one_by_one_never_differ(ledger: LedgerFile, change: str, event_id: int, sealed: bool) -> None:
    alter(ledger, change, event_id, sealed=sealed)
    assert is_sound_one_by_one(ledger) == is_sound_in_bulk(ledger)
    if not sealed:
        assert not is_sound_in_bulk(ledger)


def test_most_of_these_changes_are_found_though_they_were_sealed_afresh(ledger: LedgerFile) -> None:
    for number, change in enumerate(CHANGES):
        alter(ledger, change, 1 + number % 6, sealed=True)
        assert not is_sound_in_bulk(ledger), change


def test_a_missing_event_makes_a_part_unsound(ledger: LedgerFile) -> None:
    alter(ledger, "leaf = zeroblob(32)", 4, sealed=False)
    assert sound_part(ledger, 0, EVENTS) is None
    assert sound_part(ledger, 4, EVENTS) is not None
    with closing(sqlite3.connect(ledger.path)) as raw, raw:
        raw.execute("DELETE FROM events WHERE id = 12")
    assert sound_part(ledger, 4, EVENTS) is None


@pytest.mark.parametrize("topic", sorted({topic for topic, _ in ENCODED}))
def test_bodies_of_every_topic_are_canonical_together(topic: str) -> None:
    bodies = [body for name, body in ENCODED if name == topic]
    assert codec().are_canonical(topic, bodies * 3)
    assert not codec().are_canonical(topic, [*bodies, bodies[0].replace(b'":', b'": ', 1)])


@pytest.mark.parametrize(
    "lent",
    [
        lambda one, two: [one + b"\n" + two, b""],
        lambda one, two: [one + two, b""],
        lambda one, two: [one[:40], one[40:] + two],
        lambda one, two: [one[:-1], b"}" + two],
        lambda one, two: [one, b"\n" + two],
        lambda one, two: [one, two + b"\r"],
        lambda one, two: [one.replace(b'"terms":{', b'"terms":{\n', 1), two],
        lambda one, two: [one.replace(b'"terms":{', b'"terms":{\r', 1), two],
        lambda one, _: [one[: one.index(b'"terms":{') + 9], one[one.index(b'"terms":{') + 9 :]],
    ],
)
def test_no_body_lends_another_a_part_of_itself(lent: object) -> None:
    """Signed terms stand in their event as they were written: what breaks a line there would be written again."""
    body = next(body for topic, body in ENCODED if topic == SIGNED)
    bodies = lent(body, body)  # type: ignore[operator]  # one of the functions above
    assert not codec().are_canonical(SIGNED, bodies)


@given(st.data())
def test_bodies_are_canonical_together_where_each_is(data: st.DataObject) -> None:
    topic = SIGNED
    body = next(body for name, body in ENCODED if name == topic)
    bodies = [body] * 3
    for number in range(3):
        at, inserted = data.draw(st.integers(0, len(body))), data.draw(st.sampled_from([b"", b" ", b"\n", b"{}", b","]))
        bodies[number] = body[:at] + inserted + body[at:]
    assert all(_is_canonical(topic, body) for body in bodies) == codec().are_canonical(topic, bodies)


def _is_canonical(topic: str, body: bytes) -> bool:
    try:
        return canonical.body_fault(body) is None and codec().is_canonical(topic, body)
    except StoreError:
        return False


@given(st.integers(0, 300), st.integers(0, 300))
def test_many_leaves_grow_a_tree_as_each_would(size: int, more: int) -> None:
    leaves = [number.to_bytes(32, "big") for number in range(size + more)]
    grown, frontier = merkle.frontier_of(leaves[:size]), list[bytes]()
    merkle.extend(grown, size, leaves[size:])
    for number, leaf in enumerate(leaves):
        merkle.append(frontier, number, leaf)
    assert frontier == grown


def test_leaves_in_bulk_are_those_of_the_lines(ledger: LedgerFile) -> None:
    rows = ledger.recorder.select_rows(1, EVENTS)
    assert [canonical.leaf(canonical.line(*row[:6])) for row in rows] == canonical.leaves(rows)
