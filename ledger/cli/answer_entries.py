"""The entries of an event in sentences: under which clause and period, who owes whom how much, by when, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from contracts.clause import VENTURE
from contracts.sums import reason
from ledger.cli.sentences import inner

if TYPE_CHECKING:
    from contracts.entries import Entry
    from ledger.cli.answer_names import Names
    from ledger.events import Event


def booked(event: Event, names: Names) -> Iterator[str]:
    """Yield a sentence for every clause and period, and beneath it one for every entry."""
    numbered = list(enumerate(getattr(event.body, "entries", ()), 1))
    for _, group in groupby(numbered, key=lambda each: (each[1].clause, each[1].period, each[1].true_up)):
        entries = list(group)
        yield _heading([entry for _, entry in entries], names, booked=event.id > 0)
        for number, entry in entries:
            ref = f" (E{event.id}.{number})" if event.id else ""
            yield inner(f"{who_owes(entry, names)}{ref}: {reason(entry, names.digits)}.")


def _heading(entries: Sequence[Entry], names: Names, *, booked: bool) -> str:
    """Say under what entries were booked, and by when they are payable; what a party keeps itself is not."""
    entry, due = entries[0], next((each.due for each in entries if each.due), None)
    payable = f", payable by {names.day(due)}" if due else ""
    verb = "Booked" if booked else "Would be booked"
    what = f"{verb} as a true-up" if entry.true_up else verb
    return f"{what} for {entry.period} under {names.clause(entry.clause)}{payable}:"


def who_owes(entry: Entry, names: Names) -> str:
    """Say what an entry does: of a common pot what a party bears or is owed, else who owes whom."""
    amount = names.money(abs(entry.amount))
    less = entry.amount < 0
    if entry.payee == VENTURE:
        return f"{names.party(entry.payer)} bears {amount}{' less' if less else ''}"
    if entry.payer == VENTURE:
        for_what = "for what it paid" if names.shares_cost(entry.clause) else "out of the common pot"
        return f"{names.party(entry.payee)} is credited {amount}{' less' if less else ''} {for_what}"
    if entry.payer == entry.payee and names.in_kind(entry.clause):
        return f"{names.party(entry.payee)} contributes {amount}{' less' if less else ''} in kind"
    if entry.payer == entry.payee:
        return f"{names.party(entry.payee)} keeps {amount}{' less' if less else ''} itself"
    return f"{names.party(entry.payer)} owes {names.party(entry.payee)} {amount}{' less' if less else ''}"
