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


class _Noted(NamedTuple):
    agreement: str
    hash: str
    salt: bytes
    text: str


class _Texts(Collection[Text]):
    """The texts behind the notes of some events, as they are stored."""

    def __init__(self, noted: Backlog[_Noted]) -> None:
        self._noted = noted

    def __iter__(self) -> Iterator[Text]:
        for _, text_hash, salt, text in self._noted:
            yield Text(text_hash, salt, text)

    def __len__(self) -> int:
        return len(self._noted)

    def __contains__(self, text: object) -> bool:
        return any(text == each for each in self)


class Kept(NamedTuple):
    """An agreement's state after one of its events, to be kept as a snapshot once that is recorded."""

    agreement: str
    version: int
    state: bytes


class Prepared(Collection[StoredEvent]):
    """Events in their order, with the texts behind their notes, and snapshots; `before` is each agreement's version."""

    def __init__(self) -> None:
        self._events = Backlog(_Encoded)
        self._noted = Backlog(_Noted)
        self.texts = _Texts(self._noted)
        self.snapshots = Backlog(Kept)
        self.before: dict[str, int] = {}

    def add(self, agreement: str, version: int, body: Body) -> None:
        """Encode an event. Raises Refused for a text that can't be, and StoreError where the disk takes no more."""
        self._events.append(_Encoded(agreement, version, *codec().encode(body)))
        self.before.setdefault(agreement, version - 1)

    def add_text(self, agreement: str, text: Text) -> None:
        """Keep the text behind a note of an event of an agreement."""
        self._noted.append(_Noted(agreement, *text))

    def take_over(self, other: Prepared, agreements: Collection[str]) -> None:
        """Take what was prepared before for some agreements, as it is."""
        for encoded in other._events:
            if encoded.agreement in agreements:
                self._events.append(encoded)
        for noted in other._noted:
            if noted.agreement in agreements:
                self._noted.append(noted)
        for kept in other.snapshots:
            if kept.agreement in agreements:
                self.snapshots.append(kept)
        self.before |= {name: version for name, version in other.before.items() if name in agreements}

    def __iter__(self) -> Iterator[StoredEvent]:
        for agreement, version, topic, body in self._events:
            yield StoredEvent(agreement, version, topic, body)

    def __len__(self) -> int:
        return len(self._events)

    def __contains__(self, event: object) -> bool:
        return any(event == each for each in self)

    def close(self) -> None:
        """Throw it all away."""
        for backlog in (self._events, self._noted, self.snapshots):
            backlog.close()
