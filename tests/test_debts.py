"""Debts: what a clause and its parts leave owing between two parties."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.debts import Debts
from contracts.entries import Booked
from contracts.settling import Advance

CLAUSES = ["royalty", "royalty:stacking", "royalty:minimum", "fee"]


def debts(*owed: tuple[str, str, int]) -> Debts:
    """Give the debts that company owes trust: clause, period, amount; payable when the period is over."""
    account = Debts(CLAUSES)
    account.book(debts_booked(*owed))
    return account


def debts_booked(*owed: tuple[str, str, int]) -> list[Booked]:
    """Give the same as it is booked."""
    return [
        Booked(clause, "trust", "company", "trust", amount, period, date(2026, 3 * int(period[-1]), 28))
        for clause, period, amount in owed
    ]


def owing(account: Debts) -> list[tuple[str, str, int]]:
    """Give what company owes trust, the oldest first."""
    return [(debt.clause, debt.period, debt.amount) for debt in account.owing("company", "trust")]


@pytest.mark.parametrize(
    ("owed", "left"),
    [
        ([("royalty", "Q1", 160), ("royalty:stacking", "Q1", -50)], [("royalty", "Q1", 110)]),
        (
            [("royalty", "Q1", 160), ("royalty", "Q2", 90), ("royalty:stacking", "Q2", -50)],
            [("royalty", "Q1", 160), ("royalty", "Q2", 40)],
        ),
        (
            [("royalty", "Q1", 10), ("royalty:stacking", "Q2", -50), ("royalty", "Q2", 60)],
            [("royalty", "Q1", 10), ("royalty", "Q2", 10)],
        ),
        ([("royalty", "Q1", 40), ("royalty:stacking", "Q2", -50), ("royalty", "Q3", 60)], [("royalty", "Q3", 50)]),
        (
            [("royalty:minimum", "Q1", 30), ("royalty", "Q1", 50), ("royalty:stacking", "Q1", -50)],
            [("royalty:minimum", "Q1", 30)],
        ),
        ([("fee", "Q1", 50), ("royalty:stacking", "Q1", -20)], [("fee", "Q1", 50)]),
    ],
)
def test_what_a_part_takes_off_lessens_what_its_clause_makes_owing(
    owed: list[tuple[str, str, int]], left: list[tuple[str, str, int]]
) -> None:
    assert left == owing(debts(*owed))


def test_what_finds_no_debt_under_the_clause_is_owed_back() -> None:
    account = debts(("royalty", "Q1", 30), ("royalty:stacking", "Q1", -50))
    assert [] == owing(account)
    assert [("royalty:stacking", "Q1", 20)] == [debt[2:3] + debt[4:] for debt in account.owing("trust", "company")]


def test_a_reduction_after_payment_in_advance_frees_the_advance() -> None:
    account = debts(("royalty", "Q1", 160))
    advance = Advance("company", "trust", (), 200)
    account.spend("P1", advance, ("royalty", "trust", "Q1"), 160)
    account.book(debts_booked(("royalty:stacking", "Q1", -50)))
    assert [("P1", 50)] == [(payment, part) for payment, _, part in account.returned(lambda _: advance)]


@pytest.mark.parametrize(
    ("against", "settled"), [((), True), (("royalty",), True), (("royalty:minimum",), True), (("fee",), False)]
)
def test_a_payment_against_a_clause_settles_its_parts_too(against: tuple[str, ...], settled: bool) -> None:
    (debt,) = debts(("royalty:minimum", "Q1", 30)).owing("company", "trust")
    assert settled == Advance("company", "trust", against, 30).settles(debt)


def test_a_clause_that_joins_later_comes_after_the_others() -> None:
    clauses = dict.fromkeys(["zeta"])
    account = Debts(clauses)
    clauses["alpha"] = None
    account.book(debts_booked(("alpha", "Q1", 5), ("zeta", "Q1", 5)))
    assert ["zeta", "alpha"] == [clause for clause, _, _ in owing(account)]
