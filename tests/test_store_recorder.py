"""Appending and reading: round trips, ids, keys, conflicts, times, side tables, snapshots, and the application."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.audit.verify import verify
from ledger.errors import AlreadyRecorded, Conflict, DuplicateKey, Refused, StoreError, VerificationFailed
from ledger.events import AgreementVoided, Event
from ledger.store import canonical, merkle
from ledger.store.clock import stamp
from ledger.store.encoding import codec
from ledger.store.mapper import LedgerMapper
from ledger.store.opened import OpenLedger
from ledger.store.side_tables import salted_hash
from tests.store_samples import BODIES, SALE, sales, stored
from tests.stores import STORES, new_ledger_in

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def ledger(store: str) -> Iterator[OpenLedger]:
    with new_ledger_in(store) as opened:
        yield opened


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Tell the time that was set."""
        return self.now


def test_what_goes_in_comes_out(ledger: OpenLedger) -> None:
    ids = ledger.recorder.insert_events([stored("agr-1", n + 1, body) for n, body in enumerate(BODIES)])
    events = [LedgerMapper().to_domain_event(event) for event in ledger.recorder.select_events("agr-1")]
    at = ledger.recorder.head().last_at
    assert list(range(1, len(BODIES) + 1)) == list(ids)
    assert [Event("agr-1", n + 1, body, at, n + 1) for n, body in enumerate(BODIES)] == events
    assert len(BODIES) == verify(ledger).events


def test_an_empty_ledger_is_whole(ledger: OpenLedger) -> None:
    assert (0, merkle.EMPTY_ROOT.hex(), "") == ledger.recorder.head()
    assert (0, merkle.EMPTY_ROOT.hex(), 0) == verify(ledger)
    assert [] == ledger.recorder.list_agreements()
    assert (0, 0, 0) == (
        ledger.recorder.max_notification_id(),
        ledger.recorder.version_of("agr-1"),
        ledger.recorder.position_at(NOON),
    )


def test_ids_have_no_gap_after_what_failed(ledger: OpenLedger) -> None:
    ledger.recorder.insert_events(sales("agr-1", 1, 2))
    with pytest.raises(Conflict):
        ledger.recorder.insert_events([stored("agr-2", 1), stored("agr-1", 2)])
    with pytest.raises(Refused, match="holds more than"):
        ledger.recorder.insert_events([stored("agr-2", 1), stored("AGR", 1)])
    assert [3] == list(ledger.recorder.insert_events(sales("agr-2", 1, 1)))
    assert [1, 2, 3] == [id_ for id_, _, _ in ledger.recorder.select_lines(1, 10)]


def test_a_version_must_be_the_next_one(ledger: OpenLedger) -> None:
    ledger.recorder.insert_events(sales("agr-1", 1, 2))
    for version in (1, 2, 4):
        with pytest.raises(Conflict, match=f"Version {version} of agr-1 cannot follow version 2"):
            ledger.recorder.insert_events([stored("agr-1", version)])


@pytest.mark.parametrize("kind", STORES)
@settings(max_examples=25, deadline=None)
@given(batches=st.lists(st.lists(st.sampled_from(["agr-1", "agr-2", "b:3.x"]), min_size=1, max_size=9), max_size=9))
def test_whatever_is_appended_is_gapless_and_sealed(kind: str, batches: list[list[str]]) -> None:
    with new_ledger_in(kind) as ledger:
        versions: Counter[str] = Counter()
        for batch in batches:
            events = []
            for agreement in batch:
                versions[agreement] += 1
                events.append(stored(agreement, versions[agreement], BODIES[versions.total() % len(BODIES)]))
            ledger.recorder.insert_events(events)
        lines = list(ledger.recorder.select_lines(1, 1_000))
        leaves = [canonical.leaf(line) for _, line, _ in lines]
        assert list(range(1, versions.total() + 1)) == [id_ for id_, _, _ in lines]
        assert leaves == [leaf for _, _, leaf in lines]
        assert (len(leaves), merkle.root_of(leaves).hex(), len(leaves)) == verify(ledger)
        assert versions == {name: ledger.recorder.version_of(name) for name in ledger.recorder.list_agreements()}


