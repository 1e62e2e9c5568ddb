"""Random agreements and random histories of them, for the laws that must hold over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from hypothesis import strategies as st

from contracts.clause_terms import ClauseTerms
from contracts.clauses.royalty import RoyaltyTerms
from contracts.engine import ENGINE_VERSION
from contracts.scalars import Amount
from contracts.terms import AgreementTerms
from ledger.agreement import Agreement
from ledger.commands.amending import Amend
from ledger.commands.base import Command
from ledger.commands.closing import ClosePeriod
from ledger.commands.correction import Accept, Reverse
from ledger.commands.cost import RecordCost
from ledger.commands.lifecycle import Sign
from ledger.commands.milestone import ClaimMilestone
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordIncome, RecordSales
from ledger.events import Event, Evidence, Provenance

PARTIES = ("trust", "university", "company")
EFFECTIVE = date(2024, 2, 29)
DAYS = 1000
LONG_AFTER = date(2100, 1, 1)
PROVENANCE = Provenance("p-0", "user", "host", None, None, "prompt", (), None, ENGINE_VERSION, 1)


class Step(NamedTuple):
    """One request, the party it comes from, and the step that has to come before it (None: any order)."""

    command: Command
    party: str
    after: int | None = None


class Plan(NamedTuple):
    """Terms, and what is recorded under them, in two orders."""

    terms: AgreementTerms
    steps: Sequence[Step]
    orders: tuple[Sequence[int], Sequence[int]]


@st.composite
def shares(draw: st.DrawFn, parties: Sequence[str]) -> dict[str, str]:
    """Draw fractions that add up to 1, some of them thirds and sevenths, some nothing."""
    weights = draw(st.lists(st.integers(0, 7), min_size=len(parties), max_size=len(parties)).filter(any))
    total = sum(weights)
    return {party: str(Fraction(weight, total)) for party, weight in zip(parties, weights, strict=True)}


@st.composite
def schedules(draw: st.DrawFn, shared: bool) -> Any:
    """Draw a flat rate or marginal bands; `shared` bands divide their slice instead of having a rate."""
    rates = st.sampled_from(["5%", "7.25%", "1/11", "0%", "0.125%"])
    if not shared and draw(st.booleans()):
        return draw(rates)
    edges = sorted(draw(st.sets(st.integers(1, 60), min_size=1, max_size=3)))
    bands: list[dict[str, Any]] = [{"up to": str(edge)} for edge in edges]
    bands.append({"above": str(edges[-1])})
    for band in bands:
        if shared:
            band["to"] = draw(shares(PARTIES))
        else:
            band["rate"] = draw(rates)
    return {"per": draw(st.sampled_from(["year", "lifetime"])), "bands": bands}


@st.composite
def royalties(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a royalty on net or gross sales, or a share of income."""
    income = draw(st.booleans())
    rate = draw(schedules(shared=income))
    clause: dict[str, Any] = {"kind": "royalty", "from": "company", "rate": rate, "on": "net sales of device"}
    if income:
        clause["on"] = "net income of licence"
    elif draw(st.booleans()):
        clause["on"] = {"net sales of": "device", "deducting": {"rebates": "up to 5% of gross", "freight": "in full"}}
    if not isinstance(rate, dict) or "to" not in rate["bands"][0]:
        clause["to"] = draw(shares(("trust", "university")))
    if isinstance(rate, str) and isinstance(clause["on"], str) and draw(st.booleans()):
        clause["rounding"] = "each receipt"
    return clause


@st.composite
def agreements(draw: st.DrawFn) -> AgreementTerms:
    """Draw an agreement with a cost share, two royalties and a milestone, in any contract year."""
    cost: dict[str, Any] = {"kind": "cost share", "of": "development", "shares": draw(shares(PARTIES))}
    cost["rounding"] = draw(st.sampled_from(["by contract year", "over the life", "each receipt"]))
    milestone: dict[str, Any] = {"kind": "milestone", "when": "x is reached", "pays": "100.01", "from": "company"}
    milestone |= {"to": draw(shares(("trust", "university"))), "accepted by": "company"}
    return AgreementTerms.model_validate(
        {
            "agreement": "plan",
            "title": "A random plan",
            "currency": "GBP",
            "effective": EFFECTIVE.isoformat(),
            "year": draw(st.sampled_from(["calendar", "NHS", "anniversary"])),
            "parties": {party: {"name": party.title()} for party in PARTIES},
            "clauses": {
                "cost": cost,
                "first": draw(royalties()),
                "second": draw(royalties()),
                "reached": milestone,
                "currencies": CONVERSION,
            },
        }
    )


days = st.integers(0, DAYS).map(lambda number: EFFECTIVE + timedelta(days=number))
amounts = st.integers(-4000, 9000).filter(bool).map(lambda minor: Amount(Decimal(minor).scaleb(-2)))


CONVERSION = {"kind": "conversion", "rate": "contract", "rates": {"EUR": "0.8550", "KWD": "2.58301", "JPY": "1.0825"}}
yen = st.integers(-40, 90).filter(bool).map(lambda major: Amount(Decimal(major), "JPY"))
others = st.builds(Amount, amounts.map(lambda amount: amount.major), st.sampled_from(["EUR", "KWD"]))
reported = amounts | yen | others
"""Amounts in the currency of the agreement, and in others with fewer, as many and more decimals."""


