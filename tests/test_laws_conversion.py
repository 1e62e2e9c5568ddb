"""Laws of other currencies: when a rate comes or is corrected doesn't change where totals end, nor who remembers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from contracts.scalars import Amount
from contracts.terms import AgreementTerms
from ledger import snapshot
from ledger.agreement import Agreement
from ledger.audit.reconvert import misconverted
from ledger.commands.correction import Reverse
from ledger.commands.cost import RecordCost
from ledger.commands.rate import RecordRate
from ledger.commands.receipts import RecordSales
from ledger.converting import worth_of
from tests.plans import Step, amounts, follow, signed, totals

TERMS = AgreementTerms.model_validate(
    {
        "agreement": "plan",
        "title": "Sales in other currencies",
        "currency": "GBP",
        "effective": "2026-01-01",
        "parties": {party: {"name": party.title()} for party in ("trust", "company")},
        "clauses": {
            "royalty": {
                "kind": "royalty",
                "on": {"net sales of": "device", "deducting": {"rebates": "up to 5% of gross"}},
                "from": "company",
                "to": "trust",
                "rate": {"bands": [{"up to": "50", "rate": "5%"}, {"above": "50", "rate": "1/7"}]},
            },
            "cost": {"kind": "cost share", "of": "trials", "shares": {"trust": "1/3", "company": "2/3"}},
            "currencies": {"kind": "conversion", "rate": "average of the quarter"},
        },
    }
)
RATES = st.sampled_from([Decimal(text) for text in ("0.8550", "0.9012", "1.1999", "2.58301", "0.7000")])
QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
CURRENCIES = ("EUR", "KWD")
PARTY = "company"


class Rate(NamedTuple):
    """A rate, and what it is corrected to, if it is."""

    period: str
    currency: str
    first: Decimal
    then: Decimal | None

    @property
    def ref(self) -> str:
        """Return a reference for it."""
        return f"{self.currency}.{self.period}"

    def recorded(self, rate: Decimal) -> Step:
        """Return the step that records it."""
        return Step(RecordRate(rate=rate, currency=self.currency, period=self.period, ref=self.ref), PARTY)

    def corrected(self) -> list[Step]:
        """Return the step that corrects it, none where it stays."""
        again: dict[str, Any] = {"restates": self.ref, "ref": f"{self.ref}.again"}
        return [Step(RecordRate(rate=self.then, **again), PARTY)] if self.then else []


@st.composite
def rates(draw: st.DrawFn) -> list[Rate]:
    """Draw a rate of each currency for each quarter, some of them corrected later."""
    places = ((period, currency) for period in QUARTERS for currency in CURRENCIES)
    return [Rate(*place, draw(RATES), draw(st.none() | RATES)) for place in places]


@st.composite
def facts(draw: st.DrawFn, number: int) -> list[Step]:
    """Draw sales or a cost in any currency, reversed some time later or not."""
    amount = Amount(draw(amounts).major, draw(st.sampled_from([None, *CURRENCIES])))
    on, ref = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 364))), f"F{number}"
    taken = (("rebates", draw(amounts)),) if draw(st.booleans()) else ()
    sold = RecordSales(amount=amount, on=on, deductions=taken, ref=ref)
    recorded = Step(sold if draw(st.booleans()) else RecordCost(amount=amount, on=on, ref=ref), PARTY)
    return [recorded, Step(Reverse(ref=ref, reason="a slip"), PARTY)][: draw(st.integers(1, 2))]


def lived(steps: Sequence[Step]) -> Agreement:
    """Sign the terms and record everything, each event found by an auditor to convert as it says."""
    agreement = signed(TERMS)
    audited = Agreement(agreement.id)
    for step in steps:
        follow(agreement, step)
    for event in agreement.pending_events:
        assert [] == list(misconverted(audited, event.body))
        assert event.body == audited.reperform(event.body)
    return agreement


PLANS = st.tuples(rates(), st.integers(1, 6).flatmap(lambda count: st.tuples(*map(facts, range(count)))))


@given(PLANS)
def test_a_corrected_rate_ends_where_the_right_one_would_have(plan: tuple[list[Rate], Sequence[list[Step]]]) -> None:
    table, several = plan
    happened = [step for steps in several for step in steps]
    corrections = [step for rate in table for step in rate.corrected()]
    late = lived([*(rate.recorded(rate.first) for rate in table), *happened, *corrections])
    early = lived([*(rate.recorded(rate.then or rate.first) for rate in table), *happened])
    assert _ended(early) == _ended(late)
    worth = {ref: fact.amount for ref, fact in early.facts.items() if fact.status == "counts"}
    assert worth == {ref: late.facts[ref].amount for ref in worth}


@given(PLANS)
def test_a_snapshot_and_a_replay_convert_as_the_agreement_does(plan: tuple[list[Rate], Sequence[list[Step]]]) -> None:
    table, several = plan
    happened = [step for steps in several for step in steps]
    agreement = lived([*(rate.recorded(rate.first) for rate in table), *happened])
    recalled = snapshot.unpacked(agreement.id, snapshot.packed(agreement))
    replayed = Agreement(agreement.id)
    for event in agreement.pending_events:
        replayed.apply(event)
    assert ([], []) == (recalled.differences(), replayed.differences())
    for other in (agreement, recalled, replayed):
        del other.pending_events[:]
        for rate in table:
            for step in rate.corrected():
                follow(other, step)
    assert agreement.pending_events == recalled.pending_events == replayed.pending_events


@given(PLANS)
def test_every_fact_is_worth_its_original_at_the_rate_that_counts(
    plan: tuple[list[Rate], Sequence[list[Step]]],
) -> None:
    table, several = plan
    steps = [*(rate.recorded(rate.first) for rate in table), *(step for each in several for step in each)]
    agreement = lived([*steps, *(step for rate in table for step in rate.corrected())])
    for fact in agreement.facts.values():
        if fact.original and fact.status == "counts":
            assert worth_of(fact.original, 2).amount == fact.amount
            assert agreement.facts[fact.original.rate_of or ""].status == "counts"


def _ended(agreement: Agreement) -> dict[tuple[str, str, str, str, str], int]:
    return {key: amount for key, amount in totals(agreement.pending_events).items() if amount}
