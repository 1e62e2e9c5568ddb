"""What was found out of the parties of a document, and the events of the register that say so beside it."""

from __future__ import annotations

from typing import NamedTuple

from ledger.events import Event
from ledger.party_events import REGISTER, RegisterBody


class Joined(NamedTuple):
    """Who a party of the document turned out to be, and by what; `before` is the name it had until then."""

    member: str
    party: str
    by: str
    before: str


class Joining(NamedTuple):
    """Who the parties of a document are, and what is recorded of that.

    `seen` is how many events the ledger had when it was found out, None where there was nothing to find out; `version`
    is that of the register's own stream.
    """

    joined: tuple[Joined, ...] = ()
    bodies: tuple[RegisterBody, ...] = ()
    seen: int | None = None
    version: int = 0

    def events(self) -> list[Event]:
        """Return the events of the register, to be saved with the signing and before it."""
        return [Event(REGISTER, number, body) for number, body in enumerate(self.bodies, self.version + 1)]
