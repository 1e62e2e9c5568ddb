"""What a step would change, before and after, by period, clause and parties; and whether it is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ledger.cli.answer_names import Names
from ledger.cli.streams import can_ask
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from contracts.entries import Entry
    from ledger.application import Recorded


def changes(done: Recorded, what: str) -> Iterator[str]:
    """Say what a step changes of what was booked; `what` it does goes before."""
    names = Names(done.agreement)
    entries: tuple[Entry, ...] = getattr(done.event.body, "entries", ())
    if not entries:
        yield f"{what}; nothing that is booked so far changes."
        return
    yield f"{what}, and what is booked changes, before -> after:"
    lanes = Counter(map(_lane, entries))
    for entry in entries:
        before = names.money(entry.working.before)
        after = names.money(entry.working.before + entry.amount)
        payer, payee = names.party(entry.payer), names.party(entry.payee)
        role = f" ({entry.role.replace(':', ' of ')})" if lanes[_lane(entry)] > 1 else ""
        yield f"  {entry.period}, {entry.clause}{role}, {payer} to {payee}: {before} -> {after}"


def _lane(entry: Entry) -> tuple[str, str, str, str]:
    """Return what tells an entry from others to who reads it; where several are alike, their roles are told too."""
    return entry.period, entry.clause, entry.payer, entry.payee


def wanted(question: str) -> bool:
    """Ask whether a step is to be recorded. Raises WrongUsage where nobody can be asked."""
    if not can_ask():
        raise WrongUsage("Nobody can be asked here whether to record it", where="--yes", fix="Add --yes, or --dry-run")
    return click.confirm(question, err=True)
