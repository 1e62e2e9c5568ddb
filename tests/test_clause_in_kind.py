"""Contributions in kind: dated rates, overhead, rounding, evidence, the cap, and cards amended for the past."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from contracts.classification import Counts
from contracts.clause import Fact
from contracts.errors import ContractError
from tests.clause_samples import Life, document
from tests.document_samples import mistakes_in

CARD = """
staff-time:
  kind: contribution in kind
  by: trust
  rates:
    - { item: nurse hour, rate: 38.50, from: 2026-01-01, overhead: 70% }
    - { item: consultant hour, rate: 142.75, from: 2026-01-01, overhead: 70% }
    - { item: scanner hour, rate: 410, from: 2026-01-01 }
  cap: { amount: 15,000 }
  accepted by: company
"""
ONCE = CARD + "  rounding: once\n"


def contribute(life: Life, item: str, quantity: str, on: str = "2026-02-01", *, evidenced: bool = True) -> list[Fact]:
    """Record so many units of an item, accepted; give what that moved."""
    moved = life.contract.in_kind(item, "trust", date.fromisoformat(on), Fraction(quantity), evidenced=evidenced)
    if moved:
        life.take(moved)
    return moved


def published(life: Life) -> Life:
    """Record the three lines of the worked example."""
    for item, quantity in (("nurse hour", "120"), ("consultant hour", "14.5"), ("scanner hour", "6")):
        contribute(life, item, quantity)
    return life


def amended(life: Life, facts: list[list[Fact]], clauses: str, effective: str) -> list[list[Fact]]:
    """Amend for the past as the record does: what facts are worth by themselves is valued again."""
    before = facts
    life.amend(clauses, effective)
    again = [life.contract.revalued(each) for each in before]
    for old, new in zip(before, again, strict=True):
        if old != new:
            life.take([fact._replace(amount=-fact.amount) for fact in old] + new)
    return again


@pytest.mark.parametrize(("clauses", "value"), [(CARD, "13,832.80"), (ONCE, "13,832.79")])
def test_each_line_rounded_and_everything_rounded_once_differ_by_a_penny(clauses: str, value: str) -> None:
    assert value == published(Life(clauses)).due("staff-time")


def test_an_accepted_value_is_risk_in_kind_that_nobody_owes() -> None:
    life = published(Life(CARD))
    assert {("trust", "trust", None)} == {(entry.payer, entry.payee, entry.due) for entry in life.entries}
    clause = life.contract.clauses["staff-time"]
    assert (Counts.IN_KIND, Counts.NOTHING) == clause.counts(life.contract.terms.clauses["staff-time"])


def test_a_sum_says_what_was_contributed_at_which_rate() -> None:
    life = published(Life(CARD))
    assert [
        "nurse hour, 120 at 38.50",
        "overhead on nurse hour",
        "consultant hour, 14.5 at 142.75",
        "overhead on consultant hour",
        "scanner hour, 6 at 410.00",
    ] == [line.what for line in life.entries[-1].working.lines]


def test_the_cap_is_reached_inside_a_contribution_and_binds_to_the_penny() -> None:
    life = published(Life(CARD))
    contribute(life, "scanner hour", "3", "2026-06-01")
    assert ("15,000.00", "1,167.20") == (life.due("staff-time"), life.due("staff-time", "2026-Q2"))
    contribute(life, "scanner hour", "-1", "2026-09-01")
    assert "14,652.80" == life.due("staff-time")
    contribute(life, "scanner hour", "1", "2027-01-01")
    assert "410.00" == life.due("staff-time", "2027")


def test_a_first_year_by_days_has_its_part_of_the_cap() -> None:
    by_days = CARD.replace("15,000", "36,500, first year: by days")
    life = Life(by_days, effective="2026-12-01")
    contribute(life, "scanner hour", "100", "2026-12-05")
    assert "3,100.00" == life.due("staff-time")


def test_a_contribution_is_worth_the_rate_of_its_day() -> None:
    raised = CARD.replace("  cap:", "    - { item: nurse hour, rate: 40, from: 2026-02-15, overhead: 50% }\n  cap:")
    for clauses in (raised, raised + "  rounding: once\n"):
        life = Life(clauses)
        contribute(life, "nurse hour", "10", "2026-02-14")
        contribute(life, "nurse hour", "10", "2026-02-15")
        assert "1,254.50" == life.due("staff-time")


def test_a_rate_may_be_finer_than_a_penny_and_a_quantity_has_three_decimals() -> None:
    fine = ONCE.replace("38.50", "0.12345")
    life = Life(fine)
    contribute(life, "nurse hour", "1000.001")
    assert "209.87" == life.due("staff-time")
    with pytest.raises(ContractError, match="more than three decimals"):
        contribute(life, "nurse hour", "0.0001")


def test_without_evidence_a_contribution_is_worth_nothing_unless_none_is_asked_for() -> None:
    life, trusting = Life(CARD), Life(CARD + "  evidence required: no\n")
    for each in (life, trusting):
        contribute(each, "scanner hour", "1", evidenced=False)
    assert ("0.00", "410.00") == (life.due("staff-time"), trusting.due("staff-time"))
    (feed,) = life.contract.feeds_for("in kind", "scanner hour")
    assert (("trust",), ("company",), "a timesheet or delivery note") == (feed.parties, feed.accepters, feed.evidence)


def test_an_item_without_a_rate_on_its_day_is_refused() -> None:
    life = Life(CARD.replace("rate: 410, from: 2026-01-01", "rate: 410, from: 2026-03-01"))
    with pytest.raises(ContractError, match="no rate for it on that day"):
        contribute(life, "scanner hour", "1")


@pytest.mark.parametrize("clauses", [CARD, ONCE])
def test_a_card_amended_for_the_past_values_its_facts_again(clauses: str) -> None:
    dearer = clauses.replace("38.50", "39.0050")
    life, known = Life(clauses), Life(dearer)
    facts = [contribute(life, "nurse hour", quantity) for quantity in ("0.5", "0.5", "7.25")]
    for quantity in ("0.5", "0.5", "7.25"):
        contribute(known, "nurse hour", quantity)
    facts = amended(life, facts, dearer, "2026-01-01")
    assert known.due("staff-time") == life.due("staff-time")

    amended(life, facts, clauses, "2026-01-01")
    fresh = Life(clauses)
    for quantity in ("0.5", "0.5", "7.25"):
        contribute(fresh, "nurse hour", quantity)
    assert fresh.due("staff-time") == life.due("staff-time")


def test_the_order_of_recording_and_amending_makes_no_difference() -> None:
    dearer = CARD.replace("38.50", "39.0050")
    late, early = Life(CARD), Life(CARD)
    early.amend(dearer, "2026-02-15")
    for on in ("2026-02-14", "2026-02-16"):
        contribute(early, "nurse hour", "0.5", on)
    facts = [contribute(late, "nurse hour", "0.5", on) for on in ("2026-02-16", "2026-02-14")]
    amended(late, facts, dearer, "2026-02-15")
    assert early.due("staff-time") == late.due("staff-time")


def test_a_contribution_and_its_reversal_come_to_nothing() -> None:
    life = Life(CARD)
    moved = contribute(life, "consultant hour", "14.5")
    life.take([fact._replace(amount=-fact.amount) for fact in moved])
    assert "0.00" == life.due("staff-time")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("accepted by: company", "accepted by: trust", "'trust' is paid by the claim and may not accept its own"),
        ("item: scanner hour", "item: nurse hour", "'nurse hour' has two rates from 1 January 2026"),
        ("rate: 410", "rate: 0", "a rate of nothing"),
        ("amount: 15,000", "amount: 0", "a cap of nothing"),
        ("rate: 410", "rate: USD 410", "'USD 410' is not in GBP"),
    ],
)
def test_what_is_wrong_with_a_rate_card_is_told(old: str, new: str, told: str) -> None:
    assert told in [mistake.what for mistake in mistakes_in(document(CARD.replace(old, new)))]


def test_one_item_is_not_counted_by_two_clauses() -> None:
    twice = CARD + CARD.replace("staff-time", "again")
    found = {mistake.what for mistake in mistakes_in(document(twice))}
    assert "another clause counts 'nurse hour' of 'trust' too" in found
