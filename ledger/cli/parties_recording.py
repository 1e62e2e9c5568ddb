"""`pledger parties add`, `rename`, `identify` and `merge`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.moments import Day
from ledger.cli.opened import opened
from ledger.cli.options import Function
from ledger.cli.recording import Recording, not_empty, recording_options
from ledger.cli.sentences import tell
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from ledger.party_events import Identifier
    from ledger.registering import PartyCommand, PartyRecorded

_LONGEST = 300
_RECORDING = recording_options(omit={"on", "party", "on_behalf_of", "ref"})
_FROM = click.option("--from", "since", type=Day(), metavar="DATE", help="From which day (default: today).")


def numbers_options(command: Function) -> Function:
    """Add an option for every register; the command is called with what they say as `numbers`."""

    @wraps(command)
    def run(
        *args: Any,
        lei: str | None,
        company: str | None,
        ods: str | None,
        ukprn: str | None,
        charity: str | None,
        **given: Any,
    ) -> None:
        numbers = {"lei": lei, "company": company, "ods": ods, "ukprn": ukprn, "charity": charity}
        command(*args, numbers=_read(numbers), **given)

    for option, name, what in reversed(_OPTIONS):
        run = click.option(option, name, metavar="NUMBER", help=what)(run)
    return run


_OPTIONS = (
    ("--lei", "lei", "Its Legal Entity Identifier; the check digits are checked."),
    ("--company-number", "company", "Its number at Companies House."),
    ("--ods", "ods", "Its code in the NHS Organisation Data Service."),
    ("--ukprn", "ukprn", "Its UK Provider Reference Number."),
    ("--charity-number", "charity", "Its number as a charity."),
)


def _read(numbers: dict[str, str | None]) -> tuple[Identifier, ...]:
    from contracts.scalars import registered as scalars
    from ledger.party_events import Identifier

    parsers: dict[str, Callable[[str], str]] = {
        "lei": scalars.parse_lei,
        "company": scalars.parse_company_number,
        "ods": scalars.parse_ods,
        "ukprn": scalars.parse_ukprn,
        "charity": scalars.parse_charity_number,
    }
    return tuple(Identifier(kind, parsers[kind](number)) for kind, number in numbers.items() if number is not None)


@click.command(
    cls=LedgerCommand,
    examples=['pledger parties add "Example Instruments Ltd" --company-number 07654321 --from 2026-01-01'],
)
@click.argument("name")
@click.option("--id", "party", metavar="ID", help="Its id in the register (default: made from the name).")
@_FROM
@click.option("--new", is_flag=True, help="It is none of the known parties with a name near to this one.")
@_RECORDING
@numbers_options
def add(
    recording: Recording,
    *,
    name: str,
    party: str | None,
    since: date | None,
    new: bool,
    numbers: tuple[Identifier, ...],
) -> None:
    """Register an organisation by its NAME before it signs; whoever signs becomes known without this.

    Names of natural persons don't belong here: what is registered is sealed and can't be erased.
    """
    from contracts.scalars.word import parse_slug
    from ledger.registering import AddParty

    given_id = parse_slug(party) if party is not None else None
    called = _name(name)
    command = AddParty(called=called, since=since or recording.today, numbers=numbers, id=given_id, new=new)
    record_of_party(recording, command)


@click.command(
    cls=LedgerCommand,
    examples=['pledger parties rename northern-trust "Northern Foundation Trust" --from 2026-10-01'],
)
@click.argument("party")
@click.argument("name")
@_FROM
@_RECORDING
def rename(recording: Recording, *, party: str, name: str, since: date | None) -> None:
    """Say that PARTY is called NAME from a day on; it is still found by its earlier names.

    Signed documents keep the name that is written in them.
    """
    from ledger.registering import RenameParty

    record_of_party(recording, RenameParty(party=party, called=_name(name), since=since or recording.today))


@click.command(
    cls=LedgerCommand,
    examples=["pledger parties identify eastern-university --ukprn 10007774"],
)
@click.argument("party")
@_RECORDING
@numbers_options
def identify(recording: Recording, *, party: str, numbers: tuple[Identifier, ...]) -> None:
    """Say which number PARTY has in a public register, so that it is found by it."""
    from ledger.registering import IdentifyParty

    if not numbers:
        names = ", ".join(option for option, _, _ in _OPTIONS)
        raise WrongUsage("It is not said which number", fix=f"Add one of: {names}")
    record_of_party(recording, IdentifyParty(party=party, numbers=numbers))


@click.command(
    cls=LedgerCommand,
    examples=['pledger parties merge the-inventors eastern-university --note "paid through the university" --dry-run'],
)
@click.argument("merged", metavar="PARTY")
@click.argument("party", metavar="INTO")
@_RECORDING
def merge(recording: Recording, *, merged: str, party: str) -> None:
    """Say that PARTY and INTO are one organisation: INTO stays, and the id of PARTY leads to it.

    Nothing in any agreement changes; answers across agreements add the two up.
    """
    from ledger.registering import MergeParties

    record_of_party(recording, MergeParties(merged=merged, party=party))


def _name(text: str) -> str:
    """Return a name without blanks around and within. Raises WrongUsage for none, and for what is no name."""
    name = " ".join((not_empty("NAME", text) or "").split())
    if len(name) > _LONGEST or not name.isprintable():
        fix = f"Write it in at most {_LONGEST} letters, digits and signs"
        raise WrongUsage("This can't be the name of a party", where="NAME", fix=fix)
    return name


def record_of_party(recording: Recording, command: PartyCommand) -> None:
    """Record a request on the register, and say what came of it."""
    from ledger.registering import record_party

    with opened(recording.settings) as ledger:
        done = record_party(ledger, command, recording.by(), dry_run=recording.dry_run)
        if recording.as_json:
            from ledger.cli.answer_json import answer_json
            from ledger.cli.output import emit

            emit(answer_json(ledger, done))
            return
    tell(_answer(done, dry_run=recording.dry_run))


def _answer(done: PartyRecorded, *, dry_run: bool) -> Iterator[str]:
    from ledger.party_words import party_event_in_words

    if done.repeated:
        yield f"This was recorded before, on {done.event.recorded_at}; nothing was recorded anew. The first answer was:"
    yield f"{'Would be recorded' if dry_run else 'Recorded'}: {party_event_in_words(done.event.body, done.party)}."
    agreements = sorted({agreement for agreement, _ in done.party.members})
    if agreements:
        yield f"It has a part in {', '.join(agreements)}."
    if dry_run:
        yield "Nothing was recorded: this was a dry run."
        yield "Next: run it again without --dry-run to record it."
    else:
        yield f"Next: pledger parties show {done.party.id}"
