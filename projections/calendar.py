"""What falls due as a calendar (iCalendar, RFC 5545): one event of a whole day for each due.

Calendars that import files, Outlook among them, take events and not tasks, so that a due is an event that leaves its
day free. Its identifier stays the same from one writing to the next: a calendar that is imported again changes the
entry that it has. Its stamp is that of the last event of the ledger, so that the same ledger gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from projections.dues import Owed, in_words
from projections.rendering.report import Footing

_PRODUCT = "-//partnership-ledger//pledger due//EN"
_BEFORE_ANY_EVENT = datetime(1970, 1, 1, tzinfo=UTC)


def to_calendar(dues: Sequence[Owed], footing: Footing, mark: str = "") -> bytes:
    """Write the dues that have a day as a calendar; those without one can't stand in it.

    `mark` leads the title of every event, and makes it another event than the one without.
    """
    stamp = datetime.fromisoformat(footing.instant) if footing.instant else _BEFORE_ANY_EVENT
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for each in dues:
        if each.owed.due is not None:
            calendar.add_component(_event(each, each.owed.due, stamp, mark))
    written: bytes = calendar.to_ical()
    return written


def without_day(dues: Iterable[Owed]) -> int:
    """Count the dues that have no day."""
    return sum(each.owed.due is None for each in dues)


def _event(each: Owed, due: date, stamp: datetime, mark: str) -> Event:
    owed = each.owed
    event = Event()
    event.add("uid", _identifier(each, mark))
    event.add("dtstamp", stamp.replace(microsecond=0))
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", f"{mark}{in_words(each.amount)} due from {owed.payer} to {owed.payee}")
    event.add("description", _description(each))
    event.add("transp", "TRANSPARENT")
    return event


def _description(each: Owed) -> str:
    owed = each.owed
    rests = f"\nRests on: {each.evidence}" if each.evidence else ""
    return f"{each.title} ({each.agreement}), {owed.clause} for {owed.period}{rests}"


def _identifier(each: Owed, mark: str) -> str:
    owed = each.owed
    named = "\n".join((mark + each.agreement, owed.clause, owed.role, owed.period, owed.payer, owed.payee))
    return f"{sha256(named.encode()).hexdigest()[:32]}@partnership-ledger"
