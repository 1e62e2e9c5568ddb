"""What is left of commitments: a party's spending uses up what it had promised, the oldest promise first.

The rule: a cost of the same party and category, dated from the day of a commitment to its last day, uses it up; so does
capital that goes into the fund to which it was promised. Of several the oldest is used first. What is paid back
gives back what it had used, the newest first. No commitment is used beyond its amount: what is spent above it was not
promised. Only what counts uses anything up: a cost that awaits acceptance is still a commitment.

Only sums by day are needed, so that the order in which facts were recorded does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple


class Promise(NamedTuple):
    """A commitment less what was released of it, in minor units, and the days between which it is used up."""

    ref: str
    on: date
    until: date | None
    amount: int

    def holds(self, on: date) -> bool:
        """Whether what is spent on a day uses it up."""
        return self.on <= on and (self.until is None or on <= self.until)


def unspent(promises: Sequence[Promise], spent: Iterable[tuple[date, int]]) -> dict[str, int]:
    """Return by reference what is left of one party's commitments of one kind, given its spending by day.

    >>> order = Promise("N1", date(2026, 1, 10), None, 500)
    >>> unspent([order], [(date(2026, 1, 9), 100), (date(2026, 2, 1), 200), (date(2026, 3, 1), -50)])
    {'N1': 350}
    """
    in_order = sorted(promises, key=lambda each: (each.on, each.until or date.max, each.ref))
    left = {each.ref: each.amount for each in in_order}
    for on, amount in sorted(spent):
        holding = [each for each in in_order if each.holds(on)]
        if amount > 0:
            _use(left, holding, amount)
        else:
            _give_back(left, holding, -amount)
    return left


def _use(left: dict[str, int], holding: Sequence[Promise], amount: int) -> None:
    rest = amount
    for each in holding:
        used = min(rest, left[each.ref])
        left[each.ref] -= used
        rest -= used


def _give_back(left: dict[str, int], holding: Sequence[Promise], amount: int) -> None:
    rest = amount
    for each in reversed(holding):
        back = min(rest, each.amount - left[each.ref])
        left[each.ref] += back
        rest -= back