def test_threads_of_one_process_take_turns(ledger: OpenLedger) -> None:
    def record(number: int) -> int:
        return sum(len(ledger.recorder.insert_events([stored(f"agr-{number}", version)])) for version in range(1, 51))

    with ThreadPoolExecutor(4) as threads:
        assert [50] * 4 == list(threads.map(record, range(4)))
    assert 200 == verify(ledger).size


def test_events_are_read_by_version_and_by_id(ledger: OpenLedger) -> None:
    voided = next(body for body in BODIES if isinstance(body, AgreementVoided))
    ledger.recorder.insert_events([*sales("agr-1", 1, 3), *sales("agr-2", 1, 2), stored("agr-1", 4, voided)])
    read, notified = ledger.recorder.select_events, ledger.recorder.select_notifications
    assert [2, 3] == [event.originator_version for event in read("agr-1", gt=1, lte=3)]
    assert [4, 3] == [event.originator_version for event in read("agr-1", desc=True, limit=2)]
    assert [2, 3] == [event.id for event in notified(1, 2, inclusive_of_start=False)]
    assert [1, 2] == [event.id for event in notified(1, 2)]
    assert [6] == [event.id for event in notified(1, 9, topics=["agreement-voided.v1"])]
    assert [4, 5] == [event.id for event in notified(4, 9, stop=5)]
    assert ["agr-1", "agr-2"] == ledger.recorder.list_agreements()
    assert 4 == ledger.recorder.version_of("agr-1")


def test_the_root_is_known_at_every_size(ledger: OpenLedger) -> None:
    roots = [ledger.recorder.head().root_hex]
    for version in range(1, 9):
        ledger.recorder.insert_events([stored("agr-1", version)])
        roots.append(ledger.recorder.head().root_hex)
    assert roots == [ledger.recorder.root_at(size) for size in range(9)]
    assert all(verify(ledger, kept=(size, root)) for size, root in enumerate(roots))
    with pytest.raises(StoreError, match="never had 9 events"):
        ledger.recorder.root_at(9)


def test_a_root_kept_from_another_history_is_missed(ledger: OpenLedger) -> None:
    ledger.recorder.insert_events(sales("agr-1", 1, 3))
    with pytest.raises(VerificationFailed, match="At 2 events the root is"):
        verify(ledger, kept=(2, "00" * 32))
    with pytest.raises(VerificationFailed, match="it had 4 when its root was kept"):
        verify(ledger, kept=(4, "00" * 32))


def test_a_key_is_recorded_once_and_belongs_to_one_request(ledger: OpenLedger) -> None:
    key = ("import-7", b"r" * 32)
    ledger.recorder.insert_events(sales("agr-1", 1, 2), idempotency=key)
    with pytest.raises(AlreadyRecorded) as again:
        ledger.recorder.insert_events(sales("agr-1", 1, 2), idempotency=key)
    assert (1, 2) == (again.value.first_id, again.value.count)
    with pytest.raises(DuplicateKey, match="'import-7' was used before, for another request"):
        ledger.recorder.insert_events(sales("agr-1", 3, 1), idempotency=("import-7", b"s" * 32))
    assert (b"r" * 32, 1, 2) == ledger.recorder.find_key("import-7")
    assert ledger.recorder.find_key("import-8") is None
    assert 2 == ledger.recorder.head().size


def test_a_keyword_that_the_recorder_does_not_know_is_not_swallowed(ledger: OpenLedger) -> None:
    with pytest.raises(TypeError, match="knows nothing of idempotence"):
        ledger.recorder.insert_events(sales("agr-1", 1, 1), idempotence=("k", b""))
    assert [] == ledger.recorder.insert_events([])


def test_text_that_is_no_unicode_is_refused_wherever_it_comes_in(ledger: OpenLedger) -> None:
    broken = "caf\udce9"
    body = msgspec.structs.replace(SALE, ref=broken)
    for act in (
        lambda: salted_hash(broken),
        lambda: codec().encode(body),
        lambda: ledger.side_tables.person(broken),
        lambda: ledger.recorder.find_key(broken),
        lambda: ledger.recorder.insert_events(sales("agr-1", 1, 1), idempotency=(broken, b"r" * 32)),
        lambda: ledger.recorder.insert_events([stored(broken, 1)]),
    ):
        with pytest.raises(Refused):
            act()
    assert 0 == verify(ledger).size


