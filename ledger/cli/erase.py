"""`pledger erase`: what may be forgotten, texts and names; the events that name them stay sealed."""

from __future__ import annotations

import click

from ledger.cli.commands import LazyGroup, LedgerCommand
from ledger.cli.options import general_options, settings_here
from ledger.cli.practising import notice
from ledger.cli.sentences import tell
from ledger.cli.streams import can_ask
from ledger.errors import NotFound, Refused, WrongUsage

_YES = click.option("--yes", is_flag=True, help="Erase without being asked; needed where nobody sits at a terminal.")


@click.group(cls=LazyGroup, examples=["pledger erase note 4 --yes"])
@general_options
def erase() -> None:
    """Erase a note or a person's name for good. The events stay, sealed as they were."""


@erase.command(cls=LedgerCommand, examples=["pledger erase note 4 --yes"])
@click.argument("event", type=click.IntRange(1, 10**15))
@_YES
@general_options
def note(event: int, yes: bool) -> None:
    """Erase the note or reason of an EVENT, by its number in `pledger history`."""
    from ledger.store.encoding import codec
    from ledger.store.opening import open_ledger

    with open_ledger(settings_here().ledger) as file:
        notice(file)
        rows = file.recorder.select_rows(event, 1)
        if not rows or rows[0][0] != event:
            raise NotFound(f"There is no event {event}", fix="See the numbers with: pledger history AGREEMENT")
        text = codec().decode(rows[0][4], rows[0][5]).provenance.note
        if text is None or file.side_tables.text_of(text) is None:
            raise Refused(f"Event {event} has no note, or it was erased before", fix="There is nothing to do")
        _confirm(f"the note of event {event}", yes=yes)
        file.side_tables.erase_text(text)
    tell(
        [
            f"Erased: the note of event {event}, and the salt of its hash.",
            f"What remains sealed is the hash {text}, from which the text can't be found again.",
        ]
    )


@erase.command(cls=LedgerCommand, examples=['pledger erase person "A. Person" --yes'])
@click.argument("name")
@_YES
@general_options
def person(name: str, yes: bool) -> None:
    """Erase the NAME of a person who recorded; a pseudonym stands in the events."""
    from ledger.store.opening import open_ledger

    if not name.strip():
        raise WrongUsage("The name is empty", fix="Write it as pledger history shows it")
    with open_ledger(settings_here().ledger) as file:
        notice(file)
        pseudonym = file.side_tables.person(name).pseudonym
        if file.side_tables.name_of(pseudonym) is None:
            raise NotFound(f"Nobody called '{name}' has recorded here", fix="Write it as pledger history shows it")
        _confirm(f"the name {name}", yes=yes)
        file.side_tables.erase_person(pseudonym)
    tell(
        [
            f"Erased: the name behind {pseudonym}.",
            "The pseudonym stays sealed in the events, beside the user and the machine that were observed.",
        ]
    )


def _confirm(what: str, *, yes: bool) -> None:
    """Ask before what can't be undone. Raises WrongUsage where nobody can be asked."""
    if yes:
        return
    if not can_ask():
        raise WrongUsage(f"Erasing {what} can't be undone", fix="Add --yes")
    click.confirm(f"Erase {what} for good?", abort=True)
