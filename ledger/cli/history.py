"""`pledger history`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.output import Format
from ledger.cli.reading import Reading, reading_options
from ledger.cli.source import events, views_of

if TYPE_CHECKING:
    from ledger.cli.source import Source


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger history device-licence",
        "pledger history device-licence --people",
        "pledger history device-licence --format json -o events.jsonl",
    ],
)
@click.argument("agreement", required=False)
@click.option("--people", is_flag=True, help="Who recorded, approved and corrected, and who approved their own.")
@reading_options
def history(reading: Reading, *, agreement: str | None, people: bool) -> None:
    """List every event of an agreement: what, effective when, recorded when, by whom, and why.

    As JSON it is the canonical lines themselves, one event a line, as they are sealed. AGREEMENT may be left out
    where the ledger holds only one.
    """
    from projections import history as histories

    with views_of(reading, agreement) as (source, name):
        if people:
            from projections.people import people as report_of_people

            reading.show(report_of_people(source.connection, name, source.file.side_tables, source.asked))
            return
        if reading.wants(Format.JSON):
            reading.emit_pieces(_lines(reading, source, name))
            return
        most = None if reading.wants(Format.CSV) or reading.wants(Format.XLSX) else histories.MOST
        reading.show(histories.history(source.connection, name, source.file.side_tables, source.asked, most))


def _lines(reading: Reading, source: Source, agreement: str) -> Iterator[bytes]:
    """Yield the canonical lines of the events that count."""
    from projections.history import canonical_lines

    lines = canonical_lines(source.file.recorder, agreement, source.position)
    if reading.as_of is None:
        yield from (line + b"\n" for line in lines)
        return
    counted = {event.originator_version for event in events(reading, source.file, source.position, agreement)}
    yield from (line + b"\n" for version, line in enumerate(lines, 1) if version in counted)
