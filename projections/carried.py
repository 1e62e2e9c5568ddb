"""What clauses carry from period to period, as it stands on a day: capital to be returned, preference, caps used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from contracts.arithmetic import EXACT
from contracts.clause import Clause
from ledger.agreement import Agreement
from projections.rendering.report import Report, Row, Table, money, text
from projections.terms_in_force import contract_of


def may_carry(connection: Connection, agreement: str) -> bool:
    """Whether some clause of an agreement has balances at all: its terms say so, without any of its facts."""
    clauses = contract_of(connection, agreement).clauses.values()
    return any(type(clause).balances is not Clause.balances for clause in clauses)


def with_carried(report: Report, agreement: Agreement, asked: date | None, clause: str | None = None) -> Report:
    """Add to an explanation what a clause and its parts carry, or all do, if they carry anything.

    The agreement is not needed any more: its clauses' states are worked out on it.
    """
    table = carried_table(agreement, asked, clause)
    return replace(report, blocks=(*report.blocks, table)) if table else report


def carried_table(agreement: Agreement, asked: date | None, clause: str | None = None) -> Table | None:
    """Return the balances of a clause and its parts, or of all, on the day asked about, or else the last with a fact.

    None where nothing is carried.
    """
    on = asked or last_day(agreement)
    rows = tuple(_rows(agreement, on, clause)) if on else ()
    if on is None or not rows:
        return None
    terms = agreement.contract.terms
    columns = (
        text("clause", "Clause"),
        text("balance", "Balance"),
        money("amount", "Amount", terms.currency, agreement.contract.digits),
    )
    return Table("carried", columns, rows, title=f"What clauses carry, as on {on.isoformat()}")


def last_day(agreement: Agreement) -> date | None:
    """Return the last day on which something happened, was accepted, or that a close let pass."""
    days = [fact.on for fact in agreement.facts.values()]
    accepted = max((day for fact in agreement.facts.values() for _, day, _ in fact.tallied), default=None)
    days += [date.fromordinal(accepted)] if accepted else []
    return max([*days, *([agreement.through] if agreement.through else [])], default=None)


def _rows(agreement: Agreement, on: date, clause: str | None) -> Iterator[Row]:
    """Yield balances that are not nothing, to the nearest minor unit: they are exact, and not booked."""
    agreement.differences()  # works out the states
    for name in agreement.contract.clauses:
        if clause is None or clause.casefold() in (name, name.partition(":")[0]):
            for balance in agreement.engine.balances(name, on):
                if amount := EXACT.rounded(balance.amount):
                    yield (name, balance.what, int(amount))
