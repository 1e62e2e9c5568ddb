"""Profit: revenue on one or several bases, less costs of named categories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pydantic import Field

from contracts.arithmetic import Exact, Number
from contracts.clause import Feed, Segment, View
from contracts.clause_terms import Problem
from contracts.parts import base
from contracts.terms_model import TermsModel


class Profit(TermsModel):
    """What counts as profit."""

    revenue: base.Base | list[str] = Field(
        description="'net sales of PRODUCT', 'net income of KIND', several of them, or sales less deductions"
    )
    less: list[str] = Field(default=[], description="the cost categories that are taken off, as costs are recorded")


class Measured(NamedTuple):
    """Profit made explicit: its bases, and its cost categories."""

    bases: tuple[base.Measured, ...]
    less: tuple[str, ...]


def _bases(profit: Profit) -> Sequence[base.Base]:
    return profit.revenue if isinstance(profit.revenue, list) else [profit.revenue]


def measured(profit: Profit) -> Measured:
    """Make a profit explicit. Raises BadScalar for words that name no base."""
    return Measured(tuple(base.measured(each) for each in _bases(profit)), tuple(profit.less))


def problems(profit: Profit) -> Iterable[Problem]:
    """Yield what is wrong with the words of the revenue, and categories that are taken off twice."""
    for each in _bases(profit):
        for problem in base.problems("revenue", each):
            yield problem._replace(path=("of", *problem.path))
    if not _bases(profit):
        yield Problem(("of", "revenue"), "there is no revenue", "write 'net income of KIND'")
    for at, category in enumerate(profit.less):
        if category in profit.less[:at]:
            yield Problem(("of", "less", at), f"'{category}' is taken off twice", "keep it once")


def words(profit: Profit) -> str:
    """Name the profit."""
    explicit = measured(profit)
    revenue = " and ".join(each.words for each in explicit.bases)
    return f"{revenue}, less {', '.join(explicit.less)}" if explicit.less else revenue


def measures(profit: Measured) -> Iterable[str]:
    """Yield what is tallied."""
    for each in profit.bases:
        yield from base.measures(each)
    yield from (f"cost:{category}" for category in profit.less)


def feeds(
    profit: Measured, receivers: tuple[str, ...], spenders: tuple[str, ...], accepters: tuple[str, ...]
) -> Iterable[Feed]:
    """Yield the sales or income of those who receive it, and the costs of those who may spend."""
    for each in profit.bases:
        yield from base.feeds(each, receivers)
    yield from (Feed("cost", category, spenders, accepters) for category in profit.less)


def figures(ops: Exact, profit: Measured, view: View, segment: Segment) -> list[tuple[str, Number]]:
    """Return the figures that add up to the profit of a stretch of a period, each with its name."""
    revenue = [(each.words, base.net(ops, each, view, segment)) for each in profit.bases]
    return [*revenue, *((category, -view.amount(f"cost:{category}", segment)) for category in profit.less)]


def total(figures: Iterable[tuple[str, Number]]) -> Number:
    """Add figures up."""
    result: Number = 0
    for _, amount in figures:
        result = result + amount
    return result
