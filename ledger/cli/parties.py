"""`pledger parties`: the register of parties, listed, shown, and kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import Lazy, LazyGroup, LedgerCommand
from ledger.cli.reading import Reading, reading_options
from ledger.cli.source import basis_of

if TYPE_CHECKING:
    from ledger.events import Event
    from ledger.store.opened import OpenLedger

_COMMANDS = {
    "show": Lazy("ledger.cli.parties:show", "One party: names by date, numbers, agreements, history."),
    "add": Lazy("ledger.cli.parties_recording:add", "Register a party before it signs."),
    "rename": Lazy("ledger.cli.parties_recording:rename", "It has another name from a day on."),
    "identify": Lazy("ledger.cli.parties_recording:identify", "It also has this number: LEI, ODS code ..."),
    "merge": Lazy("ledger.cli.parties_recording:merge", "Two registered parties are one."),
    "separate": Lazy("ledger.cli.parties_separating:separate", "A merger, or who a party was said to be, was wrong."),
}


@click.group(
    cls=LazyGroup,
    lazy=_COMMANDS,
    invoke_without_command=True,
    examples=["pledger parties", "pledger parties show northern-trust"],
)
@reading_options
def parties(reading: Reading) -> None:
    """List the parties of all agreements: one id each, the name on the day, numbers, and who signed what as what.

    Parties are organisations. Names of natural persons don't belong here: what is registered is sealed and can't be
    erased.
    """
    if click.get_current_context().invoked_subcommand is not None:
        return
    from ledger.registered import read_register
    from projections.parties import list_parties

    with basis_of(reading) as (file, position, footing):
        register = read_register(file.recorder, position)
        reading.show(list_parties(register, _day(reading), reading.settings.us, footing))


@click.command(cls=LedgerCommand, examples=["pledger parties show northern-trust"])
@click.argument("party")
@reading_options
def show(reading: Reading, party: str) -> None:
    """Show one PARTY, by its id, a name or a number: names by date, numbers, agreements, and how it became known."""
    from ledger.joining import one_called
    from ledger.registered import read_register
    from projections.parties import show_party

    with basis_of(reading) as (file, position, footing):
        found = one_called(read_register(file.recorder, position), party, "party")
        reading.show(show_party(found, _day(reading), _events(file, position), file.side_tables, footing))


def _day(reading: Reading) -> date:
    return reading.as_of or date.today()


def _events(file: OpenLedger, position: int) -> list[Event]:
    from ledger.parties import TOPICS
    from ledger.store.mapper import LedgerMapper

    stored = file.recorder.select_notifications(1, position, position, TOPICS)
    return [LedgerMapper().to_domain_event(each) for each in stored]
