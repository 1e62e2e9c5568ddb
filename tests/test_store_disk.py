"""What a file may meet on its disk: no room left, and bytes that were erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.audit.verify import verify
from ledger.errors import StoreError
from ledger.store.side_tables import salted_hash
from tests.store_samples import new_ledger, sales


def test_a_full_disk_records_nothing_and_spoils_nothing(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        ledger.recorder.insert_events(sales("agr-1", 1, 2))
        pages = ledger.datastore.pragma("page_count")
        ledger.datastore.pragma(f"max_page_count={pages + 2}")
        with pytest.raises(StoreError, match="The disk is full; nothing was recorded"):
            ledger.recorder.insert_events(sales("agr-1", 3, 500), idempotency=("k", b"r" * 32))
        assert (2, None) == (verify(ledger).size, ledger.recorder.find_key("k"))
        ledger.datastore.pragma(f"max_page_count={pages + 1000}")
        assert list(range(3, 503)) == list(ledger.recorder.insert_events(sales("agr-1", 3, 500)))


def test_erased_bytes_are_nowhere_in_the_folder(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        texts = [salted_hash(f"Patient {number} reported by Dr Smith") for number in range(300)]
        person = ledger.side_tables.person("Anna Müller")
        ledger.recorder.insert_events(sales("agr-1", 1, 1), texts=texts, people=[person])
        for text in texts:
            assert ledger.side_tables.erase_text(text.hash)
        assert ledger.side_tables.erase_person(person.pseudonym)
        left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Dr Smith" not in left
    assert "Müller".encode() not in left
