"""The law of settlement: what falls due and what comes back may be recorded in any order, and so may payments.

A credit frees what settled its own due, and no other. So neither what is owed nor the interest depends on when the
ledger learnt of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.scalars import parse_amount
from contracts.terms import AgreementTerms
from ledger.agreement import Agreement
from ledger.audit.reperform import reperform
from ledger.commands.base import Command
from ledger.commands.closing import ClosePeriod
from ledger.commands.correction import Reverse
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordSales
from tests.plans import signed
from tests.plans_dues import ask
from tests.projection_samples import document

TERMS: AgreementTerms = document(
    "joint",
    ["company", "trust"],
    {
        "royalty": {
            "kind": "royalty",
            "on": "net sales of device",
            "from": "company",
            "to": "trust",
            "rate": "10%",
            "report": "0 days after quarter end",
            "pay": "30 days after quarter end",
        },
        "interest": {"kind": "late payment interest", "on": "royalty", "rate": "8%"},
    },
)


class Did(NamedTuple):
    """What was done: goods sold (or returned, below zero), sales restated or reversed, or money paid; minor units."""

    what: str
    amount: int
    on: date
    ref: str
    restates: str | None = None


def sold(ref: str, amount: int, on: date, restates: str | None = None) -> Did:
    """Give sales, or with an amount below zero goods that came back."""
    return Did("sold", amount, on, ref, restates)


def paid(ref: str, amount: int, on: date) -> Did:
    """Give a payment of the company to the trust."""
    return Did("paid", amount, on, ref)


def lived(done: Iterable[Did]) -> Agreement:
    """Return an agreement that has recorded everything in the order given, and then two years' close."""
    agreement = signed(TERMS)
    for each in done:
        assert ask(agreement, _command(each), "company"), each
    assert ask(agreement, ClosePeriod(period="2027", today=date(2100, 1, 1)), "company")
    return agreement


def _command(done: Did) -> Command:
    if done.what == "reversed":
        return Reverse(ref=done.ref, reason="x")
    amount = parse_amount(f"{done.amount / 100:.2f}")
    if done.what == "paid":
        return RecordPayment(amount=amount, on=done.on, payee="trust", ref=done.ref)
    return RecordSales(amount=amount, on=done.on, ref=done.ref, restates=done.restates)


def ends(agreement: Agreement) -> tuple[dict[tuple[str, str], int], dict[str, int]]:
    """Return what was made due by clause and period, interest included, and what each clause leaves owing."""
    due: dict[tuple[str, str], int] = defaultdict(int)
    for clause, period, _, amount in agreement.engine.booked():
        due[clause, period] += amount
    left: dict[str, int] = defaultdict(int)
    for payer, payee, sign in (("company", "trust", 1), ("trust", "company", -1)):
        for debt in agreement.debts.owing(payer, payee):
            left[debt.clause] += sign * debt.amount
    return {key: amount for key, amount in due.items() if amount}, left


def unapplied(agreement: Agreement) -> int:
    """Return what is left over of all payments."""
    return sum(fact.unapplied for fact in agreement.facts.values() if fact.kind == "payment")


SPRING, AUTUMN = sold("spring", 5_000_00, date(2026, 5, 1)), sold("back", -2_000_00, date(2026, 10, 20))
JUNE = paid("june", 500_00, date(2026, 6, 11))


@pytest.mark.parametrize(
    "done", [(JUNE, SPRING, AUTUMN), (SPRING, JUNE, AUTUMN), (SPRING, AUTUMN, JUNE), (AUTUMN, SPRING, JUNE)]
)
def test_what_was_paid_in_time_bears_no_interest_whatever_comes_back_later(done: Sequence[Did]) -> None:
    agreement = lived(done)
    assert {("royalty", "2026-Q2"): 500_00, ("royalty", "2026-Q4"): -200_00} == ends(agreement)[0]
    assert {"royalty": -200_00} == ends(agreement)[1]


@pytest.mark.parametrize("done", [(JUNE, SPRING, AUTUMN), (AUTUMN, JUNE, SPRING), (JUNE, AUTUMN, SPRING)])
def test_a_payment_goes_on_settling_the_due_that_it_settled(done: Sequence[Did]) -> None:
    agreement = lived(done)
    assert 0 == agreement.facts["june"].unapplied
    parts = (*agreement.facts["june"].applied, *agreement.facts["june"].advanced)
    assert [("2026-Q2", 500_00)] == [(part.period, part.amount) for part in parts]


def test_a_due_that_falls_frees_what_settled_it_for_another() -> None:
    less = sold("less", 3_000_00, SPRING.on, "spring")
    summer = sold("summer", 2_000_00, date(2026, 8, 1))
    for done in ((SPRING, JUNE, less, summer), (SPRING, less, JUNE, summer), (JUNE, SPRING, summer, less)):
        assert {("royalty", "2026-Q2"): 300_00, ("royalty", "2026-Q3"): 200_00} == ends(lived(done))[0]


def test_interest_on_a_debt_stops_when_a_credit_is_set_off_against_it() -> None:
    """Worked by hand: 500.00 at 8% from 31 July to 30 January, 184 days: 20.16; 300.00 for a year from then: 24.00."""
    due, left = ends(lived((SPRING, AUTUMN)))
    assert 300_00 == left["royalty"]
    interest = sum(amount for (clause, _), amount in due.items() if clause == "interest")
    assert 20_16 + 22_03 == interest


