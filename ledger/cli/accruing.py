"""`pledger accrue`: book what has accrued by a day, to be reversed on the next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, cast

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.moments import Day
from ledger.cli.opened import meant_agreement, opened, standing_agreements
from ledger.cli.recorded import record_in
from ledger.cli.recording import Recording, recording_options
from ledger.cli.sentences import tell
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from ledger.accrual_events import Accrued
    from ledger.application import Ledger, Together
    from ledger.commands.accruing import Accrue


@click.command(
    cls=LedgerCommand,
    examples=["pledger accrue device-licence --to 2026-06-30", "pledger accrue --all --to 2026-06-30 --dry-run"],
)
@click.argument("agreement", required=False)
@click.option("--all", "everything", is_flag=True, help="All agreements under which something has accrued.")
@click.option("--to", type=Day(), required=True, metavar="DATE", help="The last day that counts.")
@recording_options(omit={"on", "ref", "party", "on_behalf_of"})
def accrue(recording: Recording, *, agreement: str | None, everything: bool, to: date) -> None:
    """Book what has accrued by the end of a day and is not booked: what time has made due, and what is estimated.

    The accrual reverses itself on the next day. It stands in the statement of the period that holds its day, apart from
    the balances, and becomes no debt. Interest and access fees accrue by days; a fixed fee, and a minimum in advance,
    only once its day has come; what royalties fall short of a minimum, and an estimate, by the days that have passed.
    """
    from ledger.commands.accruing import Accrue

    if agreement is not None and everything:
        raise WrongUsage("One agreement and all of them are asked for", fix=f"Leave out {agreement} or --all")
    command = Accrue(to=to, today=recording.today)
    with opened(recording.settings) as ledger:
        if everything:
            _accrue_all(ledger, recording, command)
        else:
            _accrue_one(ledger, recording, meant_agreement(ledger.store, agreement), command)


def _accrue_one(ledger: Ledger, recording: Recording, agreement: str, command: Accrue) -> None:
    """Accrue one agreement; that nothing has accrued is an answer, and no mistake."""
    from ledger.commands.accruing import NothingAccrued

    try:
        record_in(ledger, recording, agreement, command)
    except NothingAccrued as nothing:
        if recording.as_json:
            _emit_json({"recorded": False, "reason": nothing.what})
        else:
            tell((f"{nothing.what}.", "Nothing was recorded.", f"Next: pledger due {agreement}"))


def _emit_json(answer: object) -> None:
    import msgspec  # only for scripts

    from ledger.cli.output import emit

    emit(msgspec.json.encode(answer) + b"\n")


def _accrue_all(ledger: Ledger, recording: Recording, command: Accrue) -> None:
    """Accrue every agreement in one transaction; those with nothing to accrue are left as they are, and named."""
    from ledger.commands.accruing import NoAccrual
    from ledger.commands.base import Command
    from ledger.store.encoding import request_hash

    names, left = standing_agreements(ledger.store), dict[str, str]()

    def fill(together: Together) -> None:
        """Add an accrual for every agreement that has one."""
        left.clear()
        for name in names:
            held = together.agreement(name, Command())
            try:
                body = together.checked(held, command, recording.by())
            except NoAccrual as none:
                left[name] = none.what
            else:
                together.add(held, body, recording.note)

    given = recording.idempotency_key
    request = {"to": command.to, "agreements": names, "after": ledger.store.max_notification_id()}
    asked = request_hash("accrue all", {"to": command.to} if given else request)
    done = ledger.record_together((given or f"accrue:{asked.hex()}", asked), fill, dry_run=recording.dry_run)
    _tell_all(ledger, recording, done, left.values())


def _tell_all(ledger: Ledger, recording: Recording, done: Together, left: Collection[str]) -> None:
    """Say what was accrued under each agreement, and why under others nothing was."""
    from ledger.application import Recorded
    from ledger.cli.answer_accruals import accrued
    from ledger.cli.answer_json import answer_json
    from ledger.cli.answer_names import Names
    from ledger.cli.output import emit

    recorded = [Recorded(done.agreement(event.originator_id), event, done.repeated) for event in done.events]
    if recording.as_json:
        if not recorded:
            _emit_json({"recorded": False, "reason": "; ".join(left)})
        emit(b"".join(answer_json(ledger, each) for each in recorded))
        return
    if done.repeated:
        tell([f"This was recorded before, on {done.recorded_at}; nothing was recorded anew. The first answer was:"])
    for each in recorded:
        body = cast("Accrued", each.event.body)
        tell(accrued(each.agreement, body, Names(each.agreement), dry_run=recording.dry_run))
    tell([*(f"{reason}." for reason in left), _outcome(done, recording)])


def _outcome(done: Together, recording: Recording) -> str:
    if recording.dry_run:
        return "Nothing was recorded: this was a dry run."
    return "Next: pledger due --all" if done.events else "Nothing was recorded."
