"""What a server refuses: guards below everybody, roles for those who record and read, and what verification finds."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import psycopg
import pytest
from eventsourcing.persistence import StoredEvent

from ledger.audit.verify import verify
from ledger.errors import StoreError, VerificationFailed
from ledger.store.address import ServerAddress
from ledger.store.opened import OpenLedger
from ledger.store.opening import open_ledger
from ledger.store.server.roles import apply_roles, roles_of
from ledger.store.server.schema import GUARDS
from ledger.store.side_tables import salted_hash
from projections.views import open_views
from tests import postgres
from tests.store_samples import SALE, stored
from tests.stores import new_ledger_in

pytestmark = postgres.on_server

COUNT = 11


def sales(agreement: str, first: int, count: int) -> list[StoredEvent]:
    """Give sales that differ by their reference, as those that were recorded do."""
    versions = range(first, first + count)
    return [stored(agreement, version, msgspec.structs.replace(SALE, ref=f"s-{version}")) for version in versions]


@pytest.fixture
def ledger() -> Iterator[OpenLedger]:
    with new_ledger_in("postgresql") as opened:
        person, text = opened.side_tables.person("Anna"), salted_hash("a note")
        key = ("key", b"r" * 32)
        opened.recorder.insert_events(sales("agr-1", 1, 6), idempotency=key, texts=[text], people=[person])
        opened.recorder.insert_events(sales("agr-2", 1, COUNT - 6))
        yield opened


def run(ledger: OpenLedger, *statements: str) -> None:
    """Change the database behind the recorder's back."""
    postgres.run("SET search_path = pledger", *statements, url=ledger.address.url)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET body = '{}' WHERE id = 3",
        "DELETE FROM events WHERE id = 11",
        "DELETE FROM events",
        "TRUNCATE events",
        "TRUNCATE events, head, idempotency, meta, people, texts",
        "INSERT INTO events SELECT * FROM events WHERE id = 3 ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        "INSERT INTO events SELECT 13, at, 'agr-2', 6, event, body, leaf FROM events WHERE id = 11",
        "INSERT INTO events SELECT 12, at, 'agr-2', 7, event, body, leaf FROM events WHERE id = 11",
        "INSERT INTO events SELECT 12, at, 'agr-2', 5, event, body, leaf FROM events WHERE id = 11",
        "INSERT INTO events SELECT NULL, at, 'agr-2', 6, event, body, leaf FROM events WHERE id = 11",
        "INSERT INTO events SELECT 12, '2000-01-01T00:00:00.000000Z', 'a', 1, event, body, leaf FROM events LIMIT 1",
        "UPDATE head SET size = 10",
        "UPDATE head SET size = 12",
        "UPDATE head SET frontier = ''",
        "DELETE FROM head",
        "TRUNCATE head",
        "INSERT INTO head VALUES (2, 20, '', '')",
        "UPDATE idempotency SET first_id = 2",
        "DELETE FROM idempotency",
        "UPDATE meta SET value = 'Asia/Tokyo' WHERE key = 'time_zone'",
        "INSERT INTO meta VALUES ('x', 'y')",
        "DELETE FROM meta",
        "UPDATE people SET name = 'Bob'",
        "TRUNCATE people",
        "UPDATE texts SET text = 'another note'",
        "INSERT INTO texts SELECT * FROM texts ON CONFLICT (hash) DO UPDATE SET text = 'another note'",
    ],
)
def test_guards_refuse_what_would_change_history(ledger: OpenLedger, statement: str) -> None:
    before = ledger.recorder.head(), list(ledger.recorder.select_lines(1, 99))
    with pytest.raises(psycopg.IntegrityError):
        run(ledger, statement)
    assert before == (ledger.recorder.head(), list(ledger.recorder.select_lines(1, 99)))
    assert COUNT == verify(ledger).size


UNGUARDED = "ALTER TABLE events DISABLE TRIGGER USER"


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        ([UNGUARDED], "A guard is not as it was made: TRIGGER events_"),
        (["DROP TRIGGER head_update ON head"], "TRIGGER head_update"),
        (["CREATE RULE quiet AS ON INSERT TO texts DO INSTEAD NOTHING"], "A rule was added: texts.quiet"),
        (["CREATE TABLE notes (note text)"], "A table is not as it was made: notes"),
        (
            ["CREATE OR REPLACE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"],
            "A guard's function is not as it was made: never",
        ),
        ([UNGUARDED, "UPDATE events SET body = '{}' WHERE id = 4"], "Event 4 is not as it was sealed"),
        ([UNGUARDED, "DELETE FROM events WHERE id = 5"], "Event 5 is missing"),
        ([UNGUARDED, "DELETE FROM events WHERE id = 11"], "Events are missing: the head counts 11, the last is 10"),
    ],
)
def test_verification_finds_what_an_owner_did(ledger: OpenLedger, statements: list[str], said: str) -> None:
    run(ledger, *statements)
    with pytest.raises(VerificationFailed, match=said):
        verify(ledger)


