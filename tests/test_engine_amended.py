"""What the engine works again when terms change: also what a clause that joins has never seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from contracts.sums import faults
from tests.clause_plans import Amendment, Close, Happening, Plan, Played, Step, TermsEvent

STACKING = {"stacking": "50% of third-party royalties", "floor": "50% of the unreduced royalty"}
CREDIT = {"milestone": "approval", "creditable": "50%", "at most": "25% of each payment"}
APPROVAL = {"kind": "milestone", "when": "it is approved", "pays": "30.01", "from": "company", "to": "trust"}


def clauses(**more: Any) -> dict[str, Any]:
    """Return a royalty of half the sales, with more terms of it, and a milestone."""
    royalty = {"kind": "royalty", "on": "net sales of device", "from": "company", "to": "trust", "rate": "50%", **more}
    return {"royalty": royalty, "approval": APPROVAL}


def test_a_part_that_joins_reads_what_was_due_before_it_joined() -> None:
    """Third-party royalties of the second quarter, unused there, lessen the royalty of the third: in any order."""
    steps = (
        Happening("receipts", ("sales:device", date(2024, 7, 1), 2)),
        Happening("cost", ("third-party royalties", "company", date(2024, 5, 17), 1)),
        Amendment(date(2024, 7, 2), clauses()),
        Amendment(date(2024, 5, 17), clauses(reductions=[STACKING])),
    )
    plan = Plan(clauses(credits=[CREDIT]), "calendar", steps, ((0, 1, 2, 3), (1, 2, 3, 0)))
    first, second = (Played(plan, order).totals() for order in plan.orders)
    lane = ("royalty:stacking", "trust", "company", "trust", "2024-Q3")
    assert (-1, -1) == (first.get(lane), second.get(lane))


def test_a_penny_that_a_party_gains_after_it_has_left_is_booked() -> None:
    """2.5p over the year are 3p together: the university's 1.5p become 2p once the trust's 1p stand beside them."""
    sales = [(date(2024, 5, 17), 3), (date(2024, 5, 18), 1), (date(2024, 7, 1), 1)]
    before = {**clauses(), "royalty": {**clauses()["royalty"], "to": {"trust": "0", "university": "1"}}}
    steps: tuple[Step, ...] = (
        *(Happening("receipts", ("sales:device", on, amount)) for on, amount in sales),
        Amendment(
            date(2024, 5, 18), {**clauses(), "royalty": {**clauses()["royalty"], "dating": "by transaction date"}}
        ),
    )
    before["royalty"]["dating"] = "by transaction date"
    played = Played(Plan(before, "calendar", steps, ((0, 1, 2, 3), (0, 1, 2, 3))), (0, 1, 2, 3))
    assert 3 == sum(amount for (clause, *_), amount in played.totals().items() if clause == "royalty")


def test_a_minimum_that_is_amended_away_leaves_a_sum_that_adds_up() -> None:
    steps = (
        Happening("receipts", ("sales:device", date(2024, 5, 17), 2)),
        Close(date(2024, 9, 30)),
        Amendment(date(2024, 5, 18), clauses()),
    )
    terms = clauses(minimum={"amount": "60", "parts": ["10", "20.01", "9.99", "20"]})
    entries = Played(Plan(terms, "calendar", steps, ((0, 1, 2), (0, 1, 2))), (0, 1, 2)).entries
    assert [] == [fault for entry in entries for fault in faults(entry)]
    assert {"royalty:minimum"} == {entry.clause for entry in entries[1:]}


def test_a_part_that_joins_knows_what_had_happened_before() -> None:
    """The patent expires; later it is agreed for the past that the royalty halves with it: in any order."""
    halved = clauses(reductions=[{"step down": "50%", "from": "patent expiry"}])
    steps: tuple[Step, ...] = (
        Happening("receipts", ("sales:device", date(2024, 5, 17), 200)),
        Amendment(date(2024, 5, 17), halved),
        TermsEvent("patent expiry", date(2024, 5, 17)),
    )
    plan = Plan(clauses(), "calendar", steps, ((0, 1, 2), (2, 1, 0)))
    first, second = (Played(plan, order).totals() for order in plan.orders)
    assert first == second
    assert 50 == sum(first.values())
