"""What has accrued by a day: clause by clause, estimates by days, and accruals that are worked out again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from contracts.scalars.amount import parse_amount
from contracts.terms import AgreementTerms
from ledger.accrual_events import Accrued
from ledger.accruing import accrued, accrued_in, can_accrue, open_estimates
from ledger.agreement import Agreement
from ledger.audit.reperform import reperform
from ledger.commands.accruing import Accrue
from ledger.commands.base import Command
from ledger.commands.closing import ClosePeriod
from ledger.commands.correction import Reverse
from ledger.commands.cost import RecordCost
from ledger.commands.estimate import RecordEstimate
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordSales
from ledger.commands.terminating import Terminate
from ledger.errors import VerificationFailed
from ledger.events import Event
from ledger.replay import as_of
from tests.plans import LONG_AFTER, Step, follow, signed

ROYALTY: dict[str, Any] = {"kind": "royalty", "on": "net sales of device", "from": "company", "to": "trust"}
INTEREST: dict[str, Any] = {"kind": "late payment interest", "on": "royalty", "rate": "8%"}


def agreement(**clauses: dict[str, Any]) -> Agreement:
    """Sign an agreement between trust and company from 1 January 2026."""
    document = {
        "agreement": "plan",
        "title": "A plan",
        "currency": "GBP",
        "effective": "2026-01-01",
        "parties": {"trust": {"name": "Trust"}, "company": {"name": "Company"}},
        "clauses": {name.replace("_", "-"): clause for name, clause in clauses.items()},
    }
    return signed(AgreementTerms.model_validate(document))


def do(under: Agreement, *commands: Command, party: str = "company") -> None:
    """Record requests."""
    for command in commands:
        follow(under, Step(command, party))


def sale(amount: str, on: str, **more: Any) -> RecordSales:
    """Ask to record sales."""
    return RecordSales(amount=parse_amount(amount), on=date.fromisoformat(on), **more)


def expected(amount: str, period: str, kind: str = "sales", **more: Any) -> RecordEstimate:
    """Ask to record an estimate."""
    return RecordEstimate(kind=kind, amount=parse_amount(amount), period=period, **more)


def by(under: Agreement, day: str) -> dict[tuple[str, str], int]:
    """Return what has accrued by a day, by clause and period, in minor units."""
    found: dict[tuple[str, str], int] = {}
    for entry in accrued(under, date.fromisoformat(day)):
        found[entry.clause, entry.period] = found.get((entry.clause, entry.period), 0) + entry.amount
    return found


@pytest.mark.parametrize(
    ("minimum", "day", "due"),
    [
        ({"amount": "100,000"}, "2026-06-30", 2_958_904),  # 100,000 x 181/365 - 20,000
        ({"amount": "100,000"}, "2026-02-28", 0),  # 59/365 of it is below what was earned
        ({"amount": "100,000"}, "2026-12-31", 8_000_000),
        ({"amount": "100,000", "parts": ["40,000", "20,000", "20,000", "20,000"]}, "2026-03-31", 2_000_000),
        ({"amount": "100,000", "parts": ["40,000", "20,000", "20,000", "20,000"]}, "2026-02-14", 0),
        ({"amount": "100,000", "from": "2026-04-01", "first year": "none"}, "2026-06-30", 0),
        ({"amount": "100,000", "from": "2026-04-01", "first year": "in full"}, "2026-06-30", 3_309_091),
        ({"amount": "100,000", "paid": "in advance"}, "2026-01-01", 8_000_000),
    ],
)
def test_a_shortfall_accrues_by_the_days_of_its_time_and_an_advance_whole(
    minimum: dict[str, Any], day: str, due: int
) -> None:
    under = agreement(royalty=ROYALTY | {"rate": "100%", "minimum": minimum})
    do(under, sale("20,000", "2026-01-15"))
    assert due == sum(amount for (clause, _), amount in by(under, day).items() if clause == "royalty:minimum")


def test_a_fixed_fee_accrues_on_its_day_and_an_access_fee_day_by_day() -> None:
    fee = {"kind": "fixed fee", "for": "an option", "amount": "500", "from": "company", "to": "trust"}
    access = {"kind": "data access fee", "data": "scans", "fee": "365", "per": "year", "from": "company", "to": "trust"}
    under = agreement(fee=fee | {"on": "2026-05-01"}, access=access)
    assert {("access", "2026-Q1"): 9_000, ("access", "2026-Q2"): 3_000} == by(under, "2026-04-30")
    assert 50_000 == by(under, "2026-05-01")["fee", "2026-Q2"]
    do(under, ClosePeriod(period="2026-Q1", today=LONG_AFTER))
    assert {("access", "2026-Q2"): 3_000} == by(under, "2026-04-30")


def test_interest_accrues_to_the_day_and_on_nothing_that_was_paid_in_advance() -> None:
    under = agreement(
        royalty=ROYALTY | {"rate": "10%", "report": "0 days after quarter end", "pay": "31 days after quarter end"},
        interest=INTEREST,
    )
    do(under, sale("100,000", "2026-03-31"))
    assert {("interest", "2026-Q2"): 13_151} == by(under, "2026-06-30")  # 10,000 x 8% x 60/365
    paid = RecordPayment(amount=parse_amount("10,000"), on=date(2026, 4, 30), payee="trust")
    do(under, paid)
    assert {} == by(under, "2026-06-30")


def test_an_estimate_of_a_year_is_spread_over_its_quarters_by_days() -> None:
    under = agreement(royalty=ROYALTY | {"rate": "10%"})
    do(under, expected("36,500", "2026"))
    assert {("royalty", "2026-Q1"): 90_000, ("royalty", "2026-Q2"): 1_000} == by(under, "2026-04-01")
    assert 365_000 == sum(by(under, "2027-02-01").values())


def test_what_is_expected_comes_by_days_until_the_agreement_is_terminated() -> None:
    under = agreement(royalty=ROYALTY | {"rate": "10%"})
    do(under, expected("9,100", "2026-Q2"))
    do(under, Terminate(on=date(2026, 4, 30), ground="consent", reason="both wished it"))
    assert {("royalty", "2026-Q2"): 30_000} == by(under, "2026-06-30")


def test_an_estimate_stands_for_its_party_alone_and_for_its_period_alone() -> None:
    under = agreement(cost={"kind": "cost share", "of": "trial", "shares": {"trust": "50%", "company": "50%"}})
    do(under, expected("100", "2026-Q1", kind="cost"), expected("200", "2026-Q2", kind="cost"))
    do(under, expected("50", "2026-Q1", kind="cost"), party="trust")
    assert 3 == len(open_estimates(under))
    do(under, RecordCost(amount=parse_amount("70"), on=date(2026, 3, 31)), party="trust")
    assert [("company", 10_000), ("company", 20_000)] == [(each.party, each.amount) for each in open_estimates(under)]


def test_a_reversed_actual_lets_the_estimate_count_again_and_a_reversed_estimate_the_one_before() -> None:
    under = agreement(royalty=ROYALTY | {"rate": "10%"})
    do(under, expected("1,000", "2026-Q1", ref="first"), expected("2,000", "2026-Q1", ref="second"))
    do(under, sale("700", "2026-02-01", ref="actual"))
    assert [] == open_estimates(under)
    do(under, Reverse(ref="actual", reason="a slip"))
    assert ["second"] == [each.ref for each in open_estimates(under)]
    do(under, Reverse(ref="second", reason="a slip"))
    assert ["first"] == [each.ref for each in open_estimates(under)]


def test_nothing_can_accrue_where_nothing_goes_by_time_and_nothing_is_expected() -> None:
    under = agreement(royalty=ROYALTY | {"rate": "10%"})
    assert not can_accrue(under)
    do(under, expected("1,000", "2026-Q1"))
    assert can_accrue(under)


def test_working_it_out_leaves_the_agreement_as_it_is() -> None:
    under = agreement(royalty=ROYALTY | {"rate": "10%", "minimum": {"amount": "1,000"}})
    do(under, expected("1,000", "2026-Q1"))
    before = accrued(under, date(2026, 3, 31))
    assert before == accrued(under, date(2026, 3, 31))
    assert [] == under.differences()
    assert before == accrued_in(under, date(2026, 3, 31))


def _accrued_once() -> list[Event]:
    under = agreement(royalty=ROYALTY | {"rate": "10%"})
    do(under, expected("1,000", "2026-Q1"), Accrue(to=date(2026, 2, 14), today=LONG_AFTER))
    return list(under.pending_events)


def test_an_accrual_that_is_not_what_had_accrued_is_found() -> None:
    *before, event = _accrued_once()
    body = event.body
    assert isinstance(body, Accrued)
    assert 5_000 == body.accruals[0].amount  # 45 of the 90 days
    assert 3 == reperform([*before, event]).events
    forged = replace(body, accruals=())
    with pytest.raises(VerificationFailed, match="The accrual is not what facts and terms give"):
        reperform([*before, replace(event, body=forged)])
    kept = replace(body, reversals=())
    with pytest.raises(VerificationFailed, match="takes back something else"):
        reperform([*before, replace(event, body=kept)])


def test_as_of_an_earlier_day_there_was_no_accrual_yet() -> None:
    events = _accrued_once()
    assert 2 == len(list(as_of(events, date(2026, 2, 13))))
    assert 3 == len(list(as_of(events, date(2026, 2, 14))))
