"""The laws of measures: every figure of shares comes apart into lines that add up to it, to the penny."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from contracts.commitments import Promise, unspent
from contracts.scalars.amount import parse_amount
from ledger.commands.commitment import RecordCommitment, RecordRelease, left_of
from ledger.commands.cost import RecordCost
from ledger.commands.receipts import RecordSales
from ledger.commands.waiving import Waive
from ledger.events import Event
from ledger.facts import Status
from projections.addends import Figure
from projections.asking import find_agreement
from projections.catch_up import Basis
from projections.measure_lines import MEASURES, lines_of
from projections.measures import multiple, payback, rates_of_return
from projections.returns import listed_flows
from projections.standing import standings
from projections.views import views_over
from tests.examples import examples
from tests.plans import PARTIES, Step
from tests.plans_measures import days, histories, lived


@examples(60)
@given(histories, st.none() | days)
def test_every_figure_is_the_sum_of_its_lines(steps: list[Step], today: date | None) -> None:
    _, events = lived(steps)
    check_sums(events, today)


def check_sums(events: list[Event], today: date | None = None) -> None:
    """Compare every figure of every party with the sum of its lines."""
    with views_over(events, Basis()) as connection:
        agreed = find_agreement(connection, "plan")
        for party, standing in standings(connection, "plan", PARTIES, today).items():
            figure = Figure(connection, agreed, party, today)
            for measure in MEASURES:
                amounts = [line.amount for line in lines_of(figure, measure)]
                told = None if None in amounts else sum(amount for amount in amounts if amount is not None)
                expected = getattr(standing, measure)
                assert (measure, expected or 0 if measure == "retained" else expected) == (measure, told)


def test_what_was_waived_and_released_is_among_the_lines() -> None:
    on, amount = date(2026, 2, 1), parse_amount("1000")
    steps = [
        Step(RecordSales(amount=amount, on=on), "company"),
        Step(RecordCost(amount=amount, on=on, of="development"), "trust"),
        Step(RecordCommitment(amount=amount, on=date(2026, 2, 2), of="development"), "trust"),
        Step(RecordRelease(commitment="N1", on=date(2026, 2, 2)), "trust"),
        Step(RecordCommitment(amount=amount, on=date(2026, 2, 2), of="development"), "company"),
        Step(Waive(due="royalty@2026-Q1", on=on, amount=parse_amount("3")), "trust"),
        Step(Waive(due="costs@2026-Q1", on=on, amount=parse_amount("5")), "trust"),
    ]
    agreement, events = lived(steps)
    assert ["N1", "R1", "N2"] == [ref for ref in agreement.facts if ref[0] in "RN"]
    assert {"Waived", "CommitmentReleased"} <= {type(event.body).__name__ for event in events}
    check_sums(events)


@examples(40)
@given(histories)
def test_flows_are_money_that_moved_and_what_was_given_in_kind(steps: list[Step]) -> None:
    _, events = lived(steps)
    with views_over(events, Basis()) as connection:
        agreed = find_agreement(connection, "plan")
        flows = list(listed_flows(connection, "plan"))
        for party, standing in standings(connection, "plan", PARTIES).items():
            figure = Figure(connection, agreed, party, None)
            spent = sum(fact.amount for fact in figure.facts(("cost", "contribution")))
            shared = sum(
                part.amount * (1 if part.payee == party else -1)
                for part in figure.settlements
                if part.clause in ("costs", "claims")
            )
            risky = sum(
                (-1 if part.payer == party else 1) * part.amount
                for part in figure.settlements
                if part.clause in ("approval", "upfront", "service")
                and _bears(part.clause, part.payer, part.payee, party)
            )
            got = standing.received - spent - standing.in_kind + shared + risky
            assert got == sum(flow.amount for flow in flows if flow.party == party)


def _bears(clause: str, payer: str, payee: str, party: str) -> bool:
    """Whether a payment is on the side of who bears a fee as its risk, also where it is paid back."""
    bearer = {"service": "trust", "approval": "company", "upfront": "company"}.get(clause)
    return party == bearer and party in (payer, payee)


@examples(60)
@given(histories)
def test_views_and_commands_agree_on_what_is_left_of_a_commitment(steps: list[Step]) -> None:
    agreement, events = lived(steps)
    promises = [fact for fact in agreement.facts.values() if fact.kind == "commitment" and fact.status is Status.COUNTS]
    closed = agreement.through
    left = sum(left_of(agreement, fact) for fact in promises if not (fact.until and closed and fact.until < closed))
    with views_over(events, Basis()) as connection:
        assert left == sum(standing.committed for standing in standings(connection, "plan", PARTIES).values())


promised = st.lists(
    st.builds(Promise, ref=st.uuids().map(str), on=days, until=st.none() | days, amount=st.integers(0, 500)), max_size=4
)
spending = st.lists(st.tuples(days, st.integers(-300, 300)), max_size=8, unique_by=lambda each: each[0])


@given(promised, spending, st.randoms())
def test_commitments_are_used_up_in_no_order_and_never_beyond_their_amount(
    promises: list[Promise], spent: list[tuple[date, int]], random: st.DataObject
) -> None:
    left = unspent(promises, spent)
    shuffled = sorted(promises, key=lambda each: each.ref, reverse=True)
    assert left == unspent(shuffled, reversed(spent))
    assert all(0 <= left[each.ref] <= each.amount for each in promises)
    used = sum(each.amount - left[each.ref] for each in promises)
    assert used <= sum(max(amount, 0) for _, amount in spent)


@given(st.lists(st.tuples(st.integers(1, 2000), st.integers(1, 10**6)), min_size=1, max_size=6), st.integers(1, 10**6))
def test_one_outlay_and_later_receipts_have_the_one_rate_that_another_program_finds(
    receipts: list[tuple[int, int]], outlay: int
) -> None:
    start = date(2026, 1, 1)
    flows = {start: -outlay}
    for days_later, amount in receipts:
        on = start + timedelta(days=days_later)
        flows[on] = flows.get(on, 0) + amount
    rates = rates_of_return(flows)
    theirs = pyxirr.xirr(list(flows), [float(amount) for amount in flows.values()], silent=True)
    if theirs is not None and theirs < 1000:
        assert [pytest.approx(theirs, abs=1e-6)] == [float(rate) for rate in rates]
    else:
        assert [] == rates
    back = payback(flows)
    assert (back is None) == (sum(flows.values()) < 0)


@pytest.mark.parametrize(
    ("flows", "rates", "years"),
    [
        ({}, [], None),
        ({date(2026, 1, 1): -1000}, [], None),
        ({date(2026, 1, 1): 1000}, [], None),
        (
            {date(2026, 1, 1): -1000, date(2027, 1, 1): 600, date(2028, 1, 1): 600},
            [Fraction("0.130662")],
            Fraction(5, 3),
        ),
        (
            {date(2026, 1, 1): -1600, date(2027, 1, 1): 10000, date(2028, 1, 1): -10000},
            [Fraction("0.25"), Fraction(4)],
            Fraction(4, 25),
        ),
        ({date(2026, 1, 1): -1000, date(2027, 1, 1): 500}, [Fraction("-0.5")], None),
    ],
)
def test_rates_and_payback_are_defined_or_not(
    flows: dict[date, int], rates: list[Fraction], years: Fraction | None
) -> None:
    assert rates == rates_of_return(flows)
    assert years == payback(flows)


def test_a_multiple_needs_something_put_in() -> None:
    assert Fraction(6, 5) == multiple(1200, 1000)
    assert multiple(5, 0) is None
