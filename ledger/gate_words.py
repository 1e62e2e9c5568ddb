"""What was recorded of a gate, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ledger.gate_events import GateOpened, GateShut


def gate_in_words(body: GateShut | GateOpened, day: Callable[[date], str]) -> str:
    """Say how a gate stands from when: `the gate ethics is open from 1 June 2026 to 31 May 2027`."""
    if isinstance(body, GateShut):
        return f"the gate {body.gate} is shut from {day(body.on)} on"
    until = f" to {day(body.expires)}" if body.expires else " on"
    return f"the gate {body.gate} is open from {day(body.on)}{until}"
