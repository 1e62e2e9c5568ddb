"""What an agreement remembers of other currencies: rates by their days, and what was converted at each.

A rate that takes the place of an earlier one converts anew what that one had converted; the differences are booked as
true-ups with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from contracts.clause import Fact as Tallied
from contracts.parts import exchange
from contracts.parts.base import deduction_measure
from ledger.conversion_events import Converted, ConvertedAnew
from ledger.event_parts import Deduction, Original
from ledger.facts import Fact, Status, negative

if TYPE_CHECKING:
    from contracts.contract import Contract
    from ledger.agreement import Agreement

RATE = "rate"
"""The kind of fact that a rate is."""


class Worth(NamedTuple):
    """What a fact comes to in the agreement's minor units, and its deductions."""

    amount: int
    deductions: tuple[Deduction, ...] = ()


def worth_of(original: Original, digits: int) -> Worth:
    """Return what an amount in another currency comes to, in a currency with so many decimals."""
    rate, both = Decimal(original.rate), (original.digits, digits)
    deductions = (Deduction(each.kind, exchange.converted(each.amount, rate, both)) for each in original.deductions)
    return Worth(exchange.converted(original.amount, rate, both), tuple(deductions))


def beside(body: Converted, kind: str) -> list[Tallied]:
    """Return what is tallied beside a fact that was converted: how much of which currency at which rate."""
    return _beside((kind, body.of, body.on), body.original, Worth(body.amount, getattr(body, "deductions", ())))


def _beside(what: tuple[str, str, date], original: Original, worth: Worth) -> list[Tallied]:
    kind, of, on = what
    pairs = [(f"{kind}:{of}", original.amount, worth.amount)]
    for before, into in zip(original.deductions, worth.deductions, strict=True):
        pairs.append((deduction_measure(of, before.kind), before.amount, into.amount))
    return [
        moved
        for measure, *amounts in pairs
        for moved in exchange.tallied(
            measure, on.toordinal(), original.currency, Decimal(original.rate), (amounts[0], amounts[1])
        )
    ]


def resting_on(agreement: Agreement, rate: str) -> Iterator[Fact]:
    """Yield the facts, counted or to be accepted, that a recorded rate has converted."""
    for fact in agreement.facts.values():
        if fact.original and fact.original.rate_of == rate and fact.status in (Status.COUNTS, Status.PENDING):
            yield fact


def anew(agreement: Agreement, earlier: str, rate: str) -> tuple[ConvertedAnew, ...]:
    """Return what the facts come to that an earlier rate had converted, at the rate that takes its place."""
    digits = agreement.contract.digits
    return tuple(
        ConvertedAnew(fact.ref, *worth_of(replace(fact.original, rate=rate), digits))
        for fact in resting_on(agreement, earlier)
        if fact.original
    )


def first_day(rate: Fact) -> date:
    """Return the first day for which a rate holds."""
    return date.fromisoformat(rate.against[1])


def know_rate(agreement: Agreement, rate: Fact) -> None:
    """Take note that a rate counts, or does no longer; one that takes the place of another converts anew."""
    days = (rate.of, first_day(rate), rate.on)
    if agreement.facts[rate.ref].status is not Status.COUNTS:
        if agreement.rates.get(days) == rate.ref:
            del agreement.rates[days]
        return
    agreement.rates[days] = rate.ref
    for fact in list(resting_on(agreement, rate.restates)) if rate.restates else ():
        _convert(agreement, fact, rate)


def _convert(agreement: Agreement, fact: Fact, rate: Fact) -> None:
    """Let a fact be worth what a rate makes of it."""
    if fact.original is None:
        return
    original = replace(fact.original, rate=rate.against[0], rate_of=rate.ref)
    worth = worth_of(original, agreement.contract.digits)
    moved = _tallied(agreement.contract, fact, worth, original) if fact.tallied else ()
    if fact.status is Status.COUNTS:
        agreement.engine.take(negative(fact.tallied))
        agreement.engine.take(moved)
    agreement.facts[fact.ref] = replace(fact, amount=worth.amount, tallied=tuple(moved), original=original)


def _tallied(contract: Contract, fact: Fact, worth: Worth, original: Original) -> Sequence[Tallied]:
    if fact.kind == "cost":
        moved = contract.cost(fact.of, fact.party, fact.on, worth.amount)
    else:
        deductions = [(each.kind, each.amount) for each in worth.deductions]
        moved = contract.receipts(f"{fact.kind}:{fact.of}", fact.on, worth.amount, deductions)
    return [*moved, *_beside((fact.kind, fact.of, fact.on), original, worth)]
