"""What was recorded, as one line of JSON: the event as its canonical line has it, and the references of its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ledger.cli.answer import entry_ref, reference
from ledger.cli.practising import practice_sentence
from ledger.store.encoding import codec

if TYPE_CHECKING:
    from ledger.application import Ledger, Recorded
    from ledger.events import Event
    from ledger.registering import PartyRecorded


def answer_json(ledger: Ledger, done: Recorded | PartyRecorded) -> bytes:
    """Write an answer; `event` is the canonical line, or with a dry run the same without its id and instant."""
    event = done.event
    entries = getattr(event.body, "entries", ())
    answer = {
        "recorded": event.id > 0,
        "repeated": done.repeated,
        "reference": reference(event),
        "entries": [entry_ref(event, number) for number in range(1, len(entries) + 1)] if event.id else None,
        "event": msgspec.Raw(_line(ledger, event.id) if event.id else _not_recorded(event)),
    }
    if said := practice_sentence():
        answer = {"practice": said, **answer}
    return msgspec.json.encode(answer) + b"\n"


def _line(ledger: Ledger, event_id: int) -> bytes:
    ((_, line, _),) = ledger.store.select_lines(event_id, 1)
    return line


def _not_recorded(event: Event) -> bytes:
    topic, body = codec().encode(event.body)
    return msgspec.json.encode(
        {
            "agreement": event.originator_id,
            "version": event.originator_version,
            "event": topic,
            "body": msgspec.Raw(body),
        }
    )
