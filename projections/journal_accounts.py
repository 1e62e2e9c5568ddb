"""The accounts of a journal: how ids become names of accounts, and what each kind of movement posts to them."""

from __future__ import annotations

import re
from typing import TypeAlias

from contracts.classification import Counts
from contracts.clause import VENTURE
from projections.asking import Agreed
from projections.fact_rows import UNAPPLIED

Moves: TypeAlias = dict[str, int]
"""By account, in minor units; what is above zero is debited."""

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9-]")


class Names:
    """Names of accounts for ids, the same for the same id: a capital first, then letters, digits and hyphens.

    Two ids that would be called alike are told apart by a number, in the order in which they are asked for.

    >>> names = Names()
    >>> names.of("ankle-device"), names.of("a.b"), names.of("a_b"), names.of("a.b"), names.of("royalty:stacking")
    ('Ankle-device', 'A-b', 'A-b-2', 'A-b', 'Royalty:Stacking')
    """

    def __init__(self) -> None:
        self._by_id: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, word: str) -> str:
        """Return the name for an id; a part of a clause, as `royalty:stacking`, is an account below the clause's."""
        if word not in self._by_id:
            self._by_id[word] = self._free(word)
        return self._by_id[word]

    def _free(self, word: str) -> str:
        whole, _, part = word.rpartition(":")
        plain = _NOT_IN_NAMES.sub("-", part)
        name = wish = f"{self.of(whole)}:{_capital(plain)}" if whole else _capital(plain)
        number = 1
        while name in self._taken:
            number += 1
            name = f"{wish}-{number}"
        self._taken.add(name)
        return name


class Accounts:
    """The accounts of one agreement."""

    def __init__(self, agreed: Agreed, agreements: Names) -> None:
        self._agreed = agreed
        self._agreement = agreements.of(agreed.id)
        self._parties, self._clauses = Names(), Names()
        for names, ids in ((self._parties, (*agreed.parties, VENTURE)), (self._clauses, agreed.clauses)):
            for each in ids:  # in the order of the document, whatever is booked first
                names.of(each)

    def booked(self, clause: str, payer: str, payee: str, amount_minor: int) -> Moves:
        """Return what an entry moves; what a party is due from itself is no debt."""
        spent, earned = self._nature("Expenses", payer, clause), self._nature("Income", payee, clause)
        if payer == payee:
            return added({spent: amount_minor}, {earned: -amount_minor})
        return added(
            {spent: amount_minor, self._owes(payer, clause): -amount_minor},
            {self._is_owed(payee, clause): amount_minor, earned: -amount_minor},
        )

    def paid(self, clause: str, payer: str, payee: str, amount_minor: int) -> Moves:
        """Return what money moves that settled a clause, or nothing so far."""
        if clause == UNAPPLIED:
            made, had = self._of("Assets", payer, "Advances"), self._of("Liabilities", payee, "Advances")
        else:
            made, had = self._owes(payer, clause), self._is_owed(payee, clause)
        return {
            made: amount_minor,
            self._of("Assets", payer, "Cash"): -amount_minor,
            self._of("Assets", payee, "Cash"): amount_minor,
            had: -amount_minor,
        }

    def waived(self, clause: str, payer: str, payee: str, amount_minor: int) -> Moves:
        """Return what a waiver moves: `payer` is free of what `payee` gives up."""
        return {
            self._owes(payer, clause): amount_minor,
            self._of("Income", payer, "Waived", clause): -amount_minor,
            self._of("Expenses", payee, "Waived", clause): amount_minor,
            self._is_owed(payee, clause): -amount_minor,
        }

    def in_kind(self, clause: str) -> bool:
        """Whether what a party is due from itself under a clause is what it contributes."""
        found = self._agreed.clauses.get(clause)
        return found is not None and found.payer_counts == Counts.IN_KIND.value

    def _owes(self, party: str, clause: str) -> str:
        return self._of("Liabilities", party, "Payable", clause)

    def _is_owed(self, party: str, clause: str) -> str:
        return self._of("Assets", party, "Receivable", clause)

    def _nature(self, root: str, party: str, clause: str) -> str:
        """Name the account by what an entry counts as; the common pot neither earns nor bears anything."""
        if party == VENTURE:
            return self._of("Equity", party, "Pot", clause)
        found = self._agreed.clauses.get(clause)
        side = "payer_counts" if root == "Expenses" else "payee_counts"
        counts = str(getattr(found, side, Counts.NOTHING.value))
        return self._of(root, party, "-".join(map(_capital, counts.split())), clause)

    def _of(self, root: str, party: str, what: str, clause: str | None = None) -> str:
        below = f":{self._clauses.of(clause)}" if clause else ""
        return f"{root}:{self._agreement}:{self._parties.of(party)}:{what}{below}"


def added(*several: Moves) -> Moves:
    """Add movements up by account, and leave out what came to nothing.

    >>> added({"Cash": 5, "Payable": -5}, {"Cash": -5, "Advances": 5})
    {'Payable': -5, 'Advances': 5}
    """
    sums: Moves = {}
    for moves in several:
        for account, amount_minor in moves.items():
            sums[account] = sums.get(account, 0) + amount_minor
    return {account: amount_minor for account, amount_minor in sums.items() if amount_minor}


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
