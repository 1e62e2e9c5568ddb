"""Amounts in other currencies: at which rate the terms convert them, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar, cast

from msgspec.structs import replace

from contracts.currency import DOLLARS, digits
from contracts.errors import BadScalar
from contracts.money import major
from contracts.parts.conversion_terms import ConversionTerms, Rule, conversion_on, days_of
from contracts.scalars import Amount
from contracts.scalars.exchange_rate import rate_text
from contracts.terms import AgreementTerms
from ledger.agreement import Agreement
from ledger.commands.base import minor
from ledger.conversion_events import Converted, CostConverted, IncomeConverted, SalesConverted
from ledger.converting import RATE, resting_on, worth_of
from ledger.errors import Refused
from ledger.event_parts import Deduction, Original
from ledger.events import CostRecorded, IncomeRecorded, SalesRecorded
from ledger.facts import Fact, Status
from ledger.taking import KINDS


class Reported(NamedTuple):
    """What a fact comes to in the agreement's minor units, and its original where that is in another currency."""

    amount: int
    deductions: tuple[Deduction, ...] = ()
    original: Original | None = None


def reported(
    agreement: Agreement, kind: str, on: date, amount: Amount, deductions: Sequence[tuple[str, Amount]] = ()
) -> Reported:
    """Return what was reported in the agreement's currency. Raises Refused where nothing converts it."""
    currency = amount.currency
    if currency is None or _is_own(agreement, currency):
        less = _merged((each, minor(agreement, cut)) for each, cut in deductions) if deductions else ()
        return Reported(minor(agreement, amount), less)
    terms = conversion_on(agreement.contract.clauses, kind, on)
    if terms is None:
        return Reported(minor(agreement, amount))  # which refuses another currency
    if currency == "$":
        what = f"'{amount}' does not say whose dollars they are"
        raise BadScalar(what, fix=f"write USD {amount.major:,f}, or the code of another dollar")
    decimals = digits(currency)
    rate, rate_of = _rate(agreement, terms, currency, on)
    less = _merged((each, _in(currency, decimals, cut)) for each, cut in deductions)
    original = Original(currency, decimals, amount.minor(decimals, currency), less, rate, rate_of)
    worth = worth_of(original, agreement.contract.digits)
    if not worth.amount:
        own = agreement.contract.terms.currency
        raise Refused(f"'{amount}' comes to nothing in {own}", fix="Write the amount that was meant")
    return Reported(*worth, original)


def _is_own(agreement: Agreement, currency: str) -> bool:
    own = agreement.contract.terms.currency
    return currency == own or (currency == "$" and own in DOLLARS)


def _in(currency: str, decimals: int, amount: Amount) -> int:
    """Return a deduction in minor units of the currency that the sales are in."""
    if amount.currency not in (None, currency):
        what = f"The deduction '{amount}' is not in {currency}, as the sales are"
        raise Refused(what, where="--deduct", fix=f"Write it in {currency}; both are converted at one rate")
    return amount.minor(decimals, currency)


def _merged(parts: Iterable[tuple[str, int]]) -> tuple[Deduction, ...]:
    """Return deductions, those of one kind together."""
    found: dict[str, int] = {}
    for kind, amount in parts:
        found[kind] = found.get(kind, 0) + amount
    return tuple(Deduction(kind, amount) for kind, amount in found.items())


def _rate(agreement: Agreement, terms: ConversionTerms, currency: str, on: date) -> tuple[str, str | None]:
    """Return the rate that the terms mean for a day, and the fact that says so. Raises Refused for none."""
    own = agreement.contract.terms.currency
    if terms.rate is Rule.CONTRACT:
        rates = terms.rates or {}
        if currency not in rates:
            what = f"The contract fixes no rate of {currency}; it has {', '.join(rates)}"
            raise Refused(what, fix=f"Write the amount in {own}, or amend the terms")
        return rate_text(rates[currency]), None
    span = days_of(terms.rate, agreement.contract.calendar, on)
    ref = agreement.rates.get((currency, span.first, span.last))
    if ref is None:
        when = f"--on {on}" if terms.rate is Rule.SPOT else f"--for {span.label}"
        what = f"There is no rate of {currency} for {span.label}, and it is converted at the {terms.rate}"
        fix = f"First: pledger record rate {agreement.id} {currency} RATE {when} --evidence FILE"
        raise Refused(what, fix=fix)
    return agreement.facts[ref].against[0], ref


Recorded = TypeVar("Recorded", CostRecorded, SalesRecorded, IncomeRecorded)

_CONVERTED: Mapping[type[Any], type[Any]] = {
    CostRecorded: CostConverted,
    SalesRecorded: SalesConverted,
    IncomeRecorded: IncomeConverted,
}


def converted(body: Recorded, original: Original | None) -> Recorded:
    """Return the event of a fact, with its original beside it where that is in another currency."""
    if original is None:
        return body
    fields = {name: getattr(body, name) for name in body.__struct_fields__}
    return cast(Recorded, _CONVERTED[type(body)](**fields, original=original))


def converted_again(agreement: Agreement, body: Converted) -> Converted:
    """Return a converted fact as the terms of another agreement convert it. Raises Refused where they don't."""
    original = body.original
    amount = Amount(major(original.amount, original.digits), original.currency)
    deductions = [(each.kind, Amount(major(each.amount, original.digits))) for each in original.deductions]
    kind = KINDS[type(body)]
    again = reported(agreement, kind, body.on, amount, deductions)
    if again.original is None:  # the other agreement is in that currency itself
        raise Refused(f"it was converted from {original.currency}, which is the currency of these terms")
    fields: dict[str, Any] = {"amount": again.amount, "original": again.original, "restates": None}
    if isinstance(body, SalesConverted):
        fields["deductions"] = again.deductions
    if isinstance(body, CostConverted):
        fields["shared"] = bool(agreement.contract.feeds_for("cost", body.of))
    return replace(body, **fields)


_NAMED = 5
"""How many facts are named that rest on a rate."""


def refuse_resting(agreement: Agreement, fact: Fact) -> None:
    """Refuse to take back a rate at which something was converted."""
    if fact.kind == RATE and (resting := [each.ref for each in resting_on(agreement, fact.ref)]):
        more = " and more" if len(resting) > _NAMED else ""
        raise Refused(
            f"{fact.ref} converts {', '.join(resting[:_NAMED])}{more}",
            fix=f"Record the right one: pledger record rate {agreement.id} {fact.of} RATE --restates {fact.ref}",
        )


def refuse_other_rates(agreement: Agreement, terms: AgreementTerms, effective: date) -> None:
    """Refuse an amendment that would convert otherwise what was converted already."""
    for fact in agreement.facts.values():
        if fact.original is None or fact.on < effective or fact.status not in (Status.COUNTS, Status.PENDING):
            continue
        clauses = (each for each in terms.clauses.values() if isinstance(each, ConversionTerms))
        new = next((each for each in clauses if fact.kind in each.kinds), None)
        now = conversion_on(agreement.contract.clauses, fact.kind, fact.on)
        if _meaning(new, fact.original.currency) != _meaning(now, fact.original.currency):
            raise Refused(
                f"{fact.ref} of {fact.on} was converted, and the amended terms would do that otherwise",
                where="--effective",
                fix=f"Reverse what was converted since {effective}, amend, and record it again; or choose a later day",
            )


def _meaning(terms: ConversionTerms | None, currency: str) -> object:
    """Return what decides at which rate a currency is converted."""
    return (terms.rate, (terms.rates or {}).get(currency)) if terms else None
