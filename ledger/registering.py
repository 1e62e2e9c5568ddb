"""What is recorded of parties themselves: added, named anew, given a number, merged; each is one event of the register.

A command is checked against the register as it stands. If anybody recorded anything meanwhile it is checked again, so
that two people at work at once can't make two parties of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

import msgspec

from contracts.engine import ENGINE_VERSION
from ledger.errors import AlreadyRecorded, Conflict, Refused, StoreError
from ledger.events import Event, Provenance
from ledger.joining import check_numbers, near_parties, one_called
from ledger.parties import Register
from ledger.party import KINDS, Registered, plain
from ledger.party_events import (
    REGISTER,
    Identifier,
    PartiesMerged,
    PartiesSeparated,
    PartyIdentified,
    PartyNamed,
    PartyRegistered,
    RegisterBody,
)
from ledger.store.encoding import request_hash
from ledger.store.side_tables import salted_hash

if TYPE_CHECKING:
    from ledger.application import Ledger
    from ledger.together import By

_ATTEMPTS = 500
"""As for agreements: each failed attempt means that somebody else's command went through."""


class PartyCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A request to record something of a party; its fields are what makes two requests the same."""

    name: ClassVar[str]

    def body(self, register: Register, provenance: Provenance) -> RegisterBody:
        """Check the request against the register, and return the event."""
        raise AssertionError(f"command '{self.name}' has no body")


class AddParty(PartyCommand, frozen=True, kw_only=True):
    """A party before it signs anything; `new` says that it is none of those with a name near to its own."""

    name: ClassVar[str] = "parties add"
    called: str
    since: date
    numbers: tuple[Identifier, ...] = ()
    id: str | None = None
    new: bool = False

    def body(self, register: Register, provenance: Provenance) -> PartyRegistered:
        """Refuse an id or a number that is taken, and a name that may be a known party's."""
        if self.id is not None and register.taken(self.id):
            known = register[self.id]
            raise Refused(f"{self.id} is {known.name_on()} already", where="--id", fix="Choose another id")
        _check_free(register, None, _by_kind(self.numbers))
        near = [] if self.new else list(near_parties(register, self.called, _by_kind(self.numbers)))
        if near:
            several = ", or ".join(f"{party.id} ({party.name_on()})" for party in near)
            raise Refused(
                f"'{self.called}' may be a party that is known already: {several}",
                fix="Leave it as it is, give it this name with pledger parties rename, or add --new if it is another",
            )
        party = self.id or register.free_id(self.called, "party")
        return PartyRegistered(party, self.called, self.numbers, self.since, provenance)


class RenameParty(PartyCommand, frozen=True, kw_only=True):
    """A party has another name from a day on."""

    name: ClassVar[str] = "parties rename"
    party: str
    called: str
    since: date

    def body(self, register: Register, provenance: Provenance) -> PartyNamed:
        """Refuse the name that it has, and one that is another party's."""
        party = one_called(register, self.party, "party")
        key = plain(self.called)
        if plain(party.name_on(self.since)) == key:
            raise Refused(f"{party.id} is called {party.name_on(self.since)} then", fix="There is nothing to do")
        for other in register.parties():
            if other is not party and other.has_name(key):
                fix = f"Merge them if they are one: pledger parties merge {other.id} {party.id}"
                raise Refused(f"'{self.called}' is the name of {other.id}", fix=fix)
        return PartyNamed(party.id, self.called, self.since, provenance)


class IdentifyParty(PartyCommand, frozen=True, kw_only=True):
    """A party also has these numbers."""

    name: ClassVar[str] = "parties identify"
    party: str
    numbers: tuple[Identifier, ...]

    def body(self, register: Register, provenance: Provenance) -> PartyIdentified:
        """Refuse numbers that it has, that contradict those it has, and that are another party's."""
        party = one_called(register, self.party, "party")
        numbers = _by_kind(self.numbers)
        _check_free(register, party, numbers)
        check_numbers(party, party.name_on(), numbers, "number")
        if numbers.items() <= party.numbers.items():
            raise Refused(f"{party.id} has that number already", fix="There is nothing to do")
        return PartyIdentified(party.id, self.numbers, provenance)


