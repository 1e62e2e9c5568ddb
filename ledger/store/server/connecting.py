"""One connection to a server, with what every command wants of it."""

from __future__ import annotations

from typing import Any

from ledger.errors import StoreError, WrongUsage
from ledger.store.address import ServerAddress
from ledger.store.server.schema import FACTS

try:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict
except ImportError as missing:
    raise StoreError(
        "A ledger on a server needs more than is installed here",
        where="psycopg",
        fix='Install it with: pip install "partnership-ledger[server]"',
    ) from missing

_SECONDS_TO_CONNECT = 10


def connect(address: ServerAddress, busy_seconds: float, schema: str | None = None) -> psycopg.Connection[Any]:
    """Connect. Raises psycopg's own errors, and WrongUsage for an address that can't be read.

    Whoever holds the ledger's lock and says nothing is cut off after the time for which others wait for it.
    """
    settings = parts_of(address)
    wait = max(int(busy_seconds * 1000), 1)
    own = f"-c search_path={schema or FACTS} -c lock_timeout={wait} -c idle_in_transaction_session_timeout={wait}"
    settings["options"] = f"{settings.get('options', '')} {own}".strip()
    return psycopg.connect(**{"connect_timeout": _SECONDS_TO_CONNECT, "application_name": "pledger", **settings})


def parts_of(address: ServerAddress) -> dict[str, Any]:
    """Read an address as the client library does."""
    try:
        return dict(conninfo_to_dict(address.url))
    except psycopg.ProgrammingError:
        fix = "Write it like postgresql://user@host:5432/database"
        raise WrongUsage("The address of the server can't be read", where=str(address), fix=fix) from None
