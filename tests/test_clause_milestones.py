"""Milestones that pay together, and thresholds of sales: what clauses carry, and what a document may not say."""

from __future__ import annotations

from datetime import date

from tests.clause_samples import Life, document
from tests.document_samples import mistakes_in

RIGHTS = """
rights:
  kind: all or nothing
  pays: 9
  from: company
  to: trust
  all of: { ozanimod: 2026-12-31, liso-cel: 2026-12-31, ide-cel: 2027-03-31 }
"""
SOLD = """
sold:
  kind: sales milestone
  on: net sales of device
  from: company
  to: trust
  thresholds: [{ reach: 100, pays: 10 }, { reach: 200, pays: 25 }]
"""


def carried(life: Life, clause: str, on: str) -> list[str]:
    """Give what a clause carries on a day, in words."""
    return [balance.what for balance in life.engine.balances(clause, date.fromisoformat(on))]


def test_a_close_shows_that_the_right_is_extinguished_on_the_day_after_what_was_missed() -> None:
    life = Life(RIGHTS)
    life.milestone("rights:ozanimod", "2026-03-25")
    assert ["waiting for: liso-cel, ide-cel"] == carried(life, "rights", "2026-12-30")
    life.close("2026-12-31")
    assert ["extinguished on 1 January 2027: not reached by 31 December 2026: liso-cel"] == carried(
        life, "rights", "2026-12-31"
    )
    assert [] == life.entries


def test_a_claim_that_is_late_but_was_in_time_brings_the_right_back() -> None:
    life = Life(RIGHTS)
    life.milestone("rights:ozanimod", "2026-03-25")
    life.milestone("rights:ide-cel", "2027-03-31")
    life.close("2027-03-31")
    life.milestone("rights:liso-cel", "2027-05-02", achieved="2026-12-31")
    assert "9.00" == life.due("rights", "2027-Q2")
    assert [] == carried(life, "rights", "2027-06-30")


def test_how_far_the_thresholds_are_away() -> None:
    life = Life(SOLD)
    life.sales("2026-05-10", "150")
    fold = life.engine.folds["sold"]
    marks = fold.clause.marks(fold.rows[fold.periods[-1]].state, date(2026, 6, 30).toordinal())
    assert [("threshold 100.00", 5000), ("threshold 200.00", -5000)] == [(mark.what, mark.beyond) for mark in marks]


def test_thresholds_out_of_order_and_sums_of_nothing_are_refused() -> None:
    wrong = SOLD.replace("reach: 200, pays: 25", "reach: 100, pays: 0")
    told = "\n".join(map(str, mistakes_in(document(wrong))))
    assert "100 does not lie above 100: write the thresholds in ascending order" in told
    assert "it is nothing: write an amount above zero" in told
