"""The canonical line of an event and its leaf: what is exported, and what is hashed.

    {"id":1,"at":"2026-11-22T04:36:03.123456Z","agreement":"agr-1","version":3,"event":"sales-recorded.v1","body":{…}}
    leaf = SHA-256(0x00 ‖ line)

The line has no newline in it and none at its end. Nothing is escaped in the header, so its strings may hold only
`[a-z0-9.:-]`: a quote in one of them could move the border between two fields without changing the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import TypeAlias

from ledger.errors import Refused

Row: TypeAlias = tuple[int, str, str, int, str, bytes, bytes]
"""The columns of one event, as stored: id, at, agreement, version, event, body, leaf."""

HEADER = re.compile(r"[a-z0-9.:-]+", re.ASCII)
"""What an agreement's id and a topic are made of."""

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
"""The fixed width of `at`: microseconds, UTC."""


def line(  # noqa: PLR0917  # the parts of a line, in their order
    event_id: int, at: str, agreement: str, version: int, topic: str, body: bytes
) -> bytes:
    """Join the parts of an event into its line; raises Refused where a part could not be read back."""
    fault = header_fault(at, agreement, topic) or body_fault(body)
    if fault:
        raise Refused(f"The event cannot be recorded: {fault}", where=f"event {event_id}")
    return join(event_id, at, agreement, version, topic, body)


def join(  # noqa: PLR0917  # the parts of a line, in their order
    event_id: int, at: str, agreement: str, version: int, topic: str, body: bytes
) -> bytes:
    """Join parts that were checked before: the same bytes as `line`, without its checks."""
    header = f'{{"id":{event_id},"at":"{at}","agreement":"{agreement}","version":{version},"event":"{topic}","body":'
    return b"%b%b}" % (header.encode(), body)


def leaf(line: bytes) -> bytes:
    """Hash a canonical line into its leaf (RFC 6962, section 2.1)."""
    return sha256(b"\0" + line).digest()


def leaves(rows: Iterable[Row]) -> list[bytes]:
    """Hash many events into their leaves: what `leaf` makes of what `join` gives, without two calls for each."""
    return [
        sha256(
            f'\0{{"id":{event_id},"at":"{at}","agreement":"{agreement}","version":{version},"event":"{topic}","body":'.encode()
            + body
            + b"}"
        ).digest()
        for event_id, at, agreement, version, topic, body, _ in rows
    ]


def header_fault(at: str, agreement: str, topic: str) -> str | None:
    """Say which string of a header could not stand in a line, or None."""
    if not INSTANT.fullmatch(at):
        return f"the instant {at!r} is not written like 2026-11-22T04:36:03.123456Z"
    if not HEADER.fullmatch(agreement):
        return f"the agreement's id {agreement!r} holds more than a-z, 0-9, dot, colon and hyphen"
    if not HEADER.fullmatch(topic):
        return f"the topic {topic!r} holds more than a-z, 0-9, dot, colon and hyphen"
    return None


def body_fault(body: bytes) -> str | None:
    """Say why a body could not stand in a line, or None."""
    return "the body holds a line break" if b"\n" in body or b"\r" in body else None
