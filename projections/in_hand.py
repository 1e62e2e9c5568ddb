"""An agreement as it stands, for an answer that asks more than the views hold: its snapshot, and what came since."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.engine import ENGINE_VERSION
from ledger import snapshot
from ledger.agreement import Agreement
from ledger.events import Event
from ledger.store.mapper import LedgerMapper
from ledger.store.opened import OpenLedger


def in_hand(file: OpenLedger, agreement_id: str) -> Agreement:
    """Return an agreement after its last event; it costs the events since its snapshot, however long its history is."""
    kept = file.snapshots.get(agreement_id)
    current = kept is not None and kept.engine_version == ENGINE_VERSION
    agreement = snapshot.unpacked(agreement_id, kept.state) if kept and current else Agreement(agreement_id)
    to_event = LedgerMapper().to_domain_event
    for stored in file.recorder.select_events(agreement_id, gt=agreement.version):
        agreement.apply(to_event(stored))
    return agreement


def replayed(events: Iterable[Event]) -> list[Agreement]:
    """Return the agreements that some events make, without those that were voided."""
    found: dict[str, Agreement] = {}
    for event in events:
        found.setdefault(event.originator_id, Agreement(event.originator_id)).apply(event)
    return [agreement for agreement in found.values() if agreement.signed and not agreement.voided]
