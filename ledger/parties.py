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

from collections.abc import Iterable, Iterator
from datetime import date

from ledger.events import AgreementAmended, AgreementSigned, AgreementVoided, Event
from ledger.life_events import PartyNovated
from ledger.party import Name, Registered, Written, plain, written_in
from ledger.party_events import (
    Identifier,
    PartiesMerged,
    PartiesSeparated,
    PartyIdentified,
    PartyJoined,
    PartyNamed,
    PartyRegistered,
    RegisterBody,
)
from ledger.separating import Document, Entries, Entry, Novated, Voided, without_mistake

TOPICS = (
    "agreement-signed.v1",
    "agreement-amended.v1",
    "agreement-voided.v1",
    "party-novated.v1",
    "party-registered.v1",
    "party-named.v1",
    "party-identified.v1",
    "party-joined.v1",
    "parties-merged.v1",
    "parties-separated.v1",
)
"""The events that the register is folded from."""


class Register:
    """All parties by id; `version` is that of its own stream, `seen` how many events of the ledger it rests on."""

    def __init__(self) -> None:
        self._parties: dict[str, Registered] = {}
        self._merged: dict[str, str] = {}
        self._joined: dict[tuple[str, str], str] = {}
        self._entries = Entries()
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
            case PartyNovated():
                self.take_member(event.originator_id, body.to)
            case (
                PartyRegistered()
                | PartyNamed()
                | PartyIdentified()
                | PartyJoined()
                | PartiesMerged()
                | PartiesSeparated()
            ):
                self.version = event.originator_version
                self.take(body)

    def take_terms(self, agreement: str, effective: date, terms: bytes) -> None:
        """Take the parties of a signed or amended document, which holds from a day on."""
        for member, found in written_in(terms).items():
            self.take_party(agreement, effective, member, found)

    def take_party(self, agreement: str, effective: date, member: str, found: Written) -> Registered:
        """Take one party of a document, and return whom it names."""
        party = self.member(agreement, member) or self.exactly(found) or self._new(found.name or member, member)
        self._take_document(Document(agreement, effective, member, found, party.id), party)
        return party

    def _take_document(self, said: Document, party: Registered) -> None:
        self._entries.append(said)
        party.add_written(said.found, said.effective, said.agreement, said.member)

    def take_member(self, agreement: str, member: str) -> None:
        """Take a party that comes into an agreement by a novation; who it is was said just before."""
        self._entries.append(Novated(agreement, member))
        party = self.member(agreement, member)
        if party is not None:
            party.members.setdefault((agreement, member), member)

    def take(self, body: RegisterBody) -> None:
        """Take what somebody decided."""
        if not isinstance(body, PartiesSeparated):
            self._entries.append(body)
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
            case PartiesSeparated():
                self._take_again(without_mistake(self._entries, body))

    def _take_again(self, entries: Iterable[Entry]) -> None:
        """Take other entries in the place of those that were taken."""
        fresh = Register()
        for entry in entries:
            match entry:
                case Document():
                    party = fresh._named_in(entry)
                    fresh._take_document(entry._replace(party=party.id, perhaps=""), party)
                case Novated():
                    fresh.take_member(entry.agreement, entry.member)
                case Voided():
                    fresh.forget(entry.agreement)
                case _:
                    fresh.take(entry)
        self._parties, self._merged = fresh._parties, fresh._merged
        self._joined, self._entries = fresh._joined, fresh._entries

    def _named_in(self, said: Document) -> Registered:
        """Return the party that a document was found to name, or the one that it may name instead."""
        exact = self.exactly(said.found) if said.perhaps else None
        if exact is not None and exact.id == said.perhaps:
            return exact
        if not self.taken(said.party):
            self._parties[said.party] = Registered(said.party)
        return self[said.party]

    def forget(self, agreement: str) -> None:
        """Take back what a document says that was signed by mistake."""
        self._entries.append(Voided(agreement))
        for party in list(self._parties.values()):
            party.members = {key: role for key, role in party.members.items() if key[0] != agreement}
            party.names = [name for name in party.names if name.source != agreement]
            party.aliases = {name: source for name, source in party.aliases.items() if source != agreement}
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

    def written(self, agreement: str, member: str) -> Written | None:
        """Return what a document last said of a party; None where none did, and a novation brought it in."""
        said = (entry for entry in reversed(self._entries) if isinstance(entry, Document))
        return next((each.found for each in said if (each.agreement, each.member) == (agreement, member)), None)

    def members_called(self, agreement: str, word: str) -> list[str]:
        """Return the ids that an agreement has for the parties that a word may mean."""
        return [member for party in self.called(word) for of, member in party.members if of == agreement]

    def free_id(self, name: str, otherwise: str) -> str:
        """Return an id that no party has, made from a name.

        >>> Register().free_id("Sky Medical Technology Ltd", "dev")
        'sky-medical-technology-ltd'
        """
        base = "-".join(plain(name, ascii_only=True).split())[:58].strip("-") or otherwise.lower()
        number, free = 1, base
        while self.taken(free):
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
        kept.aliases |= gone.aliases | {
            name.name: name.source for name in gone.names if not kept.has_name(plain(name.name))
        }
        kept.add_numbers(gone.numbers, "")
        kept.members |= gone.members


def _by_kind(identifiers: Iterable[Identifier]) -> dict[str, str]:
    return {each.kind: each.number for each in identifiers}