class MergeParties(PartyCommand, frozen=True, kw_only=True):
    """Two registered parties are one: `party` stays."""

    name: ClassVar[str] = "parties merge"
    merged: str
    party: str

    def body(self, register: Register, provenance: Provenance) -> PartiesMerged:
        """Refuse two with different numbers of one register, and a party with itself."""
        gone, kept = (one_called(register, word, "party") for word in (self.merged, self.party))
        if gone is kept:
            raise Refused(f"{self.merged} and {self.party} are one already: {kept.id}", fix="There is nothing to do")
        check_numbers(kept, gone.name_on(), gone.numbers, gone.id)
        return PartiesMerged(kept.id, gone.id, provenance)


class PartyRecorded(NamedTuple):
    """What was recorded, or would be; the party as it then is, and how many agreements it has a part in."""

    event: Event
    party: Registered
    repeated: bool = False


def record_party(ledger: Ledger, command: PartyCommand, by: By, *, dry_run: bool = False) -> PartyRecorded:
    """Record what a command asks for, or with `dry_run` only check it. Raises Refused, NotFound or WrongUsage."""
    fields = {name: getattr(command, name) for name in command.__struct_fields__}
    request = request_hash(command.name, {"request": fields, "by": (by.name, by.source, by.evidence)})
    for _ in range(_ATTEMPTS):
        known = ledger.store.find_key(by.key) if by.key else None
        if known and known[0] == request:
            return _again(ledger, known[1])
        try:
            return _record(ledger, command, by, request, dry_run=dry_run)
        except AlreadyRecorded as again:
            return _again(ledger, again.first_id)
        except Conflict:
            continue
    raise StoreError("Others kept recording in this ledger", fix="Run the command again")


def _record(ledger: Ledger, command: PartyCommand, by: By, request: bytes, *, dry_run: bool) -> PartyRecorded:
    register = ledger.register()
    note = salted_hash(by.note) if by.note else None
    person = ledger.file.side_tables.person(by.name)
    provenance = Provenance(
        actor=person.pseudonym,
        user=by.user,
        host=by.host,
        party=None,
        on_behalf_of=None,
        source=by.source,
        evidence=by.evidence,
        note=note.hash if note else None,
        engine=ENGINE_VERSION,
        terms=0,
    )
    body = command.body(register, provenance)
    event = Event(REGISTER, register.version + 1, body)
    if dry_run:
        register.apply(event)  # the ledger is closed after a dry run, and the register with it
        return PartyRecorded(event, register[subject(body)])
    recordings = ledger.save(
        cast(Any, event),
        idempotency=(by.key, request) if by.key else None,
        texts=[note] if note else [],
        people=[person],
        seen=register.seen,
    )
    return _again(ledger, recordings[-1].notification.id)._replace(repeated=False)


def _again(ledger: Ledger, event_id: int) -> PartyRecorded:
    (stored,) = ledger.store.select_notifications(event_id, 1)
    event = ledger.decoded(stored)
    body = cast(RegisterBody, event.body)
    return PartyRecorded(event, ledger.register()[subject(body)], repeated=True)


def subject(body: RegisterBody) -> str:
    """Return the id of the party that an event of the register is about."""
    return body.separated if isinstance(body, PartiesSeparated) else body.party


def _check_free(register: Register, own: Registered | None, numbers: Mapping[str, str]) -> None:
    """Refuse numbers that are another party's."""
    for party in register.parties():
        if party is not own and (shared := party.numbers.items() & numbers.items()):
            kind, number = min(shared)
            fix = f"Correct the number{f', or merge them: pledger parties merge {party.id} {own.id}' if own else ''}"
            raise Refused(f"The {KINDS[kind]} {number} is that of {party.id} ({party.name_on()})", fix=fix)


def _by_kind(numbers: tuple[Identifier, ...]) -> dict[str, str]:
    return {each.kind: each.number for each in numbers}
