"""Several commands in one transaction: all are there or none, once, whoever else records in between."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from contracts.document import read_document
from contracts.entries import Entry
from contracts.scalars import parse_amount
from ledger.application import By, Ledger, Together
from ledger.audit.reperform import reperform
from ledger.commands.base import Command
from ledger.commands.lifecycle import Sign
from ledger.commands.receipts import RecordSales
from ledger.errors import DuplicateKey, NotFound, Refused
from ledger.events import Event, Evidence
from ledger.store.opening import create_ledger
from tests.import_samples import TERMS

BY = By(name="Finance", user="finance", host="desk")
SOURCE = Evidence("0" * 64, "terms.yaml", 1)
KEY = ("import:1", b"\1" * 32)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Yield a ledger with two agreements."""
    create_ledger(tmp_path / "ledger.db")
    opened = Ledger(tmp_path / "ledger.db")
    for name in ("one", "two"):
        terms = read_document(TERMS.replace("agreement: partnership", f"agreement: {name}"))
        opened.record(name, Sign.of(terms, SOURCE, None), BY)
    yield opened
    opened.close()


def sales(amount: str, ref: str | None = None) -> Command:
    return RecordSales(amount=parse_amount(amount), on=date(2026, 5, 13), ref=ref)


def add(together: Together, name: str, command: Command, note: str | None = None) -> None:
    agreement = together.agreement(name, command)
    together.add(agreement, together.checked(agreement, command, BY._replace(source=f"import:{name}")), note)


def both(together: Together) -> None:
    for name in ("one", "two", "one"):
        add(together, name, sales("100"), "as told")


def test_events_of_several_agreements_are_recorded_at_one_instant_with_their_sources(ledger: Ledger) -> None:
    done = ledger.record_together(KEY, both)

    assert [("one", "S1"), ("two", "S1"), ("one", "S2")] == [
        (event.originator_id, getattr(event.body, "ref", "")) for event in done.events
    ]
    assert {done.recorded_at} == {event.recorded_at for event in done.events}
    assert {"import:one", "import:two"} == {event.body.provenance.source for event in done.events}
    assert 1 == len({event.body.provenance.actor for event in done.events})
    assert 5 == ledger.store.head().size


def test_the_same_key_is_answered_with_what_was_recorded_then(ledger: Ledger) -> None:
    first = ledger.record_together(KEY, both)
    again = ledger.record_together(KEY, both)

    assert (False, True) == (first.repeated, again.repeated)
    assert first.events == again.events
    assert 5 == ledger.store.head().size


def test_the_same_key_for_another_request_is_refused(ledger: Ledger) -> None:
    ledger.record_together(KEY, both)
    with pytest.raises(DuplicateKey):
        ledger.record_together((KEY[0], b"\2" * 32), both)
    assert 5 == ledger.store.head().size


@pytest.mark.parametrize("bad", [("two", sales("0")), ("three", sales("1")), ("one", sales("1", "S1"))])
def test_one_refusal_leaves_nothing_behind(ledger: Ledger, bad: tuple[str, Command]) -> None:
    def fill(together: Together) -> None:
        both(together)
        add(together, *bad)

    with pytest.raises((Refused, NotFound)):
        ledger.record_together(KEY, fill)
    assert 2 == ledger.store.head().size
    assert {} == ledger.agreement("one").facts


def test_a_dry_run_leaves_nothing_behind(ledger: Ledger) -> None:
    assert 3 == len(ledger.record_together(KEY, both, dry_run=True).events)
    assert {} == ledger.agreement("one").facts
    assert "S1" == getattr(ledger.record("one", sales("1"), BY).event.body, "ref", None)


def test_it_is_all_worked_out_again_if_somebody_else_recorded_first(ledger: Ledger, tmp_path: Path) -> None:
    other = Ledger(tmp_path / "ledger.db")
    tries: list[Together] = []

    def fill(together: Together) -> None:
        both(together)
        if not tries:
            other.record("two", sales("7", "first"), BY)
        tries.append(together)

    done = ledger.record_together(KEY, fill)
    other.close()

    assert 2 == len(tries)
    assert ["S1", "S2", "S2"] == [getattr(event.body, "ref", None) for event in done.events]
    assert 6 == ledger.store.head().size


def test_what_was_recorded_together_is_worked_out_again_one_by_one(ledger: Ledger) -> None:
    done = ledger.record_together(KEY, both)
    stored = [ledger.decoded(event) for event in ledger.store.select_notifications(1, 10)]

    assert 5 == reperform(stored).events
    assert [1000, 1000, 1000] == [sum(entry.amount for entry in _entries(event)) for event in done.events]


def _entries(event: Event) -> tuple[Entry, ...]:
    entries: tuple[Entry, ...] = getattr(event.body, "entries", ())
    return entries


def resuming(tries: list[frozenset[str]], meanwhile: Callable[[], object]) -> Callable[[Together], None]:
    """Return what adds to both agreements what is not taken over; somebody else records after the first time."""

    def fill(together: Together) -> None:
        for name in ("one", "two"):
            if name not in together.taken_over:
                add(together, name, sales("100"), f"of {name}")
        if not tries:
            meanwhile()
        tries.append(together.taken_over)

    return fill


def texts_of(path: Path) -> set[str]:
    """Return all notes that are stored."""
    with closing(sqlite3.connect(path)) as file:
        return {text for (text,) in file.execute("SELECT text FROM texts")}


def test_what_nobody_moved_is_taken_over_as_it_was_worked_out(ledger: Ledger, tmp_path: Path) -> None:
    tries: list[frozenset[str]] = []
    with closing(Ledger(tmp_path / "ledger.db")) as other:
        fill = resuming(tries, lambda: other.record("two", sales("7", "first"), BY))
        done = ledger.record_together(KEY, fill, resumes=True)

    assert [frozenset(), frozenset({"one"})] == tries
    assert {("one", "S1", 2), ("two", "S2", 3)} == {
        (event.originator_id, getattr(event.body, "ref", ""), event.originator_version) for event in done.events
    }
    assert {"of one", "of two"} == texts_of(tmp_path / "ledger.db")
    stored = [ledger.decoded(event) for event in ledger.store.select_notifications(1, 10)]
    assert 5 == reperform(stored).events


def test_nothing_is_taken_over_if_the_person_got_another_pseudonym(ledger: Ledger, tmp_path: Path) -> None:
    tries: list[frozenset[str]] = []
    somebody = BY._replace(name="Somebody new")

    def fill(together: Together) -> None:
        for name in {"one", "two"} - together.taken_over:
            agreement = together.agreement(name, sales("100"))
            together.add(agreement, together.checked(agreement, sales("100"), somebody))
        if not tries:
            other.record("two", sales("7", "first"), somebody)
        tries.append(together.taken_over)

    with closing(Ledger(tmp_path / "ledger.db")) as other:
        done = ledger.record_together(KEY, fill, resumes=True)

    assert [frozenset(), frozenset()] == tries
    assert 1 == len({event.body.provenance.actor for event in done.events})