QUARTERS = [date(2026 + number // 4, number % 4 * 3 + 2, 15) for number in range(8)]

# Royalties come out in whole pennies, or one quarter's rounding would move the due of the next.
AMOUNTS = st.integers(1, 500).map(lambda tens: tens * 10_00)
SALES = st.lists(st.tuples(st.sampled_from(QUARTERS[:6]), AMOUNTS), max_size=4, unique_by=lambda sale: sale[0])
MONEY = st.integers(1, 600_00)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 1))
HOW = st.sampled_from(["back", "less", "reversed"])


class Plan(NamedTuple):
    """What falls due and is paid, in one order, and what comes back of it, in two different places among it."""

    done: Sequence[Did]
    falls: Sequence[Did]
    places: tuple[Sequence[int], Sequence[int]]

    def orders(self) -> Iterator[list[Did]]:
        """Yield everything in either order; what is restated or reversed stands behind what it was."""
        for places in self.places:
            order = list(self.done)
            for fall, place in zip(self.falls, places, strict=True):
                of = fall.restates or (fall.ref if fall.what == "reversed" else None)
                first = next((at + 1 for at, each in enumerate(order) if each.ref == of), 0)
                order.insert(first + place % (len(order) + 1 - first), fall)
            yield order


@st.composite
def plans(draw: st.DrawFn, payments: st.SearchStrategy[list[Did]], own: bool) -> Plan:
    """Draw a plan; falls are of the sales of a period itself, or `own` is false and they come in other periods.

    Where they are of the period itself, sales are known by their days: what money was put to stays, and so what an
    older due that is found late may still have of it depends on what was known when it was paid.
    """
    sales = [sold(f"s{on}", amount, on) for on, amount in draw(SALES)]
    taken = {sale.on for sale in sales}
    if own:
        hows = draw(st.lists(HOW, min_size=len(sales), max_size=len(sales)))
        falls = [_fallen(sale, how, draw(st.integers(1, 99))) for sale, how in zip(sales, hows, strict=True)]
    else:
        days = draw(st.lists(st.sampled_from([day for day in QUARTERS if day not in taken]), max_size=3, unique=True))
        falls = [sold(f"b{day}", -draw(AMOUNTS), day) for day in days]
    places = st.lists(st.integers(0, 20), min_size=len(falls), max_size=len(falls))
    done = draw(st.permutations([*sales, *draw(payments)]))
    if own:
        known = iter(sorted(sales, key=lambda sale: sale.on))
        done = [next(known) if each.what == "sold" else each for each in done]
    return Plan(done, falls, (draw(places), draw(places)))


def _fallen(sale: Did, how: str, hundredths: int) -> Did:
    """Return what makes sales less: some come back within the quarter, they are restated, or reversed."""
    part = sale.amount * hundredths // 100
    match how:
        case "back":
            return sold(f"back-{sale.ref}", -part, sale.on)
        case "less":
            return sold(f"less-{sale.ref}", part, sale.on, sale.ref)
    return Did("reversed", 0, sale.on, sale.ref)


def _payments(days: st.SearchStrategy[Sequence[date]]) -> st.SearchStrategy[list[Did]]:
    """Give payments on the days drawn."""
    return st.builds(
        lambda days, amounts: [paid(f"p{n}", amounts[n], on) for n, on in enumerate(days)],
        days,
        st.lists(MONEY, min_size=3, max_size=3),
    )


@settings(max_examples=60, deadline=None)
@given(plans(_payments(st.lists(DAYS, max_size=3)), own=False))
def test_what_comes_back_in_another_quarter_moves_no_interest_by_when_it_is_recorded(plan: Plan) -> None:
    first, second = map(lived, plan.orders())
    assert ends(first) == ends(second)
    assert _settles(first) == _settles(second)


@settings(max_examples=60, deadline=None)
@given(plans(_payments(DAYS.map(lambda day: [day] * 3)), own=True))
def test_what_comes_back_of_a_quarter_moves_no_interest_by_when_it_is_recorded(plan: Plan) -> None:
    first, second = map(lived, plan.orders())
    assert ends(first)[0] == ends(second)[0]


def _settles(agreement: Agreement) -> dict[tuple[str, str], int]:
    """Return how much of every period each payment settles."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for fact in agreement.facts.values():
        for part in (*fact.applied, *fact.advanced):
            if fact.kind == "payment" and part.clause == "royalty":
                found[fact.ref, part.period] += part.amount
    return {key: amount for key, amount in found.items() if amount}


@settings(max_examples=60, deadline=None)
@given(plans(_payments(st.lists(DAYS, max_size=3)), own=True), st.data())
def test_a_fall_that_is_taken_back_leaves_dues_and_interest_as_they_were(plan: Plan, data: st.DataObject) -> None:
    before = lived(plan.done)
    back = sold("again", -data.draw(AMOUNTS), data.draw(st.sampled_from(QUARTERS)))
    place = data.draw(st.integers(0, len(plan.done)))
    done = [*plan.done[:place], back, Did("reversed", 0, back.on, "again"), *plan.done[place:]]
    assert ends(before) == ends(lived(done))
    assert _settles(before) == _settles(lived(done))


@settings(max_examples=30, deadline=None)
@given(plans(_payments(st.lists(DAYS, max_size=3)), own=True))
def test_whatever_is_freed_can_be_performed_again_and_no_money_is_lost(plan: Plan) -> None:
    for order in plan.orders():
        agreement = lived(order)
        events = [
            msgspec.structs.replace(event, id=at, recorded_at="2026-01-01T00:00:00.000000Z")
            for at, event in enumerate(agreement.collect_events(), start=1)
        ]
        assert len(events) == reperform(events).events
        for fact in agreement.facts.values():
            if fact.kind == "payment":
                assert fact.amount == fact.unapplied + sum(part.amount for part in (*fact.applied, *fact.advanced))
                assert fact.unapplied >= 0
                assert not (fact.unapplied and agreement.debts.owing("company", "trust"))