def test_time_never_goes_back(store: str) -> None:
    clock = Clock(NOON)
    with new_ledger_in(store, clock) as ledger:
        ledger.recorder.insert_events(sales("agr-1", 1, 1))
        clock.now = NOON - timedelta(minutes=4)  # a small step back is taken silently
        ledger.recorder.insert_events(sales("agr-1", 2, 1))
        clock.now = NOON + timedelta(minutes=1)
        ledger.recorder.insert_events(sales("agr-1", 3, 1))
        recorded = [row[1] for row in ledger.recorder.select_rows(1, 9)]
        assert [stamp(NOON), stamp(NOON), stamp(NOON + timedelta(minutes=1))] == recorded
        verify(ledger)


def test_a_clock_that_was_far_ahead_does_not_pin_time(store: str) -> None:
    clock = Clock(NOON + timedelta(days=400))
    with new_ledger_in(store, clock) as ledger:
        ledger.recorder.insert_events(sales("agr-1", 1, 1))
        clock.now = NOON
        said = r"last written at 2027-12-27T12:00:00\.000000Z, but this machine's clock says 2026-11-22T12:00"
        with pytest.raises(StoreError, match=said):
            ledger.recorder.insert_events(sales("agr-1", 2, 1))
        assert 1 == ledger.recorder.head().size


def test_an_instant_has_its_position(store: str) -> None:
    clock = Clock(NOON)
    with new_ledger_in(store, clock) as ledger:
        for hour in range(5):
            clock.now = NOON + timedelta(hours=hour)
            ledger.recorder.insert_events(sales("agr-1", 2 * hour + 1, 2))
        positions = [ledger.recorder.position_at(NOON + timedelta(minutes=m)) for m in (-1, 0, 59, 60, 239, 240, 999)]
        assert [0, 2, 2, 4, 8, 10, 10] == positions


def test_a_text_and_a_person_may_be_erased_and_the_seal_stays_whole(ledger: OpenLedger) -> None:
    text, other, person = salted_hash("of Dr Smith"), salted_hash("other"), ledger.side_tables.person("Anna Müller")
    ledger.recorder.insert_events(sales("agr-1", 1, 1), texts=[text, other], people=[person])
    assert person == ledger.side_tables.person("Anna Müller")
    assert "Anna Müller" == ledger.side_tables.name_of(person.pseudonym)
    assert text.text == ledger.side_tables.text_of(text.hash)
    assert ledger.side_tables.erase_text(text.hash)
    assert ledger.side_tables.erase_person(person.pseudonym)
    assert not ledger.side_tables.erase_person(person.pseudonym)
    assert (None, "other") == (ledger.side_tables.text_of(text.hash), ledger.side_tables.text_of(other.hash))
    assert ledger.side_tables.name_of(person.pseudonym) is None
    assert person != ledger.side_tables.person("Anna Müller")
    assert 1 == verify(ledger).size


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert salted_hash("same").hash != salted_hash("same").hash


def test_a_new_person_named_twice_at_once_is_a_conflict(ledger: OpenLedger) -> None:
    first, second = ledger.side_tables.person("Anna"), ledger.side_tables.person("Anna")
    ledger.recorder.insert_events(sales("agr-1", 1, 1), people=[first])
    with pytest.raises(Conflict):
        ledger.recorder.insert_events(sales("agr-2", 1, 1), people=[second])
    ledger.recorder.insert_events(sales("agr-2", 1, 1), people=[ledger.side_tables.person("Anna")])
    assert 2 == ledger.recorder.head().size


def test_a_snapshot_fits_its_event_or_is_not_there(ledger: OpenLedger) -> None:
    ledger.recorder.insert_events(sales("agr-1", 1, 2))
    assert ledger.snapshots.get("agr-1") is None
    assert ledger.snapshots.put("agr-1", 1, 7, b"one")
    assert ledger.snapshots.put("agr-1", 2, 7, b"two")
    assert (2, 7, b"two") == ledger.snapshots.get("agr-1")
    assert not ledger.snapshots.put("agr-1", 3, 7, b"of no event")
    forged = "UPDATE snapshots SET leaf = ?"
    assert 1 == ledger.recorder.datastore.write(lambda cursor: cursor.execute(forged, (bytes(32),)).rowcount)
    assert ledger.snapshots.get("agr-1") is None
    assert 1 == ledger.snapshots.delete_all()
