"""What the ledger worked out, held against what was published or worked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ledger.cli.streams import say
from ledger.demo.prompt import asked
from ledger.errors import LedgerError

_WIDE = 43
_NARROW = 12
"""Columns of the names, and of each figure: 79 together."""


class Claim(NamedTuple):
    """A figure of the ledger and the one it is held against, in one unit, printed to the latter's decimal places.

    They may differ by `allowed`, where a reason for it is given beside.
    """

    what: str
    computed: Decimal
    expected: Decimal
    allowed: Decimal = Decimal(0)

    @property
    def printed(self) -> Decimal:
        """The figure as it would be published."""
        return self.computed.quantize(self.expected)

    @property
    def difference(self) -> Decimal:
        """How far it is from the one it is held against."""
        return self.printed - self.expected

    @property
    def holds(self) -> bool:
        """Whether the difference is allowed."""
        return abs(self.difference) <= self.allowed


def compare(title: str, against: str, claims: Sequence[Claim]) -> None:
    """Print figures beside those they are held against. Raises LedgerError for the first that does not hold."""
    say(f"\n{title:<{_WIDE}}{'computed':>{_NARROW}}{against:>{_NARROW}}{'difference':>{_NARROW}}")
    for claim in claims:
        figures = (claim.printed, claim.expected, claim.difference)
        say(f"  {claim.what:<{_WIDE - 2}}" + "".join(f"{figure:>{_NARROW},}" for figure in figures))
    for claim in claims:
        if not claim.holds:
            raise LedgerError(f"{claim.what}: the ledger says {claim.printed}, and {claim.expected} was expected")


def booked(agreement: str, party: str, period: str) -> dict[str, Decimal]:
    """Return what a statement says became due to a party, by the period that it is for; owed by it is below zero."""
    found: dict[str, Decimal] = {}
    for row in _rows(asked("statement", agreement, "--period", period, "--party", party), "account:"):
        if row["what"] in ("entry", "true-up"):
            found[row["period"]] = found.get(row["period"], Decimal(0)) + Decimal(row["amount"]["amount"])
    return found


def closing(agreement: str, clause: str, period: str) -> dict[str, Decimal]:
    """Return every party's closing balance under a clause."""
    rows = _rows(asked("statement", agreement, "--period", period), "balances")
    return {row["party"]: Decimal(row["closing"]["amount"]) for row in rows if row["clause"] == clause}


def shared(agreement: str, table: str, figure: str) -> dict[str, Decimal]:
    """Return one of the sums that the shares of an agreement rest on, party by party."""
    return {row["party"]: Decimal(row[figure]["amount"]) for row in _rows(asked("shares", agreement), table)}


def open_dues(agreement: str, today: str) -> dict[str, Decimal]:
    """Return what is due and open as on a day, by its reference."""
    rows = _rows(asked("due", agreement, "--today", today), "due")
    return {row["reference"]: Decimal(row["amount"]["amount"]) for row in rows}


def _rows(report: dict[str, Any], table: str) -> list[dict[str, Any]]:
    return [row for block in report["blocks"] if block.get("table", "").startswith(table) for row in block["rows"]]
