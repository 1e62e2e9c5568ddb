"""What an import answers: what was recorded from which rows, what it booked, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from ledger.cli.answer_names import Names
from ledger.cli.sentences import inner
from ledger.events import FactAccepted
from ledger.importing.kinds import KINDS
from ledger.listed_events import FactsListed

if TYPE_CHECKING:
    from ledger.agreement import Agreement
    from ledger.events import Event
    from ledger.facts import Fact
    from ledger.importing.file import Source
    from ledger.importing.lines import LeftOut
    from ledger.importing.run import Imported

_MOST_LEFT_OUT = 20
_NO_MONEY = ("milestone", "in kind", "unvalued", "outcome", "quality")
"""The kinds of facts that are remembered by something else than an amount of money."""


def answer_import(source: Source, done: Imported, left_out: Sequence[LeftOut], *, dry_run: bool) -> Iterator[str]:
    """Yield the sentences of the answer."""
    together = done.together
    if together.repeated:
        yield f"This file was imported before, on {together.recorded_at}; nothing was recorded anew."
    verb = "Would be recorded" if dry_run else "Was recorded then" if together.repeated else "Recorded"
    accepted = sum(isinstance(event.body, FactAccepted) for event in together.events)
    facts = sum(len(_refs(event)) for event in together.events) - accepted
    counted = [_count(number, noun) for number, noun in ((facts, "fact"), (accepted, "acceptance")) if number]
    yield f"{verb} in one transaction from {source.name}: {' and '.join(counted)}."
    for name, agreement in together.agreements.items():
        events = [event for event in together.events if event.originator_id == name]
        if events:
            yield from _of_agreement(agreement, events)
    yield from _rows_left_out(left_out)
    if done.skipped:
        yield f"Skipped as bad: {_count(len({(bad.sheet, bad.row) for bad in done.skipped}), 'row')}."
        yield from (inner(str(bad)) for bad in done.skipped)
    if dry_run:
        yield "Nothing was recorded: this was a dry run."
        yield "Next: run it again without --dry-run to record it."
    else:
        yield f"Next: pledger shares {next(iter(together.agreements))}"


def import_as_json(source: Source, done: Imported, left_out: Sequence[LeftOut], *, dry_run: bool) -> bytes:
    """Return the answer for programs, as one line of JSON."""
    together = done.together
    answer = {
        "file": source.name,
        "sha256": source.sha256,
        "dry_run": dry_run,
        "repeated": together.repeated,
        "recorded_at": together.recorded_at,
        "facts": [
            {"agreement": event.originator_id, "ref": ref, "event": event.id or None}
            for event in together.events
            for ref in _refs(event)
        ],
        "left_out": [str(row) for row in left_out],
        "skipped": [bad._asdict() for bad in done.skipped],
    }
    return msgspec.json.encode(answer) + b"\n"


def _of_agreement(agreement: Agreement, events: Sequence[Event]) -> Iterator[str]:
    """Say what was recorded of each kind, and what it all booked."""
    names = Names(agreement)
    yield f"{agreement.id}:"
    recorded: dict[str, list[Fact]] = {kind: [] for kind in KINDS}
    for event in events:
        for ref in () if isinstance(event.body, FactAccepted) else _refs(event):
            recorded[(fact := agreement.facts[ref]).kind].append(fact)
    for kind, facts in recorded.items():
        if facts:
            days = sorted(fact.on for fact in facts)
            of = ", ".join(dict.fromkeys(fact.of for fact in facts))
            refs = facts[0].ref if len(facts) == 1 else f"{facts[0].ref} to {facts[-1].ref}"
            money = sum(fact.amount for fact in facts)
            worth = f", {names.money(money)}" if kind not in _NO_MONEY else ""
            yield inner(f"{len(facts):,} of {kind} ({refs}), {of}{worth}, {_between(days[0], days[-1])}.")
    accepted = [event.body.ref for event in events if isinstance(event.body, FactAccepted)]
    if accepted:
        yield inner(f"Accepted: {', '.join(accepted)}.")
    yield from _booked(events, names)


def _booked(events: Sequence[Event], names: Names) -> Iterator[str]:
    sums: dict[tuple[str, str, str], int] = {}
    for event in events:
        for entry in getattr(event.body, "entries", ()):
            key = (entry.clause, entry.payer, entry.payee)
            sums[key] = sums.get(key, 0) + entry.amount
    for (clause, payer, payee), amount in sums.items():
        who = f"{names.party(payer)} to {names.party(payee)}" if payer != payee else names.party(payer)
        yield inner(f"Booked under {names.clause(clause)}, {who}: {names.money(amount)}.")


def _rows_left_out(left_out: Sequence[LeftOut]) -> Iterator[str]:
    if left_out:
        more = len(left_out) - _MOST_LEFT_OUT
        rows = "; ".join(map(str, left_out[:_MOST_LEFT_OUT]))
        yield f"Left out, being no facts: {rows}{f'; and {more:,} more' if more > 0 else ''}."


def _refs(event: Event) -> Sequence[str]:
    """Return the references of the facts that an event records."""
    if isinstance(event.body, FactsListed):
        return [fact.ref for fact in event.body.facts]
    return [ref] if (ref := getattr(event.body, "ref", None)) else []


def _between(first: object, last: object) -> str:
    return f"dated {first}" if first == last else f"dated {first} to {last}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
