"""Steps that read the reports people get: shares, statements, explanations and the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pytest_bdd import parsers, then, when

from projections.explain import explain
from projections.explain_measure import explain_measure
from projections.explained import Wanted
from projections.history import history
from projections.rendering.figures import readable
from projections.rendering.report import Prose, Report, Table
from projections.shares import agreement_shares, portfolio_shares
from projections.statement import statement
from tests.steps.results import check_because
from tests.steps.scene import Scene
from tests.steps.tables import TOTAL, Rows, rows_of, without_total

Text = Sequence[Sequence[str]]
Row = dict[str, str]

DASH = "-"
"""How a feature writes what is undefined."""


def shown(report: Report, wanted: Callable[[Table], bool] = lambda _: True) -> list[Row]:
    """Return the rows of a report's tables by small-letter heading, each table's total last, as people read them."""
    found = []
    for table in report.blocks:
        if isinstance(table, Table) and wanted(table):
            headings = [column.heading.casefold() for column in table.columns]
            for cells in (*table.rows, *([table.total] if table.total else ())):
                texts = (readable(column, cell, DASH) for column, cell in zip(table.columns, cells, strict=True))
                found.append(dict(zip(headings, texts, strict=True)))
    return found


def part(row: Row, headings: Sequence[str]) -> Row:
    """Return the cells under the headings wanted; a heading may be the beginning of the one shown."""
    return {
        heading: next(row[known] for known in sorted(row, key=len) if known.startswith(heading)) for heading in headings
    }


def check_shares(report: Report, table: Text, where: str = "") -> None:
    """Compare party by party what several tables of shares show."""
    shown_by_party: dict[str, Row] = {}
    for row in shown(report, lambda found: found.title.endswith(where)):
        shown_by_party.setdefault(row["party"], {}).update(row)
    rows, total = without_total(table)
    assert [*shown_by_party] == [*(row["party"] for row in rows), "Together"]
    for row in rows:
        assert row == part(shown_by_party[row["party"]], table[0])
    assert total == part(shown_by_party["Together"], table[0]) | {"party": TOTAL}


@when(parsers.parse('the shares of "{agreement}" are asked for'))
def ask_shares(scene: Scene, agreement: str) -> None:
    """Ask for the shares of an agreement."""
    with scene.asking(), scene.views() as connection:
        agreement_shares(connection, agreement)


@when(parsers.parse("the statement for {period} is asked for"))
def ask_statement(scene: Scene, period: str) -> None:
    """Ask for the statement of a period."""
    with scene.asking():
        told(scene, period)


@then("the shares of risk and reward are:")
def shares_are(scene: Scene, datatable: Text) -> None:
    """Compare risk, reward and their shares, party by party and together."""
    with scene.views() as connection:
        check_shares(agreement_shares(connection, scene.agreement), datatable)


@then("what has no value is:")
def unvalued_is(scene: Scene, datatable: Text) -> None:
    """Compare what was contributed without a value; it has no sum."""
    with scene.views() as connection:
        listed = shown(agreement_shares(connection, scene.agreement), lambda table: table.name == "unvalued")
    assert rows_of(datatable) == [part(row, datatable[0]) for row in listed]


@then(parsers.parse("the {measure} of {party} is added up from:"))
def added_up_from(scene: Scene, measure: str, party: str, datatable: Text) -> None:
    """Compare the lines of a figure, which end in the figure itself."""
    rows, total = without_total(datatable)
    with scene.views() as connection:
        *lines, together = shown(explain_measure(connection, scene.agreement, measure, party))
    assert rows == [part(line, datatable[0]) for line in lines]
    assert total["amount"] == part(together, ["amount"])["amount"]


@then(parsers.parse("over all agreements in {currency} the shares of risk and reward are:"))
def portfolio_shares_are(scene: Scene, currency: str, datatable: Text) -> None:
    """Compare the same over every agreement in one currency."""
    with scene.views() as connection:
        check_shares(portfolio_shares(connection), datatable, f" in {currency}")


def told(scene: Scene, period: str, party: str | None = None) -> Report:
    """Return the statement of a period."""
    with scene.views() as connection:
        return statement(connection, scene.agreement, period, party)


@then(parsers.parse('the account of {party} under "{clause}" for {period} is:'))
def account_is(scene: Scene, party: str, clause: str, period: str, datatable: Text) -> None:
    """Compare a statement line by line, from the opening to the closing balance."""
    lines = shown(told(scene, period, party), lambda table: table.name == f"account:{party}:{clause}")
    expected = rows_of(datatable)
    assert ("opening", "closing") == (expected[0]["what"], expected[-1]["what"])
    assert len(expected) == len(lines)
    for row, line in zip(expected, lines, strict=True):
        if because := row.pop("because", ""):
            check_because(because, line["reason"])
        assert row == part(line, list(row))


@then(parsers.parse("the balances for {period} are:"))
def balances_are(scene: Scene, period: str, datatable: Text) -> None:
    """Compare opening, movements and closing of every party and clause; over all parties they add up to nothing."""
    rows, total = without_total(datatable)
    assert rows == [
        part(row, datatable[0]) for row in shown(told(scene, period), lambda table: table.name == "balances")
    ]
    for heading in ("opening", "movements", "closing"):
        assert scene.minor(total[heading]) == sum(scene.minor(row[heading]) for row in rows)


@then(parsers.parse("after {period} these payments would settle everything:"))
def would_settle(scene: Scene, period: str, datatable: Text) -> None:
    """Compare who would pay whom; a table of nothing but its total says that everything is settled."""
    rows, total = without_total(datatable)
    settling = shown(told(scene, period), lambda table: table.name == "settling")
    assert rows == [part(row, datatable[0]) for row in settling]
    assert scene.minor(total["amount"]) == sum(scene.minor(row["amount"]) for row in rows)


@then(parsers.parse('the explanation of "{clause}" says:'))
def explanation_says(scene: Scene, clause: str, docstring: str) -> None:
    """Find every line, in this order, in the explanation of a clause."""
    with scene.views() as connection:
        report = explain(connection, scene.agreement, scene.ledger.file.side_tables, Wanted(clause=clause))
    lines = iter([line.text for block in report.blocks if isinstance(block, Prose) for line in block.lines])
    for expected in docstring.splitlines():
        assert expected.strip() in lines, f"not found, or not in this order: {expected}"


@then("the history is:")
def history_is(scene: Scene, datatable: Text) -> None:
    """Compare every event: what happened, when it took effect, and why it was recorded."""
    with scene.views() as connection:
        report = history(connection, scene.agreement, scene.ledger.file.side_tables)
    expected: Rows = rows_of(datatable)
    assert expected == [part(row, datatable[0]) for row in shown(report)]
