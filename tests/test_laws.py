"""The laws: what must hold for every agreement, every history of it, and every order of recording it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from contracts.arithmetic import EXACT, Number
from contracts.clause import VENTURE
from contracts.money import round_amount, split
from contracts.sums import faults
from ledger import snapshot
from ledger.agreement import Agreement
from ledger.audit.reperform import reperform
from ledger.commands.correction import Reverse
from ledger.commands.cost import RecordCost
from ledger.commands.receipts import RecordIncome, RecordSales
from ledger.facts import Status
from ledger.replay import as_of
from tests.plans import DAYS, EFFECTIVE, Plan, Step, follow, lived, plans, totals

FACTS = (RecordCost, RecordSales, RecordIncome)

minor_units = st.integers(-(10**9), 10**9)


@given(plans())
def test_any_order_of_recording_ends_in_the_same_totals(plan: Plan) -> None:
    first, second = (lived(plan, order)[1] for order in plan.orders)
    assert totals(first) == totals(second)


@given(plans(), st.data())
def test_a_fact_and_its_reversal_leave_every_total_as_it_was(plan: Plan, data: st.DataObject) -> None:
    agreement, events = lived(plan, plan.orders[1])
    before = totals(events)
    counting = _standing(agreement)
    undone = data.draw(
        st.sampled_from([step for step in plan.steps if step.after is None and isinstance(step.command, FACTS)])
    )
    again = type(undone.command)(**{**_fields(undone), "ref": "again"})
    follow(agreement, Step(again, undone.party))
    follow(agreement, Step(Reverse(ref="again", reason="a slip"), undone.party))
    assert before == totals(agreement.pending_events)
    assert counting == _standing(agreement)


def _standing(agreement: Agreement) -> list[str]:
    """Return the facts that count."""
    return [fact.ref for fact in agreement.facts.values() if fact.status is Status.COUNTS]


def _fields(step: Step) -> dict[str, object]:
    return {name: getattr(step.command, name) for name in step.command.__struct_fields__}


@given(plans())
def test_shares_add_up_to_the_cost_and_balancing_to_nothing(plan: Plan) -> None:
    agreement, events = lived(plan, plan.orders[0])
    paid = sum(fact.amount for fact in agreement.facts.values() if fact.kind == "cost" and fact.status is Status.COUNTS)
    shared: dict[str, int] = defaultdict(int)
    balances: dict[str, int] = defaultdict(int)
    for (clause, role, payer, payee, _), amount in totals(events).items():
        if clause == "cost":
            shared[role.partition(":")[0]] += amount
            balances[payer] -= amount
            balances[payee] += amount
    assert (paid, paid, 0, 0) == (shared["share"], shared["outlay"], balances[VENTURE], sum(balances.values()))


@given(plans())
def test_no_advance_is_kept_from_what_is_owed_and_no_payment_is_spent_twice(plan: Plan) -> None:
    for order in plan.orders:
        agreement, _ = lived(plan, order)
        for fact in agreement.facts.values():
            if fact.kind == "payment":
                assert fact.amount == sum(part.amount for part in (*fact.applied, *fact.advanced)) + fact.unapplied
                owed = agreement.debts.owing(fact.party, fact.of)
                assert not (fact.status is Status.COUNTS and fact.unapplied and owed)


@given(plans())
def test_every_entry_sums_up_from_its_own_working(plan: Plan) -> None:
    _, events = lived(plan, plan.orders[1])
    entries = [entry for event in events for entry in getattr(event.body, "entries", ())]
    assert [] == [fault for entry in entries for fault in faults(entry)]


@given(plans())
def test_what_was_booked_can_be_performed_again(plan: Plan) -> None:
    _, events = lived(plan, plan.orders[1])
    assert len(events) == reperform(events).events


@given(plans())
def test_a_replay_remembers_what_the_agreement_knew(plan: Plan) -> None:
    agreement, events = lived(plan, plan.orders[1])
    replayed = Agreement(agreement.id)
    for event in events:
        replayed.apply(event)
    assert (agreement.facts, []) == (replayed.facts, replayed.differences())
    assert snapshot.packed(agreement) == snapshot.packed(replayed)
    assert snapshot.packed(agreement) == snapshot.packed(snapshot.unpacked(agreement.id, snapshot.packed(agreement)))


@given(plans(), st.integers(0, DAYS))
def test_as_of_a_date_is_what_the_facts_up_to_it_alone_make_due(plan: Plan, number: int) -> None:
    day = EFFECTIVE + timedelta(days=number)
    _, events = lived(plan, plan.orders[1])
    agreement, _ = lived(plan._replace(steps=[]), ())
    then = list(as_of(events, day))
    for event in then[1:]:
        agreement.trigger(event.body)
    assert totals(then) == totals(agreement.pending_events)
    assert all(getattr(event.body, "on", date.min) <= day for event in then)
    assert totals(events) == totals(list(as_of(events, date(2100, 1, 1))))


@given(st.lists(minor_units, min_size=1, max_size=6), st.integers(1, 97))
def test_lanes_of_a_pot_add_up_and_stay_within_a_unit(lanes: list[int], denominator: int) -> None:
    exact = [Fraction(lane, denominator) for lane in lanes]
    rounded = split(exact)
    assert round_amount(sum(exact, Fraction(0))) == sum(rounded)
    assert all(abs(whole - lane) <= 1 for whole, lane in zip(rounded, exact, strict=True))


starts = st.sets(st.integers(1, 10**6), max_size=5).map(lambda edges: (0, *sorted(edges)))


@given(minor_units, minor_units, starts)
def test_slices_hold_exactly_what_lies_between_two_figures(before: int, after: int, bands: tuple[int, ...]) -> None:
    forth, back = EXACT.slices(before, after, bands), EXACT.slices(after, before, bands)
    assert after - before == sum(quantity for _, quantity in forth)
    assert forth == [(band, -quantity) for band, quantity in back]


@given(minor_units, minor_units, minor_units, starts)
def test_slices_do_not_depend_on_the_steps_taken(first: int, second: int, third: int, bands: tuple[int, ...]) -> None:
    direct: dict[int, Number] = defaultdict(int)
    stepped: dict[int, Number] = defaultdict(int)
    for band, quantity in EXACT.slices(first, third, bands):
        direct[band] += quantity
    for band, quantity in (*EXACT.slices(first, second, bands), *EXACT.slices(second, third, bands)):
        stepped[band] += quantity
    assert {band: quantity for band, quantity in direct.items() if quantity} == {
        band: quantity for band, quantity in stepped.items() if quantity
    }


@given(st.integers(0, 10**6), starts, st.data())
def test_marginal_bands_are_continuous_and_never_negative(
    sold: int, bands: tuple[int, ...], data: st.DataObject
) -> None:
    rates = data.draw(st.lists(st.fractions(0, 1), min_size=len(bands), max_size=len(bands)))

    def earned(base: int) -> Fraction:
        return sum(
            (Fraction(int(str(quantity))) * rates[band] for band, quantity in EXACT.slices(0, base, bands)), Fraction(0)
        )

    assert earned(sold) >= 0
    assert all(0 <= earned(edge + 1) - earned(edge) <= max(rates) for edge in (*bands, sold))
