"""The events of the register of parties: who is known, by which names and numbers, and who turned out to be one.

They stand in a stream of their own, `REGISTER`, whose id no agreement can have. Most parties need none of them: a
signed document that names a party for the first time registers it, and one that names it again by the same number or
the same name joins it. What somebody decided beyond that is an event.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import msgspec

from ledger.event_parts import Provenance

REGISTER = "register:parties"
"""The stream of the register; an agreement's id holds no colon."""


class Identifier(msgspec.Struct, frozen=True, gc=False):
    """A number that a register of organisations gave: `kind` is one of `KINDS`."""

    kind: str
    number: str


class PartyRegistered(msgspec.Struct, frozen=True, gc=False):
    """A party by an id of the ledger's own, with its name from the day `since` on, and its numbers."""

    party: str
    name: str
    identifiers: tuple[Identifier, ...]
    since: date
    provenance: Provenance


class PartyNamed(msgspec.Struct, frozen=True, gc=False):
    """From the day `since` on `party` has another name; it is found by its earlier names too."""

    party: str
    name: str
    since: date
    provenance: Provenance


class PartyIdentified(msgspec.Struct, frozen=True, gc=False):
    """`party` also has these numbers."""

    party: str
    identifiers: tuple[Identifier, ...]
    provenance: Provenance


class PartyJoined(msgspec.Struct, frozen=True, gc=False):
    """What `agreement` calls `member` is the registered `party`; recorded with the signing, just before it."""

    party: str
    agreement: str
    member: str
    provenance: Provenance


class PartiesMerged(msgspec.Struct, frozen=True, gc=False):
    """`merged` and `party` are one: `party` stays, and what is asked for by the id `merged` finds it."""

    party: str
    merged: str
    provenance: Provenance


class PartiesSeparated(msgspec.Struct, frozen=True, gc=False):
    """`separated` is not `party`, for which it was taken: by a merger, or as what `agreement` calls `member`.

    Where no agreement is named, `separated` had been merged into `party`, and is a party of its own again.
    """

    party: str
    separated: str
    agreement: str | None
    member: str | None
    provenance: Provenance


RegisterBody: TypeAlias = (
    PartyRegistered | PartyNamed | PartyIdentified | PartyJoined | PartiesMerged | PartiesSeparated
)
