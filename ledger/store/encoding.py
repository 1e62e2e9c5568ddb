"""Bodies of events to bytes and back, through a closed registry of topics.

A topic names a shape for ever. It is looked up in a table, never imported by its name, so that a module can move
without breaking history. A body is encoded once, before the lock is taken, and its bytes are never made again.
An old topic is read by the struct it was written with, then lifted by upcasters to the shape of today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec

from ledger.errors import Refused, StoreError
from ledger.events import TOPICS, Body

B = TypeVar("B", bound=msgspec.Struct)
Shape: TypeAlias = type[msgspec.Struct]
Upcaster: TypeAlias = Callable[[Any], Any]

UPCASTERS: Mapping[Shape, Upcaster] = {}
"""From the struct of an old topic to its successor; empty while every topic is at its first version."""

_encoder = msgspec.json.Encoder()
_to_json = _encoder.encode


class Codec(Generic[B]):
    """Encodes and decodes the bodies of one registry; decoders are made when first needed, and kept."""

    def __init__(self, topics: Mapping[str, type[B]], upcasters: Mapping[Shape, Upcaster]) -> None:
        self._topics = topics
        self._upcasters = upcasters
        self._names = {shape: topic for topic, shape in topics.items() if shape not in upcasters}
        self._decoders: dict[str, msgspec.json.Decoder[B]] = {}

    def encode(self, body: B) -> tuple[str, bytes]:
        """Give the topic and the bytes of a body: JSON, fields in declared order; raises Refused for bad text."""
        topic = self._names.get(type(body))
        if topic is None:
            raise TypeError(f"{type(body).__name__} is not an event that is written today")
        try:
            return topic, _to_json(body)
        except UnicodeEncodeError as error:
            what = "A text holds a character that cannot be written as UTF-8"
            raise Refused(what, where=repr(error.object[:80]), fix="Write it again") from error

    def decode(self, topic: str, data: bytes) -> B:
        """Read a body in today's shape; raises StoreError where the topic or the bytes are strange."""
        body = self.as_written(topic, data)
        while (lift := self._upcasters.get(type(body))) is not None:
            body = lift(body)
        return body

    def as_written(self, topic: str, data: bytes) -> B:
        """Read a body in the shape that it was written in."""
        decoder = self._decoders.get(topic) or self._new_decoder(topic)
        try:
            return decoder.decode(data)
        except msgspec.MsgspecError as error:
            raise StoreError(
                f"The body of the event does not read as {topic}: {error}",
                fix="Run pledger verify: the ledger may have been altered",
            ) from error

    def is_canonical(self, topic: str, data: bytes) -> bool:
        """Say whether these bytes are the ones that writing the body again would give."""
        return _to_json(self.as_written(topic, data)) == data

    def are_canonical(self, topic: str, bodies: Sequence[bytes]) -> bool:
        """Say whether each of many bodies stands on one line, reads by its topic, and is the one way of writing it.

        They are read and written together, one a line: what comes out is as many values and as many lines as there
        are bodies, so that no body can lend another a part of itself.
        """
        joined = b"\n".join(bodies)
        if b"\r" in joined or any(b"\n" in body for body in bodies):
            return False
        try:
            read = (self._decoders.get(topic) or self._new_decoder(topic)).decode_lines(joined)
        except (StoreError, msgspec.MsgspecError, UnicodeDecodeError):
            return False
        return len(read) == len(bodies) and _encoder.encode_lines(read) == joined + b"\n"

    def _new_decoder(self, topic: str) -> msgspec.json.Decoder[B]:
        shape = self._topics.get(topic)
        if shape is None:
            raise StoreError(
                f"This release knows no event called {topic!r}; it was written by a newer release",
                fix="Install that release, or a later one",
            )
        return self._decoders.setdefault(topic, msgspec.json.Decoder(shape))


@cache
def codec() -> Codec[Body]:
    """Give the codec of the ledger's own events."""
    return Codec(TOPICS, UPCASTERS)


def request_hash(command: str, arguments: Mapping[str, object]) -> bytes:
    """Hash a request for its idempotency key: SHA-256 of `["command",{arguments, keys sorted}]` as JSON."""
    return sha256(msgspec.json.encode((command, arguments), order="sorted")).digest()
