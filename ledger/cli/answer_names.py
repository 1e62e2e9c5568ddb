"""Names and amounts as the sentences about one agreement write them."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from contracts.classification import Counts
from contracts.clause import VENTURE
from contracts.money import written
from contracts.scalars import day_in_words

if TYPE_CHECKING:
    from ledger.agreement import Agreement


class Names:
    """Parties, clauses, amounts and days of one agreement, in words."""

    def __init__(self, agreement: Agreement) -> None:
        self._terms = agreement.contract.terms
        self.digits = agreement.contract.digits

    @cached_property
    def parties(self) -> list[str]:
        """Return the ids of the parties, in the order of the document."""
        return list(self._terms.parties)

    def party(self, party: str) -> str:
        """Return a party's name; the common pot of a cost share has one too."""
        if party == VENTURE:
            return "the common pot"
        return self._terms.parties[party].name if party in self._terms.parties else party

    def clause(self, clause: str) -> str:
        """Return a clause with the article that it stands for."""
        article = self._terms.clauses[clause.partition(":")[0]].article
        return f"{clause} (article {article})" if article else clause

    def in_kind(self, clause: str) -> bool:
        """Say whether what a clause books is a contribution in kind."""
        return self._terms.clauses[clause.partition(":")[0]].counts.payer is Counts.IN_KIND

    def shares_cost(self, clause: str) -> bool:
        """Say whether what a clause pays out of the common pot is a cost got back, rather than a reward."""
        return self._terms.clauses[clause.partition(":")[0]].counts.payee is Counts.RECOVERY

    @property
    def currency(self) -> str:
        """Return the currency of the agreement."""
        return self._terms.currency

    def money(self, amount_minor: int) -> str:
        """Write an amount with its currency."""
        return f"{self._terms.currency} {written(amount_minor, self.digits)}"

    def day(self, day: date) -> str:
        """Write a day as it is read aloud."""
        return day_in_words(day)
