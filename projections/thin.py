"""Events read as far as rows need them: workings and provenance stay the JSON that they were written in, days text.

Reading them and writing them again would take as long as all the rest of an event.
"""

from __future__ import annotations

from functools import cache
from typing import Any, cast, get_type_hints

from msgspec import Raw, defstruct
from msgspec.structs import fields

from contracts.entries import Entry
from ledger.events import TOPICS, Body
from ledger.store.encoding import UPCASTERS, Codec

_TEXTS = [("booked", str), ("due", str | None), ("working", Raw)]
_BOOKED: Any = defstruct("Entry", _TEXTS, bases=(Entry,), frozen=True, gc=False)


@cache
def thin_codec() -> Codec[Body]:
    """Give the codec that reads events so; it writes none."""
    return Codec({topic: _thin(shape) for topic, shape in TOPICS.items()}, UPCASTERS)


def _thin(shape: type[Body]) -> type[Body]:
    """Return a shape that reads the same bytes; those that old ones are lifted from, or that book nothing, stay."""
    hints = get_type_hints(shape)
    if shape in UPCASTERS or hints.get("entries") != tuple[Entry, ...]:
        return shape
    given = [field.name for field in fields(shape) if field.name == "entries" and not field.required]
    entries: tuple[Any, ...] = ("entries", tuple[_BOOKED, ...], *(() for _ in given))
    return cast(type[Body], defstruct(shape.__name__, [entries, ("provenance", Raw)], bases=(shape,), frozen=True))
