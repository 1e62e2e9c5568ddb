"""Rows of what was measured of people: outcomes, quality beside them, and outcomes that were missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contracts.scalars.amount import parse_amount
from contracts.scalars.quantity import parse_quantity
from ledger.commands.base import Command
from ledger.commands.non_response import RecordNonResponse
from ledger.commands.outcome import RecordOutcome
from ledger.commands.quality import RecordQuality

Row = Mapping[str, str]


def _said(row: Row, heading: str) -> str | None:
    return row.get(heading) or None


def outcomes(row: Row) -> Command:
    """Return what people were saved or used."""
    saved, used = _said(row, "saved by each"), _said(row, "used by each")
    return RecordOutcome(
        people=int(row["patients"].replace(",", "")),
        on=date.fromisoformat(row["on"]),
        of=_said(row, "of"),
        saving_each=parse_amount(saved) if saved else None,
        units_each=parse_quantity(used) if used else None,
        verified_by=_said(row, "verified by"),
        grade=_said(row, "grade"),
        ref=_said(row, "ref"),
    )


def measurements(row: Row) -> Command:
    """Return what was measured of quality."""
    cases, out_of = (int(row[heading].replace(",", "")) for heading in ("cases", "out of"))
    return RecordQuality(
        what=row["what"],
        cases=cases,
        out_of=out_of,
        on=date.fromisoformat(row["on"]),
        of=_said(row, "of"),
        ref=_said(row, "ref"),
    )


def non_responders(row: Row) -> Command:
    """Return a claim for people in whom an outcome was missing."""
    return RecordNonResponse(
        people=int(row["patients"].replace(",", "")),
        on=date.fromisoformat(row["on"]),
        claimed=date.fromisoformat(row["claimed on"]),
        of=_said(row, "of"),
        ref=_said(row, "ref"),
    )
