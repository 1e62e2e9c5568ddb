"""The laws of estimates and accruals: they move nothing that is booked, and leave nothing behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.entries import Entry
from contracts.fold import Cause
from contracts.scalars import Amount
from contracts.sums import faults
from ledger import snapshot
from ledger.accrual_events import Accrued, Reversal
from ledger.accruing import accrued
from ledger.agreement import Agreement
from ledger.audit.reperform import reperform
from ledger.commands.accruing import Accrue
from ledger.commands.base import Command
from ledger.commands.correction import Reverse
from ledger.commands.cost import RecordCost
from ledger.commands.estimate import RecordEstimate
from ledger.commands.receipts import RecordIncome, RecordSales
from ledger.errors import LedgerError
from ledger.events import Event
from tests.clause_plans import EFFECTIVE, Family, Played
from tests.clause_plans import plans as clause_plans
from tests.plans import LONG_AFTER, PARTIES, Plan, Step, amounts, days, follow, lived, plans, signed, totals
from tests.plans_outcomes import OUTCOMES
from tests.plans_royalty import ACCESSES, LICENCES

Lanes = dict[tuple[str, str, str, str, str], int]

periods = st.sampled_from(["2024-Q3", "2025-02", "2025-Q2", "2025", "2026-Q1", "2026-05"])
kinds = st.sampled_from(["sales", "income", "cost"])


@st.composite
def steps_of_time(draw: st.DrawFn) -> list[Step]:
    """Draw estimates, some of them replaced or reversed, and accruals; some of these will be refused."""
    commands: list[Command] = []
    for number in range(draw(st.integers(1, 5))):
        kind, period = draw(kinds), draw(periods)
        commands.append(RecordEstimate(kind=kind, amount=draw(amounts), period=period, ref=f"estimate-{number}"))
        if draw(st.booleans()):
            commands.append(Reverse(ref=f"estimate-{number}", reason="a slip"))
    commands += [Accrue(to=draw(days), today=LONG_AFTER) for _ in range(draw(st.integers(1, 4)))]
    ordered: list[Command] = draw(st.permutations(commands))
    return [Step(command, "company") for command in ordered]


def mixed(plan: Plan, order: Sequence[int], more: Sequence[Step], data: st.DataObject) -> tuple[Agreement, list[Event]]:
    """Live through a plan with other steps at any places between; what is refused of these is left out."""
    agreement = signed(plan.terms)
    waiting = list(more)
    for number in order:
        for _ in range(data.draw(st.integers(0, len(waiting)))):
            with suppress(LedgerError):
                follow(agreement, waiting.pop())
        follow(agreement, plan.steps[number])
    for step in waiting:
        with suppress(LedgerError):
            follow(agreement, step)
    return agreement, list(agreement.pending_events)


def balances(agreement: Agreement) -> dict[str, dict[str, int]]:
    """Return what every party is owed and owes."""
    return {party: agreement.debts.balances(party) for party in PARTIES}


@given(plans(), steps_of_time(), st.data())
def test_no_estimate_and_no_accrual_moves_what_is_booked(plan: Plan, more: list[Step], data: st.DataObject) -> None:
    plain, events = lived(plan, plan.orders[0])
    for order in plan.orders:
        _, mixed_events = mixed(plan, order, more, data)
        assert totals(events) == totals(mixed_events)
        assert len(mixed_events) == reperform(mixed_events).events
    again, _ = mixed(plan, plan.orders[0], more, data)
    assert balances(plain) == balances(again)


@given(plans(), steps_of_time(), st.data())
def test_every_accrual_sums_up_and_is_taken_back_whole(plan: Plan, more: list[Step], data: st.DataObject) -> None:
    _, events = mixed(plan, plan.orders[1], more, data)
    for body in (event.body for event in events if isinstance(event.body, Accrued)):
        assert [] == [fault for entry in body.accruals for fault in faults(entry)]
        left: dict[tuple[str, ...], int] = defaultdict(int)
        legs: list[Entry | Reversal] = [*body.accruals, *body.reversals]
        for leg in legs:
            left[leg.clause, leg.role, leg.payer, leg.payee, leg.period] += leg.amount
        assert {0} == set(left.values())
        assert body.on + timedelta(days=1) == body.reverses


@given(plans(), steps_of_time(), st.data())
def test_a_replay_and_a_snapshot_remember_estimates_and_accruals(
    plan: Plan, more: list[Step], data: st.DataObject
) -> None:
    agreement, events = mixed(plan, plan.orders[1], more, data)
    replayed = Agreement(agreement.id)
    for event in events:
        replayed.apply(event)
    assert snapshot.packed(agreement) == snapshot.packed(replayed)
    assert snapshot.packed(agreement) == snapshot.packed(snapshot.unpacked(agreement.id, snapshot.packed(agreement)))


def lanes(agreement: Agreement, day: date) -> Lanes:
    """Add up what has accrued by a day, by lane."""
    found: Lanes = defaultdict(int)
    for entry in accrued(agreement, day):
        found[entry.clause, entry.role, entry.payer, entry.payee, entry.period] += entry.amount
    return dict(found)


def feeds(plan: Plan) -> Iterator[type[RecordCost | RecordSales | RecordIncome]]:
    """Yield what the terms of a plan want recorded."""
    contract = signed(plan.terms).contract
    for kind, command in (("cost", RecordCost), ("sales", RecordSales), ("income", RecordIncome)):
        if contract.feeds_of(kind):
            yield command


@given(plans(), amounts, st.data())
def test_an_estimate_accrues_what_the_actual_would_book_and_gives_way_to_it(
    plan: Plan, amount: Amount, data: st.DataObject
) -> None:
    command = data.draw(st.sampled_from(list(feeds(plan))))
    kind = command.name.removeprefix("record ")
    agreement, _ = lived(plan, plan.orders[1])
    last = date(2026, 6, 30)
    try:
        follow(agreement, Step(RecordEstimate(kind=kind, amount=amount, period="2026-06"), "company"))
    except LedgerError:
        return  # an actual figure is there
    expected = lanes(agreement, last)
    known = len(agreement.pending_events)
    follow(agreement, Step(command(amount=amount, on=last, ref="actual"), "company"))
    booked = totals(agreement.pending_events[known:])
    assert {lane: amount for lane, amount in booked.items() if lane[2] != lane[3]} == expected
    assert {} == lanes(agreement, last)


TIMED = {"licences": LICENCES, "data access": ACCESSES, "late payments": OUTCOMES["late payments"]}


@pytest.mark.parametrize("family", TIMED.values(), ids=TIMED)
@given(data=st.data())
def test_what_has_accrued_at_the_end_of_a_year_is_what_its_close_books(family: Family, data: st.DataObject) -> None:
    plan = data.draw(clause_plans(family))
    closed, accruing = Played(plan, plan.orders[0]), Played(plan, plan.orders[0])
    year = closed.contract.calendar.period_of(closed.engine.horizon + 1) // 4 + data.draw(st.integers(0, 2))
    through = closed.contract.calendar.end(year * 4 + 3)
    closed.engine.close(through)
    accruing.engine.accrue(through)
    assert closed.engine.work(Cause(through)) == accruing.engine.work(Cause(through))


@pytest.mark.parametrize("family", TIMED.values(), ids=TIMED)
@given(data=st.data())
def test_what_has_accrued_by_any_day_sums_up_from_its_working(family: Family, data: st.DataObject) -> None:
    plan = data.draw(clause_plans(family))
    played = Played(plan, plan.orders[0])
    played.engine.accrue((EFFECTIVE + timedelta(days=data.draw(st.integers(0, 900)))).toordinal())
    found = played.engine.work(Cause(EFFECTIVE.toordinal()))
    assert [] == [fault for entry in found for fault in faults(entry)]
