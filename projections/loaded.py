"""Agreements as they stand after some events, settled as the ledger settles them, and what made each due.

Nothing is netted here: what is open comes from the agreement's own account of debts, which recording works with.
What is yielded is thrown away afterwards, so that an answer may also try out on it what has not happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from contracts.parts.debt import whole_clause
from contracts.settling import Debt
from ledger import snapshot
from ledger.agreement import Agreement, BooksNothing
from ledger.events import Event, Provenance
from ledger.facts import Fact, Status
from ledger.listed_events import FactsListed
from ledger.party_events import REGISTER

_NAMED = 4
"""How many facts are named beside a due."""


class Open(NamedTuple):
    """What a payer still owes a payee under one clause for one period; `due` is None where no day was agreed."""

    payer: str
    payee: str
    clause: str
    role: str
    period: str
    due: date | None
    amount: int


class Loaded:
    """One agreement as it stands, with the evidence behind its facts; `provenance` is that of its last event."""

    def __init__(self, agreement_id: str) -> None:
        self.agreement = Agreement(agreement_id)
        self.provenance: Provenance
        self.proofs: dict[str, list[str]] = {}
        self.unshared: list[str] = []
        self._numbers: dict[str, str] = {}
        self._causes: dict[tuple[str, str], dict[str, None]] = {}

    @property
    def id(self) -> str:
        """Return the agreement's id."""
        return self.agreement.id

    @property
    def parties(self) -> Sequence[str]:
        """Return the parties, in the order of the document."""
        return list(self.agreement.contract.terms.parties)

    def apply(self, event: Event) -> None:
        """Take an event as it was recorded, and remember what it proves and what it made due."""
        self.agreement.apply(event)
        body = event.body
        self.provenance = body.provenance
        if isinstance(body, BooksNothing):
            return
        ref: str | None = getattr(body, "ref", None)
        if ref is not None:
            self.proofs.setdefault(ref, []).extend(proof.name for proof in body.provenance.evidence)
            if number := getattr(body, "number", None):
                self._numbers[ref] = number
            if getattr(body, "shared", True) is False:
                self.unshared.append(ref)
        listed = self._by_period(body) if isinstance(body, FactsListed) else {}
        for entry in body.entries:
            known = self._causes.setdefault((whole_clause(entry.clause), entry.period), {})
            for cause in listed.get(entry.period, (ref or str(getattr(body, "period", "")),)):
                known.setdefault(cause)

    def _by_period(self, body: FactsListed) -> dict[str, list[str]]:
        """Return the references of a list of facts by the period that each lies in."""
        calendar = self.agreement.contract.calendar
        found: dict[str, list[str]] = {}
        for fact in body.facts:
            found.setdefault(calendar.label(calendar.period_of(fact.on.toordinal())), []).append(fact.ref)
        return found

    def evidence(self, clause: str, period: str) -> str:
        """Name the facts that a clause's dues of a period rest on, each with its evidence, or the close behind them.

        Of many only the first few are named, those with evidence before others, and the rest are counted.
        """
        facts = self.agreement.facts
        causes = [
            cause
            for cause in self._causes.get((whole_clause(clause), period), ())
            if cause and (cause not in facts or facts[cause].status is Status.COUNTS)
        ]
        named = sorted(causes, key=lambda cause: not self.proofs.get(cause))[:_NAMED]
        rest = len(causes) - len(named)
        return ", ".join(map(self.proved, named)) + (f" and {rest:,} more" if rest else "")

    @cached_property
    def asked_for(self) -> dict[tuple[str, str, str], list[Fact]]:
        """Return by due, payer and payee the claims and invoices that count, in the order of recording."""
        found: dict[tuple[str, str, str], list[Fact]] = {}
        for fact in self.agreement.facts.values():
            if fact.kind in ("claim", "invoice") and fact.status is Status.COUNTS:
                found.setdefault((fact.against[0], fact.party, fact.of), []).append(fact)
        return found

    def number_of(self, ref: str) -> str:
        """Return the number of an invoice, or its reference where it has none."""
        return self._numbers.get(ref, ref)

    def proved(self, ref: str) -> str:
        """Name a fact with its evidence."""
        names = self.proofs.get(ref)
        return f"{ref} ({', '.join(names)})" if names else ref

    @property
    def open(self) -> list[Open]:
        """Return what is still owed and is to be paid: no credit that stays against what falls due later."""
        return [owed for owed in self.owing if not self._stays(owed)]

    @property
    def credits(self) -> list[Open]:
        """Return what was paid beyond what is due, and by its clause stays; `payee` is whose credit it is."""
        return [owed for owed in self.owing if self._stays(owed)]

    def _stays(self, owed: Open) -> bool:
        """Tell whether it is a credit of whoever stands in the place whose overpayments the clause carries forward."""
        contract, clause = self.agreement.contract, whole_clause(owed.clause)
        terms = contract.terms.clauses.get(clause)
        credited = terms.credited if terms else None
        return credited is not None and contract.roles.holder(clause, credited, date.max.toordinal()) == owed.payee

    @cached_property
    def owing(self) -> list[Open]:
        """Return what is owed either way, as if each were paid in the order of the parties, so that none counts twice.

        Under a pot two may each owe all that a third is owed: the second owes only what the first has left.
        """
        debts = self.agreement.debts.copied()
        found = []
        for payer, payee in permutations(self.parties, 2):
            for debt in debts.owing(payer, payee):
                debts.settle((debt.clause, debt.role, debt.period), payer, payee, debt.amount)
                found.append(_open(payer, payee, debt))
        return sorted(found, key=lambda each: each.due or date.max)

    def copy(self) -> Agreement:
        """Return a copy of the agreement, to try out on it what has not happened."""
        return snapshot.unpacked(self.id, snapshot.packed(self.agreement))


def _open(payer: str, payee: str, debt: Debt) -> Open:
    due = None if debt.due == date.max else debt.due
    return Open(payer, payee, debt.clause, debt.role, debt.period, due, debt.amount)


def loaded(events: Iterable[Event]) -> Iterator[Loaded]:
    """Yield the agreements that events make, in the order of signing, without those that were voided."""
    found: dict[str, Loaded] = {}
    for event in events:
        if event.originator_id != REGISTER:
            found.setdefault(event.originator_id, Loaded(event.originator_id)).apply(event)
    yield from (each for each in found.values() if not each.agreement.voided)
