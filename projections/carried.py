"""What clauses carry from period to period, as it stands on a day: capital to be returned, preference, caps used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from contracts.arithmetic import EXACT
from projections.loaded import Loaded
from projections.rendering.report import Report, Row, Table, money, text


def with_carried(report: Report, loaded: Loaded, asked: date | None, clause: str | None = None) -> Report:
    """Add to an explanation what a clause and its parts carry, or all do, if they carry anything."""
    table = carried_table(loaded, asked, clause)
    return replace(report, blocks=(*report.blocks, table)) if table else report


def carried_table(loaded: Loaded, asked: date | None, clause: str | None = None) -> Table | None:
    """Return the balances of a clause and its parts, or of all, on the day asked about, or else the last with a fact.

    None where nothing is carried.
    """
    on = asked or last_day(loaded)
    rows = tuple(_rows(loaded, on, clause)) if on else ()
    if on is None or not rows:
        return None
    terms = loaded.agreement.contract.terms
    columns = (
        text("clause", "Clause"),
        text("balance", "Balance"),
        money("amount", "Amount", terms.currency, loaded.agreement.contract.digits),
    )
    return Table("carried", columns, rows, title=f"What clauses carry, as on {on.isoformat()}")


def last_day(loaded: Loaded) -> date | None:
    """Return the last day on which something happened, or that a close let pass."""
    days = [fact.on for fact in loaded.agreement.facts.values()]
    return max([*days, *([loaded.agreement.through] if loaded.agreement.through else [])], default=None)


def _rows(loaded: Loaded, on: date, clause: str | None) -> Iterator[Row]:
    """Yield balances that are not nothing, to the nearest minor unit: they are exact, and not booked."""
    agreement = loaded.copy()
    agreement.differences()  # works out the states, on a copy that is thrown away
    for name in agreement.contract.clauses:
        if clause is None or clause.casefold() in (name, name.partition(":")[0]):
            for balance in agreement.engine.balances(name, on):
                if amount := EXACT.rounded(balance.amount):
                    yield (name, balance.what, int(amount))
