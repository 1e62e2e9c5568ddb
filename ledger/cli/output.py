"""Where an answer goes and in which format: to standard output, or with `-o` to a file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli import streams
from ledger.cli.files import write_whole
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from projections.rendering.report import Report


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


_SUFFIXES = {".txt": Format.TABLE, ".json": Format.JSON, ".csv": Format.CSV, ".xlsx": Format.XLSX}
_STANDARD_OUTPUT = Path("-")


def show(report: Report, chosen: Format | None = None, target: Path | None = None) -> None:
    """Write a report to `target`, or to standard output where that is None or `-`.

    The format is the one chosen, else the one of the file's suffix, else a table. Raises WrongUsage for a suffix
    that says nothing, for a workbook without a file, and for a folder that does not exist.
    """
    if target is None or target == _STANDARD_OUTPUT:
        _print(report, chosen or Format.TABLE)
        return
    write_whole(target, _content(report, chosen or _format_of(target)))
    streams.say(f"Written to {target}.", to_errors=True)


def _format_of(target: Path) -> Format:
    found = _SUFFIXES.get(target.suffix.lower())
    if found is None:
        fix = "Add --format, or end the name in " + ", ".join(_SUFFIXES)
        raise WrongUsage("The file's name does not say which format it is to have", where=str(target), fix=fix)
    return found


def _print(report: Report, chosen: Format) -> None:
    if chosen is Format.XLSX:
        fix = "Name a file with -o, such as -o answer.xlsx"
        raise WrongUsage("A workbook can't be shown at a prompt", where="--format xlsx", fix=fix)
    if chosen is Format.JSON:
        from projections.rendering.json_text import to_json

        text = to_json(report)
        streams.say(text if streams.can_write(text) else to_json(report, ascii_only=True), newline=False)
    elif chosen is Format.CSV:
        click.echo(_csv(report), nl=False)
    else:
        from projections.rendering.terminal import to_terminal

        streams.say(to_terminal(report, streams.screen()), newline=False)


def _content(report: Report, chosen: Format) -> bytes:
    """Write the bytes of a file; the CSV has a byte order mark, without which Excel takes it for another encoding."""
    if chosen is Format.XLSX:
        from projections.rendering.workbook import to_workbook

        return to_workbook(report)
    if chosen is Format.CSV:
        return b"\xef\xbb\xbf" + _csv(report)
    if chosen is Format.JSON:
        from projections.rendering.json_text import to_json

        return to_json(report).encode("utf-8", "replace")
    return _table(report)


def _table(report: Report) -> bytes:
    from projections.rendering.screen import Screen
    from projections.rendering.terminal import to_terminal

    return to_terminal(report, Screen(streams.DEFAULT_WIDTH)).encode("utf-8", "replace")


def _csv(report: Report) -> bytes:
    from projections.rendering.csv_text import to_csv

    return to_csv(report).encode("utf-8", "replace")
