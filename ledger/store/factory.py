"""The persistence module for `eventsourcing.application.Application` over a ledger, in a file or on a server.

    env = {"PERSISTENCE_MODULE": "ledger.store.factory", "LEDGER": "ledger.db", "READ_ONLY": "y"}
    env = {"PERSISTENCE_MODULE": "ledger.store.factory", "LEDGER": "postgresql://host/database"}

The ledger must exist: `create_ledger` makes one. The factory's `file` is the open ledger; closing the application
closes it.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

import eventsourcing.persistence as library
from eventsourcing.utils import Environment, EnvType, strtobool

from ledger.errors import WrongUsage
from ledger.store.mapper import LedgerMapper
from ledger.store.opening import open_ledger
from ledger.store.recorder import Recorder


class Factory(library.InfrastructureFactory[library.TrackingRecorder]):
    """Gives the application the recorder and mapper of one ledger, and nothing else the library could vary."""

    LEDGER: ClassVar[str] = "LEDGER"
    READ_ONLY: ClassVar[str] = "READ_ONLY"

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        place = self.env.get(self.LEDGER)
        if not place:
            raise WrongUsage("No ledger is named", where=self.LEDGER, fix="Name one with --ledger")
        self.file = open_ledger(place, bool(strtobool(self.env.get(self.READ_ONLY, "n"))))

    def application_recorder(self) -> Recorder:
        """Give the ledger's recorder."""
        return self.file.recorder

    def mapper(self, transcoder: Any = None, mapper_class: Any = None) -> Any:
        """Give the ledger's mapper; no setting puts another one, a cipher or a compressor in its place."""
        return LedgerMapper()

    def is_snapshotting_enabled(self) -> bool:
        """Answer no: the ledger takes its snapshots itself, from the aggregate in hand."""
        return False

    def aggregate_recorder(self, purpose: str = "events") -> NoReturn:
        """Refuse: everything is recorded in one sequence."""
        raise WrongUsage(f"A ledger has no recorder for {purpose} of its own")

    def tracking_recorder(self, tracking_recorder_class: Any = None) -> NoReturn:
        """Refuse: readers keep their own positions."""
        raise WrongUsage("A ledger tracks no reader's position")

    def process_recorder(self) -> NoReturn:
        """Refuse: no process follows another ledger."""
        raise WrongUsage("A ledger follows no other ledger")

    def close(self) -> None:
        """Close the ledger."""
        self.file.close()
