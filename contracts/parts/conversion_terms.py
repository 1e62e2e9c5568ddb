"""The terms of a conversion: what is converted, at which kind of rate, whose rates, and those the contract fixes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal, Self

from dateutil.relativedelta import relativedelta
from pydantic import Field

from contracts.classification import Counts
from contracts.clause import Clause
from contracts.clause_terms import ClauseTerms, CountsAs, Problem, Reader
from contracts.periods import Calendar, Span
from contracts.scalars import CurrencyCode
from contracts.scalars.exchange_rate import ExchangeRate, rate_text
from contracts.terms_model import Choice


class Rule(Choice):
    """Which rate converts an amount."""

    SPOT = "spot on the day"
    MONTH = "average of the month"
    QUARTER = "average of the quarter"
    CONTRACT = "contract"

    @classmethod
    def also(cls) -> Mapping[str, Self]:
        """Return other words for the same."""
        return {
            "spot": cls.SPOT,
            "monthly average": cls.MONTH,
            "month average": cls.MONTH,
            "quarterly average": cls.QUARTER,
            "quarter average": cls.QUARTER,
            "fixed": cls.CONTRACT,
        }


_ALL = ("sales", "income", "costs")


class ConversionTerms(ClauseTerms):
    """At which rates amounts in other currencies become the agreement's own."""

    kind: Literal["conversion"]
    counts_as: CountsAs = CountsAs(payer=Counts.NOTHING, payee=Counts.NOTHING)
    rate: Rule = Field(description="which rate: spot on the day, average of the month or quarter, or contract")
    source: str | None = Field(default=None, description="whose rates: the Bank of England's spot rates")
    rates: dict[CurrencyCode, ExchangeRate] | None = Field(
        default=None, description="with 'rate: contract': by currency, what one unit is worth in the agreement's"
    )
    of: list[Literal["sales", "income", "costs"]] | None = Field(
        default=None, min_length=1, description="what is converted so; all of these, if left out"
    )

    @property
    def kinds(self) -> Sequence[str]:
        """Return the kinds of facts that are converted: cost, sales, income."""
        return [kind.removesuffix("s") if kind == "costs" else kind for kind in self.of or _ALL]

    def problems(self) -> Iterable[Problem]:
        """Yield a contract rate without rates, and rates that nothing uses."""
        if self.rate is Rule.CONTRACT and not self.rates:
            yield Problem(("rate",), "the contract's rates are missing", "write 'rates: { EUR: 0.8550 }'")
        if self.rate is not Rule.CONTRACT and self.rates:
            fix = "write 'rate: contract', or leave the rates out and record them as they are published"
            yield Problem(("rates",), f"'{self.rate}' is a rate that is recorded", fix)

    def problems_among(self, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
        """Yield another conversion of the same, written before this one."""
        for name, other in clauses.items():
            if other is self:
                return
            if isinstance(other, ConversionTerms) and (both := [kind for kind in self.kinds if kind in other.kinds]):
                what = f"'{name}' converts {both[0]} already"
                yield Problem(("of",), what, "say with 'of' which of the two converts what")

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is converted, at which rate, and by whose."""
        what = ", ".join(self.of or _ALL)
        rate = {
            Rule.SPOT: "the spot rate of the day",
            Rule.MONTH: "the average rate of the calendar month",
            Rule.QUARTER: "the average rate of the quarter of the contract year",
            Rule.CONTRACT: "the rate fixed here",
        }[self.rate]
        lines = [f"What is recorded in other currencies ({what}) becomes {reader.currency} at {rate}."]
        lines += [f"  {code} 1 is {reader.currency} {rate_text(value)}" for code, value in (self.rates or {}).items()]
        if self.rate is not Rule.CONTRACT:
            whose = f", from {self.source}" if self.source else ""
            lines.append(f"The rates are recorded as they are published{whose}, each with its evidence.")
        elif self.source:
            lines.append(f"The rates are from {self.source}.")
        return [*lines, "Each amount is rounded as it is converted."]


def days_of(rule: Rule, calendar: Calendar, on: date) -> Span:
    """Return the days of a rate that converts an amount of a day, with the name under which it is recorded."""
    if rule is Rule.MONTH:
        first = on.replace(day=1)
        return Span(f"{on:%Y-%m}", first, first + relativedelta(months=1) - timedelta(days=1))
    if rule is Rule.QUARTER:
        period = calendar.period_of(on.toordinal())
        first, last = date.fromordinal(calendar.start(period)), date.fromordinal(calendar.end(period))
        return Span(calendar.label(period), first, last)
    return Span(on.isoformat(), on, on)


def conversion_on(clauses: Mapping[str, Clause[Any]], kind: str, on: date) -> ConversionTerms | None:
    """Return the terms that convert a kind of fact on a day, None where none are agreed."""
    found = (clause.terms_on(on.toordinal()) for clause in clauses.values())
    return next((terms for terms in found if isinstance(terms, ConversionTerms) and kind in terms.kinds), None)