def test_every_guard_is_one_that_the_server_knows_by_the_same_words(ledger: OpenLedger) -> None:
    assert ledger.schema_fault() is None
    assert len(GUARDS) == len({guard.split()[2] for guard in GUARDS})


@pytest.fixture
def users(ledger: OpenLedger) -> Iterator[tuple[ServerAddress, ServerAddress]]:
    """Give one user who records and one who reads, neither of whom owns anything."""
    apply_roles(ledger.address)
    apply_roles(ledger.address)
    (database,) = postgres.run("SELECT current_database()", url=ledger.address.url)[0]
    roles, names = roles_of(ledger.address), (f"{database}_anna", f"{database}_ben")
    for name, role in zip(names, roles, strict=True):
        postgres.run(f"CREATE ROLE {name} LOGIN PASSWORD 'of-{name}'", f'GRANT "{role}" TO {name}')
    anna, ben = (ServerAddress(postgres.url_of(database, f"{name}:of-{name}")) for name in names)
    yield anna, ben
    for name in (*names, *roles):
        postgres.run(f"DROP OWNED BY {name} CASCADE", url=ledger.address.url)
        postgres.run(f"DROP ROLE {name}")


def test_a_recorder_records_and_a_reader_reads(ledger: OpenLedger, users: tuple[ServerAddress, ServerAddress]) -> None:
    anna, ben = users
    with open_ledger(anna) as recording:
        person, note = recording.side_tables.person("Ben"), salted_hash("another")
        recorded = recording.recorder.insert_events(sales("agr-2", 6, 1), texts=[note], people=[person])
        assert recording.snapshots.put("agr-2", 6, 1, b"state")
        assert recording.snapshots.put("agr-2", 6, 1, b"later")
    with open_ledger(ben) as reading:
        assert COUNT + 1 == recorded[0] == verify(reading).size
        assert note.text == reading.side_tables.text_of(note.hash)
        assert not reading.snapshots.put("agr-2", 6, 1, b"mine")
        with pytest.raises(StoreError, match="This user may not do that"):
            reading.recorder.insert_events(sales("agr-2", 7, 1))


@pytest.mark.parametrize("table", ["events", "head", "idempotency", "meta", "people", "texts"])
def test_nobody_updates_deletes_or_truncates(
    ledger: OpenLedger, users: tuple[ServerAddress, ServerAddress], table: str
) -> None:
    for user in users:
        for act in (f"DELETE FROM pledger.{table}", f"TRUNCATE pledger.{table}", f"DROP TABLE pledger.{table}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                postgres.run(act, url=user.url)
        if table != "head":
            column = {"meta": "value", "idempotency": "key", "people": "name", "texts": "text"}.get(table, "event")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                postgres.run(f"UPDATE pledger.{table} SET {column} = ''", url=user.url)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        postgres.run("UPDATE pledger.head SET size = 99", url=users[1].url)
    with pytest.raises(psycopg.IntegrityError):
        postgres.run("UPDATE pledger.head SET size = 99", url=users[0].url)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        postgres.run("ALTER TABLE pledger.events DISABLE TRIGGER ALL", url=users[0].url)


def test_who_may_not_erase_is_told(ledger: OpenLedger, users: tuple[ServerAddress, ServerAddress]) -> None:
    with open_ledger(users[0]) as recording, pytest.raises(StoreError, match="This user may not do that"):
        recording.side_tables.erase_person(ledger.side_tables.person("Anna").pseudonym)


def test_views_are_kept_by_those_who_record_and_are_temporary_for_a_reader_who_comes_first(
    users: tuple[ServerAddress, ServerAddress],
) -> None:
    anna, ben = users
    with open_ledger(ben, read_only=True) as reading, open_views(reading) as views:
        assert "sqlite" == views.engine.dialect.name
    with open_ledger(anna) as recording, open_views(recording) as views:
        assert "postgresql" == views.engine.dialect.name
    with open_ledger(ben, read_only=True) as reading, open_views(reading) as views, views.now() as connection:
        assert "postgresql" == views.engine.dialect.name
        assert COUNT == connection.exec_driver_sql("SELECT position FROM tracking").scalar()
