"""Dates and instants as arguments, and the instant that a date stands for in a ledger's time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeAlias

import click

from contracts.errors import BadScalar

KnownAt: TypeAlias = date | datetime
"""A day, which means its end, or an instant; one without a zone is in the ledger's time zone."""

_HAS_TIME = re.compile(r"[0-9][T ][0-9]{1,2}:?[0-9]{2}")


class Day(click.ParamType[KnownAt]):
    """A date as people write it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> KnownAt:
        """Read the date, or fail with what would be right."""
        from contracts.scalars.day import parse_day  # the scalars bring the currencies with them

        try:
            return value if isinstance(value, date) else parse_day(value)
        except BadScalar as error:
            self.fail(f"{error}.", param, ctx)


class Moment(Day):
    """A date or an instant (RFC 3339)."""

    name = "date or instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> KnownAt:
        """Read the date or instant, or fail with what would be right."""
        if not isinstance(value, str) or not _HAS_TIME.search(value):
            return super().convert(value, param, ctx)
        try:
            moment = datetime.fromisoformat(value.strip())
            self.convert(moment.date().isoformat(), param, ctx)  # an instant lies within the years that a date may
        except ValueError:
            self.fail(f"'{value}' is not an instant: write it as 2026-03-31T17:30:00Z.", param, ctx)
        return moment


def last_instant(known_at: KnownAt, time_zone: str) -> datetime:
    """Return the last instant (UTC) that counts as known: the end of a day in the ledger's time zone.

    >>> last_instant(date(2026, 6, 30), "Europe/London").isoformat()
    '2026-06-30T22:59:59.999999+00:00'
    """
    from zoneinfo import ZoneInfo  # only for reading back in time

    zone = ZoneInfo(time_zone)
    if isinstance(known_at, datetime):
        return (known_at if known_at.tzinfo else known_at.replace(tzinfo=zone)).astimezone(UTC)
    next_midnight = datetime.combine(known_at + timedelta(days=1), time(), zone)
    return next_midnight.astimezone(UTC) - timedelta(microseconds=1)


def last_day(known_at: KnownAt | None) -> date | None:
    """Return the day of a moment, None for none."""
    return known_at.date() if isinstance(known_at, datetime) else known_at
