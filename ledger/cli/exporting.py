"""`pledger export`: the ledger as a journal that independent accounting programs read and balance."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.output import STANDARD_OUTPUT
from ledger.cli.practising import practice_sentence
from ledger.cli.reading import Reading, reading_options_but_format
from ledger.cli.source import Source, views_of, views_of_all
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from projections.rendering.journal_text import Notation

NOTATIONS = ("beancount", "ledger", "hledger")
"""The programs that a journal can be written for, which help lists without loading what writes it."""

_SUFFIXES = {
    ".beancount": "beancount",
    ".bean": "beancount",
    ".ledger": "ledger",
    ".hledger": "hledger",
    ".journal": "hledger",
}


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger export device-licence --format beancount",
        "pledger export --all -o books.hledger",
        "pledger export device-licence --known-at 2099-03-31 -o as-known.ledger",
    ],
)
@click.argument("agreement", required=False)
@click.option("--all", "everything", is_flag=True, help="All agreements (also where none is named).")
@click.option(
    "--format",
    "notation",
    type=click.Choice(NOTATIONS, case_sensitive=False),
    help="The program that is to read it (by default the name of the file says).",
)
@reading_options_but_format
def export(reading: Reading, *, agreement: str | None, everything: bool, notation: str | None) -> None:
    """Write every booked entry, payment and waiver as a balanced transaction, for beancount, ledger or hledger.

    Each party has its own accounts under each clause: what it owes, is owed, bears and earns, and its cash. Beside each
    transaction stand the agreement, the event and the entry. What has accrued or is disputed moves no balance, and is
    left out.
    """
    chosen = notation or _by_name(reading.output)
    if agreement is not None and everything:
        raise WrongUsage("One agreement and all of them are asked for", fix=f"Leave out {agreement} or --all")
    from projections import journal
    from projections.rendering.journal_text import Notation

    if agreement is None:
        with views_of_all(reading) as source:
            reading.emit_pieces(_pieces(source, journal.standing(source.connection), Notation(chosen)))
        return
    with views_of(reading, agreement) as (source, name):
        reading.emit_pieces(_pieces(source, [name], Notation(chosen)))


def _by_name(output: Path | None) -> str:
    """Return the program that the name of the file says. Raises WrongUsage where it says none."""
    if output is None or output == STANDARD_OUTPUT:
        fix = "Add --format beancount, --format ledger or --format hledger"
        raise WrongUsage("It is not said which program is to read the journal", fix=fix)
    found = _SUFFIXES.get(output.suffix.lower())
    if found is None:
        fix = f"Add --format, or end the name in {', '.join(_SUFFIXES)}"
        raise WrongUsage("The file's name does not say which program is to read it", where=str(output), fix=fix)
    return found


def _pieces(source: Source, agreements: list[str], notation: Notation) -> Iterator[str]:
    from projections.journal import sections
    from projections.rendering.journal_text import to_journal

    yield from to_journal(notation, _head(source, notation), sections(source.connection, agreements))


def _head(source: Source, notation: Notation) -> Iterator[str]:
    """Say what the journal is, that a ledger is for practice, and what it all rests on."""
    from projections.asking import footing
    from projections.rendering.footing import named

    if said := practice_sentence():
        yield said
    yield f"What was booked, paid and waived under agreements, from a partnership ledger, for {notation.value}."
    yield "What has accrued and what is disputed moves no balance, and is left out."
    rests_on = named(footing(source.connection, source.asked))
    yield from (f"{name.replace('_', ' ')}: {value}" for name, value in rests_on.items() if value is not None)
