"""What PostgreSQL and its client library say, said again for the person in front of it; never a password.

A code of five characters is what the server itself says; before there is a connection there is none, and the words
of the client library tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolIsEmpty

from ledger.errors import Damaged, LedgerError, NotAllowed, Passing, Refused, StoreError

_BUSY = ("The ledger is locked: another program has been writing to it for too long", "Close it, then try again")
_NO_CONNECTION = ("The server has no connection left", "Try again in a moment")
_RIGHTS = "Ask who looks after the database for the right, or for its role: pledger init --roles prints them"

_BY_CODE: tuple[tuple[str, tuple[str, str]], ...] = (
    ("28P01", ("The password is wrong", "Give it in PGPASSWORD or in ~/.pgpass")),
    ("28", ("The server does not let this user in", "Check the user in the address, and the server's pg_hba.conf")),
    ("3D000", ("There is no such database", "Make it with createdb, or name another in the address")),
    ("42P01", ("There is no ledger in this database any more", "Restore it there, or name another database")),
    ("42501", ("This user may not do that", _RIGHTS)),
    ("25006", ("The server is for reading only", "Name the server that may be written, not its copy")),
    ("53300", _NO_CONNECTION),
    ("53", ("The server has run out of disk or memory; nothing was recorded", "Make room there, then run it again")),
    ("55P03", _BUSY),
    ("40P01", _BUSY),
    ("57014", ("The server stopped the statement, which took too long", "Run the command again")),
    ("22021", ("A text holds a character that a server can't keep", "Write it again without control characters")),
    ("23", ("The ledger's own guards refused the change", "Run pledger verify")),
)

_BY_WORDS: tuple[tuple[str, tuple[str, str]], ...] = (
    ("password authentication failed", _BY_CODE[0][1]),
    ("no password supplied", ("The server asks for a password", "Give it in PGPASSWORD or in ~/.pgpass")),
    (r"role .* does not exist", ("The server knows no such user", "Check the user in the address")),
    (r"database .* does not exist", _BY_CODE[2][1]),
    ("no pg_hba.conf entry", _BY_CODE[1][1]),
    ("failed to resolve host", ("There is no such host", "Check the name of the host in the address")),
    ("could not translate host name", ("There is no such host", "Check the name of the host in the address")),
    ("Connection refused", ("No server answers there", "Check host and port, and that the server is running")),
    ("No such file or directory", ("No server answers there", "Check the socket, and that the server is running")),
    ("timeout", ("The server did not answer in time", "Check host, port and firewall, then try again")),
    ("too many (clients|connections)|connection slots", _NO_CONNECTION),
    ("SSL", ("No secure connection could be made", "Check sslmode and the certificates in the address")),
)

_OTHERWISE = ("The ledger could not be read or written", "Run pledger verify")
_NOT_REACHED = ("The server can't be reached", "Check host and port, and that the server is running")

_KINDS: dict[str, type[StoreError]] = {
    "42501": NotAllowed,
    "25006": NotAllowed,
    "53300": Passing,
    "55P03": Passing,
    "40P01": Passing,
}
_CONNECTION_CODES = ("08", "57P01", "57P02", "57P03", "57P05", "25P03")


class ConnectionLost(Passing):
    """The connection broke, or none could be made yet: what was under way is not known to be done."""


class Unreachable(Passing):
    """No connection could be made: a mistake in the address, unless there was one before."""


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn every error of the server, the client library and SQLAlchemy's pool inside the block into a StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise ledger_error(error.orig or error, place) from error
    except psycopg.Error as error:
        raise ledger_error(error, place) from error
    except PoolIsEmpty as error:
        raise Passing(_BUSY[0], where=place, fix=_BUSY[1]) from error
    except UnicodeEncodeError as error:
        what = "A text holds a character that cannot be written as UTF-8"
        raise Refused(what, where=repr(error.object[:80]), fix="Write it again") from error


def ledger_error(error: BaseException, place: str) -> LedgerError:
    """Find the words for an error by its code, or by the client library's own words."""
    code = getattr(error, "sqlstate", None) or ""
    said = _first_line(error)
    if _is_lost(error, code):
        fix = "Check that the server is running, then run the command again"
        return ConnectionLost("The connection to the server was lost", where=f"{place}: {said}", fix=fix)
    if code.startswith("XX"):
        fix = "Keep a copy as it is, restore a backup, then run pledger verify"
        return Damaged("The ledger is damaged", where=f"{place}: {said}", fix=fix)
    if "NUL" in said and isinstance(error, psycopg.DataError):
        code = "22021"
    kind: type[StoreError] = StoreError
    known, (what, fix) = _BY_CODE, _OTHERWISE
    if not code and isinstance(error, psycopg.OperationalError):
        kind, known, (what, fix) = (Unreachable, _BY_WORDS, _NOT_REACHED)
    for mark, meaning in known:
        if code.startswith(mark) if code else re.search(mark, said):
            what, fix = meaning
            break
    if code:
        kind = _KINDS.get(code, kind)
    return kind(what, where=f"{place}: {said}", fix=fix)


def _is_lost(error: BaseException, code: str) -> bool:
    """Say whether a connection that was there is gone, or the server is just starting or stopping."""
    if code:
        return code.startswith(_CONNECTION_CODES)
    said = str(error)
    if "is starting up" in said or "is shutting down" in said or "recovery mode" in said:
        return True
    return isinstance(error, psycopg.OperationalError) and not said.startswith(("connection ", "failed to resolve"))


def _first_line(error: BaseException) -> str:
    """Return what was said without the place of the server, which the message names already."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rpartition("FATAL:  ")[2]
