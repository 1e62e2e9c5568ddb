"""The facts of an agreement as it remembers them: what each was, whether it counts, and what it moved.

A fact is never edited. It counts, waits for acceptance, is reversed, or is restated by a later one; reversing the
later one makes it count again.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from contracts.clause import Fact as Tallied
from ledger.event_parts import Applied, Original

LETTERS = {
    "cost": "C",
    "sales": "S",
    "income": "I",
    "milestone": "M",
    "payment": "P",
    "in kind": "K",
    "approval": "A",
    "gate": "G",
    "contribution": "F",
    "distribution": "D",
    "outcome": "O",
    "quality": "Q",
    "estimate": "EST",
    "commitment": "N",
    "release": "R",
    "unvalued": "U",
    "claim": "CL",
    "invoice": "IN",
    "waiver": "W",
    "dispute": "DI",
    "resolution": "RE",
    "opening": "B",
    "withdrawal": "MW",
    "termination": "T",
    "event": "EV",
    "duty": "DU",
    "excuse": "EX",
    "novation": "NV",
    "rate": "FX",
    "non-response": "NR",
}
"""What references begin with when nobody gives one."""


class Status(StrEnum):
    """Whether a fact counts."""

    COUNTS = "counts"
    PENDING = "awaits acceptance"
    REVERSED = "reversed"
    RESTATED = "restated"


class Fact(msgspec.Struct, frozen=True, gc=False):
    """One recorded fact. `tallied` is what it moved (measure, day, amount), once it counts.

    `claimant` and `recorder` are the parties that may not accept it. For a payment `party` is the payer, `of` the
    payee, `applied` what it settled when it was recorded, `advanced` what it has settled since, `unapplied` what is
    still left over, `against` the clauses that it was made for. `until` is the last day of a commitment, and of the
    period of an estimate (`of` is then `sales:device`). The `amount` of a contribution in kind is its quantity, in
    thousandths of a unit. `original` is what was converted from another currency. A rate and its
    first day stand in `against`; `on` is its last. Of a missing response `until` is the day on which it was claimed.
    """

    ref: str
    kind: str
    on: date
    party: str
    of: str
    amount: int
    status: Status
    tallied: tuple[Tallied, ...] = ()
    restates: str | None = None
    claimants: tuple[str, ...] = ()
    applied: tuple[Applied, ...] = ()
    advanced: tuple[Applied, ...] = ()
    against: tuple[str, ...] = ()
    unapplied: int = 0
    until: date | None = None
    original: Original | None = None


def negative(tallied: tuple[Tallied, ...]) -> list[Tallied]:
    """Return what takes a fact's tally back."""
    return [Tallied(measure, on, -amount) for measure, on, amount in tallied]
