"""What is said when a server can't be reached or does not let somebody in; and connections that break on the way."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ledger.audit.verify import verify
from ledger.errors import AlreadyRecorded, Conflict, StoreError
from ledger.store.opened import OpenLedger
from ledger.store.opening import create_ledger, open_ledger
from ledger.store.server.connecting import parts_of
from ledger.store.server.database import ServerCursor
from ledger.store.server.failures import ConnectionLost
from tests import postgres
from tests.command_samples import misused, refused
from tests.store_samples import sales
from tests.stores import new_ledger_in

pytestmark = postgres.on_server

KEY = ("key", b"r" * 32)


@pytest.fixture
def ledger() -> Iterator[OpenLedger]:
    with new_ledger_in("postgresql") as opened:
        opened.recorder.insert_events(sales("agr-1", 1, 2))
        yield opened


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://me:secret@no.such.invalid/db", "There is no such host"),
        ("postgresql://me:secret@127.0.0.1:1/db", "No server answers there"),
        ("postgresql://me:secret@/db?host=/nowhere", "No server answers there"),
    ],
)
def test_a_server_that_is_not_there(address: str, said: str) -> None:
    told = refused("shares", "--ledger", address)
    assert told.startswith(f"pledger: {said} (postgresql://me@")
    assert "secret" not in told


def test_an_address_that_cannot_be_read() -> None:
    told = misused("shares", "--ledger", "postgresql://me:secret@host:port/db?nonsense=1")
    assert told.startswith("pledger: The address of the server can't be read (postgresql://me@host:port/db")
    assert "secret" not in told


def test_a_database_that_is_not_there_or_holds_no_ledger() -> None:
    assert "pledger: There is no such database (" in refused("shares", "--ledger", postgres.url_of("no_such_database"))
    with postgres.database() as address:
        told = refused("shares", "--ledger", address)
        assert "pledger: There is no ledger in this database (" in told
        assert "Make one there with pledger init, or name another database." in told


def test_a_user_that_the_server_does_not_know() -> None:
    told = refused("shares", "--ledger", postgres.url_of("postgres", "nobody_at_all:secret"))
    assert "pledger: The server knows no such user (postgresql://nobody_at_all@/postgres" in told


def test_a_user_without_rights(ledger: OpenLedger) -> None:
    name = parts_of(ledger.address)["dbname"]
    postgres.run(f"CREATE ROLE {name}_eve LOGIN")
    try:
        told = refused("shares", "--ledger", postgres.url_of(name, f"{name}_eve"))
        assert "pledger: This user may not do that (" in told
        assert "pledger init --roles" in told
    finally:
        postgres.run(f"DROP ROLE {name}_eve")


@contextmanager
def passwords_asked_for(user: str) -> Iterator[None]:
    """Let the server of this process ask one user for a password."""
    rules = Path(postgres.server().pgdata) / "pg_hba.conf"
    before = rules.read_text("utf-8")
    try:
        rules.write_text(f"local all {user} scram-sha-256\n{before}", "utf-8")
        postgres.run("SELECT pg_reload_conf()")
        time.sleep(0.2)
        yield
    finally:
        rules.write_text(before, "utf-8")
        postgres.run("SELECT pg_reload_conf()")


@pytest.mark.skipif(not postgres.has_own_server(), reason="the rules of a server that somebody else runs are theirs")
def test_passwords_come_from_where_the_client_library_looks(
    ledger: OpenLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = parts_of(ledger.address)["dbname"]
    user = f"{name}_dora"
    postgres.run(f"CREATE ROLE {user} LOGIN SUPERUSER PASSWORD 'right'")
    monkeypatch.setenv("HOME", str(tmp_path))
    bare = postgres.url_of(name, user)
    with passwords_asked_for(user):
        assert "The server asks for a password" in refused("verify", "--ledger", bare)
        told = refused("verify", "--ledger", postgres.url_of(name, f"{user}:wrong"))
        assert f"pledger: The password is wrong (postgresql://{user}@/" in told
        assert "Give it in PGPASSWORD or in ~/.pgpass." in told.replace("\n", " ")
        with open_ledger(postgres.url_of(name, f"{user}:right")) as opened:
            assert "right" not in f"{opened.place} {opened.address!r} {opened.address}"
        monkeypatch.setenv("PGPASSWORD", "right")
        open_ledger(bare).close()
        monkeypatch.delenv("PGPASSWORD")
        kept = tmp_path / "passwords"
        kept.write_text(f"*:*:{name}:{user}:right\n", "utf-8")
        kept.chmod(0o600)
        monkeypatch.setenv("PGPASSFILE", str(kept))
        open_ledger(bare).close()
    postgres.run(f"DROP ROLE {user}")


def cut(ledger: OpenLedger) -> None:
    """Break every connection to the ledger's database, as an administrator or a network may."""
    name = parts_of(ledger.address)["dbname"]
    postgres.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")


def test_a_connection_that_broke_in_between_is_made_again(ledger: OpenLedger) -> None:
    cut(ledger)
    assert 2 == ledger.recorder.head().size
    cut(ledger)
    assert [3] == list(ledger.recorder.insert_events(sales("agr-1", 3, 1)))
    assert 3 == verify(ledger).size


