"""What the store relies on inside the eventsourcing library, and what recording may import."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import ApplicationRecorder, ConnectionPool, EventStore, InfrastructureFactory, Mapper
from eventsourcing.sqlite import SQLiteConnectionPool, SQLiteDatastore

import ledger.store.factory
from ledger.audit.verify import verify
from ledger.errors import Passing, WrongUsage
from ledger.store.factory import Factory
from ledger.store.library import LedgerDatastore, LedgerPool
from ledger.store.opening import open_file
from ledger.store.recorder import Recorder
from tests.store_samples import new_ledger, sales

FACTORY = {"PERSISTENCE_MODULE": "ledger.store.factory"}


def test_the_pool_makes_every_connection_through_one_method() -> None:
    assert "self._create_connection()" in inspect.getsource(ConnectionPool._get_connection)
    assert "_create_connection" in vars(SQLiteConnectionPool)
    assert "_create_connection" in vars(LedgerPool)


def test_the_recorder_reaches_the_database_through_transactions_only() -> None:
    assert "transaction" in vars(SQLiteDatastore)
    assert "get_connection" not in inspect.getsource(Recorder)
    assert issubclass(Recorder, ApplicationRecorder)
    assert ["commit"] == [name for name in inspect.signature(LedgerDatastore.transaction).parameters if name != "self"]


def test_save_passes_its_keywords_to_the_recorder() -> None:
    assert "**processing_event.saved_kwargs" in inspect.getsource(Application._record)
    assert "tracking=processing_event.tracking" in inspect.getsource(Application._record)
    assert "self.recorder.insert_events(stored_events, **kwargs)" in inspect.getsource(EventStore.put)


def test_the_persistence_module_names_one_factory(tmp_path: Path) -> None:
    new_ledger(tmp_path).close()
    found = InfrastructureFactory.construct({**FACTORY, "LEDGER": str(tmp_path / "ledger.db")})
    assert Factory is type(found)
    assert ledger.store.factory.__name__ == type(found).__module__
    found.close()


def test_no_setting_puts_anything_between_a_body_and_its_seal(tmp_path: Path) -> None:
    new_ledger(tmp_path).close()
    other = {"MAPPER_TOPIC": "no.such:Mapper", "COMPRESSOR_TOPIC": "zlib", "IS_SNAPSHOTTING_ENABLED": "y"}
    factory = InfrastructureFactory.construct({**FACTORY, **other, "LEDGER": str(tmp_path / "ledger.db")})
    assert isinstance(factory.mapper(), Mapper)
    assert not factory.is_snapshotting_enabled()
    for make in (factory.aggregate_recorder, factory.tracking_recorder, factory.process_recorder):
        with pytest.raises(WrongUsage):
            make()
    factory.close()


def test_a_factory_without_a_file_says_so() -> None:
    with pytest.raises(WrongUsage, match="No ledger is named"):
        InfrastructureFactory.construct({**FACTORY, "LEDGER": ""})


def test_a_writer_is_durable_and_a_reader_cannot_write(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as file:
        assert 2 == file.datastore.pragma("synchronous")
        assert "wal" == file.datastore.pragma("journal_mode")
        assert 0 == file.datastore.pragma("query_only")
        file.recorder.insert_events(sales("agr-1", 1, 1))
    assert ["ledger.db"] == [path.name for path in tmp_path.iterdir()]  # at rest a ledger is one file


def test_recording_imports_nothing_heavy(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from ledger.store.opening import create_ledger, open_ledger
path = Path(sys.argv[1]) / "light.db"
create_ledger(path)
open_ledger(path).close()
heavy = {"sqlalchemy", "psycopg", "pydantic", "rich", "yaml", "click", "numpy"}
print(sorted(heavy & {name.split(".")[0] for name in sys.modules}))
"""
    run = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert ("[]\n", "") == (run.stdout, run.stderr)


@pytest.mark.parametrize("folder", ["disk", "Dropbox"])
def test_whoever_holds_the_lock_writes_and_writes_again_while_others_wait(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    with (
        new_ledger(tmp_path / folder) as ledger,
        open_file(tmp_path / folder / "ledger.db", busy_seconds=0.05) as other,
    ):
        with ledger.insist("agr-1"):
            with pytest.raises(Passing, match="locked"):
                other.recorder.insert_events(sales("agr-1", 1, 1))
            assert 0 == ledger.recorder.version_of("agr-1")
            ledger.recorder.insert_events(sales("agr-1", 1, 2))
            assert 2 == other.recorder.version_of("agr-1")
            assert ledger.snapshots.put("agr-1", 2, 1, b"state")
        with ledger.insist():
            assert 2 == ledger.recorder.version_of("agr-1")
        assert [3] == list(other.recorder.insert_events(sales("agr-1", 3, 1)))
        assert 3 == verify(ledger).size
