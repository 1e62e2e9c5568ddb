"""What a period brings each party, booked and accrued, beside how each clause is classed by accounting standard.

The class follows from the kind of the clause, and is a proposal: whether the other party is a customer or a
collaborator, and whether control is joint, is for whoever signs the accounts to judge.

Sources: https://www.ifrs.org/issued-standards/list-of-standards/ (IFRS 9, 11 and 15, by paragraph) and
https://asc.fasb.org/ (808 and 606, as amended by ASU 2018-18).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection

from contracts.clause import VENTURE
from contracts.entries import Entry
from contracts.parts.debt import whole_clause
from projections import tables
from projections.asking import NOW, Agreed, Asked, find_agreement, footing
from projections.booked import entries_of
from projections.movements import within
from projections.rendering.report import Formula, Report, Row, Table, money, text


class Classed(NamedTuple):
    """How what a clause pays is classed by three standards."""

    ifrs_15: str
    asc_808: str
    ifrs_11: str


_NO_SHARE = "no share of a joint operation"
_SHARE = "own share of expense, if control is joint (20)"
_NOT_REVENUE = "no revenue from a customer (6)"
_COLLABORATOR = "collaborator: reimbursed cost, shown apart from revenue"

CLASSES: Mapping[str, Classed] = {
    "royalty": Classed(
        "royalty on sales: revenue once the sale occurs (B63)", "customer: as ASC 606-10-55-65", _NO_SHARE
    ),
    "milestone": Classed(
        "variable consideration: constrained until it is reached (56)",
        "customer where a licence is paid for, else collaborator (15-5A to 5C)",
        _NO_SHARE,
    ),
    "all or nothing": Classed(
        "variable consideration: constrained until all is reached (56)",
        "customer where a licence is paid for, else collaborator (15-5A to 5C)",
        _NO_SHARE,
    ),
    "sales milestone": Classed(
        "royalty on sales: revenue once the sales reach it (B63)", "customer: as ASC 606-10-55-65", _NO_SHARE
    ),
    "fixed fee": Classed("fixed consideration: as what it pays for is transferred (31, B48)", "customer", _NO_SHARE),
    "data access fee": Classed("right to access: revenue over time (B58, B60)", "customer", _NO_SHARE),
    "gain share": Classed("variable consideration: constrained until verified (56)", "customer", _NO_SHARE),
    "outcome rebate": Classed("lessens the price: variable consideration (50 to 51)", "customer", _NO_SHARE),
    "outcome payment": Classed("variable consideration: constrained until verified (56)", "customer", _NO_SHARE),
    "shared savings": Classed(
        "variable consideration: constrained until the year is settled (56)", "customer", _NO_SHARE
    ),
    "cost share": Classed(_NOT_REVENUE, _COLLABORATOR, _SHARE),
    "carried interest": Classed(_NOT_REVENUE, _COLLABORATOR, _SHARE),
    "development balance": Classed(_NOT_REVENUE, _COLLABORATOR, _SHARE),
    "contribution in kind": Classed(_NOT_REVENUE, "collaborator: own cost, in kind", _SHARE),
    "profit share": Classed(
        _NOT_REVENUE, "collaborator: share of profit or loss", "own share of revenue and expense, if joint (20)"
    ),
    "waterfall": Classed(
        _NOT_REVENUE, "collaborator: distribution", "own share, or equity method if a joint venture (20, 24)"
    ),
    "holdback": Classed(
        _NOT_REVENUE, "collaborator: distribution", "own share, or equity method if a joint venture (20, 24)"
    ),
    "late payment interest": Classed("no revenue: interest income (IFRS 9, 5.4.1)", "outside: interest", _NO_SHARE),
}
"""By kind of clause; the kinds that make nothing due are not among them. Numbers are paragraphs of the standard."""

IS_OWED, OWES = "is owed", "owes"
_EXPENSE = "no revenue: an expense, or the cost of an asset"
_Line: TypeAlias = tuple[str, str, str]
"""Party, clause and side."""

TO_JUDGE = Classed("to be judged", "to be judged", "to be judged")


def by_standard(
    connection: Connection,
    agreement: str,
    period: str,
    accrued: Iterable[Entry],
    *,
    party: str | None = None,
    asked: Asked = NOW,
) -> Report:
    """Answer for a period; `accrued` is what accrues to its end and is not booked. Raises NotFound or Refused."""
    agreed = find_agreement(connection, agreement)
    span, wanted = agreed.span(period), agreed.party(party)
    entries = tables.entries.c
    booked = [found.entry for found in entries_of(connection, agreed.id, *within(entries.booked, span))]
    parties = [wanted] if wanted else list(agreed.parties)
    return Report(
        title=f"{span.label} by standard: {agreed.title} ({agreed.id}), {span.first} to {span.last}",
        blocks=(_amounts(agreed, parties, booked, list(accrued)), _classes(agreed)),
        notes=(
            "Above zero it is owed to the party, below zero it is owed by it; what is not booked is accrued by pledger "
            f"accrue {agreed.id} --to {span.last}.",
            "The class follows from the kind of each clause. Who is a customer, and whether control is joint, is for "
            "whoever signs the accounts to judge.",
        ),
        footing=footing(connection, asked),
    )


def _amounts(agreed: Agreed, parties: Sequence[str], booked: Sequence[Entry], accrued: Sequence[Entry]) -> Table:
    unit = (agreed.currency, agreed.digits)
    columns = (
        text("party", "Party"),
        text("clause", "Clause"),
        text("side", "Side"),
        text("ifrs_15", "IFRS 15"),
        money("booked", "Booked", *unit),
        money("accrued", "Accrued, not booked", *unit),
        money("together", "Together", *unit),
    )
    one, other = _moved(booked), _moved(accrued)
    rows = tuple(_rows(agreed, parties, one, other))
    empty = "Nothing was booked in it, and nothing has accrued."
    both = Formula("together", "{booked}+{accrued}")
    return Table("by_standard", columns, rows, title="By party and clause", empty=empty, formulas=(both,))


def _rows(
    agreed: Agreed, parties: Sequence[str], one: Mapping[_Line, int], other: Mapping[_Line, int]
) -> Iterator[Row]:
    for party in parties:
        for clause in agreed.clauses:
            for side in (IS_OWED, OWES):
                line = (party, clause, side)
                if line in one or line in other:
                    amounts = (one.get(line, 0), other.get(line, 0))
                    yield party, clause, side, _to(side, _class(agreed, clause)), *amounts, sum(amounts)


def _to(side: str, classed: Classed) -> str:
    """Say what an amount is under IFRS 15: what is revenue to the payee is an expense to the payer."""
    return _EXPENSE if side == OWES and classed.ifrs_15 != _NOT_REVENUE else classed.ifrs_15


def _moved(entries: Iterable[Entry]) -> dict[_Line, int]:
    moved: dict[_Line, int] = {}
    for entry in entries:
        for party, side, amount in ((entry.payer, OWES, -entry.amount), (entry.payee, IS_OWED, entry.amount)):
            if party != VENTURE and entry.payer != entry.payee:
                line = (party, entry.clause, side)
                moved[line] = moved.get(line, 0) + amount
    return moved


def _class(agreed: Agreed, clause: str) -> Classed:
    whole = agreed.clauses.get(whole_clause(clause), agreed.clauses[clause])
    return CLASSES.get(whole.kind, TO_JUDGE)


def _classes(agreed: Agreed) -> Table:
    columns = (
        text("clause", "Clause"),
        text("kind", "Kind"),
        text("ifrs_15", "IFRS 15"),
        text("asc_808", "ASC 808"),
        text("ifrs_11", "IFRS 11"),
    )
    rows = tuple(
        (clause, found.kind, *_class(agreed, clause))
        for clause, found in agreed.clauses.items()
        if found.kind in CLASSES and clause == whole_clause(clause)
    )
    return Table("classes", columns, rows, title="How each clause is classed")
