"""What a recording command answers: what was recorded, what it booked for whom and why, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import TYPE_CHECKING

from contracts.clause import VENTURE
from ledger.accrual_events import Accrued, EstimateRecorded
from ledger.cli.answer_accruals import of_time
from ledger.cli.answer_dues import disputed_between, settled_beside
from ledger.cli.answer_entries import booked
from ledger.cli.answer_facts import happened, kept
from ledger.cli.answer_names import Names
from ledger.cli.next_command import next_command
from ledger.events import FactAccepted, FactReversed, PaymentRecorded
from ledger.facts import Status

if TYPE_CHECKING:
    from ledger.application import Recorded
    from ledger.events import Event
    from ledger.facts import Fact

REPEATABLE = ("cost", "sales", "income", "payment", "in kind", "contribution", "distribution", "commitment")
"""The kinds of facts that may be recorded twice by a slip; the others are refused, or have no amount."""


def answer(done: Recorded, *, dry_run: bool = False, dated: bool = True) -> Iterator[str]:
    """Yield the sentences of an answer; `dated` says whether an effective date was given."""
    names = Names(done.agreement)
    if done.repeated:
        yield f"This was recorded before, on {done.event.recorded_at}; nothing was recorded anew. The first answer was:"
    if isinstance(done.event.body, EstimateRecorded | Accrued):
        yield from of_time(done.agreement, done.event.body, names, dry_run=dry_run)
        yield from kept(done.event.body)
    else:
        yield from happened(done.agreement, done.event, names, dry_run=dry_run)
        yield from _twice(done, dry_run=dry_run)
    if done.joined:
        from ledger.cli.joining import joined_in_words  # only where a document was signed

        yield from joined_in_words(done, names)
    undated = not dated and not isinstance(done.event.body, Accrued)
    if undated and getattr(done.event.body, "on", None) and not getattr(done.event.body, "restates", None):
        yield "It is dated today, because no date was given with --on."
    yield from booked(done.event, names)
    yield from settled_beside(done.agreement, done.event, names)
    yield from _who_owes_whom(done, names)
    if dry_run:
        yield "Nothing was recorded: this was a dry run."
        yield "Next: run it again without --dry-run to record it."
    else:
        yield f"Next: {next_command(done.agreement, done.event)}"


def reference(event: Event) -> str | None:
    """Return what a fact is called at the prompt, `agreement/S1`; None where an event is no fact."""
    ref = getattr(event.body, "ref", None)
    return f"{event.originator_id}/{ref}" if ref else None


def entry_ref(event: Event, number: int) -> str:
    """Return what an entry is called at the prompt: the event's id, and its number in it from 1."""
    return f"E{event.id}.{number}"


def _twice(done: Recorded, *, dry_run: bool) -> Iterator[str]:
    """Say of a fact that another one of the same day, party, object and amount counts, which may be a slip."""
    ref, facts = str(getattr(done.event.body, "ref", "")), done.agreement.facts
    if done.repeated or isinstance(done.event.body, FactAccepted | FactReversed) or ref not in facts:
        return
    fact = facts[ref]
    said = _said(fact)
    earlier = [each.ref for each in facts.values() if _said(each) == said and each is not fact]
    if earlier and fact.kind in REPEATABLE and not fact.restates:
        undo = "" if dry_run else f" If it happened only once: pledger reverse {reference(done.event)} --reason ..."
        yield f"The same is recorded already, as {done.agreement.id}/{earlier[-1]}.{undo}"


def _said(fact: Fact) -> tuple[object, ...]:
    """Return what a fact says, if it counts or waits for acceptance; else nothing that another one says."""
    stands = fact.status in (Status.COUNTS, Status.PENDING)
    return (fact.kind, fact.on, fact.party, fact.of, fact.amount, fact.until) if stands else (fact.ref,)


def _who_owes_whom(done: Recorded, names: Names) -> Iterator[str]:
    """Say who owes whom, now, after a payment and where parties share a common pot: no single entry shows that."""
    body = done.event.body
    if isinstance(body, PaymentRecorded):
        left = _owing(done, body.payer, body.payee, set(done.agreement.contract.clauses))
        yield (
            f"{names.party(body.payer)} still owes {names.party(body.payee)} "
            f"{names.money(left) if left else 'nothing that is booked'}"
            f"{disputed_between(done.agreement, body.payer, body.payee, names)}."
        )
    entries = getattr(body, "entries", ())
    if shared := {entry.clause for entry in entries if VENTURE in (entry.payer, entry.payee)}:
        owed = "; ".join(_balances(done, names, shared))
        if owed:
            yield f"As it stands, {owed}."
        elif any(names.shares_cost(clause) for clause in shared):
            yield "As it stands, nobody owes anybody anything for shared costs."


def _balances(done: Recorded, names: Names, clauses: set[str]) -> Iterator[str]:
    for payer, payee in permutations(names.parties, 2):
        if amount := _owing(done, payer, payee, clauses):
            yield f"{names.party(payer)} owes {names.party(payee)} {names.money(amount)}"


def _owing(done: Recorded, payer: str, payee: str, clauses: set[str]) -> int:
    return sum(debt.amount for debt in done.agreement.debts.owing(payer, payee) if debt.clause in clauses)
