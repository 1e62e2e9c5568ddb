"""Several commands on one or more agreements, worked out one after the other and saved all together, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, Self

from eventsourcing.persistence import StoredEvent
from msgspec.structs import replace

from ledger import snapshot
from ledger.agreement import Agreement
from ledger.commands.base import Command
from ledger.commands.ended import refuse_ended
from ledger.commands.held import refuse_held
from ledger.events import Body, Event, Evidence, Provenance
from ledger.store.library import RecordedEvent
from ledger.store.prepared import Kept, Prepared
from ledger.store.side_tables import Person, SideTables, Text, salted_hash


class By(NamedTuple):
    """Who asks, for whom, with what; `name` is a claim, `user` and `host` are what the machine observed.

    `party` is the party that acts; if nobody says, `us`, where that is a party. `note` is free text, and `key`
    makes a request that is sent twice be recorded once.
    """

    name: str
    user: str
    host: str
    us: str | None = None
    party: str | None = None
    on_behalf_of: str | None = None
    source: str = "prompt"
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None
    key: str | None = None


def asked(agreement_id: str, command: Command, by: By) -> dict[str, object]:
    """Return what makes two requests the same: not the machine, and no free text, which a hash could betray."""
    fields = {name: getattr(command, name) for name in command.__struct_fields__ if name != "reason"}
    if not fields.get("decided", True):  # a request that says nothing of its parties is what it always was
        del fields["decided"]
    who = (by.name, by.us, by.party, by.on_behalf_of, by.source, by.evidence)
    return {"agreement": agreement_id, "request": fields, "by": who}


class Sealing(NamedTuple):
    """What goes into the store with an event: its provenance, and the texts and people behind it."""

    provenance: Provenance
    texts: Sequence[Text]
    people: Sequence[Person]


Load = Callable[[str, Command], Agreement]
"""Loads an agreement on which a command may be recorded."""
Seal = Callable[[Agreement, Command, By], Sealing]
"""Says where an event comes from."""
Decode = Callable[[StoredEvent], Event]
"""Reads an event that was encoded."""


ANY = Command()
"""Stands for whatever may be recorded on an agreement that stands."""


class _Store(Protocol):
    """What a store tells of an agreement."""

    def version_of(self, agreement: str) -> int:
        """Return the version of its last event."""


class Together:
    """What one transaction is to record: the agreements that it is worked out on, and the events in their order.

    However many events there are, memory holds a part of them: each is encoded when it is added, and decoded when it is
    asked for. `recorded_at` is when it was recorded, None before; `repeated` says that it had been recorded before.
    `taken_over` are agreements for which everything is there already: it was worked out before others recorded.
    """

    def __init__(self, load: Load, seal: Seal, decode: Decode) -> None:
        self._load = load
        self._seal = seal
        self._decode = decode
        self._provenances: dict[object, Provenance] = {}
        self.agreements: dict[str, Agreement] = {}
        self.prepared = Prepared()
        self.stored: Iterable[StoredEvent] = self.prepared
        self.people: list[Person] = []
        self.taken_over: frozenset[str] = frozenset()
        self.recorded_at: str | None = None
        self.repeated = False

    @property
    def events(self) -> list[Event]:
        """Return all events, as they were recorded or would be: for a transaction that is known to be short."""
        return list(self.each_event())

    def each_event(self) -> Iterator[Event]:
        """Yield the events one after the other, as they were recorded or would be."""
        return map(self._decode, self.stored)

    def take_over(self, before: Together, unmoved: Collection[str]) -> None:
        """Take what an attempt had worked out on agreements on which nobody recorded since; the rest is thrown away."""
        self.taken_over = frozenset(unmoved)
        if unmoved:
            self.people = list(before.people)
            self.prepared.take_over(before.prepared, self.taken_over)
        before.prepared.close()

    def agreement(self, agreement_id: str, command: Command = ANY) -> Agreement:
        """Return an agreement with what was added so far, loaded and checked when it is first asked for."""
        if agreement_id not in self.agreements:
            self.agreements[agreement_id] = self._load(agreement_id, command)
        return self.agreements[agreement_id]

    def checked(self, agreement: Agreement, command: Command, by: By, source: str | None = None) -> Body:
        """Let a command check itself, and return the event it asks for. Raises what the command raises.

        `source` says where it comes from, where that is another place than for the rest of what somebody asks.
        """
        body = command.body(agreement, self._provenance(agreement, command, by, source or by.source))
        refuse_held(agreement, body)
        refuse_ended(agreement, body)
        return body

    def add(self, agreement: Agreement, body: Body, note: str | None = None) -> Event:
        """Work out what a checked event makes due, and keep it and its note to be saved."""
        if note:
            text = salted_hash(note)
            body = replace(body, provenance=replace(body.provenance, note=text.hash))
            self.prepared.add_text(agreement.id, text)
        agreement.trigger(body)
        (event,) = agreement.collect_events()
        self.prepared.add(agreement.id, event.originator_version, event.body)
        return event

    def let_go(self, agreement: Agreement) -> None:
        """Hold an agreement no longer, to which nothing more will be added; a snapshot is taken if one is due."""
        before = self.prepared.before.get(agreement.id, agreement.version)
        if snapshot.is_due(before, agreement.version):
            self.prepared.snapshots.append(Kept(agreement.id, agreement.version, snapshot.packed(agreement)))
        del self.agreements[agreement.id]

    def as_stored(self, stored: Iterable[RecordedEvent]) -> Self:
        """Take note of what was recorded; what had been prepared for it is not needed any more."""
        self.stored = stored
        self.recorded_at = next(iter(stored)).recorded_at
        return self

    def _provenance(self, agreement: Agreement, command: Command, by: By, source: str) -> Provenance:
        """Return an event's provenance; what many have in common is worked out once, and the person is one."""
        key = (agreement.id, by.party, by.on_behalf_of, by.evidence)
        if key not in self._provenances:
            sealing = self._seal(agreement, command, by._replace(note=None))
            self.people = self.people or list(sealing.people)
            self._provenances[key] = replace(sealing.provenance, actor=self.people[0].pseudonym)
        return replace(self._provenances[key], source=source)


def unmoved(before: Together, store: _Store, people: SideTables) -> list[str]:
    """Return the agreements on which nobody recorded since an attempt began; none if its person is called otherwise."""
    if any(people.has_other(person) for person in before.people):
        return []
    return [name for name, version in before.prepared.before.items() if store.version_of(name) == version]
