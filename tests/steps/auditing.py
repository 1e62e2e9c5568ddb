"""Steps that verify the ledger, alter it behind its back, change the engine, and read the past."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from pytest_bdd import given, parsers, then, when

from contracts.clauses.royalty import Royalty, RoyaltyTerms
from contracts.scalars import parse_fraction
from contracts.scalars.amount import parse_amount
from ledger.audit.reperform import reperform
from ledger.audit.verify import verify
from ledger.commands.lifecycle import AdoptEngine
from ledger.commands.receipts import RecordSales
from ledger.errors import VerificationFailed
from ledger.store.schema import GUARDS
from tests.steps.scene import MANAGER, AsAt, KnownWith, Scene

NAMES_OF_THE_VERSION = (
    "contracts.engine.ENGINE_VERSION",
    "ledger.agreement.ENGINE_VERSION",
    "ledger.application.ENGINE_VERSION",
    "ledger.audit.reperform.ENGINE_VERSION",
    "ledger.commands.lifecycle.ENGINE_VERSION",
)
"""Every module that knows the engine's version by name."""


@given(parsers.parse("somebody who may write the file changes {before} to {after} in event {event:d}"))
def alter(scene: Scene, event: int, before: str, after: str) -> None:
    """Change what stands first in a stored event, an amount in minor units: past the guards, which are put back."""
    was, now = (str(scene.minor(text)) if "." in text else text for text in (before, after))
    scene.ledger.close()
    with closing(sqlite3.connect(scene.path, isolation_level=None)) as file:
        file.execute("DROP TRIGGER events_update")
        (body,) = file.execute("SELECT body FROM events WHERE id = ?", (event,)).fetchone()
        assert was.encode() in body
        changed = body.replace(was.encode(), now.encode(), 1)
        file.execute("UPDATE events SET body = ? WHERE id = ?", (changed, event))
        file.execute(next(guard for guard in GUARDS if "TRIGGER events_update " in guard))
    scene.reopen()


def change_formula(monkeypatch: pytest.MonkeyPatch, rate: str) -> None:
    """Let every royalty earn one rate, whatever the terms say."""
    compiled = Royalty.compiled

    def changed(clause: Royalty, terms: RoyaltyTerms) -> object:
        return compiled(clause, terms.model_copy(update={"rate": parse_fraction(rate)}))

    monkeypatch.setattr(Royalty, "compiled", changed)


@given(parsers.parse("a faulty program worked the royalty on sales of {amount} on {day} out at {rate}"))
def faulty_program(scene: Scene, amount: str, day: str, rate: str) -> None:
    """Record sales with a changed formula under the version of the right one, properly sealed."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        change_formula(monkeypatch, rate)
        scene.reopen()
        scene.do(RecordSales(amount=parse_amount(amount), on=date.fromisoformat(day)))
    scene.reopen()


@given(parsers.parse("a newer engine would work out royalties at {rate}"))
def newer_engine(scene: Scene, monkeypatch: pytest.MonkeyPatch, rate: str) -> None:
    """Raise the engine's version and change a formula."""
    change_formula(monkeypatch, rate)
    for name in NAMES_OF_THE_VERSION:
        monkeypatch.setattr(name, 3)
    scene.reopen()


@given(parsers.parse('the newer engine is adopted because "{reason}"'))
def adopted(scene: Scene, reason: str) -> None:
    """Let the newer engine work the entries out from here on."""
    scene.do(AdoptEngine(reason=reason), MANAGER._replace(note=reason))


@when(parsers.parse('the newer engine is adopted because "{reason}"'))
def adopt(scene: Scene, reason: str) -> None:
    """Ask to let the newer engine work the entries out from here on."""
    with scene.asking():
        scene.do(AdoptEngine(reason=reason), MANAGER._replace(note=reason))


@when("the ledger is verified")
def verify_ledger(scene: Scene) -> None:
    """Prove that nothing was altered, and work every entry out again."""
    scene.failure = None
    try:
        scene.verified = verify(scene.ledger.file)
        scene.reperformed = reperform(scene.events())
    except VerificationFailed as failure:
        scene.failure = failure


@then("it is found whole")
def found_whole(scene: Scene) -> None:
    """Find every event checked, and every entry as worked out again."""
    assert scene.failure is None
    assert scene.verified is not None
    assert scene.reperformed is not None
    assert scene.size == scene.verified.events == scene.reperformed.events


@then(parsers.parse("verification fails at event {event:d}:"))
def fails_at(scene: Scene, event: int, docstring: str) -> None:
    """Compare the first bad event and the whole message."""
    assert scene.failure is not None
    assert event == scene.failure.event_id
    assert docstring == str(scene.failure)


@when(parsers.parse("it is read as at {day}"))
def read_as_at(scene: Scene, day: str) -> None:
    """Read as if nothing had happened after a day."""
    scene.reading = AsAt(date.fromisoformat(day))


@when(parsers.parse("it is read as known when {ref} was recorded"))
def read_as_known(scene: Scene, ref: str) -> None:
    """Read what the ledger knew once a fact was recorded, and no more."""
    scene.reading = KnownWith(ref)
