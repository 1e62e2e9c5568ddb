"""Every command on a ledger on a server answers what it answers on a file; and moving a ledger between the two."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ledger.store.contents import Contents, Rows
from ledger.store.opening import create_ledger, open_ledger
from tests import postgres
from tests.command_samples import done, enter_sample_ledger, misused, refused, typed

pytestmark = postgres.on_server

LICENCE = "device-licence"
READING = (
    "agreement list",
    f"agreement show {LICENCE}",
    "shares --all",
    f"shares {LICENCE}",
    f"shares {LICENCE} --as-of 2026-05-31",
    f"history {LICENCE} --known-at 2099-12-31",
    "shares --all --format json",
    "shares --all --format csv",
    f"statement {LICENCE} --period FY2026/27-Q1",
    "due --today 2026-07-01",
    "unpaid",
    f"explain {LICENCE} --party licensor",
    f"history {LICENCE}",
    f"history {LICENCE} --format json",
    "verify --reperform",
)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    enter_sample_ledger(tmp_path, monkeypatch)
    with postgres.database() as address:
        yield address


def test_a_copy_on_a_server_gives_every_answer_of_the_file(server: str) -> None:
    done("copy", "ledger.db", server)

    for command in READING:
        on_file = typed(*command.split())
        assert on_file == typed("--ledger", server, *command.split()), command
    assert [(7,)] == postgres.run("SELECT position FROM pledger_views.tracking", url=server)
    rebuilt = done("--ledger", server, "views", "rebuild")
    assert done("views", "rebuild") == rebuilt
    for command in READING:
        assert typed(*command.split()) == typed("--ledger", server, *command.split()), command


def test_there_and_back_again_it_is_the_same_ledger(server: str) -> None:
    told = done("copy", "ledger.db", server)
    root = next(line for line in told.splitlines() if line.startswith("  root "))
    assert "Copied 7 events from ledger.db to" in told

    assert root in done("copy", server, "back.db")
    assert root in done("backup", "kept.db", "--ledger", server)
    for path in ("back.db", "kept.db"):
        assert typed("history", "device-development") == typed("history", "device-development", "--ledger", path)
    with open_ledger("ledger.db") as one, open_ledger("back.db") as other, open_ledger(server) as there:
        assert one.meta == other.meta == there.meta
        assert all(one.recorder.select_rows(1, 99) == each.recorder.select_rows(1, 99) for each in (other, there))


def test_a_place_that_holds_a_ledger_is_left_alone(server: str) -> None:
    create_ledger(server)
    done("copy", "ledger.db", server)  # nothing was recorded in it yet

    assert "Verified: 7 events" in done("verify", "--ledger", server)
    assert "There is a ledger already" in refused("copy", "ledger.db", server)
    assert "There is a file already (ledger.db)" in refused("copy", server, "ledger.db")
    assert "onto itself" in typed("copy", "ledger.db", "ledger.db").err


def test_recording_on_a_server_answers_as_on_a_file(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done("copy", "ledger.db", server)
    commands = (
        f"record sales {LICENCE} 4,000,000 --on 2026-06-10 --of device --by Anna --note checked",
        f"record payment {LICENCE} 100,000 --on 2026-06-30 --party licensee --to licensor --by Anna",
        f"import sales.csv {LICENCE} --kind sales --by Anna",
        "accept device-licence/M1 --on 2026-06-02 --party licensee --by Anna",
        f"close {LICENCE} FY2026/27-Q1 --by Anna --today 2026-07-01",
    )
    for command in commands:
        on_file = typed(*command.split())
        monkeypatch.setenv("PLEDGER_LEDGER", server)
        assert on_file == typed(*command.split()), command
        monkeypatch.delenv("PLEDGER_LEDGER")
    for command in READING:
        if "history" not in command and "verify" not in command:
            mine, theirs = (typed(*place, *command.split()) for place in ((), ("--ledger", server)))
            assert _timeless(mine.out) == _timeless(theirs.out), command


def _timeless(text: str) -> str:
    return re.sub(r"[0-9-]{10}T[0-9:.]+Z|[0-9a-f]{64}|[0-9a-f]{16}", "…", text)


def test_practice_is_a_file(server: str) -> None:
    done("copy", "ledger.db", server)
    done("practice", "trial.db", "--ledger", server)

    done("record", "sales", LICENCE, "5", "--on", "2026-05-11", "--ledger", "trial.db")
    assert "Verified: 7 events" in done("verify", "--ledger", server)


def test_one_key_records_once(server: str) -> None:
    done("copy", "ledger.db", server)
    sales = f"record sales {LICENCE} 5 --on 2026-05-11 --idempotency-key k --format json --ledger".split()

    first, again = (json.loads(done(*sales, server)) for _ in range(2))
    assert first["event"] == again["event"]
    assert "Verified: 8 events" in done("verify", "--ledger", server)


def test_a_note_is_erased(server: str) -> None:
    done("copy", "ledger.db", server)
    done("erase", "note", "4", "--yes", "--ledger", server)

    assert "Verified: 7 events" in done("verify", "--ledger", server)


def test_init_makes_a_ledger_once_and_names_its_roles(server: str) -> None:
    made = done("init", server, "--time-zone", "Europe/Paris")
    assert made.startswith("Made an empty ledger: postgresql://")
    assert "(days end in Europe/Paris)." in made
    assert "There is a ledger already" in refused("init", server)

    (name,) = postgres.run("SELECT current_database()", url=server)[0]
    printed = done("init", "--roles", server)
    assert (
        f'GRANT INSERT ON pledger.events, pledger.idempotency, pledger.people, pledger.texts TO "{name}_rec' in printed
    )
    assert [(0,)] == postgres.run(f"SELECT count(*) FROM pg_roles WHERE rolname LIKE '{name}_%'", url=server)
    postgres.run(printed, url=server)  # what is printed is what is applied
    applied = done("init", "--roles", "--apply", server)
    assert f"Made the roles {name}_recorder, which records, and {name}_reader, which reads." in applied
    for role in (f"{name}_recorder", f"{name}_reader"):
        postgres.run(f"DROP OWNED BY {role} CASCADE", f"DROP ROLE {role}", url=server)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("init", "books.db"), "This is no address of a server (books.db). For a file write: pledger init --ledger"),
        (("init", "--apply"), "It is not said what to apply (--apply). Write --roles --apply."),
        (("init", "--roles"), "Only a ledger on a server has roles (--roles)."),
    ],
)
def test_init_is_used_wrongly(server: str, arguments: tuple[str, ...], said: str) -> None:
    assert said in misused(*arguments).replace("\n", " ")


@pytest.mark.parametrize("direction", ["to a server", "to a file"])
def test_a_copy_that_is_interrupted_leaves_no_ledger_and_begins_anew(
    server: str, direction: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = ("ledger.db", server)
    if direction == "to a file":
        done("copy", "ledger.db", server)
        source, target = (server, "moved.db")

    def cut(_: Contents) -> Iterator[tuple[str, Rows]]:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(Contents, "side_rows", cut)
        assert (130, "pledger: stopped.\n") == typed("copy", source, target)[::2]
    assert "There is no ledger" in refused("verify", "--ledger", target)
    assert [] == [*Path().glob("*.part"), *Path().glob(".*.part*"), *Path().glob("moved*")]
    assert "Copied 7 events" in done("copy", source, target)


def test_an_altered_ledger_is_not_copied(server: str) -> None:
    with closing(sqlite3.connect("ledger.db")) as connection:
        connection.execute("DROP TRIGGER events_update")
        connection.execute("UPDATE events SET leaf = zeroblob(32) WHERE id = 2")
        connection.commit()

    told = typed("copy", "ledger.db", server)
    assert (3, "") == (told.exit_code, told.out)
    assert "The events do not give the tree in the head row. Run pledger verify" in told.err.replace("\n", " ")
    assert "There is no ledger in this database" in refused("verify", "--ledger", server)
