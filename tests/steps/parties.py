"""Steps that name the parties of a document in full, say who they are, and look at the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pytest_bdd import given, parsers, then

from ledger.joining import Decided
from tests.steps.scene import Scene


@given("its parties are:")
def name_parties(scene: Scene, datatable: Sequence[Sequence[str]]) -> None:
    """Write the parties with their names and numbers in the place of their bare ids."""
    lines = scene.document.lines
    headings, *rows = datatable
    del lines[lines.index("parties:") + 1 :]
    for party, *said in rows:
        fields = ", ".join(f'{field}: "{text}"' for field, text in zip(headings[1:], said, strict=True) if text)
        lines.append(f"  {party}: {{ {fields} }}")


@given(parsers.parse("it is signed, where {party} is the known {known}"))
def sign_said(scene: Scene, party: str, known: str) -> None:
    """Sign the document and say whom a party of it means."""
    scene.sign(Decided(same_as=((party, known),)))


@then(parsers.parse("the register of parties on {day} says:"))
def register_says(scene: Scene, day: str, datatable: Sequence[Sequence[str]]) -> None:
    """Compare every party: its id, its name on the day, and what it is called in which agreement."""
    found = [
        [party.id, party.name_on(date.fromisoformat(day)), ", ".join("/".join(member) for member in party.members)]
        for party in scene.ledger.register().parties()
    ]
    assert [list(row) for row in datatable[1:]] == found
