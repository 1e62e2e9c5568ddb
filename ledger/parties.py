"""The register of parties: one id each, names by date, numbers, and the part it plays in which agreement.

It is folded from the signed documents and from the events of the register, in their order, by rules that need no
library and so never change: a party that a document names is the one it was joined to, else the one with one of its
numbers, else the one with its name (letters and digits alone count), else a new one. Whether names that are only
nearly alike mean one party is asked when the agreement is signed (`ledger.joining`), and the answer is an event.

    >>> register = Register()
    >>> register.take_terms("one", date(2026, 1, 1), b'{"parties":{"dev":{"name":"Sky Medical Ltd"}}}')
    >>> register.take_terms("two", date(2026, 5, 1), b'{"parties":{"co":{"name":"SKY MEDICAL LTD."}}}')
    >>> [(party.id, list(party.members)) for party in register.parties()]
    [('sky-medical-ltd', [('one', 'dev'), ('two', 'co')])]
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import msgspec

from ledger.events import AgreementAmended, AgreementSigned, AgreementVoided, Event
from ledger.party_events import (
    Identifier,
    PartiesMerged,
    PartyIdentified,
    PartyJoined,
    PartyNamed,
    PartyRegistered,
    RegisterBody,
)

KINDS: Mapping[str, str] = {
    "lei": "LEI",
    "company": "company number",
    "ods": "ODS code",
    "ukprn": "UKPRN",
    "charity": "charity number",
}
"""The registers whose numbers tell organisations apart, and what a number of each is called."""

TOPICS = (
    "agreement-signed.v1",
    "agreement-amended.v1",
    "agreement-voided.v1",
    "party-registered.v1",
    "party-named.v1",
    "party-identified.v1",
    "party-joined.v1",
    "parties-merged.v1",
)
"""The events that the register is folded from."""

_DROPPED = "'’."
"""What is left out within a word: St. Anne's is st annes, and L.L.C. is llc."""


class Written(msgspec.Struct, frozen=True):
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
    """One party; `members` are its ids in agreements, each with the part it plays there."""

    id: str
    by_hand: bool = False
    names: list[Name] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    members: dict[tuple[str, str], str] = field(default_factory=dict)
    earlier_ids: list[str] = field(default_factory=list)

    def name_on(self, day: date | None = None) -> str:
        """Return the name on a day: the last that holds by then, else the first there was; None is the last of all."""
        held = [name for name in self.names if day is None or name.since <= day]
        return (held[-1] if held else self.names[0]).name

    def has_name(self, key: str) -> bool:
        """Tell whether a name that it has or had is written so, by `plain`."""
        return any(plain(name.name) == key for name in self.names)

    def contradicts(self, numbers: Mapping[str, str]) -> str | None:
        """Return the register in which it has another number than given; None where nothing speaks against."""
        return next((kind for kind, number in numbers.items() if self.numbers.get(kind, number) != number), None)

    def add_name(self, name: Name) -> None:
        """Note a name from its day on, unless it is the one that holds then, but for signs and capitals."""
        if self.names and plain(self.name_on(name.since)) == plain(name.name):
            return
        self.names = sorted([*self.names, name], key=lambda each: each.since)

    def add_numbers(self, numbers: Mapping[str, str], source: str) -> None:
        """Note numbers of registers in which it has none yet."""
        for kind, number in numbers.items():
            if kind not in self.numbers:
                self.numbers[kind], self.sources[kind] = number, source


