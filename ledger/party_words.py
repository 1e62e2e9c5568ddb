"""The events of the register of parties in words."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.scalars import day_in_words
from ledger.events import Body
from ledger.party import KINDS, Registered
from ledger.party_events import (
    Identifier,
    PartiesMerged,
    PartiesSeparated,
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
        case PartiesMerged() | PartiesSeparated():
            return _one_or_two(body, party)
    return ""


def _one_or_two(body: PartiesMerged | PartiesSeparated, party: Registered) -> str:
    if isinstance(body, PartiesMerged):
        kept = party.id if body.merged in party.earlier_ids else body.party
        return f"{body.merged} and {kept} are one party; {body.merged} leads to {kept} from now on"
    if body.agreement is None:
        return f"{body.separated} and {body.party} are two parties; {body.separated} stands alone again"
    return f"{body.member} of {body.agreement} is {body.separated}, and not {body.party}"


def _numbers(identifiers: Sequence[Identifier]) -> str:
    said = ", ".join(f"{KINDS[each.kind]} {each.number}" for each in identifiers)
    return f", by its {said}" if said else ""
