"""Reading commands: what they are asked for, and how the answer goes out.

    @click.command(cls=LedgerCommand)
    @reading_options
    @click.argument("agreement")
    def shares(reading: Reading, agreement: str) -> None:
        reading.show(Report(…))

What is not a report goes out with `reading.emit`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.moments import Day, KnownAt, Moment, last_instant
from ledger.cli.options import Function, Option, general_options, settings_here, with_options
from ledger.cli.output import STANDARD_OUTPUT, Format, emit, emit_pieces, format_of, show
from ledger.cli.practising import practice_sentence
from ledger.cli.settings import Settings
from ledger.cli.streams import warn

if TYPE_CHECKING:
    from projections.rendering.report import Report


@dataclass(frozen=True)
class Reading:
    """What a reading command was asked for; without `known_at` and `as_of` it is all that was ever recorded."""

    settings: Settings
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

    def wants(self, chosen: Format) -> bool:
        """Say whether a format was asked for, by --format or by the name of the file."""
        if self.format is not None or self.output is None or self.output == STANDARD_OUTPUT:
            return self.format is chosen
        return format_of(self.output) is chosen

    def show(self, report: Report) -> None:
        """Write a report where and how it was asked for."""
        show(report, self.format, self.output)

    def emit(self, content: str | bytes) -> None:
        """Write what is not a report to where it was asked for; that a ledger is for practice is said beside it."""
        if said := practice_sentence():
            warn(said)
        emit(content, self.output)

    def emit_pieces(self, pieces: Iterable[str | bytes]) -> None:
        """Write the same piece by piece, where it may be longer than memory."""
        if said := practice_sentence():
            warn(said)
        emit_pieces(pieces, self.output)


REPORTS = (Format.TABLE, Format.JSON, Format.CSV, Format.XLSX)
"""How every answer can be written."""

_READING = (
    click.option("--as-of", type=Day(), metavar="DATE", help="What was so at this date (by default all counts)."),
    click.option("--known-at", type=Moment(), metavar="DATE|INSTANT", help="What was recorded by then."),
    click.option(
        "--today", type=Day(), metavar="DATE", help="Take this day for today: what came later does not count."
    ),
    click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write into a file."),
)


def _format(offered: Collection[Format]) -> Option:
    choice = click.Choice([each.value for each in offered], case_sensitive=False)
    return click.option("--format", "format_", type=choice, help="How to write the answer.")


def reading_options(command: Function) -> Function:
    """Add the options of a reading command, which is called with a `Reading` first."""
    return reading_options_with()(command)


def reading_options_with(*formats: Format) -> Option:
    """Add the same to a command that writes its answer in more formats than reports have."""
    return lambda command: _with_reading(command, (*REPORTS, *formats))


def reading_options_but_format(command: Function) -> Function:
    """Add the same but `--format` to a command that writes no report, and has formats of its own."""
    return _with_reading(command, ())


def _with_reading(command: Function, formats: Collection[Format]) -> Function:
    @wraps(command)
    def run(
        *,
        as_of: date | None,
        known_at: KnownAt | None,
        today: date | None,
        format_: str | None = None,
        output: Path | None,
        **arguments: object,
    ) -> None:
        chosen = Format(format_) if format_ else None
        command(Reading(settings_here(), as_of or today, known_at, chosen, output), **arguments)

    format_option = (_format(formats),) if formats else ()
    return general_options(with_options(run, (*_READING[:-1], *format_option, *_READING[-1:])))
