"""The laws of measures: every figure of shares comes apart into lines that add up to it, to the penny."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
import pyxirr
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from contracts.commitments import Promise, unspent
from contracts.errors import ContractError
from contracts.scalars.amount import parse_amount
from ledger.agreement import Agreement
from ledger.commands.base import Command
from ledger.commands.closing import ClosePeriod
from ledger.commands.commitment import RecordCommitment, RecordRelease, left_of
from ledger.commands.correction import Accept, Reverse
from ledger.commands.cost import RecordCost
from ledger.commands.fund import RecordContribution, RecordDistribution
from ledger.commands.in_kind import RecordInKind
from ledger.commands.milestone import ClaimMilestone
from ledger.commands.outcome import RecordOutcome
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordSales
from ledger.commands.unvalued import RecordUnvalued
from ledger.errors import LedgerError
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
from tests.plans import PARTIES, PROVENANCE, Step, signed
from tests.projection_samples import REPORT, document

ACCEPTED = {"accepted by": "company"}
TO_TRUST = {"from": "company", "to": "trust"}
CLAUSES = {
    "costs": {"kind": "cost share", "of": "development", "shares": {"trust": "1/3", "company": "2/3"}},
    "claims": {
        "kind": "cost share",
        "of": "trial",
        "shares": {"trust": "50%", "company": "50%"},
        "accepted by": "company",
    },
    "card": {
        "kind": "contribution in kind",
        "by": "trust",
        "rates": [{"item": "hour", "rate": "33.33", "from": "2026-01-01"}],
        "evidence required": "no",
    },
    "data": {
        "kind": "contribution in kind",
        "by": "university",
        "rates": [{"item": "scan", "rate": "10", "from": "2026-06-01"}],
        "accepted by": "trust",
    },
    "royalty": {
        "kind": "royalty",
        "on": "net sales of device",
        "from": "company",
        "to": {"trust": "60%", "university": "1/3", "company": "1/15"},
        "rate": "7.25%",
    },
    "approval": {"kind": "milestone", "when": "approved", "pays": "1,000.01", **TO_TRUST},
    "upfront": {
        "kind": "fixed fee",
        "for": "the option",
        "amount": "99.99",
        "from": "company",
        "to": "trust",
        "on": "2026-02-01",
    },
    "service": {
        "kind": "fixed fee",
        "for": "service",
        "amount": "12.50",
        "from": "trust",
        "to": "university",
        "every": "quarter",
        "starting": "2026-01-31",
    },
    "gain": {
        "kind": "gain share",
        "outcome": "bed days",
        "saving": {"per": "patient", "verified by": "the unit"},
        "from": "trust",
        "to": {"company": "50%"},
    },
    "fund": {
        "kind": "waterfall",
        "of": "fund",
        "investors": "university",
        "preferred return": {"rate": "8%"},
        "carried": {"to": "company", "share": "20%"},
        "held by": "company",
    },
    "backing": {
        "kind": "guarantee",
        "for": "the loan",
        "by": "company",
        "to": "trust",
        "up to": "5,000.01",
        "probability": "1/3",
    },
    "promise": {
        "kind": "guarantee",
        "nature": "indemnity",
        "for": "claims",
        "by": "trust",
        "to": "company",
        "up to": "77",
    },
}
"""One clause of every kind that moves a measure."""

days = st.integers(0, 500).map(lambda number: date(2026, 1, 1) + timedelta(days=number))
amounts = st.integers(1, 200_000).map(lambda minor: parse_amount(f"{minor // 100}.{minor % 100:02}"))
signed_amounts = st.tuples(amounts, st.booleans()).map(
    lambda drawn: parse_amount(f"-{drawn[0].major}") if drawn[1] else drawn[0]
)
quantities = st.integers(1, 5000).map(lambda parts: Decimal(parts) / 1000)
COMMANDS: Sequence[st.SearchStrategy[Command]] = (
    st.builds(RecordCost, amount=signed_amounts, on=days, of=st.sampled_from(["development", "trial"])),
    st.builds(RecordCost, amount=amounts, on=days, of=st.just("own"), unshared=st.just(True)),
    st.builds(RecordInKind, quantity=quantities, on=days, item=st.sampled_from(["hour", "scan"])),
    st.builds(RecordUnvalued, quantity=quantities, on=days, item=st.sampled_from(["data", "scan"])),
    st.builds(RecordSales, amount=signed_amounts, on=days),
    st.builds(ClaimMilestone, clause=st.just("approval"), on=days),
    st.builds(RecordPayment, amount=amounts, on=days, payee=st.sampled_from(PARTIES)),
    st.builds(RecordContribution, amount=amounts, on=days, of=st.just("fund")),
    st.builds(RecordDistribution, amount=amounts, on=days, of=st.just("fund")),
    st.builds(
        RecordOutcome,
        people=st.integers(1, 9),
        on=days,
        of=st.just("bed days"),
        saving_each=amounts,
        verified_by=st.just("the unit"),
    ),
    st.builds(
        RecordCommitment,
        amount=amounts,
        on=days,
        of=st.sampled_from(["development", "trial", "fund"]),
        until=st.none() | days,
    ),
    st.builds(RecordRelease, commitment=st.sampled_from(["N1", "N2"]), on=days, amount=st.none() | amounts),
    st.builds(Accept, ref=st.sampled_from(["C1", "C2", "K1", "K2"]), on=days),
    st.builds(Reverse, ref=st.sampled_from(["C1", "S1", "P1", "P2", "N1", "R1", "F1", "K1"]), reason=st.just("slip")),
    st.builds(ClosePeriod, period=st.sampled_from(["2026-Q1", "2026-Q3"]), today=st.just(date(2100, 1, 1))),
)
OWNERS: dict[type[Command], str] = {
    RecordSales: "company",
    RecordContribution: "university",
    RecordDistribution: "company",
    RecordOutcome: "trust",
    Accept: "company",
}
"""Whose fact it has to be, if not anybody's."""


