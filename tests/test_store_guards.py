"""Guards and seal: what SQLite refuses, and what verification finds once the guards are gone.

DROP TABLE and DROP TRIGGER fire no trigger and are out of the guards' reach; the seal answers for them.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ledger.audit.verify import verify
from ledger.errors import LedgerError, StoreError, VerificationFailed
from ledger.store import canonical, merkle
from ledger.store.opening import LedgerFile, open_ledger
from ledger.store.schema import GUARDS
from ledger.store.side_tables import salted_hash
from tests.store_samples import new_ledger, sales

COUNT = 11


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[LedgerFile]:
    with new_ledger(tmp_path) as file:
        person, text = file.side_tables.person("Anna"), salted_hash("a note")
        file.recorder.insert_events(sales("agr-1", 1, 6), idempotency=("key", b"r" * 32), texts=[text], people=[person])
        file.recorder.insert_events(sales("agr-2", 1, COUNT - 6))
        yield file


def run(ledger: LedgerFile, *statements: str, unguarded: bool = True) -> None:
    """Change the file behind the recorder's back, with the guards dropped first unless told otherwise."""
    with closing(sqlite3.connect(ledger.path)) as raw, raw:
        if unguarded:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET body = '{}' WHERE id = 3",
        "UPDATE OR REPLACE events SET id = 4 WHERE id = 3",
        "UPDATE OR REPLACE events SET agreement = 'agr-2', version = 1 WHERE id = 1",
        "DELETE FROM events WHERE id = 11",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE id = 3",
        "INSERT OR REPLACE INTO events SELECT 12, at, agreement, version, event, body, leaf FROM events WHERE id = 3",
        "INSERT OR REPLACE INTO events SELECT 12, at, 'agr-2', 1, event, body, leaf FROM events WHERE id = 11",
        "INSERT INTO events SELECT 13, at, 'agr-2', 6, event, body, leaf FROM events WHERE id = 11",
        "INSERT INTO events SELECT 12, at, 'agr-2', 7, event, body, leaf FROM events WHERE id = 11",
        "INSERT INTO events SELECT NULL, at, 'agr-2', 6, event, body, leaf FROM events WHERE id = 11",
        "INSERT INTO events SELECT 12, '2000-01-01T00:00:00.000000Z', 'agr-2', 6, event, body, leaf FROM events",
        "UPDATE head SET size = 10",
        "UPDATE head SET frontier = x''",
        "UPDATE head SET size = 12",
        "UPDATE head SET one = 2, size = 12",
        "DELETE FROM head",
        "INSERT OR REPLACE INTO head VALUES (1, 20, x'', '')",
        "UPDATE idempotency SET request = zeroblob(32)",
        "DELETE FROM idempotency",
        "INSERT OR REPLACE INTO idempotency VALUES ('key', zeroblob(32), 1, 1)",
        "UPDATE meta SET value = 'Asia/Tokyo' WHERE key = 'time_zone'",
        "DELETE FROM meta",
        "INSERT OR REPLACE INTO meta VALUES ('format', '2')",
        "UPDATE people SET name = 'Bob'",
        "INSERT OR REPLACE INTO people SELECT pseudonym, 'Bob' FROM people",
        "INSERT OR REPLACE INTO people VALUES ('p-1', 'Anna')",
        "UPDATE texts SET text = 'another note'",
        "INSERT OR REPLACE INTO texts SELECT hash, salt, 'another note' FROM texts",
    ],
)
def test_guards_refuse_what_would_change_history(ledger: LedgerFile, statement: str) -> None:
    before = ledger.recorder.head(), list(ledger.recorder.select_lines(1, 99))
    with pytest.raises(sqlite3.IntegrityError):
        run(ledger, statement, unguarded=False)
    assert before == (ledger.recorder.head(), list(ledger.recorder.select_lines(1, 99)))
    assert COUNT == verify(ledger).size


FORGED = "CAST(replace(CAST(body AS TEXT), '75000000', '75000001') AS BLOB)"
SWAP = [f"UPDATE events SET id = {new} WHERE id = {old}" for old, new in ((4, 100), (5, 4), (100, 5))]


@pytest.mark.parametrize(
    ("statements", "event_id", "said"),
    [
        ([f"UPDATE events SET body = {FORGED} WHERE id = 4"], 4, "the leaf that was sealed"),
        (["UPDATE events SET at = replace(at, 'Z', 'z') WHERE id = 5"], 5, "the leaf that was sealed"),
        (["UPDATE events SET leaf = zeroblob(32) WHERE id = 6"], 6, "the leaf that was sealed"),
        (["UPDATE events SET agreement = 'agr-3' WHERE id = 11"], 11, "the leaf that was sealed"),
        (["UPDATE events SET event = 'cost-recorded.v1' WHERE id = 2"], 2, "the leaf that was sealed"),
        (["DELETE FROM events WHERE id = 11"], 11, "Events are missing: the head counts 11, the last is 10"),
        (["DELETE FROM events WHERE id = 5"], 5, "Event 5 is missing"),
        (["DELETE FROM events"], 1, "Events are missing"),
        (SWAP, 4, "the leaf that was sealed"),
        (
            ["INSERT INTO events SELECT 12, at, 'a', 1, event, body, leaf FROM events WHERE id = 11"],
            12,
            "beyond the 11",
        ),
        (["UPDATE head SET size = 10"], 10, "do not give the tree in the head row"),
        (["UPDATE head SET frontier = zeroblob(96)"], 11, "do not give the tree in the head row"),
        (["UPDATE head SET last_at = '2026-01-01T00:00:00.000000Z'"], 11, "The head row says 2026-01-01"),
    ],
)
def test_verification_finds_the_first_bad_event(
    ledger: LedgerFile, statements: list[str], event_id: int, said: str
) -> None:
    run(ledger, *statements)
    with pytest.raises(VerificationFailed, match=said) as failure:
        verify(ledger)
    assert event_id == failure.value.event_id
    assert 3 == failure.value.exit_code


