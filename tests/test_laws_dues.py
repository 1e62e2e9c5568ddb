"""The law of a due: at any time it is received, accrued, waived, disputed or leaked, and nothing else, to the penny."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contracts.parts.debt import whole_clause
from contracts.scalars import parse_amount
from ledger import snapshot
from ledger.commands.base import Command
from ledger.commands.disputing import Dispute
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordSales
from ledger.dues import Due, due_ref, open_dues
from ledger.events import Event
from projections.balances import balances_at
from projections.catch_up import NOTHING
from projections.loaded import Loaded
from projections.reckoning import reckoned
from projections.views import views_over
from tests.examples import examples
from tests.plans import signed
from tests.plans_dues import PARTIES, STEPS, TERMS, Step, ask, by_due, command_of, histories


@examples(40)
@given(STEPS)
def test_everything_due_is_received_accrued_waived_disputed_or_leaked(steps: list[Step]) -> None:
    for agreement, events in histories(steps):
        found = Loaded("joint")
        for event in events:
            found.apply(event)
        for today in (date(2026, 1, 1), date(2026, 9, 1), date(2030, 1, 1)):
            reckoning = reckoned(found, today)
            assert 0 == reckoning.residual
            assert min(reckoning.leaked, reckoning.accrued) >= 0
        for (clause, *_), lanes in by_due(agreement).items():
            assert lanes["disputed"] >= 0, clause


@examples(40)
@given(STEPS)
def test_a_waiver_and_a_dispute_never_hold_more_than_is_left_of_their_due(steps: list[Step]) -> None:
    for agreement, _ in histories(steps):
        periods: dict[tuple[str, str, frozenset[str]], dict[str, int]] = {}
        for (clause, _, period, payer, payee), lanes in by_due(agreement).items():
            sums = periods.setdefault(
                (whole_clause(clause), period, frozenset((payer, payee))), dict.fromkeys(lanes, 0)
            )
            for what, amount in lanes.items():
                sums[what] += amount if payer < payee else -amount
        for sums in periods.values():
            held, left = sums["waived"] + sums["disputed"], sums["due"] - sums["paid"]
            assert min(left, 0) <= held <= max(left, 0)
            assert min(left, 0) <= sums["waived"] <= max(left, 0)


@examples(40)
@example(steps=[Step("sales", 1, day, 0) for day in (0, 0, 90, 90)])
@given(STEPS)
def test_a_snapshot_goes_on_as_the_agreement_does(steps: list[Step]) -> None:
    """Whatever is recorded next has the same bytes: entries with their sums and true-ups, and what is settled."""
    agreement = signed(TERMS)
    agreement.collect_events()
    for step in steps:
        found = command_of(agreement, step)
        copy = snapshot.unpacked("joint", snapshot.packed(agreement))
        if found:
            assert ask(copy, *found) == ask(agreement, *found)
            assert agreement.collect_events() == copy.collect_events()


@examples(40)
@given(STEPS)
def test_statements_show_the_balances_that_the_agreement_seals(steps: list[Step]) -> None:
    events: list[Event] = []
    agreement = signed(TERMS)
    for agreement, events in histories(steps):  # noqa: B007  # the last of them is looked at
        pass
    with views_over(events, NOTHING) as connection:
        shown = balances_at(connection, "joint", date(2200, 1, 1))
    for party in PARTIES:
        sealed = {clause: amount for clause, amount in agreement.debts.balances(party).items() if amount}
        assert sealed == {clause: amount for (clause, who), amount in shown.items() if who == party and amount}


@examples(40)
@example(paid=130_00, quarter=1, disputed=70_00)
@given(paid=st.integers(1, 400_00), quarter=st.integers(0, 2), disputed=st.integers(1, 100_00))
def test_a_payment_and_a_dispute_come_in_any_order(paid: int, quarter: int, disputed: int) -> None:
    """Wherever both orders are accepted they end alike; a dispute after the payment is refused if nothing is open."""

    def lived(order: str) -> list[tuple[Due, ...]] | None:
        agreement = signed(TERMS)
        for number in range(3):
            ask(agreement, RecordSales(amount=parse_amount("1500"), on=date(2026, 3 * number + 2, 1)), "company")
        named = f"royalty@2026-Q{quarter + 1}:company:trust"
        money, contested = (parse_amount(f"{amount / 100:.2f}") for amount in (paid, disputed))
        day = date(2026, 12, 1)
        steps: dict[str, Command] = {
            "p": RecordPayment(amount=money, on=day, payee="trust"),
            "d": Dispute(due=named, on=day, amount=contested, reason="x"),
        }
        done = [ask(agreement, steps[each], "company") for each in order]
        return [tuple(open_dues(agreement))] if all(done) else None

    one, other = lived("pd"), lived("dp")
    assert None in (one, other) or one == other
    assert other is not None


def test_a_due_is_named_by_its_parties_where_a_clause_has_several() -> None:
    agreement = signed(TERMS)
    ask(agreement, RecordSales(amount=parse_amount("1500"), on=date(2026, 2, 1)), "company")

    assert ["royalty@2026-Q1:company:trust", "royalty@2026-Q1:company:university"] == [
        due_ref(agreement, due.clause, due.period, due.payer, due.payee) for due in open_dues(agreement)
    ]


@pytest.mark.parametrize("first", ["P1", "P2"])
def test_of_two_payments_in_advance_the_first_goes_on_settling(first: str) -> None:
    agreement = signed(TERMS)
    for _ in range(2):
        ask(agreement, RecordPayment(amount=parse_amount("100"), on=date(2026, 1, 2), payee="trust"), "company")
    for month in (2, 5):
        ask(agreement, RecordSales(amount=parse_amount("600"), on=date(2026, month, 1)), "company")
    left = {"P1": 20_00, "P2": 100_00}
    copy = snapshot.unpacked("joint", snapshot.packed(agreement))
    assert left[first] == agreement.facts[first].unapplied == copy.facts[first].unapplied
