"""Several commands on one or more agreements, worked out one after the other and saved all together, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ledger.agreement import Agreement
from ledger.commands.base import Command
from ledger.commands.ended import refuse_ended
from ledger.commands.held import refuse_held
from ledger.events import Body, Event, Evidence, Provenance
from ledger.store.side_tables import Person, Text, salted_hash


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


class Together:
    """What one transaction is to record: the agreements as they then are, and the events in their order.

    `recorded_at` is when it was recorded, None before; `repeated` says that it had been recorded before.
    """

    def __init__(self, load: Load, seal: Seal) -> None:
        self._load = load
        self._seal = seal
        self._provenances: dict[object, Provenance] = {}
        self.agreements: dict[str, Agreement] = {}
        self.events: list[Event] = []
        self.texts: list[Text] = []
        self.people: list[Person] = []
        self.recorded_at: str | None = None
        self.repeated = False

    def agreement(self, agreement_id: str, command: Command) -> Agreement:
        """Return an agreement with what was added so far, loaded and checked when it is first asked for."""
        if agreement_id not in self.agreements:
            self.agreements[agreement_id] = self._load(agreement_id, command)
        return self.agreements[agreement_id]

    def checked(self, agreement: Agreement, command: Command, by: By) -> Body:
        """Let a command check itself, and return the event it asks for. Raises what the command raises."""
        body = command.body(agreement, self._provenance(agreement, command, by))
        refuse_held(agreement, body)
        refuse_ended(agreement, body)
        return body

    def add(self, agreement: Agreement, body: Body, note: str | None = None) -> Event:
        """Work out what a checked event makes due, and keep it and its note to be saved."""
        if note:
            text = salted_hash(note)
            body = replace(body, provenance=replace(body.provenance, note=text.hash))
            self.texts.append(text)
        agreement.trigger(body)
        event = agreement.pending_events[-1]
        self.events.append(event)
        return event

    def _provenance(self, agreement: Agreement, command: Command, by: By) -> Provenance:
        """Return an event's provenance; what many have in common is worked out once, and the person is one."""
        key = (agreement.id, by.party, by.on_behalf_of, by.evidence)
        if key not in self._provenances:
            sealing = self._seal(agreement, command, by._replace(note=None))
            self.people = self.people or list(sealing.people)
            self._provenances[key] = replace(sealing.provenance, actor=self.people[0].pseudonym)
        return replace(self._provenances[key], source=by.source)
