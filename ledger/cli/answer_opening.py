"""What a take-over answers: the lines that were told, what was paid, and where the terms make something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from contracts.opening import STILL_OPEN
from ledger.cli.answer_names import Names
from ledger.cli.sentences import inner
from ledger.opening import first_day
from ledger.opening_events import OpeningDifference, PositionOpened

if TYPE_CHECKING:
    from ledger.agreement import Agreement
    from ledger.events import PaymentRecorded
    from ledger.together import Together


def answer_opening(agreement: Agreement, together: Together, *, dry_run: bool) -> Iterator[str]:
    """Yield the sentences of the answer."""
    names = Names(agreement)
    body = cast("PositionOpened", together.events[0].body)
    if together.repeated:
        yield f"This was recorded before, on {together.recorded_at}; nothing was recorded anew."
    verb = "Would be recorded" if dry_run else "Recorded"
    day, before = names.day(first_day(body)), names.day(body.on)
    what = f"from {day} the agreement is kept here, from where it stood on {before}"
    yield f"{verb} as {agreement.id}/{body.ref}: {what}."
    yield from _told(names, body)
    for event in together.events[1:]:
        paid = cast("PaymentRecorded", event.body)
        payer, payee = names.party(paid.payer), names.party(paid.payee)
        yield inner(f"{payer} had paid {payee} {names.money(paid.amount)} under {paid.against[0]} ({paid.ref}).")
    yield from (_difference(names, each) for each in body.differences)
    if dry_run:
        yield "Nothing was recorded: this was a dry run."
        yield "Next: run it again without --dry-run to record it."
    else:
        yield f"Next: pledger explain {agreement.id}"


def _told(names: Names, body: PositionOpened) -> Iterator[str]:
    if not body.entries:
        yield "Nothing had been booked."
        return
    yield "Booked before, as opening lines:"
    for entry in body.entries:
        payer, payee = names.party(entry.payer), names.party(entry.payee)
        owes = f"{payer} owes {payee} {names.money(abs(entry.amount))}{' less' if entry.amount < 0 else ''}"
        if entry.due and entry.working.lines[0].what.endswith(STILL_OPEN):
            owes += f", not paid by then and payable by {names.day(entry.due)}"
        yield inner(f"opening for {entry.period} under {names.clause(entry.clause)}, {entry.role}: {owes}.")


def _difference(names: Names, each: OpeningDifference) -> str:
    told, worked = names.money(each.told), names.money(each.worked)
    return (
        f"Opening difference under {names.clause(each.clause)}, {each.role}: {told} was booked, and the terms make "
        f"{worked} of the figures. It is kept with its reason and not booked."
    )
