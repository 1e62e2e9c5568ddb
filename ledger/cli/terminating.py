"""`pledger terminate`: what the end of an agreement changes, before and after; and, once that is wanted, the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from ledger.cli.answer_life import surviving
from ledger.cli.answer_names import Names
from ledger.cli.before_after import changes, wanted
from ledger.cli.commands import LedgerCommand
from ledger.cli.corrections import REASON, given_reason
from ledger.cli.moments import Day
from ledger.cli.opened import meant_agreement, opened
from ledger.cli.recorded import record_in
from ledger.cli.recording import Recording, recording_options
from ledger.cli.sentences import tell
from ledger.life_words import GROUNDS


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger terminate device-licence --on 2027-03-31 --ground convenience "
        '--reason "notice of 1 October" --evidence report.pdf --yes'
    ],
)
@click.argument("agreement", required=False)
@click.option("--on", "last", type=Day(), required=True, metavar="DATE", help="The last day of the agreement.")
@click.option("--ground", type=click.Choice(list(GROUNDS)), required=True, help="On which ground.")
@REASON
@click.option("--yes", is_flag=True, help="Record it without asking.")
@recording_options(omit={"on", "note"})
def terminate(recording: Recording, *, agreement: str | None, last: date, ground: str, reason: str, yes: bool) -> None:
    """End an agreement with a day. Shows before and after by party and period, and asks before it records.

    From the day after, new facts are refused, but for clauses that survive; payments, acceptances and corrections of
    what happened before go on. Fees and minimums end with it, by days where they run by days. It is taken back with
    pledger reverse.
    """
    from ledger.commands.terminating import Terminate

    why = given_reason(reason)
    by = recording.by()._replace(note=why)
    command = Terminate(on=last, ground=ground, reason=why, ref=recording.ref)
    with opened(recording.settings) as ledger:
        name = meant_agreement(ledger.store, agreement)
        tried = ledger.record(name, command, by, dry_run=True)
        names = Names(tried.agreement)
        tell([*changes(tried, f"{names.day(last)} is the last day of {name}"), *surviving(tried.agreement, names)])
        if recording.dry_run:
            tell(["Nothing was recorded: this was a dry run."])
        elif yes or wanted("Terminate the agreement?"):
            record_in(ledger, replace(recording, given_on=last), name, command, by)
        else:
            tell(["Nothing was recorded."])
