"""`record rate`: what a unit of another currency is worth, for a day, a month or a quarter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from contracts.currency import parse_currency
from contracts.errors import BadScalar
from contracts.parts.conversion_terms import ConversionTerms, Rule, days_of
from contracts.periods import Span
from contracts.scalars.exchange_rate import rate_text
from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref, own_party
from ledger.commands.restating import Restated, restated
from ledger.conversion_events import RateRecorded
from ledger.converting import RATE, anew, first_day
from ledger.errors import Refused, WrongUsage
from ledger.events import Provenance


class RecordRate(Command, frozen=True, kw_only=True):
    """One unit of a currency is worth so much of the agreement's, on a day or as the average of a period."""

    name: ClassVar[str] = "record rate"
    rate: Decimal
    currency: str | None = None
    on: date | None = None
    period: str | None = None
    ref: str | None = None
    restates: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> RateRecorded:
        """Check currency and days, that a clause converts at such a rate, and that there is none yet."""
        currency = parse_currency(self.currency) if self.currency else None
        before = restated(agreement, RATE, self.restates, Restated(None, currency), "CURRENCY")
        if before.of is None:
            raise WrongUsage("It is not said of which currency", fix="Write it before the rate: EUR 0.8550")
        _refuse_own(agreement, before.of)
        span = _kept_days(agreement, before.ref) if before.ref else self._days(agreement)
        known = agreement.rates.get((before.of, span.first, span.last))
        if known and known != before.ref:
            raise Refused(
                f"The rate of {before.of} for {span.label} is recorded already, as {known}: "
                f"{agreement.facts[known].against[0]}",
                fix=f"If it was another: pledger record rate {agreement.id} {before.of} RATE --restates {known}",
            )
        rate = rate_text(self.rate)
        return RateRecorded(
            ref=new_ref(agreement, RATE, self.ref),
            on=span.last,
            first=span.first,
            party=own_party(agreement, provenance, agreement.contract.terms.parties, "says what the rate is"),
            of=before.of,
            rate=rate,
            restates=before.ref,
            anew=anew(agreement, before.ref, rate) if before.ref else (),
            entries=(),
            provenance=provenance,
        )

    def _days(self, agreement: Agreement) -> Span:
        """Return the days of the rate, which a clause converts by."""
        calendar = agreement.contract.calendar
        if self.period is not None:
            try:
                asked = calendar.parse(self.period)
            except BadScalar as error:
                raise WrongUsage(error.what, where="--for", fix=error.fix) from error
        elif self.on is None:
            raise WrongUsage("It is not said when the rate held", fix="Add --on DATE, or --for PERIOD for an average")
        else:
            asked = Span(self.on.isoformat(), self.on, self.on)
        rules = _rules(agreement, asked)
        for rule in rules:
            span = days_of(rule, calendar, asked.first)
            if (span.first, span.last) == (asked.first, asked.last):
                return span
        right = days_of(rules[0], calendar, asked.last)
        when = f"--on {right.label}" if rules[0] is Rule.SPOT else f"--for {right.label}"
        what = f"{agreement.id} converts at the {' and the '.join(rules)}; {asked.label} is not that"
        raise Refused(what, where="--for" if self.period is not None else "--on", fix=f"Write {when}")


def _rules(agreement: Agreement, asked: Span) -> list[Rule]:
    """Return how clauses convert at rates that are recorded, on some days. Raises Refused where none does."""
    contract, days = agreement.contract, (asked.last.toordinal(), asked.first.toordinal())
    held = [clause.terms_on(day) for clause in contract.clauses.values() for day in days]
    clauses = [each for each in held if isinstance(each, ConversionTerms)]
    clauses = clauses or [each for each in contract.terms.clauses.values() if isinstance(each, ConversionTerms)]
    rules: list[Rule] = list(dict.fromkeys(each.rate for each in clauses if each.rate is not Rule.CONTRACT))
    if not rules:
        fixed = "the contract fixes its rates" if clauses else "it has no clause 'conversion'"
        fix = "See how one is written: pledger agreement clauses conversion"
        raise Refused(f"{agreement.id} converts nothing at recorded rates: {fixed}", fix=fix)
    return rules


def _kept_days(agreement: Agreement, ref: str) -> Span:
    fact = agreement.facts[ref]
    return Span(fact.on.isoformat(), first_day(fact), fact.on)


def _refuse_own(agreement: Agreement, currency: str) -> None:
    if currency == agreement.contract.terms.currency:
        raise Refused(f"{currency} is the currency of {agreement.id} itself", fix="Name the other currency")
