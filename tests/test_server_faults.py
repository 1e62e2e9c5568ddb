"""What a server may refuse, at the prompt: each time a sentence that says what to do, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from ledger.audit.verify import verify
from ledger.store.address import ServerAddress
from ledger.store.opening import open_ledger
from ledger.store.server import creating
from ledger.store.server.connecting import parts_of
from ledger.store.server.roles import apply_roles, roles_of
from tests import postgres
from tests.command_samples import done, enter_sample_ledger, refused, typed

pytestmark = postgres.on_server

RECORD = "record sales device-licence 5 --on 2026-05-11 --by Anna --ledger"
EVENTS = 7


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Copy the ledger with a little of everything to a server, and give its address."""
    enter_sample_ledger(tmp_path, monkeypatch)
    with postgres.database() as address:
        done("copy", "ledger.db", address)
        yield address


def database_of(address: str) -> str:
    return str(parts_of(ServerAddress(address))["dbname"])


@pytest.fixture
def people(server: str) -> Iterator[tuple[str, str]]:
    """Give one who records and one who reads, with passwords, as the roles let them."""
    apply_roles(ServerAddress(server))
    name = database_of(server)
    users = (f"{name}_anna", f"{name}_ben")
    roles = roles_of(ServerAddress(server))
    for user, role in zip(users, roles, strict=True):
        postgres.run(f"CREATE ROLE {user} LOGIN PASSWORD 'secret-{user}'", f'GRANT "{role}" TO {user}')
    anna, ben = (postgres.url_of(name, f"{user}:secret-{user}") for user in users)
    yield anna, ben
    for user in (*users, *roles):
        postgres.run(f"DROP OWNED BY {user} CASCADE", url=server)
        postgres.run(f"DROP ROLE {user}")


def told_of(*arguments: str) -> str:
    """Return, in one line, why a command was refused; a password is never in it."""
    told = " ".join(refused(*arguments).split())
    assert "secret" not in told
    assert "Traceback" not in told
    return told


def recorded(address: str) -> int:
    with open_ledger(address, read_only=True) as ledger:
        return verify(ledger).size


def test_a_reader_records_nothing_and_reads_everything(server: str, people: tuple[str, str]) -> None:
    anna, ben = people
    for command in (f"{RECORD} {ben}", f"close device-licence FY2026/27-Q1 --by Ben --today 2026-07-01 --ledger {ben}"):
        told = told_of(*command.split())
        assert told.startswith("pledger: This user may not do that (postgresql://")
        assert "pledger init --roles prints them" in told
    for command in ("shares --all", "history device-licence", "verify --reperform", "due --today 2026-07-01"):
        on_file = done(*command.split())
        assert on_file == done(*command.split(), "--ledger", ben) == done(*command.split(), "--ledger", anna)
    assert EVENTS == recorded(server)


def test_a_recorder_records_and_erases_nothing(server: str, people: tuple[str, str]) -> None:
    done(*RECORD.split(), people[0])
    told = told_of("erase", "note", "4", "--yes", "--ledger", people[0])
    assert told.startswith("pledger: This user may not do that (")
    told = told_of("init", "--roles", "--apply", "--ledger", people[0])
    assert told.startswith("pledger: This user may not do that ("), told
    assert EVENTS + 1 == recorded(server)


def test_a_server_that_may_only_be_read(server: str) -> None:
    name = database_of(server)
    postgres.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    told = told_of(*RECORD.split(), server)
    assert told.startswith("pledger: The server is for reading only (postgresql://"), told
    assert told.endswith("Name the server that may be written, not its copy.")
    assert done("shares", "--all") == done("shares", "--all", "--ledger", server)
    postgres.run(f"ALTER DATABASE {name} RESET default_transaction_read_only")
    done(*RECORD.split(), server)


def test_too_many_connections(server: str, people: tuple[str, str]) -> None:
    anna, user = people[0], parts_of(ServerAddress(people[0]))["user"]
    postgres.run(f"ALTER ROLE {user} CONNECTION LIMIT 2")
    with ExitStack() as others:
        for _ in range(2):
            others.enter_context(psycopg.connect(anna))
        told = told_of(*RECORD.split(), anna)
        assert told.startswith("pledger: The server has no connection left ("), told
        assert told.endswith("Try again in a moment.")
    postgres.run(f"ALTER ROLE {user} CONNECTION LIMIT -1")
    done(*RECORD.split(), anna)
    assert EVENTS + 1 == recorded(server)


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("statement_timeout", "The server stopped the statement, which took too long"),
        ("lock_timeout", "The ledger is locked: another program has been writing to it for too long"),
    ],
)
def test_a_lock_held_by_somebody_else(server: str, limit: str, said: str) -> None:
    with psycopg.connect(server) as other:
        other.execute("SELECT * FROM pledger.head FOR UPDATE")
        told = told_of(*RECORD.split(), f"{server}&options=-c%20{limit}%3D200")
        assert told.startswith(f"pledger: {said} ("), told
    assert EVENTS == recorded(server)


def test_a_server_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(creating, "OLDEST", 99)
    with postgres.database() as address:
        told = told_of("init", address)
        assert "a ledger needs 99 or later (postgresql://" in told
        assert told.endswith("Name a newer server.")
        monkeypatch.undo()
        done("init", address)


def test_a_database_without_rights_to_make_schemas(people: tuple[str, str]) -> None:
    with postgres.database() as address:
        user = parts_of(ServerAddress(people[0]))["user"]
        told = told_of("init", postgres.url_of(database_of(address), f"{user}:secret-{user}"))
        assert told.startswith("pledger: This user may not do that ("), told


def test_views_are_followed_by_who_records_and_not_by_who_reads(server: str, people: tuple[str, str]) -> None:
    anna, ben = people
    follows = ("views", "follow", "--for", "0.1", "--every", "0.01", "--ledger")
    assert "Followed up to event 7.\n" == typed(*follows, anna).out
    assert "Nothing new was recorded meanwhile." in done(*follows, ben)
    done(*RECORD.split(), anna)
    assert told_of(*follows, ben).startswith("pledger: This user may not do that (the views on the server")
    assert "Followed up to event 8.\n" == typed(*follows, anna).out
