"""Recorded time: how an instant is written, and how the store gives one out under its lock.

`at` never goes back: it is the later of now and the last instant recorded. A last instant well ahead of this
machine's clock would pin every later one, so that writing is refused until somebody has looked at the clock.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from ledger.errors import StoreError

Clock: TypeAlias = Callable[[], datetime]
"""Tells the present instant, aware of its time zone."""

TOLERANCE = timedelta(minutes=5)
"""How far the last instant may lie ahead: more than two synchronised machines ever differ, less than an hour's slip."""


def utc_now() -> datetime:
    """Read the machine's clock."""
    return datetime.now(UTC)


def stamp(instant: datetime) -> str:
    """Write an instant as the store does: UTC, microseconds, fixed width."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant_of(stamped: str) -> datetime:
    """Read back what `stamp` wrote."""
    return datetime.fromisoformat(stamped)


def next_at(now: datetime, last_at: str) -> str:
    """Give the instant for a new transaction; raises StoreError where the clock or the last instant is wrong."""
    if last_at and last_at > stamp(now + TOLERANCE):
        raise StoreError(
            f"The ledger was last written at {last_at}, but this machine's clock says {stamp(now)}",
            where="recorded time",
            fix="Set the clock of this machine right; if it is right, wait until that instant has passed",
        )
    return max(stamp(now), last_at)


def end_of_day(day: date, time_zone: str) -> datetime:
    """Give the last microsecond of a day in an IANA time zone, in UTC."""
    from zoneinfo import ZoneInfo  # only questions about the past need it

    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone))
    return midnight.astimezone(UTC) - timedelta(microseconds=1)
