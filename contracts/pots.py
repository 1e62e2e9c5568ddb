"""The common pots of cost shares: what each party owes a pot or is owed by it, and what one may then owe another.

A pot is one account for all periods, and the parts of a clause have one pot with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.parts.debt import whole_clause


class Pots:
    """What pots owe to each party, in minor units; below zero where the party owes."""

    def __init__(self) -> None:
        self._owed: dict[tuple[str, str, str], int] = {}

    def add(self, clause: str, party: str, period: str, amount: int) -> None:
        """Let a clause's pot owe a party more."""
        key = (whole_clause(clause), party, period)
        self._owed[key] = self._owed.get(key, 0) + amount

    def of(self, party: str) -> Iterator[tuple[str, int]]:
        """Yield what pots owe a party: clause and amount, period by period."""
        yield from ((clause, amount) for (clause, owner, _), amount in self._owed.items() if owner == party)

    def clauses(self) -> Iterable[str]:
        """Return the clauses that have a pot."""
        return dict.fromkeys(clause for clause, _, _ in self._owed)

    def balances(self, clause: str, party: str) -> dict[str, int]:
        """Return what a clause's pot owes a party, by period."""
        return {
            period: amount for (name, owner, period), amount in self._owed.items() if (name, owner) == (clause, party)
        }

    def balance(self, clause: str, party: str) -> int:
        """Return what a clause's pot owes a party in all."""
        return sum(self.balances(clause, party).values())
