"""The register of parties as the ledger has it: read from the few events that concern it, wherever they stand."""

from __future__ import annotations

from typing import Any

from ledger.parties import TOPICS, Register
from ledger.store.mapper import LedgerMapper
from ledger.store.recorder import Recorder


def read_register(recorder: Recorder, position: int | None = None, register: Register | None = None) -> Register:
    """Return the register up to a position, or up to the last event; one that was read before is brought on."""
    known = register or Register()
    until = recorder.head().size if position is None else position
    for stored in recorder.select_notifications(known.seen + 1, until, until, TOPICS):
        event: Any = LedgerMapper().to_domain_event(stored)
        known.apply(event)
    known.seen = until
    return known
