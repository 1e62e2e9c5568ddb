"""What an estimate or an accrual says, in sentences: what is expected, what has accrued, and when it is reversed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.sums import reason
from ledger.accrual_events import Accrued, EstimateRecorded
from ledger.accrual_words import estimate_in_words
from ledger.cli.answer_entries import who_owes
from ledger.cli.sentences import inner

if TYPE_CHECKING:
    from ledger.agreement import Agreement
    from ledger.cli.answer_names import Names


def of_time(agreement: Agreement, body: EstimateRecorded | Accrued, names: Names, *, dry_run: bool) -> Iterator[str]:
    """Yield the sentences of either."""
    if isinstance(body, Accrued):
        yield from accrued(agreement, body, names, dry_run=dry_run)
    else:
        yield from _estimated(agreement, body, names, dry_run=dry_run)


def _estimated(agreement: Agreement, body: EstimateRecorded, names: Names, *, dry_run: bool) -> Iterator[str]:
    """Say what is expected for which period, and that it counts until the actual figure comes."""
    said = estimate_in_words(body.kind, body.of, names.money(body.amount), body.period)
    head = "Would be recorded" if dry_run else "Recorded"
    yield f"{head} as {agreement.id}/{body.ref}: {said}, by {names.party(body.party)}."
    if body.restates:
        yield f"It takes the place of {agreement.id}/{body.restates}, which counts no longer."
    yield (
        "It books nothing. It counts in accruals, by the days of its period, until the first actual figure of that "
        "period is recorded, and then no more."
    )


def accrued(agreement: Agreement, body: Accrued, names: Names, *, dry_run: bool) -> Iterator[str]:
    """Say what is accrued to which day, between whom, with its sum, and when it is reversed."""
    head = "Would be accrued" if dry_run else "Accrued"
    yield f"{head}: {agreement.id} to {names.day(body.on)}; all of it is reversed on {names.day(body.reverses)}."
    for entry in body.accruals:
        under = f"under {names.clause(entry.clause)} for {entry.period}"
        yield inner(f"{who_owes(entry, names)} {under}: {reason(entry, names.digits)}.")
    yield "It is no debt and nothing falls due by it: what becomes due is booked by its facts, or by a close."
