"""What a long transaction is to record, encoded before the lock is taken; memory holds no more than a part of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from eventsourcing.persistence import StoredEvent

from ledger.events import Body
from ledger.store.backlog import Backlog
from ledger.store.encoding import codec
from ledger.store.side_tables import Text


class _Encoded(NamedTuple):
    agreement: str
    version: int
    topic: str
    body: bytes


class Kept(NamedTuple):
    """An agreement's state after one of its events, to be kept as a snapshot once that is recorded."""

    agreement: str
    version: int
    state: bytes


class Prepared(Collection[StoredEvent]):
    """Events in their order, with the texts behind their notes, and snapshots; `before` is each agreement's version."""

    def __init__(self) -> None:
        self._events = Backlog(_Encoded)
        self.texts = Backlog(Text)
        self.snapshots = Backlog(Kept)
        self.before: dict[str, int] = {}

    def add(self, agreement: str, version: int, body: Body) -> None:
        """Encode an event. Raises Refused for a text that can't be, and StoreError where the disk takes no more."""
        self._events.append(_Encoded(agreement, version, *codec().encode(body)))
        self.before.setdefault(agreement, version - 1)

    def __iter__(self) -> Iterator[StoredEvent]:
        for agreement, version, topic, body in self._events:
            yield StoredEvent(agreement, version, topic, body)

    def __len__(self) -> int:
        return len(self._events)

    def __contains__(self, event: object) -> bool:
        return any(event == each for each in self)

    def close(self) -> None:
        """Throw it all away."""
        for backlog in (self._events, self.texts, self.snapshots):
            backlog.close()
