"""Steps by which an agreement is taken over in mid-life."""

from __future__ import annotations

from hashlib import sha256
from textwrap import indent

from pytest_bdd import given, parsers, when

from contracts.scalars import parse_day
from ledger.commands.opening import OpenPosition, bring_in
from ledger.events import Evidence
from ledger.store.encoding import request_hash
from tests.steps.scene import MANAGER, Scene


@given(parsers.parse("it is taken over on {on} with:"))
def is_taken_over(scene: Scene, on: str, docstring: str) -> None:
    """Bring in where its clauses stood on the day before."""
    _take_over(scene, on, docstring)


@when(parsers.parse("it is taken over on {on} with:"))
def take_over(scene: Scene, on: str, docstring: str) -> None:
    """Ask to bring in where its clauses stood on the day before."""
    with scene.asking():
        _take_over(scene, on, docstring)


def _take_over(scene: Scene, on: str, clauses: str) -> None:
    document = f"agreement: {scene.agreement}\nclauses:\n{indent(clauses, '  ')}\n".encode()
    source = Evidence(sha256(document).hexdigest(), "opening.yaml", len(document))
    command = OpenPosition(document=document, source=source, on=parse_day(on))
    by = MANAGER._replace(evidence=(source,))
    key = f"opening:{source.sha256}", request_hash("opening", {"file": source.sha256})
    scene.ledger.record_together(key, lambda together: bring_in(together, scene.agreement, command, by))
