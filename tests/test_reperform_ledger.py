"""A ledger is worked out again agreement by agreement, in one process or several, as one stream of events would be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from eventsourcing.persistence import StoredEvent
from msgspec.structs import replace

from contracts.document import read_document
from contracts.scalars import parse_amount
from ledger.application import By, Ledger
from ledger.audit.by_agreement import reperform_ledger
from ledger.audit.reperform import reperform
from ledger.commands.lifecycle import Sign
from ledger.commands.receipts import RecordSales
from ledger.errors import VerificationFailed
from ledger.events import Event, Evidence
from ledger.store.encoding import codec
from ledger.store.opening import create_ledger
from projections.views import events_until
from tests.benchmarks.bench_import import terms

NAMES = ("a-0", "a-1", "a-2")
BY = By("anna", "anna", "desk-7", party="company")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.store.processes.PATIENCE_SECONDS", 0)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Yield a ledger with three agreements, each with two sales."""
    create_ledger(tmp_path / "ledger.db")
    opened = Ledger(tmp_path / "ledger.db")
    for name in NAMES:
        opened.record(name, Sign.of(read_document(terms(name, 1)), Evidence("ab" * 32, "terms.yaml", 1), None), BY)
        for day in (5, 6):
            opened.record(name, RecordSales(amount=parse_amount("100"), on=date(2010, 3, day)), BY)
    yield opened
    opened.close()


def _book_wrongly(ledger: Ledger, name: str) -> int:
    """Record one more sale of an agreement, sealed as it should be, for which a penny too much is booked."""
    event: Event = ledger.record(
        name, RecordSales(amount=parse_amount("100"), on=date(2010, 3, 7)), BY, dry_run=True
    ).event
    (entry,) = event.body.entries  # type: ignore[union-attr]  # sales have entries
    working = replace(entry.working, rounded=entry.working.rounded + 1)
    body = replace(event.body, entries=(replace(entry, amount=entry.amount + 1, working=working),))
    (recorded,) = ledger.store.insert_events([StoredEvent(name, event.originator_version, *codec().encode(body))])
    return recorded


@pytest.mark.parametrize("processes", [1, 2])
def test_the_counts_are_those_of_one_stream(ledger: Ledger, processes: int) -> None:
    size = ledger.store.head().size

    assert reperform(events_until(ledger.store, size)) == reperform_ledger(ledger.file, NAMES, size, processes)
    assert (3, 2, 0) == reperform_ledger(ledger.file, NAMES[:1], size, processes)
    assert (0, 0, 0) == reperform_ledger(ledger.file, (), size, processes)


@pytest.mark.parametrize("processes", [1, 2])
def test_the_first_event_that_differs_is_named_whichever_agreement_it_is_of(ledger: Ledger, processes: int) -> None:
    first = _book_wrongly(ledger, NAMES[2])
    _book_wrongly(ledger, NAMES[0])
    size = ledger.store.head().size

    with pytest.raises(VerificationFailed) as expected:
        reperform(events_until(ledger.store, size))
    with pytest.raises(VerificationFailed) as actual:
        reperform_ledger(ledger.file, NAMES, size, processes)

    assert first == actual.value.event_id
    assert str(expected.value) == str(actual.value)


@pytest.mark.parametrize("figure", ["", "12,5", "5/", "5/0", "nothing"])
def test_a_sum_with_what_is_no_figure_is_named_and_never_a_crash(ledger: Ledger, figure: str) -> None:
    event: Event = ledger.record(
        NAMES[1], RecordSales(amount=parse_amount("100"), on=date(2010, 3, 7)), BY, dry_run=True
    ).event
    (entry,) = event.body.entries  # type: ignore[union-attr]  # sales have entries
    body = replace(event.body, entries=(replace(entry, working=replace(entry.working, cumulative=figure)),))
    (bad,) = ledger.store.insert_events([StoredEvent(NAMES[1], event.originator_version, *codec().encode(body))])

    with pytest.raises(VerificationFailed, match=f"^The sum of entry E{bad}.1 does not add up: ") as failed:
        reperform_ledger(ledger.file, NAMES, bad)
    assert (bad, NAMES[1]) == (failed.value.event_id, failed.value.agreement)


def test_events_after_the_last_that_was_verified_are_left_alone(ledger: Ledger) -> None:
    size = ledger.store.head().size
    _book_wrongly(ledger, NAMES[1])

    assert (9, 6, 0) == reperform_ledger(ledger.file, NAMES, size)
