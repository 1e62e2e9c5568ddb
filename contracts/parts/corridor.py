"""Savings and losses against a benchmark: what of them is shared, once they come to a minimum, under a cap.

The rule for savings: benchmark - spending, if it comes to the minimum rate of the benchmark (exactly so much is
enough), counted from the first unit of money or only above the minimum, x share x quality, at most the cap. The rule
for losses mirrors it: spending - benchmark x (1 - share x quality). In between, in the corridor, nothing is shared,
because so little cannot be told from chance. Units: minor units, exact.

A benchmark of 100m, a minimum of 2% and half x 90%: 96m spent, and 98m, and 98.5m:

>>> from contracts.arithmetic import EXACT
>>> half = Corridor(Fraction(1, 2), Edge(Fraction(1, 50), Fraction(1, 10)), None, above=False)
>>> [saving(EXACT, half, Year(100, spent, EXACT.number(Fraction(9, 10)), 1)).capped for spent in (96, 98)]
[9/5, 9/10]
>>> saving(EXACT, half, Year(1000, 985, 1, 1)).capped == 0
True
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from pydantic import Field

from contracts.arithmetic import Exact, Number
from contracts.clause_terms import Place, Problem, Reader, percentage
from contracts.scalars import Amount, Day, Fractional, day_in_words
from contracts.terms_model import TermsModel


class Benchmark(TermsModel):
    """The benchmark of the contract years that end on a day or later, up to the next one."""

    from_: Day = Field(description="the first day of the first contract year that it is for")
    amount: Amount = Field(description="the benchmark of a whole contract year")


class Losses(TermsModel):
    """How losses are shared."""

    minimum_rate: Fractional = Field(description="the part of the benchmark that a loss has to come to, as in 2%")
    cap: Fractional | None = Field(default=None, description="the most that is paid back, as a part of the benchmark")


class Edge(NamedTuple):
    """Where sharing begins and ends, in parts of the benchmark; there may be no end."""

    least: Fraction
    cap: Fraction | None


class Corridor(NamedTuple):
    """What is shared: the share, the edges on both sides, and whether only what lies above the minimum counts."""

    share: Fraction
    savings: Edge
    losses: Edge | None
    above: bool


class Year(NamedTuple):
    """A contract year: benchmark and spending in minor units, quality from 0 to 1, and 1 if all of it is known."""

    benchmark: Number
    spent: Number
    quality: Number
    known: Number


class Shared(NamedTuple):
    """One side of a year: 1 if its minimum is reached, what counts, what is shared of it, and that under the cap."""

    reached: Number
    counted: Number
    shared: Number
    capped: Number


def saving(ops: Exact, corridor: Corridor, year: Year) -> Shared:
    """Return what is shared of what was spent less than the benchmark."""
    rate = ops.number(corridor.share) * year.quality
    return _side(ops, corridor.savings, year, rate, year.benchmark - year.spent, above=corridor.above)


def loss(ops: Exact, corridor: Corridor, year: Year) -> Shared:
    """Return what is shared of what was spent more than the benchmark, if losses are shared."""
    if corridor.losses is None:
        return Shared(0, 0, 0, 0)
    rate = 1 - ops.number(corridor.share) * year.quality
    return _side(ops, corridor.losses, year, rate, year.spent - year.benchmark, above=corridor.above)


def _side(ops: Exact, edge: Edge, year: Year, rate: Number, moved: Number, *, above: bool) -> Shared:
    least = year.benchmark * ops.number(edge.least)
    reached = ops.reached(moved, least) * year.known
    counted = ops.hi(moved - (least if above else 0), 0) * reached
    shared = counted * rate
    capped = shared if edge.cap is None else ops.lo(shared, year.benchmark * ops.number(edge.cap))
    return Shared(reached, counted, shared, capped)


def problems(benchmark: Amount | Sequence[Benchmark]) -> Iterable[Problem]:
    """Yield benchmarks of nothing, and benchmarks out of order."""
    if isinstance(benchmark, Amount):
        if benchmark.major <= 0:
            yield Problem(("benchmark",), "the benchmark is nothing", "write an amount above zero")
        return
    for number, each in enumerate(benchmark):
        if each.amount.major <= 0:
            yield Problem(("benchmark", number, "amount"), "the benchmark is nothing", "write an amount above zero")
        if number and each.from_ <= benchmark[number - 1].from_:
            what = f"{day_in_words(each.from_)} does not lie after the one before"
            yield Problem(("benchmark", number, "from"), what, "write the benchmarks in the order of their days")


def amounts(benchmark: Amount | Sequence[Benchmark]) -> Iterable[tuple[Place, Amount]]:
    """Yield every benchmark, with the path to it."""
    if isinstance(benchmark, Amount):
        yield ("benchmark",), benchmark
    else:
        yield from ((("benchmark", number, "amount"), each.amount) for number, each in enumerate(benchmark))


def benchmark_in_words(benchmark: Amount | Sequence[Benchmark], reader: Reader) -> list[str]:
    """Say the benchmark of a contract year, and of a part of one."""
    part = "Of a year of which only a part lies within the clause it is taken by days."
    if isinstance(benchmark, Amount):
        return [f"The benchmark of a contract year is {reader.money(benchmark)}. {part}"]
    return [
        "The benchmark of a contract year is the last of these whose day it has reached by its end:",
        *(f"  from {day_in_words(each.from_)}: {reader.money(each.amount)}" for each in benchmark),
        f"{part} In a year before the first of them nothing is shared.",
    ]


def edge_in_words(what: str, edge: Edge, payee: str, share: str) -> str:
    """Say from where on savings or losses are shared, who is paid how much of them, and up to what."""
    cap = f", at most {percentage(edge.cap)} of the benchmark" if edge.cap is not None else ""
    least = f"of {percentage(edge.least)} of the benchmark or more"
    return f"A {what} {least} is shared: {payee} is paid {share} of it{cap}."
