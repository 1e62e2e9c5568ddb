"""Two parties that were taken for one are told apart again: what the register is folded from, without the mistake.

The register keeps what it took, entry by entry, each document with the party that it was found to name. A separation
leaves the merger out, or gives what an agreement calls a party to another one, and the entries are taken again; a
document keeps its party, unless the number or the name in it is that of the party that stands alone again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, Self, TypeAlias

from ledger.party import Written
from ledger.party_events import PartiesMerged, PartiesSeparated, PartyJoined, RegisterBody


class Document(NamedTuple):
    """What a document says of one party, and who that is; `perhaps` is a party that it may name instead."""

    agreement: str
    effective: date
    member: str
    found: Written
    party: str
    perhaps: str = ""


class Novated(NamedTuple):
    """A party that came into an agreement by a novation."""

    agreement: str
    member: str


class Voided(NamedTuple):
    """An agreement that was signed by mistake."""

    agreement: str


Entry: TypeAlias = Document | Novated | Voided | RegisterBody


class Entries(list[Entry]):
    """What a register took, in order. Nothing in it changes, so that a copy of a register shares it."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Copy the list and not what is in it."""
        return type(self)(self)


def without_mistake(entries: Sequence[Entry], body: PartiesSeparated) -> Sequence[Entry]:
    """Return the entries as they would be had the two parties never been taken for one."""
    if body.agreement is None or body.member is None:
        return _without_merger(entries, body)
    join = PartyJoined(body.separated, body.agreement, body.member, body.provenance)
    return _moved(entries, join)


def _without_merger(entries: Sequence[Entry], body: PartiesSeparated) -> Sequence[Entry]:
    """Leave the last merger of a party out; what was signed since by its number or name is its own again."""
    mergers = [at for at, entry in enumerate(entries) if _merges(entry, body.separated)]
    if not mergers:
        return entries
    merger: Any = entries[mergers[-1]]
    taken_for = {merger.party, body.party}
    said = {(entry.agreement, entry.member) for entry in entries if isinstance(entry, PartyJoined)}
    since = (
        entry._replace(perhaps=body.separated)
        if isinstance(entry, Document) and entry.party in taken_for and (entry.agreement, entry.member) not in said
        else entry
        for entry in entries[mergers[-1] + 1 :]
    )
    return [*entries[: mergers[-1]], *since]


def _merges(entry: Entry, party: str) -> bool:
    return isinstance(entry, PartiesMerged) and entry.merged == party


def _moved(entries: Sequence[Entry], join: PartyJoined) -> Sequence[Entry]:
    """Give what an agreement calls a party to another one: it is as if that were said now, of all its documents."""
    own = [entry for entry in entries if _is_of(entry, join)]
    others = [entry for entry in entries if not _is_of(entry, join)]
    documents = [entry._replace(party=join.party) for entry in own if isinstance(entry, Document)]
    return [*others, join, *documents, *(entry for entry in own if isinstance(entry, Novated))]


def _is_of(entry: Entry, join: PartyJoined) -> bool:
    if not isinstance(entry, Document | Novated | PartyJoined):
        return False
    return (entry.agreement, entry.member) == (join.agreement, join.member)
