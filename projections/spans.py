"""The events of a ledger in spans small enough for memory, however large one of them is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledger.store.canonical import Row
from ledger.store.recorder import Recorder

SPAN_BYTES = 1 << 19
"""Bodies of events that are folded at once, few enough for a processor's cache: 500 sales, or 5 lists of a thousand."""

_FIRST, _MOST = 200, 2_000
"""Events in a span before it is known how large they are, and at most."""

_READ = 100
"""Events read at once: a list of facts may take a hundred kilobytes."""


class Span(NamedTuple):
    """The events from one id to another, both of them included."""

    first: int
    last: int


class Spans:
    """Shares the events from one id to another out, as large as those were that have been read."""

    def __init__(self, first: int, last: int) -> None:
        self._next = first
        self._last = last
        self._step = min(_FIRST, max(1, SPAN_BYTES))

    def __iter__(self) -> Iterator[Span]:
        while self._next <= self._last:
            span = Span(self._next, min(self._next + self._step - 1, self._last))
            self._next = span.last + 1
            yield span

    def learn(self, events: int, weight: int) -> None:
        """Take note of how many bytes the bodies of so many events had together."""
        self._step = max(1, min(_MOST, SPAN_BYTES * events // max(weight, 1)))


def read_span(recorder: Recorder, span: Span) -> tuple[list[Row], int]:
    """Read events until there is enough of them, and the bytes of their bodies; none where the first is missing."""
    rows: list[Row] = []
    following, weight = span.first, 0
    while following <= span.last and weight < SPAN_BYTES:
        some = recorder.select_rows(following, min(_READ, span.last - following + 1))
        if not some or some[-1][0] != following + len(some) - 1:
            break
        rows += some
        following += len(some)
        weight += sum(len(row[5]) for row in some)
    return rows, weight
