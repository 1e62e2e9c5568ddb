"""Rows of features that book nothing by themselves or go by a rate card, and the commands that they become."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contracts.scalars.amount import parse_amount
from ledger.commands.base import Command
from ledger.commands.commitment import RecordCommitment, RecordRelease
from ledger.commands.in_kind import RecordInKind
from ledger.commands.unvalued import RecordUnvalued

Row = Mapping[str, str]


def said(row: Row, heading: str) -> str | None:
    """Return what stands under a heading, None where nothing does."""
    return row.get(heading) or None


def day(row: Row) -> date | None:
    """Return the day of a row, if it has one."""
    return date.fromisoformat(row["on"]) if row.get("on") else None


def given_in_kind(row: Row) -> Command:
    """Turn a contribution in kind into its command; one that is valued "no" has no value."""
    quantity = parse_amount(row["quantity"]).major
    if row.get("valued") == "no":
        return RecordUnvalued(quantity=quantity, on=date.fromisoformat(row["on"]), item=said(row, "item"))
    return RecordInKind(
        quantity=quantity,
        on=day(row),
        item=said(row, "item"),
        ref=said(row, "ref"),
        restates=said(row, "restates"),
    )


def commitments(row: Row) -> Command:
    """Turn a commitment into its command."""
    until = said(row, "until")
    return RecordCommitment(
        amount=parse_amount(row["amount"]),
        on=date.fromisoformat(row["on"]),
        of=said(row, "of"),
        until=date.fromisoformat(until) if until else None,
        unshared=row.get("shared") == "no",
        ref=said(row, "ref"),
    )


def releases(row: Row) -> Command:
    """Turn a release of a commitment into its command."""
    amount = said(row, "amount")
    return RecordRelease(
        commitment=row["of"],
        on=date.fromisoformat(row["on"]),
        amount=parse_amount(amount) if amount else None,
    )
