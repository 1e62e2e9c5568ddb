"""What may be erased: the people behind pseudonyms, and free texts behind salted hashes.

An event holds only a pseudonym or a hash, so that its seal outlives the erasure. A salt of 32 random bytes, erased
with its text, keeps anybody from finding a short text by trying.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from ledger.errors import Conflict, Refused, VerificationFailed
from ledger.store.datastore import Datastore

SALT_SIZE = 32

_TEXTS = "SELECT hash, salt, text FROM texts WHERE hash > ? ORDER BY hash LIMIT ?"
_TEXTS_AT_ONCE = 5_000


class Text(NamedTuple):
    """A free text with what seals it: SHA-256(salt ‖ UTF-8 text) in hex."""

    hash: str
    salt: bytes
    text: str


class Person(NamedTuple):
    """A person's name and the pseudonym that stands for it in events."""

    pseudonym: str
    name: str


def salted_hash(text: str) -> Text:
    """Seal a text with a new salt; raises Refused where it cannot be written as UTF-8."""
    salt = os.urandom(SALT_SIZE)
    try:
        return Text(seal_of(salt, text), salt, text)
    except UnicodeEncodeError as error:
        what = "The text holds a character that cannot be written as UTF-8"
        raise Refused(what, where=repr(text[:80]), fix="Write it again") from error


def seal_of(salt: bytes, text: str) -> str:
    """Work out the salted hash of a text, in hex."""
    return sha256(salt + text.encode()).hexdigest()


def is_sealed(text_hash: object, salt: object, text: object) -> bool:
    """Say whether stored values, of whatever type a broken file gives, are a text and its seal."""
    return isinstance(salt, bytes) and isinstance(text, str) and seal_of(salt, text) == text_hash


def insert_texts(cursor: Any, texts: Iterable[Text]) -> None:
    """Store texts in the transaction of the events that name them."""
    cursor.executemany("INSERT INTO texts (hash, salt, text) VALUES (?, ?, ?)", texts)


def insert_people(cursor: Any, people: Sequence[Person]) -> None:
    """Store people not yet known; raises Conflict where another writer gave this name another pseudonym."""
    for person in people:
        row = cursor.execute("SELECT pseudonym FROM people WHERE name = ?", (person.name,)).fetchone()
        if row is None:
            cursor.execute("INSERT INTO people (pseudonym, name) VALUES (?, ?)", person)
        elif row[0] != person.pseudonym:
            raise Conflict("Another command has just recorded this person", fix="Run the command again")


class SideTables:
    """Reads and erases people and texts; they are written with the events that name them."""

    def __init__(self, datastore: Datastore) -> None:
        self._datastore = datastore

    def person(self, name: str) -> Person:
        """Give a name its pseudonym in this ledger: the one it has, or a new random one (stored with the event)."""
        known = self._one("SELECT pseudonym FROM people WHERE name = ?", name)
        return Person(known[0] if known else f"p-{os.urandom(8).hex()}", name)

    def has_other(self, person: Person) -> bool:
        """Tell whether somebody gave the name of a person another pseudonym meanwhile."""
        known = self._one("SELECT pseudonym FROM people WHERE name = ?", person.name)
        return known is not None and known[0] != person.pseudonym

    def name_of(self, pseudonym: str) -> str | None:
        """Give the name behind a pseudonym, or None where it was erased or never known."""
        row = self._one("SELECT name FROM people WHERE pseudonym = ?", pseudonym)
        return str(row[0]) if row else None

    def text_of(self, text_hash: str) -> str | None:
        """Give the text behind a salted hash, or None where it was erased; raises VerificationFailed if altered."""
        row = self._one("SELECT salt, text FROM texts WHERE hash = ?", text_hash)
        if row is None:
            return None
        if not is_sealed(text_hash, *row):
            raise VerificationFailed("A text was altered", where=f"text {text_hash}", fix="Restore it from a backup")
        return str(row[1])

    def altered_texts(self) -> list[str]:
        """List the hashes whose text is no longer the one that was sealed."""
        altered: list[str] = []
        last = ""
        with self._datastore.transaction(commit=False) as cursor:
            while rows := cursor.execute(_TEXTS, (last, _TEXTS_AT_ONCE)).fetchall():
                altered += [row[0] for row in rows if not is_sealed(*row)]
                last = rows[-1][0]
        return altered

    def erase_text(self, text_hash: str) -> bool:
        """Erase a text and its salt for good; False where there was none."""
        return self._erase("DELETE FROM texts WHERE hash = ?", text_hash)

    def erase_person(self, pseudonym: str) -> bool:
        """Erase the name behind a pseudonym for good; False where there was none."""
        return self._erase("DELETE FROM people WHERE pseudonym = ?", pseudonym)

    def _one(self, statement: str, key: str) -> Any:
        with self._datastore.transaction(commit=False) as cursor:
            return cursor.execute(statement, (key,)).fetchone()

    def _erase(self, statement: str, key: str) -> bool:
        with self._datastore.transaction(commit=True) as cursor:
            cursor.execute(statement, (key,))
            erased: bool = cursor.rowcount > 0
        self._datastore.after_erasing()
        return erased
