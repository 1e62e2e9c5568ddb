"""`record approval`: a party approves that more is shared than the budget allows, for the year of a day."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.base import Command, minor, new_ref, own_party, suggestion, within_term
from ledger.errors import NotFound, Refused
from ledger.events import OverspendApproved, Provenance


class ApproveOverspend(Command, frozen=True, kw_only=True):
    """So much above the budget of a clause is shared too; a negative amount takes some of an approval back."""

    name: ClassVar[str] = "record approval"
    clause: str
    amount: Amount
    on: date
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> OverspendApproved:
        """Check that the clause has a budget, and that this party may approve its overspend."""
        feeds = agreement.contract.feeds_for("approval", self.clause, self.on)
        if not feeds:
            known = [feed.of for feed in agreement.contract.feeds_of("approval")]
            raise NotFound(f"{agreement.id} has no budget under '{self.clause}'", fix=suggestion(self.clause, known))
        approvers = list(dict.fromkeys(party for feed in feeds for party in feed.parties))
        party = own_party(agreement, provenance, approvers, "approves the overspend")
        if party not in approvers:
            raise Refused(
                f"{party} may not approve an overspend of '{self.clause}'",
                where="--party",
                fix=f"It is approved by: {', '.join(approvers)}",
            )
        within_term(agreement, self.on, "The approval")
        return OverspendApproved(
            ref=new_ref(agreement, "approval", self.ref),
            on=self.on,
            party=party,
            clause=self.clause,
            amount=minor(agreement, self.amount),
            entries=(),
            provenance=provenance,
        )
