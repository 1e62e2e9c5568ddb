"""One party's facts, entries and payments as lines with references, for its figures to be taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from contracts.classification import Counts
from contracts.sums import reason
from ledger.facts import Status
from projections import tables
from projections.asking import Agreed
from projections.booked import Booked, Settled, entries_of, settlements_of
from projections.returns import lanes_of
from projections.succeeded import Succeeded, succeeded
from projections.wording import fact_in_words


class Line(NamedTuple):
    """One addend: its day (None where it has none), its reference at the prompt, what it is, and how much it adds."""

    on: date | None
    reference: str
    what: str
    amount: int | None


class Figure:
    """The figures of one party of an agreement, to be taken apart; `today` is the day asked about, if any."""

    def __init__(self, connection: Connection, agreed: Agreed, party: str, today: date | None) -> None:
        self.connection = connection
        self.agreed = agreed
        self.party = party
        self.today = today

    @cached_property
    def entries(self) -> list[Booked]:
        """Return the entries that the party owes or is owed."""
        entries = tables.entries.c
        mine = (entries.payer == self.party) | (entries.payee == self.party)
        return list(entries_of(self.connection, self.agreed.id, mine))

    @cached_property
    def settlements(self) -> list[Settled]:
        """Return the parts of payments that it made or received."""
        settled = tables.settlements.c
        mine = (settled.payer == self.party) | (settled.payee == self.party)
        return list(settlements_of(self.connection, self.agreed.id, mine))

    @cached_property
    def lanes(self) -> set[tuple[str, str, str]]:
        """Return the lanes in which something was booked."""
        return lanes_of(self.connection, self.agreed.id)

    def facts(self, kinds: tuple[str, ...], status: Status = Status.COUNTS) -> Iterator[Row[Any]]:
        """Yield the facts of some kinds that count for it, in their order; those of a place that it took too."""
        facts, others = tables.facts, self._succeeded
        named = {self.party, *(fact.party for fact, to in others.values() if to == self.party)}
        own = (facts.c.agreement == self.agreed.id, facts.c.kind.in_(kinds), facts.c.party.in_(named))
        found = select(facts).where(*own, facts.c.status == status.value).order_by(facts.c.on, facts.c.event)
        for row in self.connection.execute(found):
            if (others[row.ref].party if row.ref in others else row.party) == self.party:
                yield row

    @cached_property
    def _succeeded(self) -> dict[str, Succeeded]:
        """Return the facts that count for another party than they name, by reference."""
        return {each.fact.ref: each for each in succeeded(self.connection, self.agreed.id)}

    def of_fact(self, fact: Row[Any], amount: int) -> Line:
        """Return a fact as a line."""
        said = fact_in_words(self.agreed, fact).partition(": ")[2]
        return Line(date.fromisoformat(fact.on), f"{self.agreed.id}/{fact.ref}", said, amount)

    def of_entry(self, found: Booked, amount: int) -> Line:
        """Return an entry as a line."""
        entry = found.entry
        what = f"{entry.clause}, {entry.period}, {entry.payer} to {entry.payee}: {reason(entry, self.agreed.digits)}"
        return Line(entry.booked, found.reference, what, amount)

    def of_payment(self, part: Settled, amount: int) -> Line:
        """Return what a payment settled as a line."""
        under = f"settles {part.clause}, {part.period}" if part.clause else "settles nothing"
        return Line(part.on, f"{self.agreed.id}/{part.ref}", f"paid by {part.payer} to {part.payee}, {under}", amount)

    def counting(self, side: str, counts: Counts, *, own: bool = False) -> Iterator[Booked]:
        """Yield the entries in which the party stands on a side that counts so; `own` are those with itself alone."""
        for found in self.entries:
            entry, clause = found.entry, self.agreed.clauses[found.entry.clause]
            mine = (entry.payer == entry.payee) is own and getattr(entry, side) == self.party
            if mine and getattr(clause, f"{side}_counts") == counts.value:
                yield found
