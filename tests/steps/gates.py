"""Steps that shut and open gates, by the party that keeps them, with evidence."""

from __future__ import annotations

from datetime import date

from pytest_bdd import given, parsers, when

from ledger.commands.gate import ResumeGate, SuspendGate
from ledger.events import Evidence
from tests.steps.scene import MANAGER, Scene

WHY = "the approval was withdrawn"
LETTER = Evidence("ab" * 32, "letter.pdf", 1_024)


def _turn(scene: Scene, gate: str, turn: str, on: str, expires: str | None) -> None:
    day = date.fromisoformat(on)
    by = MANAGER._replace(party="trust", evidence=(LETTER,))
    if turn == "opens":
        scene.do(ResumeGate(gate=gate, on=day, expires=date.fromisoformat(expires) if expires else None), by)
    else:
        scene.do(SuspendGate(gate=gate, on=day, reason=WHY), by._replace(note=WHY))


@given(parsers.re(r'the gate "(?P<gate>\S+)" (?P<turn>opens|shuts) on (?P<on>\S+)(?: until (?P<expires>\S+))?'))
def turned(scene: Scene, gate: str, turn: str, on: str, expires: str | None) -> None:
    """Shut a gate, or open it, for good or until its approval expires."""
    _turn(scene, gate, turn, on, expires)


@when(parsers.re(r'the gate "(?P<gate>\S+)" (?P<turn>opens|shuts) on (?P<on>\S+)(?: until (?P<expires>\S+))?'))
def turn_gate(scene: Scene, gate: str, turn: str, on: str, expires: str | None) -> None:
    """Ask to shut a gate or to open it."""
    with scene.asking():
        _turn(scene, gate, turn, on, expires)
