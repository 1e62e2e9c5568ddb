"""What a batch of events adds to the tables, gathered in memory before anything is written."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Table

from projections import tables
from projections.ordered import Filled, Row, Written, by_width, in_order, plain_name

FactKey: TypeAlias = tuple[str, str]
"""Agreement and reference."""
Pair: TypeAlias = tuple[str, str, str, str]
"""Agreement, clause, payer and payee."""
Measured: TypeAlias = tuple[str, str, str]
"""Agreement, party and measure."""
Daily: TypeAlias = tuple[str, str, str, str]
"""Agreement, day, party and measure."""
Flow: TypeAlias = tuple[str, str, str, str, str]
"""Agreement, day, clause, payer and payee."""


DUE, ENTRIES, PAID = range(3)
"""Where a move of a position stands, in the order of the table's columns."""


class Known(NamedTuple):
    """What the tables hold already and the batch refers to: facts, and what payments among them settled."""

    facts: dict[FactKey, Row]
    settled: dict[FactKey, list[Row]]


SUMMED = (tables.positions, tables.totals, tables.daily, tables.flows)
"""The tables of running totals."""


class Additions(NamedTuple):
    """What events add, ready to be written: plain values only, which another process can hand over.

    `sums` holds what the rows of each table in `SUMMED` move by, by key.
    """

    rows: Filled
    provenances: dict[bytes, bytes]
    sums: tuple[dict[Any, list[int]], ...]
    changed: list[Row]
    voided: list[Row]
    amended: list[Row]
    forgotten: list[tuple[str, Row]]


class Rows:
    """New rows by table, changed facts, and what the running totals move by."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.added: dict[Table, list[Row]] = {table: [] for table in tables.metadata.sorted_tables}
        self.events: list[Written] = []
        self.entries: list[Written] = []
        self.facts: dict[FactKey, Row] = {}
        self.changed: dict[FactKey, Row] = {}
        self.voided: list[Row] = []
        self.amended: list[Row] = []
        self.forgotten: list[tuple[str, Row]] = []
        self.positions: dict[Pair, list[int]] = {}
        self.totals: dict[Measured, int] = {}
        self.daily: dict[Daily, int] = {}
        self.flows: dict[Flow, int] = {}
        self.settled: dict[FactKey, list[Row]] = {}
        self.provenances: dict[bytes, bytes] = {}

    def forget(self, table: Table, agreement: str, names: list[str]) -> None:
        """Take rows out that amended terms replace: of this batch here, of earlier ones when it is written."""
        column = "party" if table is tables.parties else "clause"
        self.added[table] = [
            row for row in self.added[table] if row["agreement"] != agreement or row[column] not in names
        ]
        self.forgotten += [(plain_name(table), {"of_agreement": agreement, f"of_{column}": name}) for name in names]

    def fact(self, key: FactKey) -> Row:
        """Return a fact of this batch or an earlier one, to be changed."""
        found = self.facts.get(key)
        if found is None:
            found = self.changed.setdefault(key, self.known.facts[key])
        return found

    def settled_by(self, key: FactKey) -> list[Row]:
        """Return what a payment of this batch or an earlier one settled."""
        return [*self.known.settled.get(key, ()), *self.settled.get(key, ())]

    def add_total(self, agreement: str, party: str, measure: str, amount: int) -> None:
        """Move a party's running total of a measure."""
        key = (agreement, party, measure)
        self.totals[key] = self.totals.get(key, 0) + amount

    def add_daily(self, agreement: str, on: str, party: str, measure: str, amount: int) -> None:
        """Move the sum of a party's measure on a day."""
        key = (agreement, on, party, measure)
        self.daily[key] = self.daily.get(key, 0) + amount

    def add_flow(self, key: Flow, amount: int) -> None:
        """Move the sum that went from one party to another under a clause on a day, or that one kept itself."""
        self.flows[key] = self.flows.get(key, 0) + amount

    def settle(self, key: FactKey, row: Row) -> None:
        """Add what a payment settled, or with a negative amount no longer settles."""
        self.added[tables.settlements].append(row)
        self.settled.setdefault(key, []).append(row)
        between = (row["clause"], row["payer"], row["payee"])
        self.position((row["agreement"], *between))[PAID] += row["amount"]
        paid_on = self.fact(key)["on"]  # what was paid in advance settles later, and moved on the day of the payment
        self.add_flow((row["agreement"], paid_on, *between), row["amount"])

    def position(self, pair: Pair) -> list[int]:
        """Return what the running totals of two parties under a clause move by: due, entries, paid."""
        found = self.positions.get(pair)
        if found is None:
            found = self.positions[pair] = [0, 0, 0]
        return found

    def provenance(self, said: bytes) -> bytes:
        """Add the provenance of an event, and return its id."""
        found = _provenance_id(said)
        self.provenances[found] = said
        return found

    def additions(self) -> Additions:
        """Return what was gathered, in the order of the columns."""
        rows = by_width(tables.events, self.events) | by_width(tables.entries, self.entries)
        for table, added in self.added.items():
            rows |= in_order(table, added)
        sums = ({key: [amount] for key, amount in moves.items()} for moves in (self.totals, self.daily, self.flows))
        return Additions(
            rows=rows,
            provenances=self.provenances,
            sums=(self.positions, *sums),
            changed=list(self.changed.values()),
            voided=self.voided,
            amended=self.amended,
            forgotten=self.forgotten,
        )


@lru_cache(1 << 12)
def _provenance_id(said: bytes) -> bytes:
    return sha256(said).digest()[:16]
