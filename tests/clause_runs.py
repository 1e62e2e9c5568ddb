"""An agreement lived through at the level of contracts: terms, facts, closes and amendments, and what they came to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from contracts.clause import Fact
from contracts.contract import Contract
from contracts.document.check import read_document
from contracts.entries import Entry
from contracts.fold import Cause
from contracts.sums import faults
from contracts.terms import AgreementTerms

HEAD = """
agreement: run
title: A run
currency: {currency}
effective: {effective}
year: {year}
parties: {{ A: {{ name: Alpha }}, B: {{ name: Beta }}, C: {{ name: Gamma }} }}
clauses:
"""


def terms(clauses: str, effective: str = "2026-01-01", year: str = "calendar", currency: str = "GBP") -> AgreementTerms:
    """Read clauses in YAML as an agreement of parties A, B and C."""
    return read_document(HEAD.format(effective=effective, year=year, currency=currency) + clauses)


class Run:
    """An agreement's engine, and every entry that it has booked; every entry's sum is performed again."""

    def __init__(self, agreed: AgreementTerms) -> None:
        self.contract = Contract(agreed, agreed.digits)
        self.engine = self.contract.engine()
        self.entries: list[Entry] = []

    def take(self, on: date, *facts: Fact) -> list[Entry]:
        """Record facts, and book what they change."""
        self.engine.take(facts)
        return self._work(on)

    def undo(self, on: date, *facts: Fact) -> list[Entry]:
        """Reverse facts."""
        return self.take(on, *(fact._replace(amount=-fact.amount) for fact in facts))

    def close(self, through: date) -> list[Entry]:
        """Let time pass."""
        self.engine.close(through.toordinal())
        return self._work(through)

    def amend(self, agreed: AgreementTerms, effective: date) -> list[Entry]:
        """Let other terms hold from a day on."""
        self.engine.amended(self.contract.amend(agreed, effective), effective)
        return self._work(effective)

    def _work(self, on: date) -> list[Entry]:
        entries = self.engine.work(Cause(on.toordinal()))
        assert [] == [fault for entry in entries for fault in faults(entry)]
        self.entries += entries
        return entries

    def totals(self) -> dict[tuple[str, ...], int]:
        """Add up by clause, role, payer, payee and period; what came to nothing is left out."""
        return added(
            (each.clause, each.role, each.payer, each.payee, each.period, each.amount) for each in self.entries
        )

    def due(self, clause: str, role: str, period: str | None = None) -> str:
        """Return what a clause booked for a role, in one period or in all, in major units."""
        found = [each.amount for each in self.entries if (each.clause, each.role) == (clause, role)]
        if period:
            matching = [each for each in self.entries if each.period == period]
            found = [each.amount for each in matching if (each.clause, each.role) == (clause, role)]
        return f"{sum(found) / 10**self.contract.digits:.2f}"

    def net(self, party: str, period: str) -> str:
        """Return what all clauses together give a party in a period, less what it owes, in major units."""
        moved = [
            each.amount * ((each.payee == party) - (each.payer == party))
            for each in self.entries
            if each.period == period
        ]
        return f"{sum(moved) / 10**self.contract.digits:.2f}"

    def balances(self, clause: str, on: date) -> dict[str, str]:
        """Return what a clause carries, in major units."""
        scale = 10**self.contract.digits
        found = self.engine.balances(clause, on)
        return {each.what: f"{each.amount.numerator / each.amount.denominator / scale:.2f}" for each in found}


def added(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[str, ...], int]:
    """Add the last items of rows up by what stands before them; what came to nothing is left out."""
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for *key, amount in rows:
        sums[tuple(key)] += amount
    return {key: amount for key, amount in sums.items() if amount}
