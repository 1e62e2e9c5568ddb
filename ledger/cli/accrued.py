"""What has accrued and is not booked, beside the answer of a reading command."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from ledger.cli.moments import last_day
from ledger.cli.reading import Reading
from ledger.cli.source import Source, events

if TYPE_CHECKING:
    from ledger.agreement import Agreement
    from projections.rendering.report import Report


def day_of(reading: Reading) -> date:
    """Return the day to which an answer accrues: that of --as-of or --today, else of --known-at, else today."""
    return reading.as_of or last_day(reading.known_at) or date.today()


def show_with_accrued(
    reading: Reading,
    source: Source,
    report: Report,
    agreement: str | None = None,
    *,
    until: date = date.max,
    parties: Collection[str] | None = None,
    by_party: bool = False,
) -> None:
    """Show an answer about one agreement, or all, with what has accrued by the day it is for, or `until` if earlier.

    What was accrued to that very `until` stands in the answer already, and not a second time beside it.
    """
    from projections.accrued import may_accrue, with_accrued

    several: Iterable[Agreement] = ()
    if names := may_accrue(source.connection, agreement):
        several = [each for each in agreements_now(reading, source, names) if each.accrued_to != until]
    day = min(day_of(reading), until)
    reading.show(with_accrued(report, several, day, parties, by_party=by_party, spare=True))


def agreements_now(reading: Reading, source: Source, names: Collection[str]) -> list[Agreement]:
    """Return agreements as they stand for an answer."""
    from projections.in_hand import in_hand, replayed

    if reading.as_of is None and reading.known_at is None:
        return [in_hand(source.file, name) for name in names]
    return [each for name in names for each in replayed(events(reading, source.file, source.position, name))]
