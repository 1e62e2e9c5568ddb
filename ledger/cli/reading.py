"""Reading commands: what they are asked for, and how the answer goes out.

    @click.command(cls=LedgerCommand)
    @reading_options
    @click.argument("agreement")
    def shares(reading: Reading, agreement: str) -> None:
        reading.show(Report(…, footing=reading.footing(basis, time_zone)))

What is not a report goes out with `reading.emit`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.moments import Day, KnownAt, Moment, last_instant
from ledger.cli.options import TODAY, Function, general_options, settings_here, with_options
from ledger.cli.output import Format, emit, show
from ledger.cli.settings import Settings

if TYPE_CHECKING:
    from projections.catch_up import Basis
    from projections.rendering.report import Footing, Report


@dataclass(frozen=True)
class Reading:
    """What a reading command was asked for; `known_at` None means all that is known, `as_of` None means today."""

    settings: Settings
    today: date
    as_of: date | None = None
    known_at: KnownAt | None = None
    format: Format | None = None
    output: Path | None = None

    def known_until(self, time_zone: str) -> str | None:
        """Return the last recorded time that counts, as the ledger writes it; None where all that is known does."""
        if self.known_at is None:
            return None
        from ledger.store.clock import stamp  # only for reading back in time

        return stamp(last_instant(self.known_at, time_zone))

    def footing(self, basis: Basis, time_zone: str, bases: tuple[tuple[str, str], ...] = ()) -> Footing:
        """Say what an answer rests on: the events it has read, what was asked, and the bases of its measures."""
        from projections.rendering.report import Footing

        position, instant, root = basis
        return Footing(instant, position, root, self.known_until(time_zone), self.as_of, bases)

    def show(self, report: Report) -> None:
        """Write a report where and how it was asked for."""
        show(report, self.format, self.output)

    def emit(self, content: str | bytes) -> None:
        """Write what is not a report to where it was asked for."""
        emit(content, self.output)


_READING = (
    click.option("--as-of", type=Day(), metavar="DATE", help="What was so at this date."),
    click.option("--known-at", type=Moment(), metavar="DATE|INSTANT", help="What was recorded by then."),
    TODAY,
    click.option(
        "--format",
        "format_",
        type=click.Choice([each.value for each in Format], case_sensitive=False),
        help="How to write the answer.",
    ),
    click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write into a file."),
)


def reading_options(command: Function) -> Function:
    """Add the options of a reading command, which is called with a `Reading` first."""

    @wraps(command)
    def run(
        *,
        as_of: date | None,
        known_at: KnownAt | None,
        today: date | None,
        format_: str | None,
        output: Path | None,
        **arguments: object,
    ) -> None:
        chosen = Format(format_) if format_ else None
        command(Reading(settings_here(), today or date.today(), as_of, known_at, chosen, output), **arguments)

    return general_options(with_options(run, _READING))
