"""People who did not respond, and how long after the day of it that was claimed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from contracts.arithmetic import Number
from contracts.clause import Fact, Segment, View

_AFTER = ":claimed after "


class Claimed(NamedTuple):
    """So many people, and how many days after their day they were claimed."""

    people: Number
    days: int


def measure(of: str) -> str:
    """Return the measure under which people are tallied, whenever they were claimed."""
    return f"non-response:{of}"


def facts(of: str, on: date, claimed: date, people: int) -> list[Fact]:
    """Turn a claim for people who did not respond into what the engine tallies: in all, and by its days."""
    day = on.toordinal()
    later = f"{measure(of)}{_AFTER}{claimed.toordinal() - day}"
    return [Fact(measure(of), day, people), Fact(later, day, people)]


def claims(view: View, of: str, segment: Segment) -> Iterator[Claimed]:
    """Yield the claims of a stretch of a period by how late they came, the soonest first."""
    prefix = f"{measure(of)}{_AFTER}"
    found = [int(name.removeprefix(prefix)) for name in view.measures() if name.startswith(prefix)]
    for days in sorted(found):
        yield Claimed(view.amount(f"{prefix}{days}", segment), days)


def days_in_time(view: View, of: str, within: int) -> Iterator[int]:
    """Yield the days of a period's claims that came within so many days."""
    prefix = f"{measure(of)}{_AFTER}"
    for name in view.measures():
        if name.startswith(prefix) and (later := int(name.removeprefix(prefix))) <= within:
            yield from (day + later for day, _, _ in view.days(name))
