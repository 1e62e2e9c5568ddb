"""The address of a ledger on a PostgreSQL server: `postgresql://user@host:port/database?sslmode=require`.

The database's own client library reads it, so that all it knows may stand there, and a password is better left to
PGPASSWORD, `~/.pgpass` or a service file. Written as text an address never shows a password.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeAlias

_SCHEME = re.compile(r"(postgres(?:ql)?)(\+psycopg)?://", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)([^:/@?#]*):.*@")  # to the last @: one that is not escaped is rather hidden too much
_SECRET = re.compile(r"(?<=[?&])(password|sslpassword)=[^&#]*", re.IGNORECASE)


class ServerAddress:
    """Where a ledger is on a server; `url` may hold a password and is for the client library alone."""

    def __init__(self, text: str) -> None:
        self.url = _SCHEME.sub("postgresql://", text.strip(), count=1)

    def __str__(self) -> str:
        return without_password(self.url)

    def __repr__(self) -> str:
        return f"ServerAddress({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ServerAddress) and self.url == other.url

    def __hash__(self) -> int:
        return hash(self.url)


Place: TypeAlias = Path | ServerAddress
"""Where a ledger may be."""


def is_server_address(text: str) -> bool:
    """Say whether a text is the address of a server, and no path.

    >>> [is_server_address(text) for text in ("postgresql://host/db", "postgres://host/db", "ledger.db")]
    [True, True, False]
    """
    return _SCHEME.match(text.strip()) is not None


def place_of(place: Path | str | ServerAddress) -> Place:
    """Read a place that may be written either way."""
    if isinstance(place, str):
        return ServerAddress(place) if is_server_address(place) else Path(place)
    return place


def without_password(address: str) -> str:
    """Return an address without the passwords in it.

    >>> without_password("postgresql://me:s3cret@host/db?sslmode=require&password=x")
    'postgresql://me@host/db?sslmode=require&password=…'
    """
    return _SECRET.sub(r"\1=…", _PASSWORD.sub(r"\1@", address))
