"""Combination products: what is sold together with something else counts into the base for a fraction of its sales.

The fraction is A / (A + B) by the prices at which the parts are sold on their own, else C / (C + D) by what they cost,
else one that is agreed. It holds for a product from a day on, until the next one for the same product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from pydantic import Field

from contracts.clause import Segment
from contracts.clause_terms import Place, Problem, percentage
from contracts.scalars import Amount, Day, Fractional, day_in_words
from contracts.terms_model import TermsModel


class Sides(TermsModel):
    """What the licensed part is worth by itself, and what all the others are."""

    ours: Amount = Field(description="A or C: of what the royalty is for")
    others: Amount = Field(description="B or D: of everything that is sold with it, together")

    @property
    def fraction(self) -> Fraction:
        """Return A / (A + B)."""
        ours, others = Fraction(self.ours.major), Fraction(self.others.major)
        return ours / (ours + others)

    @property
    def words(self) -> str:
        """Return how the fraction comes about: `60 / (60 + 40)`."""
        return f"{self.ours} / ({self.ours} + {self.others})"


class Combination(TermsModel):
    """A product that is sold in combination, and the fraction of its sales that counts, in one of three ways."""

    product: str = Field(min_length=1, description="the combination product, as sales of it are recorded")
    from_: Day | None = Field(default=None, description="the first day of this fraction; the first one has none")
    prices: Sides | None = Field(default=None, description="by standalone prices: sales x A / (A + B)")
    costs: Sides | None = Field(default=None, description="where one has no price of its own, by costs: C / (C + D)")
    fraction: Fractional | None = Field(default=None, description="else the fraction that is agreed")

    @property
    def share(self) -> Fraction:
        """Return the fraction of the sales that counts."""
        sides = self.prices or self.costs
        return sides.fraction if sides else self.fraction or Fraction(0)

    @property
    def words(self) -> str:
        """Say how the fraction comes about."""
        if sides := self.prices or self.costs:
            return f"{sides.words} by {'standalone prices' if self.prices else 'costs'}"
        return "as agreed"

    def problems(self, path: Place) -> Iterable[Problem]:
        """Yield a fraction that is said twice or not at all, or that is none."""
        ways = [name for name in ("prices", "costs", "fraction") if getattr(self, name) is not None]
        if len(ways) != 1:
            fix = "write one of 'prices: { ours: 60, others: 40 }', 'costs: { … }' and 'fraction: 60%'"
            yield Problem(path, "which fraction of the sales counts is said once", fix)
        for name, sides in (("prices", self.prices), ("costs", self.costs)):
            if sides and (sides.ours.major <= 0 or sides.others.major < 0):
                yield Problem((*path, name), "prices and costs are above zero", "write amounts such as 60 and 40")
            if sides and None not in (both := {sides.ours.currency, sides.others.currency}) and len(both) > 1:
                yield Problem((*path, name), "the two are in different currencies", "write both in one currency")
        if self.fraction is not None and self.fraction > 1:
            what = f"{percentage(self.fraction)} is more than the whole"
            yield Problem((*path, "fraction"), what, "write at most 100%")


class Part(NamedTuple):
    """The fraction of a product's sales that counts from a day on, given as an ordinal, and how it comes about."""

    first: int
    fraction: Fraction
    words: str


class Combined(NamedTuple):
    """A combination product, and the fractions that count of it, one after the other."""

    of: str
    parts: tuple[Part, ...]


def combined(combinations: Sequence[Combination]) -> tuple[Combined, ...]:
    """Return the combination products in the order written, each with its fractions by day."""
    found: dict[str, list[Part]] = {}
    for each in combinations:
        first = each.from_.toordinal() if each.from_ else 1
        found.setdefault(each.product, []).append(Part(first, each.share, each.words))
    return tuple(Combined(of, tuple(sorted(parts))) for of, parts in found.items())


def cut(parts: Sequence[Part], segments: Sequence[Segment]) -> Iterator[tuple[Part, Sequence[Segment]]]:
    """Yield each fraction with the days, of some stretches, on which it counts."""
    if len(parts) == 1:
        yield parts[0], segments
        return
    ends = [*(part.first - 1 for part in parts[1:]), date.max.toordinal()]
    for part, end in zip(parts, ends, strict=True):
        clipped = (
            each._replace(first=max(each.first, part.first), last=min(each.last, end), whole=False) for each in segments
        )
        yield part, [each for each in clipped if each.first <= each.last]


def problems(field: Place, combinations: Sequence[Combination]) -> Iterable[Problem]:
    """Yield what is wrong with each, and fractions of one product that don't follow each other."""
    seen: dict[str, set[date | None]] = {}
    for number, each in enumerate(combinations):
        path = (*field, number)
        yield from each.problems(path)
        days = seen.setdefault(each.product, set())
        if not days and each.from_:
            fix = "leave out 'from': what is sold before that day has to count for something"
            yield Problem((*path, "from"), f"it is the first fraction of '{each.product}'", fix)
        if each.from_ in days:
            when = f"from {day_in_words(each.from_)}" if each.from_ else "from the beginning"
            yield Problem(path, f"'{each.product}' has two fractions {when}", "say with 'from' when each begins")
        days.add(each.from_)


def in_words(combinations: Sequence[Combination]) -> Iterable[str]:
    """Say for which fraction each combination product counts."""
    for each in combinations:
        since = f" from {day_in_words(each.from_)} on" if each.from_ else ""
        yield f"  {each.product} is a combination product: {percentage(each.share)} of it counts{since} ({each.words})"
