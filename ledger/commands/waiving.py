"""`waive`: the payee gives up all or part of a due, on somebody's authority."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref
from ledger.commands.dealing import after_effect, at_most_open, by_payee
from ledger.due_events import Waived
from ledger.dues import find_due
from ledger.errors import WrongUsage
from ledger.events import Provenance


class Waive(Command, frozen=True, kw_only=True):
    """The payee gives up a due. Who decided it is sealed by its salted hash, given in `provenance.note`."""

    name: ClassVar[str] = "waive"
    due: str
    on: date
    amount: Amount | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> Waived:
        """Check the due, the party, the authority and the amount."""
        due = find_due(agreement, self.due)
        party = by_payee(agreement, provenance, due, "waives it")
        after_effect(agreement, self.on, "The waiver")
        if not provenance.note:
            fix = 'Write who decided it: --authority "finance director, minute 12 of 3 May", with --evidence FILE'
            raise WrongUsage("It is not said on whose authority the due is given up", where="--authority", fix=fix)
        return Waived(
            ref=new_ref(agreement, "waiver", self.ref),
            on=self.on,
            party=party,
            clause=due.clause,
            period=due.period,
            payer=due.payer,
            payee=due.payee,
            amount=at_most_open(agreement, self.amount, due, "waived"),
            authority=provenance.note,
            entries=(),
            provenance=provenance,
        )
