"""The scene that the steps of one scenario share: a ledger in a file, documents on the desk, the last answer.

Documents are kept as the text that a person would type. What is asked in a `When` may be refused: the refusal is
kept, and a scenario that does not go on to look at it fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Connection

from contracts.document import read_document
from contracts.errors import ContractError
from contracts.scalars.amount import parse_amount
from ledger.application import By, Ledger, Recorded
from ledger.audit.reperform import Reperformed
from ledger.audit.verify import Verified
from ledger.cli.failures import explained
from ledger.commands.base import Command
from ledger.commands.lifecycle import Sign
from ledger.comparing import Side
from ledger.errors import LedgerError, VerificationFailed
from ledger.events import Event, Evidence
from ledger.joining import UNDECIDED, Decided
from ledger.replay import as_of
from ledger.store.opening import create_ledger
from projections.rendering.report import Report
from projections.views import basis_at, events_until, open_views, views_over


class AsAt(NamedTuple):
    """Reading by effective date: what happened later is left out."""

    day: date


class KnownWith(NamedTuple):
    """Reading by recorded time: what was recorded after the fact of this reference is left out."""

    ref: str


MANAGER = By(name="Contract manager", user="manager", host="desk")


class Document:
    """An agreement as it is being written: lines of YAML, the clauses last."""

    def __init__(self, agreement: str, lines: list[str]) -> None:
        self.agreement = agreement
        self.lines = lines
        self.clauses: list[str] = []

    @property
    def text(self) -> str:
        """Return the document as it would lie in a file."""
        return "\n".join([*self.lines, "clauses:", *self.clauses, ""])


class Scene:
    """What a scenario works with; `document` is the agreement last named, `refusal` what the last `When` met."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ledger.db"
        create_ledger(self.path)
        self.ledger = Ledger(self.path)
        self.document = Document("", [])
        self.answer: Recorded | None = None
        self.refusal: str | None = None
        self.size_before = 0
        self.printed = ""
        self.reading: AsAt | KnownWith | None = None
        self.verified: Verified | None = None
        self.reperformed: Reperformed | None = None
        self.failure: VerificationFailed | None = None
        self.sides: tuple[Side, Side] | None = None
        self.forecast: Report | None = None

    @property
    def agreement(self) -> str:
        """Return the id of the agreement last named."""
        return self.document.agreement

    @property
    def size(self) -> int:
        """Return how many events the ledger holds."""
        return self.ledger.store.head().size

    def sign(self, decided: Decided = UNDECIDED) -> None:
        """Check the document and sign it; `decided` says who its parties are."""
        text = self.document.text
        source = Evidence(sha256(text.encode()).hexdigest(), f"{self.agreement}.yaml", len(text.encode()))
        self.do(Sign.of(read_document(text), source, None, decided))

    def do(self, command: Command, by: By = MANAGER, *, dry_run: bool = False) -> None:
        """Record a command on the agreement last named."""
        self.answer = self.ledger.record(self.agreement, command, by, dry_run=dry_run)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Keep a refusal in the words in which a person at the prompt reads it."""
        self.size_before = self.size
        try:
            yield
        except (LedgerError, ContractError) as error:
            self.refusal = explained(error)[0]

    def take_refusal(self) -> str:
        """Hand over the refusal. Fails if there was none."""
        refusal, self.refusal = self.refusal, None
        assert refusal is not None, "nothing was refused"
        return refusal

    def reopen(self) -> None:
        """Close the ledger and open it again, so that nothing is remembered but what is stored."""
        self.ledger.close()
        self.ledger = Ledger(self.path)

    def events(self) -> list[Event]:
        """Return all events as stored."""
        return list(events_until(self.ledger.store, self.size))

    @contextmanager
    def views(self) -> Iterator[Connection]:
        """Yield the views of the ledger as they stand now, or as the last `When` would read them."""
        if self.reading is None:
            with open_views(self.ledger.file) as views, views.now() as connection:
                yield connection
            return
        events = self.events()
        basis = basis_at(self.ledger.store, self.size)
        if isinstance(self.reading, AsAt):
            events = list(as_of(events, self.reading.day))
        else:
            last = next(event.id for event in events if getattr(event.body, "ref", None) == self.reading.ref)
            events, basis = events[:last], basis_at(self.ledger.store, last)
        with views_over(events, basis) as connection:
            yield connection

    def minor(self, amount: str) -> int:
        """Read an amount of the agreement last named, in its minor units."""
        contract = self.ledger.agreement(self.agreement).contract
        return parse_amount(amount).minor(contract.digits, contract.terms.currency)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Make a ledger for a scenario; a refusal that nobody looked at fails it."""
    made = Scene(tmp_path)
    yield made
    made.ledger.close()
    assert made.refusal is None, f"refused, and not looked at: {made.refusal}"
