"""A party as the register knows it: its names by date, its numbers, and the part it plays in which agreement."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import msgspec

KINDS: Mapping[str, str] = {
    "lei": "LEI",
    "company": "company number",
    "ods": "ODS code",
    "ukprn": "UKPRN",
    "charity": "charity number",
}
"""The registers whose numbers tell organisations apart, and what a number of each is called."""

FIELDS: Mapping[str, str] = {
    "lei": "lei",
    "company": "company number",
    "ods": "ods",
    "ukprn": "ukprn",
    "charity": "charity number",
}
"""Under which key a document has a number of each register."""

_DROPPED = "'\u2019."
"""What is left out within a word: St. Anne's is st annes, and L.L.C. is llc."""


class Written(
    msgspec.Struct,
    frozen=True,
    rename={"company_number": "company number", "charity_number": "charity number"},
):
    """A party as a document writes it."""

    name: str
    role: str | None = None
    ods: str | None = None
    company_number: str | None = None
    lei: str | None = None
    ukprn: str | None = None
    charity_number: str | None = None

    @property
    def numbers(self) -> dict[str, str]:
        """Return its numbers by register."""
        given = {
            "lei": self.lei,
            "company": self.company_number,
            "ods": self.ods,
            "ukprn": self.ukprn,
            "charity": self.charity_number,
        }
        return {kind: number for kind, number in given.items() if number}


class _Document(msgspec.Struct, frozen=True):
    parties: dict[str, Written]


_read = msgspec.json.Decoder(_Document).decode


def written_in(terms: bytes) -> Mapping[str, Written]:
    """Return the parties of a normalised document, by the ids they have in it."""
    return _read(terms).parties


class Name(NamedTuple):
    """A name from a day on, and the agreement that says so; "" where the register itself does."""

    since: date
    name: str
    source: str


@dataclass
class Registered:
    """One party; `members` are its ids in agreements, each with the part it plays there.

    `aliases` are what it is called beside its name, each with the agreement that says so, as `sources` has the
    agreement for every number.
    """

    id: str
    by_hand: bool = False
    names: list[Name] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    members: dict[tuple[str, str], str] = field(default_factory=dict)
    earlier_ids: list[str] = field(default_factory=list)

    def name_on(self, day: date | None = None) -> str:
        """Return the name on a day: the last that holds by then, else the first there was; None is the last of all."""
        held = [name for name in self.names if day is None or name.since <= day]
        return (held[-1] if held else self.names[0]).name

    def has_name(self, key: str) -> bool:
        """Tell whether a name that it has or had is written so, by `plain`."""
        return any(plain(name) == key for name in self.all_names())

    def all_names(self) -> list[str]:
        """Return every name that it has or had, and what it is called beside them."""
        return [*(name.name for name in self.names), *self.aliases]

    def contradicts(self, numbers: Mapping[str, str]) -> str | None:
        """Return the register in which it has another number than given; None where nothing speaks against."""
        return next((kind for kind, number in numbers.items() if self.numbers.get(kind, number) != number), None)

    def add_name(self, name: Name) -> None:
        """Note a name from its day on, unless it is the one that holds then, but for signs and capitals."""
        if not self.names or plain(self.name_on(name.since)) != plain(name.name):
            self.names = sorted([*self.names, name], key=lambda each: each.since)

    def renamed_by(self, found: Written, agreement: str, member: str) -> bool:
        """Tell whether the name in a document is its name from then on: it has a number, or called it otherwise before.

        Without a number, another name in another agreement is only what the party is called there.
        """
        return not self.names or bool(found.numbers) or (agreement, member) in self.members

    def add_written(self, found: Written, since: date, agreement: str, member: str) -> None:
        """Note what a document that holds from a day on says of the party."""
        if self.renamed_by(found, agreement, member):
            self.add_name(Name(since, found.name, agreement))
        elif not self.has_name(plain(found.name)):
            self.aliases[found.name] = agreement
        self.add_numbers(found.numbers, agreement)
        self.members[agreement, member] = found.role or member

    def add_numbers(self, numbers: Mapping[str, str], source: str) -> None:
        """Note numbers of registers in which it has none yet."""
        for kind, number in numbers.items():
            if kind not in self.numbers:
                self.numbers[kind], self.sources[kind] = number, source


def plain(name: str, *, ascii_only: bool = False) -> str:
    """Write a name in small letters and digits alone, by words, so that capitals, accents and signs don't count.

    >>> plain("  Müller & Søn, Ltd. ")
    'muller and søn ltd'
    """
    parts = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = (letter for letter in parts if not unicodedata.combining(letter))
    kept = "".join(
        letter if letter.isalnum() and (letter.isascii() or not ascii_only) else " "
        for letter in letters
        if letter not in _DROPPED
    )
    return " ".join(kept.split())
