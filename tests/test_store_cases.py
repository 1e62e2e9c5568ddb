"""The event-sourcing library's own test cases of a recorder, run over both stores.

They are written for stores that count versions from any number, answer None where there is nothing yet, and raise the
library's own error for a conflict; `_AsTheyExpect` says the same things in their words. What they measure is left out.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import replace
from types import ModuleType
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent

from ledger.errors import Conflict
from ledger.store.recorder import Recorder
from tests.postgres import on_server
from tests.stores import new_ledger_in

# The module of the test cases imports a cipher, which imports a package that neither the ledger nor these cases use.
_cipher = ModuleType("eventsourcing.cipher")
_cipher.AESCipher = object  # type: ignore[attr-defined]  # the one name that is imported from it
with pytest.MonkeyPatch.context() as _patched:
    _patched.setitem(sys.modules, "eventsourcing.cipher", _cipher)
    from eventsourcing.tests import persistence as cases


class _AsTheyExpect(Recorder):
    """The recorder in the words of the library's cases."""

    def insert_events(self, stored_events: Collection[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Count versions from 1, and raise the library's error for a conflict."""
        counted = [replace(event, originator_version=event.originator_version + 1) for event in stored_events]
        try:
            return list(super().insert_events(counted, **kwargs))
        except Conflict as error:
            raise IntegrityError(str(error)) from error

    def select_events(self, originator_id: UUID | str, **kwargs: Any) -> Sequence[StoredEvent]:
        """Count versions from 0 again."""
        found = super().select_events(originator_id, **kwargs)
        return [replace(event, originator_version=event.originator_version - 1) for event in found]

    def max_notification_id(self) -> int:
        """Answer None where there is nothing."""
        return super().max_notification_id() or None  # type: ignore[return-value]  # the library's own answer


class _Cases(cases.ApplicationRecorderTestCase):
    kind: ClassVar[str]
    INITIAL_VERSION = 0

    def setUp(self) -> None:
        """Make a ledger for each case."""
        self.stack = ExitStack()
        self.ledger = self.stack.enter_context(new_ledger_in(self.kind))

    def tearDown(self) -> None:
        """Close it, once those have ended whom the case left reading."""
        for thread in threading.enumerate():
            if thread is not threading.current_thread() and not thread.daemon:
                thread.join()
        self.stack.close()

    def create_recorder(self) -> Recorder:
        """Give the recorder to be tested."""
        return _AsTheyExpect(self.ledger.recorder.datastore)

    def new_originator_id(self) -> str:
        """Give an id as agreements have."""
        return str(uuid4())

    test_performance: Any = None
    test_concurrent_throughput: Any = None


class TestFile(_Cases):
    """The library's cases over a file."""

    kind = "sqlite"


@on_server
class TestServer(_Cases):
    """The library's cases over a server."""

    kind = "postgresql"


del _Cases  # a base of cases, which are none itself
