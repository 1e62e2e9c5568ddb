"""Between the library's stored events and the ledger's own: one class of event, whatever its body."""

from __future__ import annotations

from typing import Any

from eventsourcing.persistence import Mapper, StoredEvent

from ledger.errors import StoreError
from ledger.events import Body, Event
from ledger.store.canonical import Row
from ledger.store.encoding import codec
from ledger.store.library import RecordedEvent


class LedgerMapper(Mapper[str]):
    """Encodes an event once, when it is about to be stored; carries its id and instant back when it is read."""

    def __init__(self) -> None:
        """Take nothing: there is no transcoder, cipher or compressor between a body and its seal."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """Encode the body of an event of the ledger."""
        topic, state = codec().encode(domain_event.body)
        return StoredEvent(domain_event.originator_id, domain_event.originator_version, topic, state)

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """Decode a stored event; raises StoreError, saying which event, where its topic or body is strange."""
        agreement, version = str(stored_event.originator_id), stored_event.originator_version
        body = _decoded(agreement, version, stored_event.topic, stored_event.state)
        if isinstance(stored_event, RecordedEvent):
            return Event(agreement, version, body, stored_event.recorded_at, stored_event.id)
        return Event(agreement, version, body)


def event_of(row: Row) -> Event:
    """Decode a row as it is stored; raises StoreError, saying which event, where its topic or body is strange."""
    id_, at, agreement, version, topic, body, _ = row
    return Event(agreement, version, _decoded(agreement, version, topic, body), at, id_)


def _decoded(agreement: str, version: int, topic: str, body: bytes) -> Body:
    try:
        return codec().decode(topic, body)
    except StoreError as error:
        raise StoreError(error.what, where=f"agreement {agreement}, version {version}", fix=error.fix) from error
