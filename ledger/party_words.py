"""The events of the register of parties in words."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.scalars import day_in_words
from ledger.events import Body
from ledger.party import KINDS, Registered
from ledger.party_events import (
    Identifier,
    PartiesMerged,
    PartyIdentified,
    PartyJoined,
    PartyNamed,
    PartyRegistered,
)


def party_event_in_words(body: Body, party: Registered) -> str:
    """Say what an event of the register says of a party, which is the one that it names."""
    match body:
        case PartyRegistered():
            since = day_in_words(body.since)
            return f"{body.name} is registered as {body.party} from {since}{_numbers(body.identifiers)}"
        case PartyNamed():
            return f"{party.id} is called {body.name} from {day_in_words(body.since)} on"
        case PartyIdentified():
            return f"{party.id} is identified{_numbers(body.identifiers)}"
        case PartyJoined():
            return f"{body.member} of {body.agreement} is {party.id}"
        case PartiesMerged():
            return f"{body.merged} and {party.id} are one party; {body.merged} leads to {party.id} from now on"
    return ""


def _numbers(identifiers: Sequence[Identifier]) -> str:
    said = ", ".join(f"{KINDS[each.kind]} {each.number}" for each in identifiers)
    return f", by its {said}" if said else ""
