"""How a party became what it is: the documents that name it, and the events of the register, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ledger.events import AgreementAmended, AgreementSigned, AgreementVoided, Event
from ledger.party import Registered, written_in
from ledger.party_events import (
    PartiesMerged,
    PartiesSeparated,
    PartyIdentified,
    PartyJoined,
    PartyNamed,
    PartyRegistered,
)
from ledger.party_words import party_event_in_words
from projections.asking import Register as People
from projections.rendering.report import Row
from projections.wording import ERASED, who

Happened: TypeAlias = Event
"""An event that the register is folded from."""


def happened(party: Registered, events: Sequence[Happened], people: People) -> Iterator[Row]:
    """Yield a row for every event that concerns a party: id, instant, what, by whom, why."""
    for event in events:
        if said := _said(party, event):
            provenance = event.body.provenance
            note = provenance.note
            why = (people.text_of(note) or ERASED) if note else ""
            at = event.recorded_at or ""
            yield event.id, f"{at[:10]} {at[11:19]}Z", said, who(provenance, people), why


def _said(party: Registered, event: Event) -> str:
    """Say what an event says of a party, "" where it says nothing of it."""
    body = event.body
    ids = (party.id, *party.earlier_ids)
    match body:
        case AgreementSigned() | AgreementAmended():
            return _document(party, event.originator_id, body)
        case AgreementVoided():
            return f"{event.originator_id} was voided" if _signed(party, event.originator_id) else ""
        case PartiesMerged():
            return party_event_in_words(body, party) if {body.party, body.merged}.intersection(ids) else ""
        case PartiesSeparated():
            return party_event_in_words(body, party) if {body.party, body.separated}.intersection(ids) else ""
        case PartyRegistered() | PartyNamed() | PartyIdentified() | PartyJoined():
            return party_event_in_words(body, party) if body.party in ids else ""
    return ""


def _document(party: Registered, agreement: str, body: AgreementSigned | AgreementAmended) -> str:
    verb = "signed" if isinstance(body, AgreementSigned) else "amended"
    named = [
        f"{verb} {agreement} as {member}, {found.name}"
        for member, found in written_in(bytes(body.terms)).items()
        if (agreement, member) in party.members
    ]
    return "; ".join(named)


def _signed(party: Registered, agreement: str) -> bool:
    return any(each == agreement for each, _ in party.members)
