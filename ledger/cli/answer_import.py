"""What an import answers: what was recorded from which rows, what it booked, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from ledger.cli.answer_names import Names
from ledger.cli.sentences import inner
from ledger.importing.told import refs_of

if TYPE_CHECKING:
    from ledger.events import Event
    from ledger.importing.lines import LeftOut
    from ledger.importing.run import Imported
    from ledger.importing.source import Source
    from ledger.importing.told import Told

_MOST_LEFT_OUT = 20
_NO_MONEY = ("milestone", "in kind", "unvalued", "outcome", "quality", "rate", "non-response")
"""The kinds of facts that are remembered by something else than an amount of money."""


def answer_import(source: Source, done: Imported, left_out: Sequence[LeftOut], *, dry_run: bool) -> Iterator[str]:
    """Yield the sentences of the answer."""
    together = done.together
    if together.repeated:
        yield f"This file was imported before, on {together.recorded_at}; nothing was recorded anew."
    verb = "Would be recorded" if dry_run else "Was recorded then" if together.repeated else "Recorded"
    counts = ((done.facts, "fact"), (done.accepted, "acceptance"))
    counted = [_count(number, noun) for number, noun in counts if number]
    yield f"{verb} in one transaction from {source.name}: {' and '.join(counted)}."
    yield from done.sentences
    yield from _rows_left_out(left_out)
    if done.skipped:
        yield f"Skipped as bad: {_count(len({(bad.sheet, bad.row) for bad in done.skipped}), 'row')}."
        yield from (inner(str(bad)) for bad in done.skipped)
    if dry_run:
        yield "Nothing was recorded: this was a dry run."
        yield "Next: run it again without --dry-run to record it."
    else:
        yield f"Next: pledger shares {next(iter(together.stored)).originator_id}"


def import_as_json(source: Source, done: Imported, left_out: Sequence[LeftOut], *, dry_run: bool) -> Iterator[str]:
    """Yield the answer for programs, as one line of JSON, in pieces."""
    together = done.together
    begins = {
        "file": source.name,
        "sha256": source.sha256,
        "dry_run": dry_run,
        "repeated": together.repeated,
        "recorded_at": together.recorded_at,
    }
    ends = {"left_out": [str(row) for row in left_out], "skipped": [bad._asdict() for bad in done.skipped]}
    yield msgspec.json.encode(begins).decode()[:-1] + ',"facts":['
    for number, event in enumerate(together.each_event()):
        yield ("," if number else "") + ",".join(_facts(event))
    yield "]," + msgspec.json.encode(ends).decode()[1:] + "\n"


def _facts(event: Event) -> Iterator[str]:
    for ref in refs_of(event):
        fact = {"agreement": event.originator_id, "ref": ref, "event": event.id or None}
        yield msgspec.json.encode(fact).decode()


def of_agreement(told: Told) -> Iterator[str]:
    """Say what was recorded of each kind under one agreement, and what it all booked."""
    names = Names(told.agreement)
    yield f"{told.agreement.id}:"
    for kind, facts in told.facts.items():
        refs = facts.first_ref if facts.count == 1 else f"{facts.first_ref} to {facts.last_ref}"
        worth = f", {names.money(facts.amount)}" if kind not in _NO_MONEY else ""
        between = _between(facts.first, facts.last)
        yield inner(f"{facts.count:,} of {kind} ({refs}), {', '.join(facts.of)}{worth}, {between}.")
    if told.accepted:
        yield inner(f"Accepted: {', '.join(told.accepted)}.")
    for (clause, payer, payee), amount in told.booked.items():
        who = f"{names.party(payer)} to {names.party(payee)}" if payer != payee else names.party(payer)
        yield inner(f"Booked under {names.clause(clause)}, {who}: {names.money(amount)}.")


def _rows_left_out(left_out: Sequence[LeftOut]) -> Iterator[str]:
    if left_out:
        more = len(left_out) - _MOST_LEFT_OUT
        rows = "; ".join(map(str, left_out[:_MOST_LEFT_OUT]))
        yield f"Left out, being no facts: {rows}{f'; and {more:,} more' if more > 0 else ''}."


def _between(first: object, last: object) -> str:
    return f"dated {first}" if first == last else f"dated {first} to {last}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