@st.composite
def facts(draw: st.DrawFn, terms: AgreementTerms, number: int) -> Step:
    """Draw a cost, sales or income that the terms know."""
    bases = [str(clause.on) for clause in terms.clauses.values() if isinstance(clause, RoyaltyTerms)]
    kinds = ["cost"] + [kind for kind in ("sales", "income") if any(kind in base for base in bases)]
    kind = draw(st.sampled_from(kinds))
    amount, on, ref = draw(reported), draw(days), f"F{number}"
    if kind == "cost":
        return Step(RecordCost(amount=amount, on=on, ref=ref), draw(st.sampled_from(PARTIES)))
    if kind == "income":
        return Step(RecordIncome(amount=amount, on=on, ref=ref), "company")
    deducts = any("deducting" in base for base in bases) and amount.currency != "JPY"
    taken = (("rebates", draw(amounts)), ("freight", draw(amounts))) if deducts and draw(st.booleans()) else ()
    return Step(RecordSales(amount=amount, on=on, deductions=taken, ref=ref), "company")


@st.composite
def payments(draw: st.DrawFn, number: int) -> Step:
    """Draw a payment between two parties, some of it perhaps in advance."""
    payer, payee = draw(st.permutations(PARTIES))[:2]
    amount = Amount(Decimal(draw(st.integers(1, 4000))).scaleb(-2))
    return Step(RecordPayment(amount=amount, on=draw(days), payee=payee, ref=f"P{number}"), payer)


def amended(other: AgreementTerms, terms: AgreementTerms, effective: date) -> Amend:
    """Let the shares of another agreement, and its rates where they count alike, hold from a day on."""
    clauses: dict[str, Any] = {}
    for name, clause in terms.clauses.items():
        new = other.clauses[name]
        clauses[name] = new if _alike(clause, new) else clause
    document = terms.model_copy(update={"title": "A random plan, amended", "clauses": clauses})
    return Amend.of(document, effective, Evidence("1" * 64, "amended.yaml", 1), None)


def _alike(old: ClauseTerms, new: ClauseTerms) -> bool:
    """Whether an amendment may put one clause in the place of the other."""
    if isinstance(old, RoyaltyTerms) and isinstance(new, RoyaltyTerms):
        return (old.by_life, old.rounding, str(old.on)) == (new.by_life, new.rounding, str(new.on))
    return getattr(old, "rounding", None) == getattr(new, "rounding", None)


def _later(draw: st.DrawFn, step: Step, number: int, position: int) -> Step:
    """Draw what corrects a fact: its reversal, or a restatement of it."""
    ref = f"F{number}"
    if draw(st.booleans()):
        return Step(Reverse(ref=ref, reason="a slip"), step.party, position)
    restated: dict[str, Any] = {"amount": draw(amounts), "on": None, "restates": ref, "ref": f"{ref}.again"}
    return Step(type(step.command)(**restated), step.party, position)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw terms, facts and corrections, payments, a milestone, a close, an amendment, and two orders of recording."""
    terms = draw(agreements())
    steps = [draw(facts(terms, number)) for number in range(draw(st.integers(1, 12)))]
    for number in draw(st.sets(st.integers(0, len(steps) - 1), max_size=4)):
        steps.append(_later(draw, steps[number], number, number))
    paid = [draw(payments(number)) for number in range(draw(st.integers(0, 4)))]
    steps += paid
    if draw(st.booleans()) and paid:
        steps.append(Step(Reverse(ref="P0", reason="the bank sent it back"), paid[0].party, steps.index(paid[0])))
    if draw(st.booleans()):
        steps.append(
            Step(ClosePeriod(period=draw(st.sampled_from(["2024-Q2", "2025", "2026-05"])), today=LONG_AFTER), "trust")
        )
    if draw(st.booleans()):
        steps.append(Step(amended(draw(agreements()), terms, draw(days)), "trust"))
    claimed = draw(days)
    steps.append(Step(ClaimMilestone(clause="reached", on=claimed, ref="M"), "trust"))
    steps.append(Step(Accept(ref="M", on=claimed + timedelta(days=40)), "company", len(steps) - 1))
    return Plan(terms, steps, (range(len(steps)), _in_reach(draw(st.permutations(range(len(steps)))), steps)))


def _in_reach(order: Sequence[int], steps: Sequence[Step]) -> list[int]:
    """Put every step behind the one that it needs."""
    result: list[int] = []
    for number in order:
        needed = steps[number].after
        result += [step for step in (needed, number) if step is not None and step not in result]
    return result


def signed(terms: AgreementTerms) -> Agreement:
    """Sign terms, in memory."""
    agreement = Agreement(terms.agreement)
    agreement.trigger(Sign.of(terms, Evidence("0" * 64, "plan.yaml", 1), None).body(agreement, PROVENANCE))
    return agreement


def follow(agreement: Agreement, step: Step) -> None:
    """Record one step, in memory."""
    provenance = Provenance("p-0", "user", "host", step.party, None, "prompt", (), None, ENGINE_VERSION, 1)
    agreement.trigger(step.command.body(agreement, provenance))


def lived(plan: Plan, order: Sequence[int]) -> tuple[Agreement, list[Event]]:
    """Live through a plan in one order, and return the agreement with all its events."""
    agreement = signed(plan.terms)
    for number in order:
        follow(agreement, plan.steps[number])
    return agreement, list(agreement.pending_events)


Totals = dict[tuple[str, str, str, str, str], int]


def totals(events: Sequence[Event]) -> Totals:
    """Add the entries up by clause, role, payer, payee and period; what came to nothing is left out."""
    result: Totals = {}
    for event in events:
        for entry in getattr(event.body, "entries", ()):
            key = (entry.clause, entry.role, entry.payer, entry.payee, entry.period)
            result[key] = result.get(key, 0) + entry.amount
    return {key: amount for key, amount in result.items() if amount}
