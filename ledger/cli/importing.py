"""`pledger import FILE [AGREEMENT]`: facts from a spreadsheet, all in one transaction or none."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.opened import meant_agreement, opened, standing_agreements
from ledger.cli.recording import Recording, recording_options
from ledger.cli.streams import say, warn
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from ledger.application import Ledger
    from ledger.events import Evidence
    from ledger.importing.agreement_rows import Wishes
    from ledger.importing.file import Tables
    from ledger.importing.habits import Habits
    from ledger.importing.headings import Fields
    from ledger.importing.mistakes import Mistake
    from ledger.importing.source import Source

STANDARD_INPUT = Path("-")
"""What stands for rows that come from a pipe."""

_MANY_ROWS = 10_000
_ORDERS = {"dmy": "dd/mm/yyyy", "mdy": "mm/dd/yyyy"}
_MARKS = {"point": ".", "comma": ","}


@click.command(
    "import",
    cls=LedgerCommand,
    examples=[
        "pledger import sales.csv device-licence --dry-run",
        "pledger import sales.csv device-licence --kind sales",
        'pledger import finance.csv device-licence --kind sales --map amount="Net GBP" --map on=Booked',
    ],
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.argument("agreement", required=False)
@click.option("--map", "maps", multiple=True, metavar="FIELD=HEADING", help="What a column is. Kept for next time.")
@click.option("--kind", metavar="KIND", help="What the rows are, where no column and no sheet's name says it.")
@click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Only this sheet. May be repeated.")
@click.option("--dates", type=click.Choice([*_ORDERS]), help="Day or month first, if no cell of a column settles it.")
@click.option("--decimal", type=click.Choice([*_MARKS]), help="The decimal mark, if no cell of a column settles it.")
@click.option("--new", "all_new", is_flag=True, help="Record rows also that look like what is recorded already.")
@click.option("--skip-bad", is_flag=True, help="Record the good rows, and report the bad ones.")
@recording_options(omit={"on", "ref", "note", "idempotency_key"})
def import_file(
    recording: Recording,
    *,
    file: Path,
    agreement: str | None,
    maps: tuple[str, ...],
    kind: str | None,
    sheets: tuple[str, ...],
    dates: str | None,
    decimal: str | None,
    all_new: bool,
    skip_bad: bool,
) -> None:
    """Record costs, sales, income, payments, milestones and contributions from a CSV file or an Excel workbook.

    Columns are found by their names: date, kind, of, amount, quantity, party, to, against, ref, restates, note,
    deductions, and what else they may be called. All rows are checked first; if one is bad, all that are bad are
    shown with their places (200 mistakes at once; of a workbook all in FILE.marked.xlsx), and nothing is recorded.
    The same file twice is recorded once. FILE may be -, for rows that come from a pipe.
    """
    from ledger.importing.agreement_rows import Wishes
    from ledger.importing.days import Order
    from ledger.importing.habits import Habits
    from ledger.importing.headings import Fields, parse_map
    from ledger.importing.kept_columns import place_beside, read_kept, with_kept

    asked, place = parse_map(maps), place_beside(recording.settings.ledger)
    kept = read_kept(place)
    habits = Habits(Order(_ORDERS[dates]) if dates else None, _MARKS[decimal] if decimal else None)
    with _source(file) as source, opened(recording.settings) as ledger:
        meant = _meant(ledger, agreement)
        fields = Fields(asked, kept, cache(lambda: _deductions(ledger, meant)))
        tables = _tables(ledger, source, fields, habits, sheets)
        if meant is None and not all("agreement" in table.reader.heading.columns for table in tables.tables):
            meant = meant_agreement(ledger.store, None)
        wishes = Wishes(meant, _kind(kind), all_new, skip_bad, recording.dry_run)
        _record(ledger, recording, source, tables, wishes=wishes, folder=file.parent)
    if asked and not recording.dry_run and {**kept, **asked} != kept:
        _keep(place, with_kept(kept, asked))


@contextmanager
def _source(file: Path) -> Iterator[Source]:
    """Look at a file; what comes from a pipe is kept in one meanwhile, since it is read more than once."""
    from ledger.importing.source import open_source

    if file != STANDARD_INPUT:
        yield open_source(file)
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "input")
        with kept.open("wb") as target:
            shutil.copyfileobj(sys.stdin.buffer, target)
        yield open_source(kept, "standard input")


def _meant(ledger: Ledger, word: str | None) -> str | None:
    """Return the agreement that was named, or the only one there is; None where rows have to say it."""
    if word is None:
        standing = standing_agreements(ledger.store)
        return standing[0] if len(standing) == 1 else None
    meant = meant_agreement(ledger.store, word)
    ledger.agreement(meant)
    return meant


def _deductions(ledger: Ledger, agreement: str | None) -> list[str]:
    """Return the kinds of deduction that the clauses allow, each of which may be a column."""
    names = [agreement] if agreement else standing_agreements(ledger.store)
    feeds = (feed for name in names for feed in ledger.agreement(name).contract.feeds)
    return list(dict.fromkeys(kind for feed in feeds for kind in feed.deductions))


def _kind(word: str | None) -> str | None:
    from ledger.importing.kinds import KINDS, kind_of_word

    if word is None:
        return None
    kind = kind_of_word(word)
    if kind is None:
        raise WrongUsage(f"'{word}' is no kind of fact", where="--kind", fix=f"Write one of: {', '.join(KINDS)}")
    return kind


def _tables(ledger: Ledger, source: Source, fields: Fields, habits: Habits, sheets: Sequence[str]) -> Tables:
    """Find the tables, and say what of the file is not read."""
    from ledger.importing.file import tables_in

    tables = tables_in(source, fields, habits, sheets)
    for name in tables.without:
        warn(f"the sheet '{name}' has no headings for a date and an amount; it is left out.")
    for table in tables.tables:
        if table.unread:
            where = f" of the sheet '{table.sheet}'" if table.sheet else ""
            warn(f"columns{where} that are not read: {', '.join(table.unread)}.")
    return tables


def _record(
    ledger: Ledger, recording: Recording, source: Source, tables: Tables, *, wishes: Wishes, folder: Path
) -> None:
    """Read, check and record all rows, and say what came of it."""
    from ledger.cli.answer_import import answer_import, import_as_json, of_agreement
    from ledger.cli.due_refs import due_against
    from ledger.cli.sentences import tell
    from ledger.importing.agreement_rows import Finds
    from ledger.importing.mistakes import BadRows
    from ledger.importing.run import Import
    from ledger.importing.turns import Turns

    turns = Turns(tables.tables, wishes.agreement)
    if not turns:
        raise WrongUsage("No row holds a fact", where=source.name, fix="Fill in rows below the headings")
    finds = Finds(lambda name: _evidence(folder, name), lambda name, against: due_against(ledger, name, against) or "")
    running = Import(source, turns, recording.by(), wishes, finds)
    try:
        done = running.record(ledger, _progress(len(turns)), lambda told: list(of_agreement(told)))
    except BadRows as error:
        _mark(folder, source, error.mistakes)
        raise
    _mark(folder, source, done.skipped)
    if recording.as_json:
        from ledger.cli.output import emit_pieces

        emit_pieces(import_as_json(source, done, turns.left_out, dry_run=wishes.dry_run))
        return
    tell(answer_import(source, done, turns.left_out, dry_run=wishes.dry_run))


def _mark(folder: Path, source: Source, mistakes: Sequence[Mistake]) -> None:
    """Write a copy of a workbook in which what is bad is coloured, beside it; where that can't be, say so and go on."""
    from ledger.cli.files import write_whole
    from ledger.importing.marked import MOST_BYTES, marked
    from ledger.importing.sheet import UnreadableFile
    from ledger.importing.workbook import is_workbook

    if not mistakes or not is_workbook(source) or source.size > MOST_BYTES:
        return
    place = folder / f"{Path(source.name).stem}.marked.xlsx"
    try:
        write_whole(place, marked(source.path.read_bytes(), mistakes))
    except (OSError, UnreadableFile) as error:
        warn(f"no copy with the bad cells coloured could be written to {place}: {error}")
    else:
        say(f"pledger: the bad cells are coloured in {place}, each with what is wrong", to_errors=True)


def _evidence(folder: Path, name: str) -> Evidence:
    """Read a file that a row names as evidence: beside the spreadsheet, unless it says where."""
    from ledger.cli.evidence import read_evidence

    place = folder / name
    if not place.is_file():
        raise WrongUsage(f"There is no file '{name}'", where="--evidence", fix=f"Put it into {folder.resolve()}")
    return read_evidence(place)


def _progress(rows: int) -> Callable[[int], None]:
    """Return what is called before each row: for a large file it tells how far the rows are checked."""
    step = max(rows // 10, 1)

    def progress(done: int) -> None:
        """Say on standard error how far a long file is."""
        if rows >= _MANY_ROWS and done and done % step == 0:
            say(f"pledger: {done:,} of {rows:,} rows checked", to_errors=True)

    return progress


def _keep(place: Path, content: bytes) -> None:
    from ledger.cli.files import write_whole

    write_whole(place, content)
    say(f"pledger: what the columns are is kept for next time in {place}", to_errors=True)
