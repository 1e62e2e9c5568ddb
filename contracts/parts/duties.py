"""Duties by their periods: when each falls due, and how it stands on a day.

A duty that recurs has one occurrence for every period that lies in the time in which it holds; one that waits for an
event has one for each day on which the event happened. Done by its day it is met; done later, within the days of cure,
it is cured; after these it is breached. On time is what was shown by its day, whenever it was accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from contracts.periods import Calendar
from contracts.scalars.due_rule import DueRule

_AHEAD = timedelta(days=30)
"""How long before its day a duty without a period counts as due rather than planned."""


class State(StrEnum):
    """How a duty stands."""

    PLANNED = "planned"
    DUE = "due"
    EVIDENCED = "evidenced"
    ACCEPTED = "accepted"
    LATE = "late"
    WAIVED = "waived"
    BREACHED = "breached"
    CURED = "cured"
    TERMINATED = "terminated"


class Occurrence(NamedTuple):
    """A duty for one period: its label, the first day of that (or its one day), and between which days it is due."""

    period: str
    begins: date
    opens: date
    due: date


class Done(NamedTuple):
    """What was recorded of an occurrence: the day on which it was done, whether that counts, and if it was excused."""

    on: date | None = None
    accepted: bool = False
    excused: bool = False


class Span(NamedTuple):
    """The first and last day on which a duty holds; no last day is without an end."""

    first: date
    last: date | None


def occurrences(
    rule: DueRule, calendar: Calendar, span: Span, until: date, happened: Sequence[date] = ()
) -> Iterator[Occurrence]:
    """Yield the occurrences of a duty whose periods have begun by a day; those of a day or an event all at once."""
    if rule.day:
        yield Occurrence(rule.day.isoformat(), rule.day, rule.day - _AHEAD, rule.day)
    elif rule.event:
        yield from (Occurrence(day.isoformat(), day, day, rule.after(day)) for day in sorted(happened))
    else:
        last = min(until, span.last) if span.last else until
        for label, begins, ends in _periods(rule.anchor, calendar, span.first, last):
            yield Occurrence(label, begins, ends + timedelta(days=1), rule.after(ends))


def _periods(anchor: str, calendar: Calendar, first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """Yield the label, the first and the last day of every period that has a day between two."""
    if anchor == "month end":
        month = first.replace(day=1)
        while month <= last:
            yield f"{month:%Y-%m}", month, month + relativedelta(months=1, days=-1)
            month += relativedelta(months=1)
        return
    by = 1 if anchor == "quarter end" else 4
    begin = calendar.period_of(first.toordinal()) // by * by
    for period in range(begin, calendar.period_of(last.toordinal()) + 1, by):
        label = calendar.label(period) if by == 1 else calendar.year_label(period // 4)
        yield label, date.fromordinal(calendar.start(period)), date.fromordinal(calendar.end(period + by - 1))


def state_of(occurrence: Occurrence, done: Done, cure: int | None, span: Span, today: date) -> State:
    """Return how an occurrence stands on a day; `cure` is the number of days in which it can still be done."""
    if done.excused:
        return State.WAIVED
    if done.on:
        return _done(occurrence, done, cure)
    if span.last and occurrence.begins > span.last:
        return State.TERMINATED
    if today > occurrence.due:
        over = cure is not None and today > occurrence.due + timedelta(days=cure)
        return State.BREACHED if over else State.LATE
    return State.DUE if today >= occurrence.opens else State.PLANNED


def _done(occurrence: Occurrence, done: Done, cure: int | None) -> State:
    if done.on and done.on > occurrence.due:
        if cure is None:
            return State.LATE
        return State.CURED if done.on <= occurrence.due + timedelta(days=cure) else State.BREACHED
    return State.ACCEPTED if done.accepted else State.EVIDENCED


def on_time(occurrence: Occurrence, done: Done, today: date) -> bool | None:
    """Tell whether a duty was met by its day; None while that is open, or where it was excused."""
    if done.excused or (done.on is None and today <= occurrence.due):
        return None
    return done.on is not None and done.on <= occurrence.due
