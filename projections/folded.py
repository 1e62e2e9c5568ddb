"""Spans of events, folded where it does not matter what the tables hold: in this process, or in several."""

from __future__ import annotations

import gc
import marshal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ledger.events import Event
from ledger.store.canonical import Row as Stored
from ledger.store.opened import OpenLedger
from ledger.store.recorder import Recorder
from projections.fold import fold
from projections.referring import referred
from projections.rows import Additions, Known, Rows
from projections.spans import Span, Spans, read_span
from projections.thin import thin_codec

_MANY = 30_000
"""Events that are not folded sooner than another process has started."""


@dataclass(frozen=True)
class Folded:
    """What a span adds as far as it was read, by the leaves of its events; their bodies have `weight` bytes.

    `instant` is when the last of them was recorded. Those that refer to earlier ones are not folded, but `referring`.
    """

    span: Span
    leaves: list[bytes]
    weight: int
    instant: str
    additions: Additions
    referring: list[Stored]

    @property
    def last(self) -> int:
        """Return the id of the last event that was read."""
        return self.span.first + len(self.leaves) - 1

    def __reduce__(self) -> tuple[Any, ...]:
        """Let another process hand it over as plain values, several times as fast as it would go by itself."""
        values: Any = (tuple(self.span), self.leaves, self.weight, self.instant, tuple(self.additions), self.referring)
        return _handed_over, (marshal.dumps(values),)


def _handed_over(data: bytes) -> Folded:
    span, leaves, weight, instant, additions, referring = marshal.loads(data)  # noqa: S302  # of our own process
    return Folded(Span(*span), leaves, weight, instant, Additions(*additions), referring)


def fold_span(recorder: Recorder, span: Span) -> Folded:
    """Fold the events of a span, but for agreements that refer to what came before it; StoreError for strange ones."""
    stored, weight = read_span(recorder, span)
    with _nothing_in_circles():
        events = [to_event(row) for row in stored]
        waiting = {agreement for agreement, _ in referred(events)}
        rows = Rows(Known({}, {}))
        fold(rows, (event for event in events if event.originator_id not in waiting))
        additions = rows.additions()
    referring = [row for row in stored if row[2] in waiting]
    return Folded(span, [row[6] for row in stored], weight, stored[-1][1] if stored else "", additions, referring)


@contextmanager
def _nothing_in_circles() -> Iterator[None]:
    """Keep Python from looking for objects that refer to one another, over and over, where thousands are made."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def folded(recorder: Recorder, first: int, last: int) -> Iterator[Folded]:
    """Yield the events from one id to another, folded, up to where one is missing; StoreError for strange ones."""
    spans = Spans(first, last)
    return _whole(recorder, spans, (fold_span(recorder, span) for span in spans))


def folded_with_help(ledger: OpenLedger, first: int, last: int) -> Iterator[Folded]:
    """Yield the same, folded by other processes too where there are many events."""
    if last - first < _MANY:
        return folded(ledger.recorder, first, last)
    from ledger.store.processes import across, processes_here  # answers to few events don't wait for what this imports

    spans = Spans(first, last)
    return _whole(ledger.recorder, spans, across(ledger, _fold_span_of, spans, processes_here(), at_once=True))


def _fold_span_of(ledger: OpenLedger, span: Span) -> Folded:
    return fold_span(ledger.recorder, span)


def _whole(recorder: Recorder, spans: Spans, found: Iterator[Folded]) -> Iterator[Folded]:
    """Yield what was found of each span, and what was too large to be read with it."""
    for part in found:
        while part.leaves:
            yield part
            spans.learn(len(part.leaves), part.weight)
            if part.last == part.span.last:
                break
            part = fold_span(recorder, Span(part.last + 1, part.span.last))  # noqa: PLW2901  # on to its rest
        else:
            return


def to_event(row: Stored) -> Event:
    """Read an event from its columns."""
    event_id, at, agreement, version, topic, body, _ = row
    return Event(agreement, version, thin_codec().decode(topic, body), at, event_id)
