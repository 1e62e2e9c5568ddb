"""Where an answer goes and in which format: to standard output, or with `-o` to a file."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli import streams
from ledger.cli.files import whole_file, write_whole
from ledger.cli.practising import marked
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from projections.rendering.report import Report
    from projections.rendering.screen import Screen


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"


_SUFFIXES = {
    ".txt": Format.TABLE,
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".xlsx": Format.XLSX,
    ".ics": Format.ICS,
}
STANDARD_OUTPUT = Path("-")
_AT_ONCE = 1000
"""Pieces that go to standard output together."""


def show(report: Report, chosen: Format | None = None, target: Path | None = None) -> None:
    """Write a report to `target`, or to standard output where that is None or `-`.

    The format is the one chosen, else the one of the file's suffix, else a table. Raises WrongUsage for a suffix
    that says nothing, for a workbook without a file, and for a folder that does not exist.
    """
    report = marked(report)
    if target is None or target == STANDARD_OUTPUT:
        emit(_printed(report, chosen or Format.TABLE))
    else:
        emit(_content(report, chosen or format_of(target)), target)


def emit(content: str | bytes, target: Path | None = None) -> None:
    """Write what is not a report (a schema, canonical lines) to `target`, or to standard output.

    Bytes arrive as they are; text at a prompt is fitted to its encoding, and is UTF-8 in a file.
    """
    if target is not None and target != STANDARD_OUTPUT:
        write_whole(target, content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
        streams.say(f"Written to {target}.", to_errors=True)
    elif isinstance(content, bytes):
        click.echo(content, nl=False)
    else:
        streams.say(content, newline=False)


def emit_pieces(pieces: Iterable[str | bytes], target: Path | None = None) -> None:
    """Write a text that may be longer than memory, piece by piece, as UTF-8 to `target` or to standard output."""
    encoded = (piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace") for piece in pieces)
    if target is not None and target != STANDARD_OUTPUT:
        with whole_file(target) as file:
            file.writelines(encoded)
        streams.say(f"Written to {target}.", to_errors=True)
        return
    while some := b"".join(islice(encoded, _AT_ONCE)):
        click.echo(some, nl=False)


def format_of(target: Path) -> Format:
    """Return the format that a file's name says. Raises WrongUsage where it says none."""
    found = _SUFFIXES.get(target.suffix.lower())
    if found is None:
        fix = "Add --format, or end the name in " + ", ".join(_SUFFIXES)
        raise WrongUsage("The file's name does not say which format it is to have", where=str(target), fix=fix)
    return found


def _printed(report: Report, chosen: Format) -> str | bytes:
    """Write what standard output gets; CSV goes out as UTF-8 whatever the encoding, with line ends of its own."""
    if chosen is Format.XLSX:
        fix = "Name a file with -o, such as -o answer.xlsx"
        raise WrongUsage("A workbook can't be shown at a prompt", where="--format xlsx", fix=fix)
    if chosen is Format.CSV:
        return _csv(report)
    if chosen is Format.JSON:
        text = _json(report)
        return text if streams.can_write(text) else _json(report, ascii_only=True)
    return _table(report, streams.screen())


def _content(report: Report, chosen: Format) -> str | bytes:
    """Write what a file gets; the CSV has a byte order mark, without which Excel takes it for another encoding."""
    if chosen is Format.ICS:
        fix = "Write the calendar with pledger due, and this answer as a .xlsx, .csv, .json or .txt"
        raise WrongUsage("Only what falls due can be written as a calendar", fix=fix)
    if chosen is Format.XLSX:
        from projections.rendering.workbook import to_workbook

        return to_workbook(report)
    if chosen is Format.CSV:
        return b"\xef\xbb\xbf" + _csv(report)
    return _json(report) if chosen is Format.JSON else _table(report)


def _table(report: Report, screen: Screen | None = None) -> str:
    from projections.rendering.screen import Screen
    from projections.rendering.terminal import to_terminal

    return to_terminal(report, screen or Screen(streams.DEFAULT_WIDTH))


def _json(report: Report, *, ascii_only: bool = False) -> str:
    from projections.rendering.json_text import to_json

    return to_json(report, ascii_only=ascii_only)


def _csv(report: Report) -> bytes:
    from projections.rendering.csv_text import to_csv

    return to_csv(report).encode("utf-8", "replace")
