"""Entries: what a clause books, each with the working from which it can be summed again by hand.

Amounts are signed integers in minor units. Exact figures are texts of an integer or a fraction of minor units
(`"1200001/10"`), so that no reader needs more than long multiplication. For every entry

    amount = rounded - earlier - before

where `rounded` is the lane's cumulative entitlement in its rounding scope, rounded together with its pot.
"""

from __future__ import annotations

from datetime import date

import msgspec

OPENING = "opening"
"""By which word the basis of a line begins that was booked before an agreement was taken over."""


class Line(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One product in a sum: quantity x rate = result, exact, in minor units unless `what` says otherwise."""

    what: str
    quantity: str
    rate: str
    result: str


class Working(msgspec.Struct, frozen=True, gc=False):
    """The sum behind an entry.

    `basis` says in words what the lines are drawn from; the lines add up to `exact`, the lane's entitlement for
    the period. `cumulative` is the exact entitlement over the rounding scope up to the period's end, `rounded`
    the same in whole minor units, `earlier` the whole figure at the end of the period before, and `before`
    what was booked for this period by earlier entries.
    """

    basis: str
    lines: tuple[Line, ...]
    exact: str
    cumulative: str
    rounded: int
    earlier: int
    before: int


class Entry(msgspec.Struct, frozen=True, gc=False):
    """What one fact, amendment or close changed in what one party owes another under one clause.

    `period` is the contract period that the entry is for (`2026-Q2`, `FY2026/27-Q1`), `booked` the date on which
    it enters the statements, `due` the day by which it is payable (None where nothing is payable between
    parties), `true_up` whether it corrects what was booked for a period that had been worked already.
    """

    clause: str
    role: str
    payer: str
    payee: str
    amount: int
    period: str
    booked: date
    due: date | None
    true_up: bool
    working: Working

    @property
    def called(self) -> str:
        """Return what the entry is called: a true-up, an opening line, or an entry."""
        if self.true_up:
            return "true-up"
        return "opening line" if self.working.basis.startswith(f"{OPENING}, ") else "entry"


class Booked(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The sum of all entries of one lane for one period: what a snapshot keeps of them."""

    clause: str
    role: str
    payer: str
    payee: str
    amount: int
    period: str
    due: date | None
