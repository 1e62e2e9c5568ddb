"""What the parts of a royalty that book lines of their own have in common: reductions, credits, the minimum.

They stand in a chain: the royalty, its reductions in the order written, its credits in the order written. Each
reads, exactly, what those before it in the chain made due for the quarter; the minimum reads what was booked. Every
part is shared among the payees as the royalty is, and payable with it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, Protocol

from contracts.arithmetic import EXACT, Number, text
from contracts.clause import Clause, Due, View
from contracts.entries import Line
from contracts.parts import payable
from contracts.parts.split import Split, lanes
from contracts.scalars import DaysAfter


class Named(Protocol):
    """A part of a royalty that has a place in its chain."""

    @property
    def part(self) -> str:
        """Return the name under which its lines are booked, behind the royalty's."""


class Adjustable(Protocol):
    """The terms of a royalty, as far as its parts need them."""

    @property
    def from_(self) -> str:
        """Return who pays."""

    @property
    def to(self) -> Split | None:
        """Return who is paid, in which fractions."""

    @property
    def reductions(self) -> Sequence[Named] | None:
        """Return the reductions, in the order written."""

    @property
    def credits(self) -> Sequence[Named] | None:
        """Return the credits, in the order written."""

    @property
    def report(self) -> DaysAfter:
        """Return when sales are reported."""

    @property
    def pay(self) -> DaysAfter:
        """Return when payment is due."""


class Step(NamedTuple):
    """One step of a sum, for all payees together: quantity x rate."""

    what: str
    quantity: Number
    rate: Fraction = Fraction(1)


class RoyaltyPart(Clause[Any]):
    """A formula that reads its royalty, quarter by quarter, and is shared among the same payees."""

    by_year = False

    @property
    def parent(self) -> str:
        """Return the id of the royalty."""
        return self.id.partition(":")[0]

    @property
    def part(self) -> str:
        """Return the part's own name."""
        return self.id.partition(":")[2]

    def amend(self, effective: date, terms: Any) -> None:
        """Let other terms hold; what they read is read from then on besides what was read before."""
        super().amend(effective, terms)
        sources = [source for _, source in self.sources if source is not None]
        self.after = tuple(dict.fromkeys(name for source in sources for name in self.reading(source)))

    @abstractmethod
    def reading(self, terms: Any) -> Iterable[str]:
        """Yield the clauses whose dues the part reads under some terms."""

    def reduced(self, terms: Adjustable) -> list[str]:
        """Return what makes up the reduced royalty before this part: the royalty, and earlier reductions."""
        return [self.parent, *self._earlier(terms.reductions)]

    def credited(self, terms: Adjustable) -> list[str]:
        """Return the credits before this part."""
        return self._earlier(terms.credits)

    def _earlier(self, parts: Sequence[Named] | None) -> list[str]:
        names = list(dict.fromkeys(part.part for part in parts or ()))
        return [f"{self.parent}:{name}" for name in names[: names.index(self.part) if self.part in names else None]]

    def dues(self, terms: Adjustable, total: Number, role: str = "") -> list[Due]:
        """Share an amount among the payees; `role` goes before their names."""
        return [
            Due(f"{role}{payee}", terms.from_, payee, total * EXACT.number(share), role or "all")
            for payee, share in lanes(terms.to or {}).items()
        ]

    def shared(self, terms: Adjustable, payee: str, steps: Sequence[Step]) -> list[Line]:
        """Return a payee's lines; steps of nothing are left out, unless there are no others."""
        share = lanes(terms.to or {})[payee]
        moving = [step for step in steps if step.quantity != 0] or steps[:1]
        return [_line(step, share) for step in moving]

    def payable_on(self, view: View) -> date | None:
        """Return the last day to pay what the quarter made due."""
        terms: Adjustable = view.segments()[-1].terms.source
        return payable.payable_day(view.last, terms.report, terms.pay)


def _line(step: Step, share: Fraction) -> Line:
    factors = [factor for factor in (step.rate, share) if factor != 1] or [Fraction(1)]
    result = step.quantity * EXACT.number(step.rate) * EXACT.number(share)
    return Line(step.what, text(step.quantity), "*".join(map(str, factors)), text(result))


def together(view: View, clauses: Sequence[str]) -> Number:
    """Add up, exactly, what several clauses made due in a period."""
    total: Number = 0
    for clause in clauses:
        total = total + view.due(clause)
    return total


def per_role(roles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each role with the payee that it names: `credited:trust` is the trust's."""
    return ((role, role.rpartition(":")[2]) for role in roles)
