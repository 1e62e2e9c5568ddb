"""What every clause may say: its place in the signed document, what it counts as, and how it is read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, TypeAlias

from pydantic import Field

from contracts.classification import Classification, Counts
from contracts.money import written
from contracts.scalars import ENDS, Amount, Survives
from contracts.terms_model import TermsModel

if TYPE_CHECKING:
    from contracts.clause import Clause


class Rounding(StrEnum):
    """Where amounts become whole minor units."""

    QUARTER = "by quarter"
    """On the figure of each quarter, by itself."""
    YEAR = "by contract year"
    """On the cumulative figure of each contract year."""
    LIFE = "over the life"
    """On the cumulative figure since the agreement began."""
    RECEIPT = "each receipt"
    """On every fact as it is recorded."""


Place: TypeAlias = tuple[str | int, ...]
"""The keys that lead to a field of a clause, in the document's own words."""


class Problem(NamedTuple):
    """A mistake that only shows when the parts of a clause are seen together; `path` leads to it."""

    path: Place
    what: str
    fix: str


class Reader(NamedTuple):
    """What it takes to read terms aloud: the currency, and the names of the parties."""

    currency: str
    digits: int
    names: Mapping[str, str]

    def party(self, party: str) -> str:
        """Return a party's name."""
        return self.names.get(party, party)

    def parties(self, parties: Sequence[str]) -> str:
        """Return several names as a list in a sentence."""
        names = [self.party(party) for party in parties]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"

    def money(self, amount: Amount) -> str:
        """Write an amount with its currency."""
        return f"{self.currency} {written(amount.minor(self.digits, self.currency), self.digits)}"


def percentage(share: Fraction) -> str:
    """Write a share as people do: a percentage where it has a short one, else a fraction.

    >>> percentage(Fraction(13, 200)), percentage(Fraction(1, 3))
    ('6.5%', '1/3')
    """
    return _percentage(share.numerator, share.denominator)


@lru_cache(maxsize=10_000)
def _percentage(numerator: int, denominator: int) -> str:
    """Write it; kept, because lines of sums show the same few shares again and again."""
    shifted = Fraction(100 * numerator, denominator)
    scale = shifted.denominator
    for prime in (2, 5):
        while scale % prime == 0:
            scale //= prime
    if scale > 1 or shifted.denominator > 10**6:
        return f"{numerator}/{denominator}"
    return f"{Decimal(shifted.numerator) / Decimal(shifted.denominator):f}%"


class CountsAs(TermsModel):
    """What an entry is to each side. Each kind has a default, which is sealed with the terms."""

    payer: Counts
    payee: Counts


class ClauseTerms(TermsModel):
    """What every clause may say: what kind it is, where it stands in the signed document, and how it counts."""

    planned: ClassVar[Mapping[str, str]] = {}
    """Words of the grammar that are not built yet, and what each will be."""
    kind: str
    article: str | None = Field(default=None, description="the article of the signed document")
    page: str | None = Field(default=None, description="the page of the signed document")
    wording: str | None = Field(default=None, description="the clause's own words")
    counts_as: CountsAs = Field(description="what counts as risk and as reward")
    survives: Survives = Field(default=ENDS, description="whether and how long it outlives the agreement: 24 months")

    @property
    def counts(self) -> Classification:
        """Return how the clause's entries count for payer and payee."""
        return Classification(self.counts_as.payer, self.counts_as.payee)

    @property
    def credited(self) -> str | None:
        """Return the party whose overpayments stay as a credit against what falls due later, None if no one's do."""
        return None

    @property
    def recurs(self) -> bool:
        """Whether what it pays comes again and again, as a royalty does, rather than once, as a milestone."""
        return False

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield every party that the clause names, with the path to the name."""
        return ()

    def named_clauses(self) -> Iterable[tuple[Place, str]]:
        """Yield every clause that this one reads, with the path to its name."""
        return ()

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield every amount of money, with the path to it."""
        return ()

    def companions(self) -> Mapping[str, type[Clause[Any]]]:
        """Return the formulas of those of its parts that book lines of their own, by the part's name."""
        return {}

    def problems(self) -> Iterable[Problem]:
        """Yield what is wrong between the parts of the clause."""
        return ()

    def problems_among(self, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
        """Yield what is wrong between the clause and others that it names, by id; those there are, that is."""
        return ()

    def among(self, clauses: Mapping[str, ClauseTerms]) -> Self:
        """Return the terms with what other clauses of the agreement say of this one, where that concerns them."""
        return self

    def in_words(self, reader: Reader) -> list[str]:
        """Say what the clause does, in sentences, defaults included."""
        raise AssertionError(f"clause kind '{self.kind}' has no sentences")
