"""The event of facts that came in one file: rows of one kind, of one agreement, and what they make due together."""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Deduction, Provenance, Settled


class ListedFact(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One row: a cost that `party` incurred, or its sales or income, of `of`; `place` is its row in the file."""

    ref: str
    on: date
    party: str
    of: str
    amount: int
    deductions: tuple[Deduction, ...]
    place: str


class FactsListed(msgspec.Struct, frozen=True, gc=False):
    """Facts of one kind (`cost`, `sales`, `income`) that count as they stand; `shared` is False for unshared costs.

    An entry is what all of them together make due for its period; it enters the statements on the last day of the
    period on which one of them moved it.
    """

    kind: str
    shared: bool
    facts: tuple[ListedFact, ...]
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()

    @property
    def last(self) -> date:
        """Return the day of the last of them."""
        return max(fact.on for fact in self.facts)