@pytest.mark.parametrize("statement", ["SELECT coalesce(max(version)", "INSERT INTO events", "UPDATE head"])
def test_a_connection_cut_before_the_commit_has_recorded_nothing_and_it_is_done_again(
    ledger: OpenLedger, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cuts = iter([True])
    for name in ("execute", "executemany"):
        _cut_at(monkeypatch, ledger, name, statement, cuts)

    assert [3, 4] == list(ledger.recorder.insert_events(sales("agr-1", 3, 2), idempotency=KEY))
    assert (4, None) == (verify(ledger).size, next(cuts, None))


def _cut_at(
    monkeypatch: pytest.MonkeyPatch, ledger: OpenLedger, name: str, statement: str, cuts: Iterator[bool]
) -> None:
    original = getattr(ServerCursor, name)

    def execute(cursor: ServerCursor, text: str, *values: Any) -> Any:
        if text.startswith(statement) and next(cuts, False):
            cut(ledger)
        return original(cursor, text, *values)

    monkeypatch.setattr(ServerCursor, name, execute)


@pytest.mark.parametrize("key", [KEY, None], ids=["with a key", "without one"])
def test_an_acknowledgement_that_was_lost_is_found_again(
    ledger: OpenLedger, key: tuple[str, bytes] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    losses = iter([True])
    original = ledger.datastore.transaction

    @contextmanager
    def losing(*, commit: bool) -> Iterator[Any]:
        with original(commit=commit) as cursor:
            yield cursor
        if commit and next(losses, False):
            raise ConnectionLost("The connection to the server was lost")

    monkeypatch.setattr(ledger.datastore, "transaction", losing)

    assert [3, 4] == list(ledger.recorder.insert_events(sales("agr-1", 3, 2), idempotency=key))
    assert (4, None) == (verify(ledger).size, next(losses, None))
    if key is not None:
        with pytest.raises(AlreadyRecorded):
            ledger.recorder.insert_events(sales("agr-1", 3, 2), idempotency=key)
    with pytest.raises(Conflict):
        ledger.recorder.insert_events(sales("agr-1", 3, 2))


def test_what_somebody_else_recorded_meanwhile_is_not_taken_for_ours(
    ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(ledger.address) as other:
        losses = iter([True])
        original = ledger.datastore.transaction

        @contextmanager
        def losing(*, commit: bool) -> Iterator[Any]:
            try:
                with original(commit=commit) as cursor:
                    yield cursor
                    if commit and next(losses, False):
                        raise ConnectionLost("The connection to the server was lost")
            except ConnectionLost:
                other.recorder.insert_events(sales("agr-1", 3, 1))
                raise

        monkeypatch.setattr(ledger.datastore, "transaction", losing)
        with pytest.raises(Conflict):
            ledger.recorder.insert_events(sales("agr-1", 3, 1))
    assert 3 == verify(ledger).size


@pytest.mark.skipif(not postgres.has_own_server(), reason="a server that somebody else runs is not restarted")
def test_a_server_that_is_killed_and_comes_back_is_waited_for(ledger: OpenLedger) -> None:
    restart = threading.Thread(target=postgres.restart)
    restart.start()
    for version in range(3, 60):
        ledger.recorder.insert_events(sales("agr-1", version, 1), idempotency=(f"k-{version}", b"r" * 32))
        time.sleep(0.01)
    restart.join()
    assert 59 == verify(ledger).size == ledger.recorder.version_of("agr-1")


@pytest.mark.skipif(not postgres.has_own_server(), reason="a server that somebody else runs is not restarted")
def test_a_reader_without_a_connection_waits_for_the_server_too(ledger: OpenLedger) -> None:
    restart = threading.Thread(target=postgres.restart)
    restart.start()
    while restart.is_alive():
        ledger.close()  # every connection is gone, and the next read has to make one
        assert 2 == ledger.recorder.head().size
    restart.join()


def test_a_server_that_does_not_come_back_is_given_up(ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger.datastore, "_patience", 0.3)
    name = parts_of(ledger.address)["dbname"]
    postgres.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    cut(ledger)
    with pytest.raises(StoreError):
        ledger.recorder.insert_events(sales("agr-1", 3, 1))
    postgres.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert 2 == verify(ledger).size


def test_a_lock_that_stays_is_reported_and_nothing_is_recorded() -> None:
    with postgres.database() as address:
        create_ledger(address)
        with open_ledger(address, busy_seconds=0.2) as ledger, open_ledger(address) as other:
            with other.datastore.transaction(commit=True) as cursor:
                cursor.execute("SELECT size FROM head FOR UPDATE")
                with pytest.raises(StoreError, match="The ledger is locked: another program has been writing"):
                    ledger.recorder.insert_events(sales("agr-1", 1, 1))
            assert [1] == list(ledger.recorder.insert_events(sales("agr-1", 1, 1)))


def test_writers_on_one_agreement_take_turns_and_those_on_others_do_not_wait(ledger: OpenLedger) -> None:
    with open_ledger(ledger.address, busy_seconds=0.2) as other, ledger.turn("agr-1"):
        began = time.monotonic()
        with other.turn("agr-2"):
            assert time.monotonic() - began < 0.2
        with other.turn("agr-1"):  # the turn can't be had in time: that is no reason not to go on
            assert time.monotonic() - began >= 0.2
            assert [3] == list(other.recorder.insert_events(sales("agr-1", 3, 1)))
        cut(ledger)
    with ledger.turn("agr-1"):
        assert 3 == verify(ledger).size


def test_without_the_client_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith("ledger.store.server")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)

    told = refused("shares", "--ledger", "postgresql://host/db")
    assert 'Install it with: pip install "partnership-ledger[server]".' in told.replace("\n", " ")
