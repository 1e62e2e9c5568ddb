"""Statements: opening + movements = closing, why each line stands there, and who pays whom."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from contracts.clauses import kind_names
from ledger.errors import NotFound, Refused, VerificationFailed
from projections import tables
from projections.balances import Transfer, transfers
from projections.rendering.report import Cell, Report, Table
from projections.restated import restated
from projections.standards import CLASSES, by_standard
from projections.statement import statement
from tests.projection_samples import SHARED, document, new_book, record_joint_work, views_of


def lines(report: Report, name: str) -> list[dict[str, Cell]]:
    """Give the rows of a table in order."""
    (table,) = [block for block in report.blocks if isinstance(block, Table) and block.name == name]
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def balances(report: Report) -> dict[tuple[Cell, Cell], tuple[Cell, Cell, Cell]]:
    """Give opening, movements and closing by party and clause."""
    return {
        (row["party"], row["clause"]): (row["opening"], row["movements"], row["closing"])
        for row in lines(report, "balances")
    }


def test_a_cost_share_states_what_each_party_is_owed(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        with views_of(book) as connection:
            first, second = statement(connection, "joint", "2026-Q1"), statement(connection, "joint", "2026-Q2")
    costs = "development-cost"
    expected = {("a", costs): (0, 4000000, 4000000), ("b", costs): (0, -1600000, -1600000)}
    assert expected | {("c", costs): (0, -2400000, -2400000)} == balances(first)
    assert [(costs, "b", "a", 1600000), (costs, "c", "a", 2400000)] == [
        tuple(row.values()) for row in lines(first, "settling")
    ]
    assert (4000000, -1600000, 2400000) == balances(second)["a", costs]
    assert [(costs, "c", "a", 2400000)] == [tuple(row.values()) for row in lines(second, "settling")]


def test_each_line_says_why_it_stands_there(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        with views_of(book) as connection:
            report = statement(connection, "licence", "2026-Q2", party="university")
    account = lines(report, "account:university:royalty")
    assert ["opening", "entry", "true-up", "closing"] == [row["what"] for row in account]
    assert [None, "2026-Q2", "2026-Q2", None] == [row["period"] or None for row in account]
    assert [600000, 1170000, 1275000, 1275000] == [row["balance"] for row in account]
    assert "E10.2" == account[2]["reference"]
    assert (
        "true-up for 2026-Q2, caused by licence/S3: net sales of device, on top of 800,000.00 in the contract year "
        "before this period: up to 1,000,000.00: 200,000.00 x 5% x 15% = 1,500.00; above 1,000,000.00: "
        "500,000.00 x 7% x 15% = 5,250.00, less 5,700.00 booked before; payable by 2026-09-13"
    ) == account[2]["reason"]


def test_a_late_fact_is_a_true_up_in_the_statement_of_its_day(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        book.sales("licence", "company", "100,000", "2026-03-31", ref="late")
        with views_of(book) as connection:
            report = statement(connection, "licence", "2026-Q2", party="trust")
    moved = [row for row in lines(report, "account:trust:royalty") if "late" in str(row["reason"])]
    assert [("true-up", "2026-Q2")] == [(row["what"], row["period"]) for row in moved]


def test_a_payment_of_a_closed_quarter_that_is_recorded_late_enters_the_open_one(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.sign(document("joint", ["a", "b", "c"], {"costs": SHARED}))
        book.cost("joint", "a", "30.00", "2026-03-31")
        book.pay("joint", "b", "a", "1.00", "2026-03-31")
        book.close("joint", "2026-Q1")
        with views_of(book) as connection:
            issued = statement(connection, "joint", "2026-Q1")
        book.pay("joint", "b", "a", "2.00", "2026-03-31")
        book.pay("joint", "c", "a", "90.00", "2026-03-31")
        book.reverse("joint", "P1")
        with views_of(book) as connection:
            first, second = statement(connection, "joint", "2026-Q1"), statement(connection, "joint", "2026-Q2")
            year = statement(connection, "joint", "2026")
    assert issued.blocks == first.blocks
    account = lines(second, "account:b:costs")
    assert ["opening", "payment", "payment reversed", "closing"] == [row["what"] for row in account]
    assert balances(first)["b", "costs"][2] == balances(second)["b", "costs"][0]
    assert balances(year)["b", "costs"][2] == balances(second)["b", "costs"][2]
    assert [("c", "a")] == [(row["payer"], row["payee"]) for row in lines(second, "unapplied")]


def test_a_statement_as_issued_and_as_now_known_differ_by_the_events_since(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        book.close("licence", "2026-Q2")
        book.sales("licence", "company", "100,000", "2026-06-30", ref="late")
        with views_of(book) as connection:
            register = book.ledger.file.side_tables
            report = restated(connection, "licence", "2026-Q2", register, party="trust")
            now = statement(connection, "licence", "2026-Q2", party="trust")
    changed = [row for row in lines(report, "restated") if row["difference"]]
    causes = lines(report, "causes")
    assert [("trust", "royalty", "2026-Q2", "due")] == [tuple(row.values())[:4] for row in changed]
    assert sum(int(str(row["difference"])) for row in changed) == sum(int(str(row["amount"])) for row in causes)
    assert {"licence/late: sales of device, GBP 100,000.00, by company on 2026-06-30"} == {
        row["what"] for row in causes
    }
    issued = sum(int(str(row["issued"])) for row in lines(report, "restated") if row["clause"] == "royalty")
    assert balances(now)["trust", "royalty"][1] == issued


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2026-Q2", "2026-Q2 is not closed: no statement of it was issued"),
        ("2026-05", "Compare the quarter: --period 2026-Q2"),
    ],
)
def test_what_was_never_issued_is_not_compared(tmp_path: Path, period: str, words: str) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        with views_of(book) as connection, pytest.raises(Refused, match=words):
            restated(connection, "licence", period, book.ledger.file.side_tables)


def test_a_period_by_standard_has_each_side_and_comes_to_nothing_together(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        with views_of(book) as connection:
            costs = by_standard(connection, "joint", "2026-Q1", ())
            fees = by_standard(connection, "licence", "2026", (), party="trust")
    amounts = lines(costs, "by_standard")
    assert {"is owed", "owes"} == {row["side"] for row in amounts}
    assert 0 == sum(int(str(row["together"])) for row in amounts)
    assert {"no revenue from a customer (6)"} == {row["ifrs_15"] for row in amounts}
    assert "royalty on sales: revenue once the sale occurs (B63)" in {
        row["ifrs_15"] for row in lines(fees, "by_standard")
    }


def test_every_kind_of_clause_that_makes_something_due_is_classed() -> None:
    assert {"conversion", "gate", "guarantee", "obligation"} == set(kind_names()) - CLASSES.keys()


def test_a_payment_that_settles_nothing_is_shown_apart(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.sign(document("joint", ["a", "b", "c"], {"costs": SHARED}))
        book.pay("joint", "a", "b", "10.00", "2026-01-31")
        with views_of(book) as connection:
            report = statement(connection, "joint", "2026-Q1")
    assert {} == balances(report)
    assert [("a", "b", date(2026, 1, 31), "joint/P1", 1000)] == [
        tuple(row.values()) for row in lines(report, "unapplied")
    ]


def test_a_reversed_payment_stays_in_the_statement_and_moves_nothing_in_the_end(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        book.reverse("joint", "P1")
        with views_of(book) as connection:
            report = statement(connection, "joint", "2026-Q2", party="b")
    account = lines(report, "account:b:development-cost")
    assert [-1600000, 0, -1600000, -1600000] == [row["balance"] for row in account]
    assert ["opening", "payment", "payment reversed", "closing"] == [row["what"] for row in account]


def test_shares_that_a_party_pays_itself_are_no_movement(tmp_path: Path) -> None:
    share = {
        "kind": "royalty",
        "on": "net income of licences",
        "from": "university",
        "to": {"inventor": "70%", "university": "30%"},
        "rate": "100%",
    }
    with new_book(tmp_path) as book:
        book.sign(document("scheme", ["university", "inventor"], {"sharing": share}))
        book.income("scheme", "university", "1,000", "2026-02-28")
        with views_of(book) as connection:
            report = statement(connection, "scheme", "2026")
    assert {
        ("university", "sharing"): (0, -70000, -70000),
        ("inventor", "sharing"): (0, 70000, 70000),
    } == balances(report)
    assert [30000] == [row["amount"] for row in lines(report, "kept")]


@pytest.mark.parametrize(
    ("party", "period", "error", "words"),
    [
        ("trst", "2026", NotFound, "Did you mean 'trust'"),
        (None, "2026-Q5", Refused, "2026-Q2"),
        (None, "Q1", Refused, "is not a period"),
    ],
)
def test_what_is_not_there_is_said_so(
    tmp_path: Path, party: str | None, period: str, error: type[Exception], words: str
) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        with views_of(book) as connection, pytest.raises(error, match=words):
            statement(connection, "licence", period, party)


def test_balances_that_do_not_close_are_never_printed(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        with views_of(book) as connection:
            astray = update(tables.entries).where(tables.entries.c.event == 2).values(booked="2026-03-31, late")
            connection.execute(astray)  # neither before the quarter nor in it
            with pytest.raises(VerificationFailed, match="do not give its closing balance"):
                statement(connection, "joint", "2026-Q2")


AMOUNTS = st.integers(min_value=1, max_value=10**7).map(lambda minor: f"{minor // 100}.{minor % 100:02}")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["cost", "cost", "cost", "pay", "reverse"]),
        st.sampled_from([("a", "b"), ("b", "c"), ("c", "a"), ("b", "a")]),
        AMOUNTS,
        st.integers(min_value=0, max_value=364),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_every_quarter_opens_where_the_last_one_closed_and_balances_add_up_to_nothing(
    steps: list[tuple[str, tuple[str, str], str, int]],
) -> None:
    with TemporaryDirectory() as folder, new_book(Path(folder)) as book:
        book.sign(document("joint", ["a", "b", "c"], {"costs": SHARED}))
        recorded: list[str] = []
        for what, (one, other), amount, day in steps:
            on = (date(2026, 1, 1) + timedelta(days=day)).isoformat()
            if what == "cost":
                event = book.cost("joint", one, amount, on)
            elif what == "pay":
                event = book.pay("joint", one, other, amount, on)
            elif recorded:
                book.reverse("joint", recorded.pop(day % len(recorded)))
                continue
            else:
                continue
            recorded.append(event.body.ref)  # type: ignore[union-attr]  # costs and payments have one
        with views_of(book) as connection:
            quarters = [balances(statement(connection, "joint", f"2026-Q{number}")) for number in range(1, 5)]
            year = balances(statement(connection, "joint", "2026"))
    closing = dict.fromkeys(year, 0)
    for quarter in quarters:
        for key, (opened, _, _) in quarter.items():
            assert closing.get(key, 0) == opened
        assert 0 == sum(int(str(closed)) for _, _, closed in quarter.values())
        closing = {key: int(str(closed)) for key, (_, _, closed) in quarter.items()}
    assert {key: closed for key, (_, _, closed) in year.items() if closed} == {
        key: closed for key, closed in closing.items() if closed
    }


@given(st.lists(st.integers(min_value=-1000, max_value=1000), min_size=1, max_size=6))
def test_transfers_settle_everything_with_fewer_payments_than_parties(amounts: list[int]) -> None:
    amounts = [*amounts, -sum(amounts)]
    parties = [f"p{number}" for number in range(len(amounts))]
    owed = {("costs", party): amount for party, amount in zip(parties, amounts, strict=True)}
    found = list(transfers(owed, "costs", parties))
    for clause, payer, payee, amount in found:
        assert amount > 0
        owed[clause, payer] += amount
        owed[clause, payee] -= amount
    assert {0} == set(owed.values())
    assert len(found) < len(parties)


def test_transfers_follow_the_order_of_the_document() -> None:
    owed = {("costs", "a"): -5, ("costs", "b"): 7, ("costs", "c"): -2}
    expected = [Transfer("costs", "a", "b", 5), Transfer("costs", "c", "b", 2)]
    assert expected == list(transfers(owed, "costs", ["a", "b", "c"]))
