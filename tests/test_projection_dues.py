"""What is open, over random histories: it is the parties' balances, each counted once, however many share a pot."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from ledger.facts import Status
from ledger.replay import as_of
from projections.claims import claims
from projections.leaks import Cause, leaks
from projections.loaded import Loaded, loaded
from projections.views import events_until
from tests.projection_samples import SHARED, Book, document, new_book
from tests.test_projection_laws import STEPS, Step, take_all

LATER = date(2027, 1, 31)


def _loaded(book: Book) -> Loaded:
    store = book.ledger.store
    return next(loaded(events_until(store, store.head().size)))


def _net(found: Loaded, party: str) -> int:
    return sum(owed.amount * ((owed.payee == party) - (owed.payer == party)) for owed in found.open)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_what_is_open_adds_up_to_the_balances_of_every_party(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, new_book(Path(folder)) as book:
        take_all(book, steps)
        found = _loaded(book)
    balances = {party: sum(found.agreement.debts.balances(party).values()) for party in "abc"}
    assert balances == {party: _net(found, party) for party in "abc"}
    assert [] == [owed for owed in found.open if owed.amount <= 0 or owed.payer == owed.payee]


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_what_is_overdue_and_claimed_is_unpaid_to_the_penny(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, new_book(Path(folder)) as book:
        take_all(book, steps)
        found = _loaded(book)
    told = list(leaks(found, LATER))
    overdue = sum(owed.amount for owed in found.open if owed.due and owed.due < LATER)
    assert overdue == sum(leak.amount_minor or 0 for leak in told if leak.cause in (Cause.OVERDUE, Cause.NEVER_ASKED))
    pending = sum(fact.amount for fact in found.agreement.facts.values() if fact.status is Status.PENDING)
    assert pending == sum(claim.amount for claim in claims(found, LATER))
    assert pending == sum(leak.amount_minor or 0 for leak in told if leak.cause is Cause.CLAIM)


@settings(max_examples=20, deadline=None)
@given(STEPS)
def test_as_of_the_last_day_everything_is_open_that_is_open_now(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, new_book(Path(folder)) as book:
        take_all(book, steps)
        store = book.ledger.store
        then = next(loaded(as_of(events_until(store, store.head().size), LATER)))
        now = _loaded(book)
    assert {party: _net(now, party) for party in "abc"} == {party: _net(then, party) for party in "abc"}


def test_two_who_owe_two_through_a_pot_are_told_once(tmp_path: Path) -> None:
    shares = {"a": "0%", "b": "0%", "c": "50%", "d": "50%"}
    with new_book(tmp_path) as book:
        book.sign(document("joint", ["a", "b", "c", "d"], {"costs": {**SHARED, "shares": shares}}))
        book.cost("joint", "a", "90", "2026-05-01")
        book.cost("joint", "b", "60", "2026-05-01")
        owed = [(each.payer, each.payee, each.amount) for each in _loaded(book).open]

    assert [("c", "a", 7500), ("d", "a", 1500), ("d", "b", 6000)] == owed
