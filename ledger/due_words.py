"""What happened to a due beside being paid, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from contracts.settling import due_name
from ledger.due_events import Dealing, Disputed, DisputeResolved, EntitlementClaimed, Invoiced, Waived


def dealing_in_words(
    body: Dealing, money: Callable[[int], str], day: Callable[[date], str], party: Callable[[str], str] = str
) -> str:
    """Say what a party did about a due: `trust waives GBP 50.00 of royalty@2026-Q1, owed by company, on 3 May 2026`."""
    of = f"{money(body.amount)} of {due_name(body.clause, body.period)}"
    owed, on = f"owed by {party(body.payer)}", f"on {day(body.on)}"
    match body:
        case EntitlementClaimed():
            return f"{party(body.party)} has claimed {of}, {owed}, {on}"
        case Invoiced():
            number = f" with invoice {body.number}" if body.number else ""
            return f"{party(body.party)} has invoiced {of}, {owed},{number} {on}"
        case Waived():
            return f"{party(body.party)} waives {of}, {owed}, {on}"
        case Disputed():
            return f"{party(body.party)} disputes {of}, owed by {party(body.payer)} to {party(body.payee)}, {on}"
        case DisputeResolved() if body.amount:
            what = f"{of} was upheld and is waived; the rest falls due again"
            return f"the dispute {body.dispute} ended {on}: {what}"
        case _:
            return f"the dispute {body.dispute} over {due_name(body.clause, body.period)} was withdrawn {on}"
