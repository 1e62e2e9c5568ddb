"""The due that a person meant: by its name, by an entry that booked it, or by a fact behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contracts.clause import VENTURE
from ledger.cli.opened import meant_agreement
from ledger.dues import is_due_name
from ledger.errors import NotFound, WrongUsage

if TYPE_CHECKING:
    from ledger.application import Ledger
    from ledger.events import Event

_ENTRY = re.compile(r"E([0-9]{1,18})\.([0-9]{1,9})", re.IGNORECASE)


def meant_due(ledger: Ledger, ref: str) -> tuple[str, str]:
    """Return the agreement, and the due's name or the fact's reference; `agreement/` may stand before either."""
    agreement, text = _parts(ref.strip())
    if not text:
        raise WrongUsage("The reference is empty", fix="Write it as agreement/clause@period; see: pledger due")
    if entry := _ENTRY.fullmatch(text):
        event = _event(ledger, int(entry[1]), text)
        if agreement and meant_agreement(ledger.store, agreement) != event.originator_id:
            raise NotFound(f"{text} is no entry of {agreement}", fix=f"It is one of {event.originator_id}")
        return event.originator_id, _due_of(event, int(entry[2]), text)
    if agreement or is_due_name(text):
        return meant_agreement(ledger.store, agreement), text
    return ledger.find(text)


def due_against(ledger: Ledger, agreement: str, against: str | None) -> str | None:
    """Return what a payment is made against: an entry becomes the due that it booked, all else stays as it is.

    Before it `agreement/` may stand, which the command names already.
    """
    text = _parts(against.strip())[1] if against else against
    return meant_due(ledger, f"{agreement}/{text}")[1] if text and _ENTRY.fullmatch(text) else text


def _parts(ref: str) -> tuple[str | None, str]:
    """Split a reference at the slash behind the agreement; periods as FY2026/27 have one of their own."""
    head, slash, rest = ref.partition("/")
    return (head, rest) if slash and not is_due_name(head) else (None, ref)


def _event(ledger: Ledger, event_id: int, text: str) -> Event:
    found = ledger.store.select_notifications(event_id, 1) if event_id else []
    if not found or found[0].id != event_id:
        raise NotFound(f"The ledger has no entry {text}", fix="See entries with: pledger explain AGREEMENT")
    return ledger.decoded(found[0])


def _due_of(event: Event, number: int, text: str) -> str:
    entries = getattr(event.body, "entries", ())
    if not 0 < number <= len(entries):
        raise NotFound(f"The ledger has no entry {text}", fix="See entries with: pledger explain AGREEMENT")
    entry = entries[number - 1]
    name = f"{entry.clause}@{entry.period}"
    return name if VENTURE in (entry.payer, entry.payee) else f"{name}:{entry.payer}:{entry.payee}"
