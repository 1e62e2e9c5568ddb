"""What the engine works again when terms change: also what a clause that joins has never seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.clause_plans import Amendment, Happening, Plan, Played

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
