"""Small ledgers for the tests of the views, recorded through the real application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from contracts.scalars.amount import parse_amount
from contracts.terms import AgreementTerms
from ledger.application import By, Ledger
from ledger.commands.base import Command
from ledger.commands.closing import ClosePeriod
from ledger.commands.correction import Accept, Reverse
from ledger.commands.cost import RecordCost
from ledger.commands.lifecycle import Sign
from ledger.commands.milestone import ClaimMilestone
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordIncome, RecordSales
from ledger.events import Event, Evidence
from ledger.store.opening import create_ledger
from projections.rendering.report import Cell, Report, Table
from projections.views import open_views

ANNA = By(name="Anna Abbott", user="anna", host="desk-7")
SOURCE = Evidence("ab" * 32, "agreement.yaml", 812)
REPORT = Evidence("cd" * 32, "report.pdf", 4096)

SHARED: dict[str, Any] = {
    "kind": "cost share",
    "article": "7.1",
    "page": "12",
    "wording": "Each Party shall bear the Development Costs in the proportions set out in Schedule 3.",
    "of": "development",
    "shares": {"a": "50%", "b": "30%", "c": "20%"},
}
ROYALTY: dict[str, Any] = {
    "kind": "royalty",
    "article": "10.1",
    "on": "net sales of device",
    "from": "company",
    "to": {"trust": "85%", "university": "15%"},
    "rate": {"bands": [{"up to": "1m", "rate": "5%"}, {"above": "1m", "rate": "7%"}]},
}
MILESTONE: dict[str, Any] = {
    "kind": "milestone",
    "when": "the first patient is treated",
    "pays": "250,000",
    "from": "company",
    "to": "trust",
    "accepted by": "company",
}


def document(agreement: str, parties: list[str], clauses: dict[str, Any], **more: str) -> AgreementTerms:
    """Make the terms of an agreement that takes effect on 1 January 2026."""
    return AgreementTerms.model_validate(
        {
            "agreement": agreement,
            "title": f"The {agreement} agreement",
            "currency": "GBP",
            "effective": "2026-01-01",
            "parties": {party: {"name": f"The {party}"} for party in parties},
            "clauses": clauses,
            **more,
        }
    )


class Book:
    """A ledger in hand, with one short method a command."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def do(self, agreement: str, command: Command, by: By) -> Event:
        """Record a command."""
        return self.ledger.record(agreement, command, by).event

    def sign(self, terms: AgreementTerms) -> None:
        """Sign an agreement."""
        self.do(terms.agreement, Sign.of(terms, SOURCE, None), ANNA)

    def cost(self, agreement: str, party: str, amount: str, day: str, **more: Any) -> Event:
        """Record a cost of development, or of another category."""
        said = {"of": "development", **more}
        return self.do(agreement, RecordCost(amount=parse_amount(amount), on=on(day), **said), _by(party))

    def sales(self, agreement: str, party: str, amount: str, day: str, **more: Any) -> Event:
        """Record sales."""
        return self.do(agreement, RecordSales(amount=parse_amount(amount), on=on(day), **more), _by(party))

    def income(self, agreement: str, party: str, amount: str, day: str, **more: Any) -> Event:
        """Record income."""
        return self.do(agreement, RecordIncome(amount=parse_amount(amount), on=on(day), **more), _by(party))

    def claim(self, agreement: str, party: str, clause: str, day: str) -> Event:
        """Claim a milestone."""
        return self.do(agreement, ClaimMilestone(clause=clause, on=on(day)), _by(party))

    def accept(self, agreement: str, party: str, ref: str, day: str) -> Event:
        """Accept a claim."""
        return self.do(agreement, Accept(ref=ref, on=on(day)), _by(party))

    def reverse(self, agreement: str, ref: str, reason: str = "entered twice") -> Event:
        """Reverse a fact."""
        return self.do(agreement, Reverse(ref=ref, reason=reason), ANNA._replace(note=reason))

    def pay(self, agreement: str, payer: str, payee: str, amount: str, day: str) -> Event:
        """Record a payment."""
        command = RecordPayment(amount=parse_amount(amount), on=on(day), payee=payee)
        return self.do(agreement, command, _by(payer))

    def close(self, agreement: str, period: str, today: str = "2036-01-01") -> Event:
        """Close a period, some time later."""
        return self.do(agreement, ClosePeriod(period=period, today=on(today)), ANNA)


def on(day: str) -> date:
    """Read a date."""
    return date.fromisoformat(day)


def _by(party: str) -> By:
    return ANNA._replace(party=party, evidence=(REPORT,))


@contextmanager
def new_book(folder: Path, name: str = "ledger.db") -> Iterator[Book]:
    """Make a ledger, and close it in the end."""
    create_ledger(folder / name)
    with book_again(folder, name) as book:
        yield book


@contextmanager
def book_again(folder: Path, name: str = "ledger.db") -> Iterator[Book]:
    """Open a ledger that was made before, and close it in the end."""
    ledger = Ledger(folder / name)
    try:
        yield Book(ledger)
    finally:
        ledger.close()


def record_joint_work(book: Book) -> None:
    """Record three agreements with everything in them: costs, sales, a milestone, payments, corrections."""
    book.sign(document("joint", ["a", "b", "c"], {"development-cost": SHARED}))
    book.cost("joint", "a", "100,000.01", "2026-01-10")
    book.cost("joint", "b", "20,000.00", "2026-02-20")
    book.pay("joint", "b", "a", "16,000.00", "2026-05-01")
    book.sign(document("licence", ["company", "trust", "university"], {"royalty": ROYALTY, "first-patient": MILESTONE}))
    book.sales("licence", "company", "800,000", "2026-02-28")
    book.sales("licence", "company", "600,000", "2026-05-31", ref="second")
    book.claim("licence", "trust", "first-patient", "2026-03-01")
    book.accept("licence", "company", "M1", "2026-03-10")
    book.sales("licence", "company", "700,000", "2026-05-31", restates="second")
    book.pay("licence", "company", "trust", "300,000", "2026-06-30")
    book.cost("licence", "company", "5,000", "2026-04-02", of="travel", unshared=True)
    book.reverse("licence", "C1")


def table(report: Report, name: str) -> dict[str, dict[str, Cell]]:
    """Give the rows of a table of a report, by their first cell."""
    (found,) = [block for block in report.blocks if isinstance(block, Table) and block.name == name]
    names = [column.name for column in found.columns]
    return {str(row[0]): dict(zip(names, row, strict=True)) for row in found.rows}


def total(report: Report, name: str) -> dict[str, Cell]:
    """Give the total of a table of a report."""
    (found,) = [block for block in report.blocks if isinstance(block, Table) and block.name == name]
    assert found.total is not None
    return dict(zip([column.name for column in found.columns], found.total, strict=True))


def column(report: Report, name: str, measure: str) -> dict[str, Cell]:
    """Give one column of a table, by the first cell of its rows."""
    return {party: row[measure] for party, row in table(report, name).items()}


@contextmanager
def views_of(book: Book) -> Iterator[Connection]:
    """Give up-to-date views of a ledger."""
    with open_views(book.ledger.file) as views, views.now() as connection:
        yield connection
