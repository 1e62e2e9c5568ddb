"""Risk beside reward: what counts as which, what is undefined, and what is never added."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from contracts.scalars.amount import parse_amount
from ledger.commands.lifecycle import Void
from ledger.errors import NotFound
from projections.agreements import list_agreements
from projections.measures import disparity, parity, shares
from projections.rendering.figures import four_places
from projections.rendering.report import Cell
from projections.shares import agreement_shares, portfolio_shares
from tests.projection_samples import (
    ANNA,
    MILESTONE,
    ROYALTY,
    SHARED,
    Book,
    column,
    document,
    new_book,
    total,
    views_of,
)


def places(cells: dict[str, Cell]) -> dict[str, str | None]:
    """Write shares to four places."""
    return {party: four_places(cell) if isinstance(cell, Fraction) else None for party, cell in cells.items()}


def royalty(payer: str, to: str | dict[str, str], rate: str = "100%") -> dict[str, Any]:
    return {"kind": "royalty", "on": "net sales of device", "from": payer, "to": to, "rate": rate}


def test_a_cost_share_is_borne_by_shares_whoever_paid(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.sign(document("joint", ["a", "b", "c"], {"costs": SHARED}))
        book.cost("joint", "a", "100,000.01", "2026-01-10")
        book.cost("joint", "b", "20,000.00", "2026-02-20")
        with views_of(book) as connection:
            report = agreement_shares(connection, "joint")
    assert {"a": 6000001, "b": 3600000, "c": 2400000} == column(report, "risk", "cash")
    assert {"a": 4000000, "b": -1600000, "c": -2400000} == column(report, "reward", "unsettled")
    assert 12000001 == total(report, "risk")["cash"]
    assert {"a": "0.5000", "b": "0.3000", "c": "0.2000"} == places(column(report, "shares", "risk_share"))
    assert {"a": None, "b": None, "c": None} == column(report, "shares", "reward_share")
    assert "Nobody has any reward yet: the shares of reward are undefined." in report.notes


def test_parity_is_reward_share_over_risk_share(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        to = {"trust": "15%", "company": "80%", "funder": "5%"}
        book.sign(document("deal", ["trust", "company", "funder", "seller"], {"royalty": royalty("seller", to)}))
        for party, cost in (("trust", "200,000"), ("company", "700,000"), ("funder", "100,000")):
            book.cost("deal", party, cost, "2026-02-01", of="own work", unshared=True)
        book.sales("deal", "seller", "200,000", "2026-03-01")
        with views_of(book) as connection:
            report = agreement_shares(connection, "deal")
    risk, reward = column(report, "shares", "risk_share"), column(report, "shares", "reward_share")
    assert {"trust": "0.2000", "company": "0.7000", "funder": "0.1000", "seller": "0.0000"} == places(risk)
    assert {"trust": "0.1500", "company": "0.8000", "funder": "0.0500", "seller": "0.0000"} == places(reward)
    fair = places(column(report, "shares", "parity"))
    assert {"trust": "0.7500", "company": "1.1429", "funder": "0.5000", "seller": None} == fair
    assert Fraction(1, 10) == total(report, "shares")["disparity"]


def test_without_risk_no_share_of_risk_and_no_parity(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.sign(document("deal", ["a", "b", "c"], {"royalty": royalty("a", "b")}))
        book.sales("deal", "a", "100", "2026-03-01")
        with views_of(book) as connection:
            report = agreement_shares(connection, "deal")
    assert {"a": None, "b": None, "c": None} == column(report, "shares", "risk_share")
    assert {"a": "0.0000", "b": "1.0000", "c": "0.0000"} == places(column(report, "shares", "reward_share"))
    assert {"a": None, "b": None, "c": None} == column(report, "shares", "parity")
    assert total(report, "shares")["disparity"] is None


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([0, 0], [None, None]),
        ([-1, 1], [None, None]),
        ([-1, 2], [None, None]),
        ([0, 3], [Fraction(0), Fraction(1)]),
        ([1, 2], [Fraction(1, 3), Fraction(2, 3)]),
    ],
)
def test_shares_are_exact_or_undefined(amounts: list[int], expected: list[Fraction | None]) -> None:
    assert expected == shares(amounts)


def test_parity_and_disparity_are_undefined_with_their_parts() -> None:
    assert parity(Fraction(0), Fraction(1)) is None
    assert parity(None, Fraction(1)) is None
    assert parity(Fraction(1, 2), None) is None
    assert disparity([Fraction(1), None], [Fraction(1), Fraction(0)]) is None
    assert Fraction(0) == disparity([Fraction(1, 2)] * 2, [Fraction(1, 2)] * 2)


def licence(book: Book) -> None:
    """Sign a licence with a milestone, and sell for 800,000 under it."""
    book.sign(document("licence", ["company", "trust", "university"], {"royalty": ROYALTY, "first": MILESTONE}))
    book.sales("licence", "company", "800,000", "2026-02-28")


def test_a_licence_payer_keeps_sales_and_they_are_named_apart(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        licence(book)
        with views_of(book) as connection:
            report = agreement_shares(connection, "licence")
    assert {"company": 76000000, "trust": None, "university": None} == column(report, "retained", "retained")
    assert {"company": 0, "trust": 3400000, "university": 600000} == column(report, "reward", "accrued")
    assert "0.9500" == places(column(report, "retained", "reward_share_with_retained"))["company"]
    assert "0.0000" == places(column(report, "shares", "reward_share"))["company"]


def test_sales_that_two_clauses_read_are_kept_once(tmp_path: Path) -> None:
    two = {"first": royalty("company", "trust", "5%"), "second": royalty("company", "university", "3%")}
    with new_book(tmp_path) as book:
        book.sign(document("licence", ["company", "trust", "university"], two))
        book.sales("licence", "company", "1,000", "2026-02-28")
        with views_of(book) as connection:
            report = agreement_shares(connection, "licence")
    assert 92000 == column(report, "retained", "retained")["company"]


def test_deductions_lessen_what_is_kept(tmp_path: Path) -> None:
    on = {"net sales of": "device", "deducting": {"rebates": "in full"}}
    with new_book(tmp_path) as book:
        book.sign(
            document("licence", ["company", "trust"], {"royalty": {**royalty("company", "trust", "10%"), "on": on}})
        )
        book.sales("licence", "company", "1,000", "2026-02-28", deductions=(("rebates", parse_amount("200")),))
        with views_of(book) as connection:
            report = agreement_shares(connection, "licence")
    assert 72000 == column(report, "retained", "retained")["company"]


def test_what_a_party_owes_itself_is_no_reward(tmp_path: Path) -> None:
    share = {**royalty("university", {"inventor": "70%", "university": "30%"}), "on": "net income of licences"}
    with new_book(tmp_path) as book:
        book.sign(document("scheme", ["university", "inventor"], {"sharing": share}))
        book.income("scheme", "university", "1,000", "2026-02-28")
        with views_of(book) as connection:
            report = agreement_shares(connection, "scheme")
    assert {"university": 0, "inventor": 70000} == column(report, "reward", "accrued")
    assert {"university": -70000, "inventor": 70000} == column(report, "reward", "unsettled")
    assert {"university": 30000, "inventor": None} == column(report, "retained", "retained")


def test_a_claim_that_nobody_accepted_is_kept_apart(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.sign(document("joint", ["a", "b", "c"], {"costs": {**SHARED, "accepted by": ["b", "c"]}}))
        book.cost("joint", "a", "1,000", "2026-01-10")
        with views_of(book) as connection:
            before = agreement_shares(connection, "joint")
        book.accept("joint", "b", "C1", "2026-01-20")
        with views_of(book) as connection:
            after = agreement_shares(connection, "joint")
    assert {"a": 0, "b": 0, "c": 0} == column(before, "risk", "cash")
    assert {"a": 100000, "b": 0, "c": 0} == column(before, "beside_risk", "claimed")
    assert {"a": 50000, "b": 30000, "c": 20000} == column(after, "risk", "cash")
    assert {"a": 0, "b": 0, "c": 0} == column(after, "beside_risk", "claimed")


def test_received_grows_with_payments_and_shrinks_with_money_paid_back(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        licence(book)
        book.pay("licence", "company", "trust", "34,000", "2026-06-30")
        book.reverse("licence", "S1")
        with views_of(book) as connection:
            overpaid = agreement_shares(connection, "licence")
        book.pay("licence", "trust", "company", "34,000", "2026-07-30")
        with views_of(book) as connection:
            paid_back = agreement_shares(connection, "licence")
    assert 3400000 == column(overpaid, "reward", "received")["trust"]
    assert -3400000 == column(overpaid, "reward", "accrued")["trust"]
    assert -3400000 == column(overpaid, "reward", "unsettled")["trust"]
    assert {"company": 0, "trust": 0, "university": 0} == column(paid_back, "reward", "received")
    assert {"company": 0, "trust": 0, "university": 0} == column(paid_back, "reward", "accrued")
    assert {"company": 0, "trust": 0, "university": 0} == column(paid_back, "reward", "unsettled")


def test_capital_at_risk_is_what_was_put_in_less_what_was_received(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        licence(book)
        book.cost("licence", "trust", "50,000", "2026-01-10", of="site", unshared=True)
        book.pay("licence", "company", "trust", "40,000", "2026-06-30")
        with views_of(book) as connection:
            report = agreement_shares(connection, "licence")
    assert {"company": 0, "trust": 1600000, "university": 0} == column(report, "risk", "at_risk")
    assert {"company": 600000, "trust": -600000, "university": 0} == column(report, "reward", "unapplied")


def test_a_portfolio_adds_a_party_over_agreements_and_never_currencies(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        for agreement, currency in (("one", "GBP"), ("two", "GBP"), ("three", "EUR")):
            book.sign(document(agreement, ["a", "b", "c"], {"costs": SHARED}, currency=currency))
            book.cost(agreement, "a", "100", "2026-01-10")
        with views_of(book) as connection:
            report = portfolio_shares(connection)
    assert {"the-a": 10000, "the-b": 6000, "the-c": 4000} == column(report, "risk_gbp", "cash")
    assert {"the-a": 5000, "the-b": 3000, "the-c": 2000} == column(report, "risk_eur", "cash")


def test_in_a_portfolio_a_registered_id_tells_that_two_names_are_one_party(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        for agreement, name in (("one", "A trust"), ("two", "A TRUST, formerly another")):
            terms = document(agreement, ["a", "b", "c"], {"costs": SHARED})
            registered = terms.parties["a"].model_copy(update={"name": name, "ods": "R0A"})
            book.sign(terms.model_copy(update={"parties": {**terms.parties, "a": registered}}))
            book.cost(agreement, "a", "100", "2026-01-10")
        with views_of(book) as connection:
            report = portfolio_shares(connection)
    assert {"a-trust": 10000, "the-b": 6000, "the-c": 4000} == column(report, "risk_gbp", "cash")
    assert "A TRUST, formerly another" == column(report, "shares_gbp", "name")["a-trust"]


def test_a_voided_agreement_is_in_no_portfolio(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.sign(document("one", ["a", "b", "c"], {"costs": SHARED}))
        book.do("one", Void(reason="signed twice"), ANNA._replace(note="signed twice"))
        with views_of(book) as connection:
            assert () == portfolio_shares(connection).blocks
            assert "voided" == column(list_agreements(connection), "agreements", "status")["one"]


def test_an_unknown_agreement_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        licence(book)
        with views_of(book) as connection, pytest.raises(NotFound, match="Did you mean 'licence'"):
            agreement_shares(connection, "license")
