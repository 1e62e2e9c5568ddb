"""Steps that read results from the views, and compare them with tables that end in what they add up to.

The cells of `because` are products joined by ` + `; each must stand in the sum behind the figure, as it was stored
when the entry was booked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from pytest_bdd import parsers, then

from contracts.entries import Entry
from contracts.money import written
from contracts.sums import reason
from projections.booked import Booked, entries_of
from tests.steps.scene import Scene
from tests.steps.tables import TOTAL, without_total

Table = Sequence[Sequence[str]]
Group = tuple[str, ...]

GROUPS: Mapping[str, Callable[[Booked], str]] = {
    "recorded with": lambda booked: booked.ref or "",
    "for": lambda booked: booked.entry.period,
    "party": lambda booked: booked.entry.payee,
    "paid by": lambda booked: booked.entry.payer,
}
"""Headings by which entries may be added up."""

NOTHING = "nothing is booked"
"""What a row gives as its reason that adds up no entry."""

SAID: Mapping[str, Callable[[Booked], str]] = {
    "payable by": lambda booked: booked.entry.due.isoformat() if booked.entry.due else "",
    "true-up": lambda booked: "yes" if booked.entry.true_up else "no",
}
"""Headings that say something of the last entry of a group."""


def booked_under(scene: Scene, clause: str) -> list[Booked]:
    """Return the entries of a clause, in the order in which they were booked."""
    with scene.views() as connection:
        found = [booked for booked in entries_of(connection, scene.agreement) if booked.entry.clause == clause]
    return sorted(found, key=lambda booked: (booked.event, booked.n))


def check_sums(
    scene: Scene, table: Table, found: Iterable[Booked], group_by: Mapping[str, Callable[[Booked], str]]
) -> None:
    """Add entries up by the headings of a table, and compare row by row and in total."""
    rows, total = without_total(table)
    keys = [heading for heading in table[0] if heading in group_by]
    groups: dict[Group, list[Booked]] = {}
    for booked in found:
        groups.setdefault(tuple(group_by[key](booked) for key in keys), []).append(booked)
    expected = {tuple(row[key] for key in keys): row for row in rows}
    assert set() == groups.keys() - expected.keys()
    for group, row in expected.items():
        check_row(scene, row, groups.get(group, []))
    assert total["amount"] == money(scene, (booked for group in groups.values() for booked in group))


def check_row(scene: Scene, row: Mapping[str, str], group: Sequence[Booked]) -> None:
    """Compare what a row says with the entries that it adds up; where there are none it says so."""
    assert row["amount"] == money(scene, group)
    if not group:
        assert NOTHING == row["because"]
        return
    for heading in SAID.keys() & row.keys():
        assert row[heading] == SAID[heading](group[-1])
    if "because" in row:
        entries = last_of(group)
        check_because(row["because"], " | ".join(reason(entry, digits(scene)) for entry in entries))
        check_nothing_left_out(row["because"], entries)


def check_because(because: str, said: str) -> None:
    """Find every product of a cell in the sum behind the figure."""
    assert because, "a reason is given"
    for product in because.split(" + "):
        assert re.search(rf"(?<![\d,.-]){re.escape(product)}(?!\d|[.,]\d)", said), f"{product!r} not in {said!r}"


def check_nothing_left_out(because: str, entries: Sequence[Entry]) -> None:
    """Compare the number of products, where a cell gives products, with that of the sums; x 1 is no product."""
    products = sum(" x " in product for product in because.split(" + "))
    rates = [line.rate for entry in entries for line in entry.working.lines]
    assert products in (0, sum(set(rate.split("*")) != {"1"} for rate in rates))


def last_of(group: Sequence[Booked]) -> list[Entry]:
    """Return of each period and lane the last entry, whose sum covers the whole period."""
    return list({(booked.entry.period, booked.entry.role): booked.entry for booked in group}.values())


def digits(scene: Scene) -> int:
    """Return the decimals of the agreement's currency."""
    return scene.ledger.agreement(scene.agreement).contract.digits


def money(scene: Scene, group: Iterable[Booked]) -> str:
    """Write what entries add up to."""
    return written(sum(booked.entry.amount for booked in group), digits(scene))


@then(parsers.parse('"{clause}" makes due:'))
def makes_due(scene: Scene, clause: str, datatable: Table) -> None:
    """Add up what a clause makes owing, by payee, by period, or by the fact that it was recorded with."""
    check_sums(scene, datatable, booked_under(scene, clause), GROUPS)


@then(parsers.parse('"{clause}" is contributed:'))
def is_contributed(scene: Scene, clause: str, datatable: Table) -> None:
    """Add up what contributions under a clause count for."""
    check_sums(scene, datatable, booked_under(scene, clause), GROUPS)


@then(parsers.parse('nothing is due under "{clause}"'))
def nothing_due(scene: Scene, clause: str) -> None:
    """Find no entry of a clause."""
    assert [] == booked_under(scene, clause)


@then(parsers.parse('"{clause}" is borne:'))
def is_borne(scene: Scene, clause: str, datatable: Table) -> None:
    """Add up each party's share of a cost or a loss."""
    bearers = {**GROUPS, "party": lambda booked: booked.entry.payer}
    shares = [booked for booked in booked_under(scene, clause) if not booked.entry.role.startswith("outlay:")]
    check_sums(scene, datatable, shares, bearers)


@then(parsers.parse('under "{clause}" each party receives what it paid less what it bears:'))
def receives(scene: Scene, clause: str, datatable: Table) -> None:
    """Compare outlay, share and the difference, party by party."""
    rows, total = without_total(datatable)
    sums: dict[str, dict[str, int]] = {row["party"]: {"paid": 0, "bears": 0, "receives": 0} for row in rows}
    for booked in booked_under(scene, clause):
        entry, outlay = booked.entry, booked.entry.role.startswith("outlay:")
        party = sums[entry.payee if outlay else entry.payer]
        party["paid" if outlay else "bears"] += entry.amount
        party["receives"] += entry.amount if outlay else -entry.amount
    for row in [*rows, total]:
        named = sums.values() if row["party"] == TOTAL else [sums[row["party"]]]
        for heading in ("paid", "bears", "receives"):
            assert row[heading] == written(sum(each[heading] for each in named), digits(scene))


@then(parsers.parse("the dry run would book {amount} to {party}"))
def would_book(scene: Scene, amount: str, party: str) -> None:
    """Add up the entries of the answer that was not recorded."""
    assert scene.answer is not None
    entries: Sequence[Entry] = getattr(scene.answer.event.body, "entries", ())
    assert amount == written(sum(entry.amount for entry in entries if entry.payee == party), digits(scene))