def by_its_owner(drawn: tuple[Command, str]) -> Step:
    """Let the party record it that may, so that few commands are refused."""
    command, party = drawn
    if isinstance(command, RecordInKind):
        return Step(command, "trust" if command.item == "hour" else "university")
    return Step(command, OWNERS.get(type(command), party))


histories = st.lists(
    st.tuples(st.one_of(*COMMANDS), st.sampled_from(PARTIES)).map(by_its_owner), min_size=8, max_size=30
)


def lived(steps: Sequence[Step]) -> tuple[Agreement, list[Event]]:
    """Record what is not refused, in memory; return the agreement, and its events as the ledger would number them."""
    agreement = signed(document("plan", list(PARTIES), CLAUSES))
    for step in steps:
        try:
            provenance = replace(PROVENANCE, party=step.party, evidence=(REPORT,))
            agreement.trigger(step.command.body(agreement, provenance))
        except (LedgerError, ContractError):
            continue
    events = [replace(event, id=number) for number, event in enumerate(agreement.pending_events, 1)]
    return agreement, events


@settings(max_examples=60, deadline=None)
@given(histories, st.none() | days)
def test_every_figure_is_the_sum_of_its_lines(steps: list[Step], today: date | None) -> None:
    _, events = lived(steps)
    with views_over(events, Basis()) as connection:
        agreed = find_agreement(connection, "plan")
        for party, standing in standings(connection, "plan", PARTIES, today).items():
            figure = Figure(connection, agreed, party, today)
            for measure in MEASURES:
                amounts = [line.amount for line in lines_of(figure, measure)]
                told = None if None in amounts else sum(amount for amount in amounts if amount is not None)
                expected = getattr(standing, measure)
                assert (measure, expected or 0 if measure == "retained" else expected) == (measure, told)


@settings(max_examples=40, deadline=None)
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


@settings(max_examples=60, deadline=None)
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
