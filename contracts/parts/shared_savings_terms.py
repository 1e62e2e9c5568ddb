"""The terms of shared savings: the benchmark, what is shared on either side of it, and what is taken off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from contracts.classification import Counts
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, percentage
from contracts.parts import corridor, payable
from contracts.parts import split as payees
from contracts.parts.accept import accepters, circular
from contracts.parts.corridor import Benchmark, Corridor, Edge, Losses
from contracts.scalars import AfterQuarterEnd, Amount, DaysAfter, Fractional

FIRST, ABOVE = "first dollar", "above the minimum"


class SharedTerms(ClauseTerms):
    """Of which spending, against which benchmark, what is shared between payer and providers."""

    kind: Literal["shared savings"]
    counts_as: CountsAs = CountsAs(payer=Counts.NOTHING, payee=Counts.REWARD)
    of: str = Field(description="the category of cost that is held against the benchmark")
    benchmark: Amount | list[Benchmark] = Field(description="of a whole contract year; one, or several by their days")
    minimum_savings_rate: Fractional = Field(description="the part of the benchmark that a saving has to come to")
    share: Fractional = Field(description="the most of a saving that is shared, at full quality")
    quality: str | None = Field(default=None, description="what the share is multiplied with, as it is measured")
    counted: Literal["first dollar", "above the minimum"] = Field(
        default="first dollar", description="what is shared once the minimum is reached: all of it, or the rest"
    )
    savings_cap: Fractional | None = Field(default=None, description="the most that is paid, as part of the benchmark")
    losses: Losses | None = Field(default=None, description="how losses are shared, if they are")
    withheld: dict[str, Fractional] = Field(default={}, description="parts taken off what is paid: sequestration: 2%")
    from_: str = Field(description="the party that pays for the care, and shares its savings")
    to: payees.Split = Field(description="the provider, or providers and fractions adding up to 1")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept spending and quality")
    pay: AfterQuarterEnd = Field(default=DaysAfter(90, payable.QUARTER_END), description="when payment is due")

    @property
    def recurs(self) -> bool:
        """Whether what it pays comes again and again: it does."""
        return True

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield payer, providers and those who accept."""
        yield ("from",), self.from_
        yield from payees.parties_of("to", self.to)
        yield from ((("accepted by",), party) for party in accepters(self.accepted_by))

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the benchmarks."""
        return corridor.amounts(self.benchmark)

    def problems(self) -> Iterable[Problem]:
        """Yield benchmarks of nothing, shares of more than the whole, and a payer that would pay itself."""
        yield from corridor.problems(self.benchmark)
        yield from payable.problem("pay", self.pay, payable.QUARTER_END)
        yield from circular(self.accepted_by, list(payees.lanes(self.to)))
        if isinstance(self.to, dict):
            yield from payees.sum_problem(("to",), self.to)
        if self.from_ in payees.lanes(self.to):
            yield Problem(("to",), f"'{self.from_}' would pay itself", "it keeps the rest in any case")
        if not 0 < self.share <= 1:
            yield Problem(("share",), f"the share is {percentage(self.share)}", "write above 0%, up to 100%")
        if sum(self.withheld.values()) > 1:
            yield Problem(("withheld",), "more is withheld than is paid", "write parts of up to 100% together")

    @property
    def corridor(self) -> Corridor:
        """Return what is shared on either side."""
        losses = Edge(self.losses.minimum_rate, self.losses.cap) if self.losses else None
        return Corridor(self.share, Edge(self.minimum_savings_rate, self.savings_cap), losses, self.counted == ABOVE)

    def in_words(self, reader: Reader) -> list[str]:
        """Say the benchmark, what is shared on either side of it, what is withheld, and when it is paid."""
        share = f"{percentage(self.share)} x {self.quality}" if self.quality else percentage(self.share)
        above = "" if self.counted == FIRST else ", without that minimum,"
        taken = " and ".join(f"{percentage(part)} for {name}" for name, part in self.withheld.items())
        who, whose = payees.in_words(self.to, reader), reader.party(self.from_)
        sides = self.corridor
        lines = [
            *corridor.benchmark_in_words(self.benchmark, reader),
            f"Once a contract year is closed its costs of '{self.of}' are held against it.",
            corridor.edge_in_words(f"saving{above}", sides.savings, who, share),
            *([f"Of what is paid {taken} is withheld."] if taken else []),
        ]
        if sides.losses:
            lines.append(corridor.edge_in_words(f"loss{above}", sides.losses, whose, f"(1 - {share})"))
        else:
            lines.append("Losses are not shared.")
        unknown = f" Nothing is due while {self.quality} has not been measured in the year." if self.quality else ""
        return [*lines, f"Payment is due {self.pay.in_words}; amounts are rounded by year.{unknown}"]
