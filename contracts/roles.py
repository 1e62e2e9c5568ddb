"""Roles: the places that clauses have, and which party fills each of them on which day.

A clause names its roles by the ids of the parties that signed it. When a party is replaced (novation) the clause stays
as it is: bands, caps, balances and pennies belong to the role. Only here does a role become a party, and a party a
role: entries are booked to whoever fills the role on the day, and what a party spends counts as spent in its role.

    >>> from datetime import date
    >>> may, july = date(2026, 5, 1).toordinal(), date(2026, 7, 1).toordinal()
    >>> roles = Roles([Novation("company", "newco", july)])
    >>> roles.holder("royalty", "company", may), roles.holder("royalty", "company", july)
    ('company', 'newco')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from contracts.parts.debt import whole_clause


class Novation(NamedTuple):
    """From the day `on` the party `to` stands where `party` stood, under some clauses; under all if none is named."""

    party: str
    to: str
    on: int
    clauses: tuple[str, ...] = ()

    def concerns(self, clause: str) -> bool:
        """Tell whether it concerns a clause, which it does together with its parts."""
        return not self.clauses or whole_clause(clause) in self.clauses


class Assumed(NamedTuple):
    """What a new party assumed of dues that had accrued before it came: a lane's amount goes over to another lane."""

    clause: str
    period: str
    role: str
    between: tuple[str, str]
    now: tuple[str, str]
    amount: int

    @property
    def lanes(self) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
        """Return the lanes (role, payer, payee) that it takes the amount from, and to which it goes."""
        return (self.role, *self.between), (self.role, *self.now)


class Roles:
    """Who fills which role on which day. Of two novations from one day the one recorded first comes first."""

    def __init__(self, novations: Iterable[Novation] = (), assumed: Iterable[Assumed] = ()) -> None:
        self.novations: Sequence[Novation] = sorted(novations, key=attrgetter("on"))
        self.assumed = tuple(assumed)
        self._known: dict[tuple[str, str, int], str] = {}

    def __bool__(self) -> bool:
        """Tell whether any role has changed hands."""
        return bool(self.novations)

    def holder(self, clause: str, role: str, day: int) -> str:
        """Return the party that fills a role of a clause on a day."""
        key = (clause, role, day)
        found = self._known.get(key)
        if found is None:
            found = role
            for novation in self.novations:
                if novation.on <= day and novation.party == found and novation.concerns(clause):
                    found = novation.to
            self._known[key] = found
        return found

    def holders(self, clause: str, roles: Iterable[str], day: int) -> tuple[str, ...]:
        """Return the parties that fill some roles, each once."""
        return tuple(dict.fromkeys(self.holder(clause, role, day) for role in roles))

    def shared(self, clause: str, shares: Mapping[str, Fraction], day: int) -> dict[str, Fraction]:
        """Return the shares of some roles by the parties that fill them on a day."""
        found: dict[str, Fraction] = {}
        for role, share in shares.items():
            holder = self.holder(clause, role, day)
            found[holder] = found.get(holder, Fraction(0)) + share
        return found

    def cuts(self, first: int, last: int) -> list[int]:
        """Return the days within a period, its first left out, from which somebody else fills a role."""
        return sorted({novation.on for novation in self.novations if first < novation.on <= last})


NO_NOVATION = Roles()
"""Every role is filled by the party that signed for it."""
