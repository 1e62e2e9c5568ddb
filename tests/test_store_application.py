"""The library's own application, run over the recorder."""

from __future__ import annotations

from typing import Any

import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import StoredEvent

from ledger.errors import StoreError
from ledger.events import Event
from ledger.store.opening import create_ledger
from tests.store_samples import SALE


class Till:
    """The smallest aggregate: it counts sales."""

    def __init__(self, agreement: str) -> None:
        self.id, self.version, self.pending = agreement, 0, list[Event]()

    def sell(self) -> None:
        """Record a sale."""
        self.version += 1
        self.pending.append(Event(self.id, self.version, SALE))

    def collect_events(self) -> list[Event]:
        """Hand over what is to be saved."""
        pending, self.pending = self.pending, []
        return pending


def counted(start: Till | None, events: Any) -> Till | None:
    for event in events:
        start = start or Till(event.originator_id)
        start.version = event.originator_version
    return start


def test_the_librarys_application_runs_over_the_recorder(place: str) -> None:
    create_ledger(place)
    env = {"PERSISTENCE_MODULE": "ledger.store.factory", "LEDGER": place}
    with Application[str](env) as application:
        till = Till("agr-1")
        till.sell()
        till.sell()
        recordings = application.save(till, idempotency=("k", b"r" * 32))
        assert [1, 2] == [recording.notification.id for recording in recordings]
        again: Any = application.repository.get("agr-1", projector_func=counted)
        assert 2 == again.version
        again.sell()
        application.save(again)
    with Application[str]({**env, "READ_ONLY": "y"}) as reading:
        assert 3 == reading.recorder.max_notification_id()
        with pytest.raises(StoreError, match="open for reading only"):
            reading.recorder.insert_events([StoredEvent("agr-1", 4, "x.v1", b"{}")])
