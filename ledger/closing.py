"""Closing a period: time passes by a recorded act, and the statements are fixed by their hash.

The hash of a party's statement is taken over what it is owed and owes, clause by clause, once the close has booked
what time alone makes due. Whoever has the statement can work the same hash out again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from contracts.fold import Cause
from ledger.events import PeriodClosed, StatementSeal

if TYPE_CHECKING:
    from ledger.agreement import Agreement


def take_close(agreement: Agreement, body: PeriodClosed) -> Cause:
    """Let time pass up to the end of a period."""
    agreement.through = body.through
    agreement.engine.close(body.through.toordinal())
    return Cause(body.through.toordinal())


def seals(agreement: Agreement, through: date) -> tuple[StatementSeal, ...]:
    """Return the seal of every party's statement as the agreement stands."""
    return tuple(
        StatementSeal(party, seal_of(agreement.id, through, party, agreement.debts.balances(party)))
        for party in agreement.contract.terms.parties
    )


def seal_of(agreement: str, through: date, party: str, balances: Mapping[str, int]) -> str:
    """Hash a party's closing balances: SHA-256 of `["agreement","through","party",[["clause",minor units],…]]`.

    Clauses come in alphabetical order, those with nothing open are left out.
    """
    open_balances = sorted((clause, amount) for clause, amount in balances.items() if amount)
    return sha256(msgspec.json.encode((agreement, through, party, open_balances))).hexdigest()