class Register:
    """All parties by id; `version` is that of its own stream, `seen` how many events of the ledger it rests on."""

    def __init__(self) -> None:
        self._parties: dict[str, Registered] = {}
        self._merged: dict[str, str] = {}
        self._joined: dict[tuple[str, str], str] = {}
        self.version = 0
        self.seen = 0

    def apply(self, event: Event) -> None:
        """Take one event."""
        body = event.body
        match body:
            case AgreementSigned() | AgreementAmended():
                self.take_terms(event.originator_id, body.effective, bytes(body.terms))
            case AgreementVoided():
                self.forget(event.originator_id)
            case PartyRegistered() | PartyNamed() | PartyIdentified() | PartyJoined() | PartiesMerged():
                self.version = event.originator_version
                self.take(body)

    def take_terms(self, agreement: str, effective: date, terms: bytes) -> None:
        """Take the parties of a signed or amended document, which holds from a day on."""
        for member, found in written_in(terms).items():
            party = self.member(agreement, member) or self.exactly(found) or self._new(found.name or member, member)
            party.add_name(Name(effective, found.name, agreement))
            party.add_numbers(found.numbers, agreement)
            party.members[agreement, member] = found.role or member

    def take(self, body: RegisterBody) -> None:
        """Take what somebody decided."""
        match body:
            case PartyRegistered():
                party = self._parties[body.party] = Registered(body.party, by_hand=True)
                party.add_name(Name(body.since, body.name, ""))
                party.add_numbers(_by_kind(body.identifiers), "")
            case PartyNamed():
                self[body.party].add_name(Name(body.since, body.name, ""))
            case PartyIdentified():
                self[body.party].add_numbers(_by_kind(body.identifiers), "")
            case PartyJoined():
                self._joined[body.agreement, body.member] = body.party
            case PartiesMerged():
                self._merge(self[body.party], body.merged)

    def forget(self, agreement: str) -> None:
        """Take back what a document says that was signed by mistake."""
        for party in list(self._parties.values()):
            party.members = {key: role for key, role in party.members.items() if key[0] != agreement}
            party.names = [name for name in party.names if name.source != agreement]
            for kind in [kind for kind, source in party.sources.items() if source == agreement]:
                del party.sources[kind], party.numbers[kind]
            if not party.names:
                del self._parties[party.id]
        self._joined = {key: party for key, party in self._joined.items() if key[0] != agreement}

    def __getitem__(self, party: str) -> Registered:
        """Return a party by its id, or by the id of one that was merged into it. Raises KeyError."""
        while party in self._merged:
            party = self._merged[party]
        return self._parties[party]

    def parties(self) -> Iterator[Registered]:
        """Yield the parties, in the order in which they became known."""
        yield from self._parties.values()

    def taken(self, party: str) -> bool:
        """Tell whether an id is, or was, a party's."""
        return party in self._parties or party in self._merged

    def member(self, agreement: str, member: str) -> Registered | None:
        """Return the party that a document calls `member`, if it was joined to one."""
        joined = self._joined.get((agreement, member))
        if joined is not None:
            return self[joined]
        return next((party for party in self.parties() if (agreement, member) in party.members), None)

    def exactly(self, found: Written) -> Registered | None:
        """Return the party with a number, else the name, of one in a document, if nothing speaks against it."""
        fitting = [party for party in self.parties() if not party.contradicts(found.numbers)]
        by_number = (party for party in fitting if party.numbers.items() & found.numbers.items())
        key = plain(found.name)
        return next(by_number, None) or next((party for party in fitting if key and party.has_name(key)), None)

    def called(self, word: str) -> list[Registered]:
        """Return the parties that a word may mean: one by id, else those with the number, else those with the name."""
        wanted = word.strip()
        if self.taken(wanted.casefold()):
            return [self[wanted.casefold()]]
        numbered = [party for party in self.parties() if wanted.upper() in party.numbers.values()]
        key = plain(wanted)
        return numbered or [party for party in self.parties() if key and party.has_name(key)]

    def members_called(self, agreement: str, word: str) -> list[str]:
        """Return the ids that an agreement has for the parties that a word may mean."""
        return [member for party in self.called(word) for of, member in party.members if of == agreement]

    def free_id(self, name: str, otherwise: str, besides: Collection[str] = ()) -> str:
        """Return an id that no party has, made from a name.

        >>> Register().free_id("Sky Medical Technology Ltd", "dev")
        'sky-medical-technology-ltd'
        """
        base = "-".join(plain(name, ascii_only=True).split())[:58].strip("-") or otherwise.lower()
        number, free = 1, base
        while self.taken(free) or free in besides:
            number += 1
            free = f"{base}-{number}"
        return free

    def _new(self, name: str, otherwise: str) -> Registered:
        party = Registered(self.free_id(name, otherwise))
        self._parties[party.id] = party
        return party

    def _merge(self, kept: Registered, merged: str) -> None:
        gone = self[merged]
        if gone is kept:
            return
        del self._parties[gone.id]
        self._merged[gone.id] = kept.id
        kept.earlier_ids += [gone.id, *gone.earlier_ids]
        kept.by_hand = kept.by_hand or gone.by_hand
        known = {plain(name.name) for name in kept.names}
        kept.names = sorted(
            [*kept.names, *(name for name in gone.names if plain(name.name) not in known)], key=lambda name: name.since
        )
        kept.add_numbers(gone.numbers, "")
        kept.members |= gone.members


def _by_kind(identifiers: Iterable[Identifier]) -> dict[str, str]:
    return {each.kind: each.number for each in identifiers}


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