def reseal(ledger: LedgerFile) -> None:
    """Seal the file afresh and put the guards back, as somebody who owns it could."""
    leaves = []
    with closing(sqlite3.connect(ledger.path)) as raw, raw:
        for row in raw.execute("SELECT * FROM events ORDER BY id").fetchall():
            leaves.append(canonical.leaf(canonical.join(*row[:6])))
            raw.execute("UPDATE events SET leaf = ? WHERE id = ?", (leaves[-1], row[0]))
        raw.execute("UPDATE head SET frontier = ?", (merkle.pack(merkle.frontier_of(leaves)),))
        for guard in GUARDS:
            raw.execute(guard)


@pytest.mark.parametrize(
    ("statement", "event_id", "said"),
    [
        ("UPDATE events SET body = CAST(replace(CAST(body AS TEXT), ',', ', ') AS BLOB) WHERE id = 4", 4, "again"),
        ("UPDATE events SET body = CAST('{}' AS BLOB) WHERE id = 4", 4, "does not read as sales-recorded"),
        ("UPDATE events SET body = CAST(body || char(10) AS BLOB) WHERE id = 4", 4, "line break"),
        ("UPDATE events SET event = 'sales-recorded.v9' WHERE id = 4", 4, "written by a newer release"),
        ("UPDATE events SET agreement = 'agr-\"' WHERE agreement = 'agr-2'", 7, "holds more than"),
        ("UPDATE events SET version = version + 1 WHERE agreement = 'agr-2' AND version = 5", 11, "where 5 follows"),
        ("UPDATE events SET at = '2000-01-01T00:00:00.000000Z' WHERE id = 8", 8, "lies before"),
    ],
)
def test_a_forged_seal_does_not_hide_what_could_not_have_been_recorded(
    ledger: LedgerFile, statement: str, event_id: int, said: str
) -> None:
    kept = (COUNT, ledger.recorder.head().root_hex)
    run(ledger, statement)
    reseal(ledger)
    with pytest.raises(VerificationFailed, match=said) as failure:
        verify(ledger)
    assert event_id == failure.value.event_id
    with pytest.raises(VerificationFailed):
        verify(ledger, kept=kept)


def test_a_plausible_forgery_needs_a_root_kept_elsewhere(ledger: LedgerFile) -> None:
    kept = (COUNT, ledger.recorder.head().root_hex)
    run(ledger, f"UPDATE events SET body = {FORGED} WHERE id = 4")
    reseal(ledger)
    assert COUNT == verify(ledger).size
    with pytest.raises(VerificationFailed, match="At 11 events the root is"):
        verify(ledger, kept=kept)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TRIGGER events_delete", "is not as it was made: TRIGGER events_delete"),
        ("CREATE TRIGGER extra AFTER INSERT ON events BEGIN DELETE FROM texts; END", "TRIGGER extra"),
        ("CREATE TABLE notes (note TEXT)", "TABLE notes"),
    ],
)
def test_a_missing_guard_and_an_added_trigger_are_found(ledger: LedgerFile, statement: str, said: str) -> None:
    run(ledger, statement, unguarded=False)
    with pytest.raises(VerificationFailed, match=said):
        verify(ledger)


def test_an_event_hidden_from_an_index_is_found(ledger: LedgerFile) -> None:
    run(
        ledger,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name LIKE '%index_people_1')"
        " WHERE name = 'sqlite_autoindex_events_1'",
        unguarded=False,
    )
    with open_ledger(ledger.path) as again, pytest.raises(VerificationFailed, match="The file is damaged"):
        verify(again)


def test_any_byte_of_the_file_may_be_broken_and_the_answer_is_a_sentence(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as file:
        file.recorder.insert_events(sales("agr-1", 1, 500), texts=[salted_hash("a note")])
        sealed = verify(file)
    whole, chance, outcomes = file.path.read_bytes(), random.Random(7), Counter[str]()
    for _ in range(250):
        broken = bytearray(whole)
        broken[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.path.write_bytes(broken)
        try:
            with open_ledger(file.path) as again:
                assert sealed == verify(again)
            outcomes["harmless"] += 1
        except LedgerError as error:
            outcomes[type(error).__name__] += 1
    assert outcomes["VerificationFailed"] > 200
    assert outcomes["harmless"] < 60  # bits in the unused sixth of each page


def test_an_altered_text_is_found(ledger: LedgerFile) -> None:
    with closing(sqlite3.connect(ledger.path)) as raw:
        (text_hash,) = raw.execute("SELECT hash FROM texts").fetchone()
    run(ledger, "UPDATE texts SET text = 'another note'")
    with pytest.raises(VerificationFailed, match="A text was altered"):
        ledger.side_tables.text_of(text_hash)
    with pytest.raises(VerificationFailed, match="A text was altered"):
        verify(ledger)


def test_a_deleted_tail_is_not_given_out_again(ledger: LedgerFile) -> None:
    with closing(sqlite3.connect(ledger.path)) as raw, raw:
        raw.execute("DROP TRIGGER events_delete")
        raw.execute("DELETE FROM events WHERE id = 11")
    with pytest.raises(StoreError, match="guards refused"):
        ledger.recorder.insert_events(sales("agr-2", 5, 1))
