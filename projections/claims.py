"""Claims that await acceptance: whose they are, who may accept them, and what they are worth once somebody has.

What a milestone or an outcome would make due is found by accepting it on a copy of the agreement; a cost claims its own
amount, a contribution in kind what the rate card makes of its quantity.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from contracts.clause import VENTURE
from contracts.entries import Entry
from contracts.parts.debt import whole_clause
from contracts.parts.quantity import QUANTITY_PARTS
from ledger.events import FactAccepted
from ledger.facts import Fact, Status
from projections.loaded import Loaded


class Claim(NamedTuple):
    """A fact that awaits acceptance; `due` is the day by which `amount` is payable if it is accepted today."""

    fact: Fact
    accepters: list[str]
    amount: int
    due: date | None
    proved: str

    @property
    def said(self) -> str:
        """Name what is claimed."""
        return f"{self.fact.kind} {self.fact.of}"


def claims(loaded: Loaded, today: date) -> Iterator[Claim]:
    """Yield what awaits acceptance, the oldest first."""
    waiting = [fact for fact in loaded.agreement.facts.values() if fact.status is Status.PENDING]
    for fact in sorted(waiting, key=lambda each: each.on):
        amount, due = _worth(loaded, fact, today)
        able = loaded.agreement.contract.accepters(fact.kind, fact.of, fact.party, fact.on)
        accepters = [party for party in able if party not in fact.claimants]
        yield Claim(fact, accepters, amount, due, loaded.proved(fact.ref))


def _worth(loaded: Loaded, fact: Fact, today: date) -> tuple[int, date | None]:
    if fact.kind == "cost":
        return fact.amount, None
    if fact.kind == "in kind":
        evidenced = bool(loaded.proofs.get(fact.ref))
        quantity = Fraction(fact.amount, QUANTITY_PARTS)
        worth = loaded.agreement.contract.worth_in_kind(fact.of, fact.party, fact.on, quantity, evidenced=evidenced)
        return worth, None
    wanting = _wanting(loaded, fact)
    entries = [entry for entry in _if_accepted(loaded, fact, today) if whole_clause(entry.clause) in wanting]
    return sum(entry.amount for entry in entries), max((entry.due for entry in entries if entry.due), default=None)


def _wanting(loaded: Loaded, fact: Fact) -> set[str]:
    """Return the clauses that such a fact is recorded for."""
    return {
        whole_clause(name)
        for name, clause in loaded.agreement.contract.clauses.items()
        if any((feed.kind, feed.of) == (fact.kind, fact.of) for feed in clause.feeds)
    }


def _if_accepted(loaded: Loaded, fact: Fact, today: date) -> list[Entry]:
    """Return what accepting a claim today would make due between parties."""
    body = FactAccepted(
        ref=fact.ref, on=max(today, fact.on), party=fact.party, entries=(), provenance=loaded.provenance
    )
    worked = loaded.copy().reperform(body)
    entries: tuple[Entry, ...] = getattr(worked, "entries", ())
    return [entry for entry in entries if VENTURE not in (entry.payer, entry.payee) and entry.payer != entry.payee]
