"""An agreement lived through in memory: facts, closes and amendments in, entries out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from contracts.clause import Fact
from contracts.contract import Contract
from contracts.document import read_document
from contracts.entries import Entry
from contracts.fold import Cause
from contracts.money import round_amount, written
from contracts.scalars import parse_amount
from contracts.sums import faults, reason
from contracts.terms import AgreementTerms

DOCUMENT = """\
agreement: sample
title: A sample
currency: GBP
effective: {effective}
year: {year}
parties:
  trust: {{ name: The trust }}
  university: {{ name: The university }}
  company: {{ name: The company }}
clauses:
"""


def document(clauses: str, effective: str = "2026-01-01", year: str = "calendar") -> str:
    """Give a document with clauses in it, which are written at the margin."""
    indented = "".join(f"  {line}\n" for line in clauses.strip("\n").splitlines())
    return DOCUMENT.format(effective=effective, year=year) + indented


def terms(clauses: str, effective: str = "2026-01-01", year: str = "calendar") -> AgreementTerms:
    """Read an agreement with some clauses."""
    return read_document(document(clauses, effective, year))


def minor(amount: str) -> int:
    """Give an amount of pounds in pence."""
    return parse_amount(amount).minor(2, "GBP")


class Life:
    """One agreement and everything that was booked for it; every entry's sum is performed again at once."""

    def __init__(self, clauses: str, effective: str = "2026-01-01", year: str = "calendar") -> None:
        self.contract = Contract(terms(clauses, effective, year), 2)
        self.engine = self.contract.engine()
        self.entries: list[Entry] = []
        self._written = (effective, year)

    def take(self, facts: Sequence[Fact]) -> list[Entry]:
        """Record facts, and give what they make due."""
        self.engine.take(facts)
        return self._worked(facts[0].on)

    def sales(self, on: str, amount: str, of: str = "device") -> list[Entry]:
        """Record net sales."""
        return self.take(self.contract.receipts(f"sales:{of}", date.fromisoformat(on), minor(amount)))

    def cost(self, on: str, amount: str, of: str, party: str = "company") -> list[Entry]:
        """Record a cost."""
        return self.take(self.contract.cost(of, party, date.fromisoformat(on), minor(amount)))

    def milestone(self, clause: str, on: str, achieved: str | None = None) -> list[Entry]:
        """Record that a milestone counts."""
        reached = date.fromisoformat(achieved) if achieved else None
        return self.take(self.contract.milestone(clause, date.fromisoformat(on), reached))

    def withdraw(self, clause: str, on: str, counted: str) -> list[Entry]:
        """Record that a milestone which counted from a day, on which it was achieved, is withdrawn."""
        since = date.fromisoformat(counted)
        return self.take(self.contract.withdrawal(clause, date.fromisoformat(on), since, since))

    def gate(self, gate: str, on: str, *, shut: bool, expires: str | None = None) -> list[Entry]:
        """Record that a gate shuts or opens."""
        until = date.fromisoformat(expires) if expires else None
        return self.take(self.contract.gate(gate, date.fromisoformat(on), shut, until))

    def close(self, through: str) -> list[Entry]:
        """Let time pass up to a day."""
        day = date.fromisoformat(through).toordinal()
        self.engine.close(day)
        return self._worked(day)

    def amend(self, clauses: str, effective: str) -> list[Entry]:
        """Let other clauses hold from a day on."""
        day = date.fromisoformat(effective)
        self.engine.amended(self.contract.amend(terms(clauses, *self._written), day), day)
        return self._worked(day.toordinal())

    def _worked(self, on: int) -> list[Entry]:
        entries = self.engine.work(Cause(on))
        assert [] == [fault for entry in entries for fault in faults(entry)]
        self.entries += entries
        return entries

    def due(self, clause: str, period: str = "", role: str = "") -> str:
        """Give what was booked under a clause in all, for a period or year and a role if they are named."""
        return written(
            sum(
                entry.amount
                for entry in self.entries
                if entry.clause == clause and entry.period.startswith(period) and entry.role.startswith(role)
            ),
            2,
        )

    def balance(self, clause: str, on: str = "2100-12-31") -> str:
        """Give the first figure that a clause carries on a day."""
        found = self.engine.balances(clause, date.fromisoformat(on))
        return written(round_amount(found[0].amount), 2)

    def told(self) -> list[str]:
        """Give every entry in a line: clause, role, period, amount and the sum behind it."""
        return [f"{entry.clause} {entry.role} {entry.period}: {reason(entry, 2)}" for entry in self.entries]
