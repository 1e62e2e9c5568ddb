"""What a file brought into one agreement, added up as its events are recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ledger.agreement import Agreement
from ledger.events import Event, FactAccepted
from ledger.importing.kinds import KINDS
from ledger.listed_events import FactsListed


class ToldFacts:
    """The facts of one kind: how many, the first and the last reference, of what, how much, from when to when."""

    def __init__(self, ref: str, on: date) -> None:
        self.count = 0
        self.amount = 0
        self.first_ref = self.last_ref = ref
        self.first = self.last = on
        self.of: dict[str, None] = {}

    def add(self, ref: str, on: date, of: str, amount: int) -> None:
        """Add one fact."""
        self.count += 1
        self.amount += amount
        self.last_ref = ref
        self.of[of] = None
        if on < self.first:
            self.first = on
        elif on > self.last:
            self.last = on


class Told:
    """Facts by kind, the references that were accepted, and what was booked by clause, payer and payee."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self._kinds: dict[str, ToldFacts] = {}
        self.accepted: list[str] = []
        self.booked: dict[tuple[str, str, str], int] = {}

    def add(self, event: Event) -> None:
        """Add an event of the agreement in hand, which has it."""
        body = event.body
        if isinstance(body, FactsListed):
            told = self._of(body.kind, body.facts[0].ref, body.facts[0].on)
            for row in body.facts:
                told.add(row.ref, row.on, row.of, row.amount)
        elif isinstance(body, FactAccepted):
            self.accepted.append(body.ref)
        else:
            for ref in refs_of(event):
                fact = self.agreement.facts[ref]
                self._of(fact.kind, ref, fact.on).add(ref, fact.on, fact.of, fact.amount)
        for entry in getattr(body, "entries", ()):
            key = (entry.clause, entry.payer, entry.payee)
            self.booked[key] = self.booked.get(key, 0) + entry.amount

    def _of(self, kind: str, ref: str, on: date) -> ToldFacts:
        return self._kinds.get(kind) or self._kinds.setdefault(kind, ToldFacts(ref, on))

    @property
    def facts(self) -> dict[str, ToldFacts]:
        """Return the facts by kind, in the order of the kinds."""
        return {kind: self._kinds[kind] for kind in KINDS if kind in self._kinds}

    @property
    def count(self) -> int:
        """Return how many facts there are."""
        return sum(told.count for told in self._kinds.values())


def refs_of(event: Event) -> Sequence[str]:
    """Return the references of the facts that an event records, or accepts."""
    if isinstance(event.body, FactsListed):
        return [fact.ref for fact in event.body.facts]
    return [ref] if (ref := getattr(event.body, "ref", None)) else []
