"""`claim` and `invoice`: the payee has asked for what it is due."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref
from ledger.commands.dealing import after_effect, at_most_open, by_payee
from ledger.due_events import EntitlementClaimed, Invoiced
from ledger.dues import find_due
from ledger.errors import Refused
from ledger.events import Provenance
from ledger.facts import Status


class ClaimDue(Command, frozen=True, kw_only=True):
    """The payee has claimed what it is entitled to; `due` names it."""

    name: ClassVar[str] = "claim due"
    due: str
    on: date
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> EntitlementClaimed:
        """Check the due, the party and the day."""
        due = find_due(agreement, self.due)
        party = by_payee(agreement, provenance, due, "claims it")
        after_effect(agreement, self.on, "The claim")
        return EntitlementClaimed(
            ref=new_ref(agreement, "claim", self.ref),
            on=self.on,
            party=party,
            clause=due.clause,
            period=due.period,
            payer=due.payer,
            payee=due.payee,
            amount=due.amount,
            entries=(),
            provenance=provenance,
        )


class InvoiceDue(Command, frozen=True, kw_only=True):
    """The payee has invoiced a due, all that is open of it unless an amount is given."""

    name: ClassVar[str] = "invoice due"
    due: str
    on: date
    amount: Amount | None = None
    number: str | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> Invoiced:
        """Check the due, the party, the day and the amount, which is not invoiced twice."""
        due = find_due(agreement, self.due)
        party = by_payee(agreement, provenance, due, "invoices it")
        after_effect(agreement, self.on, "The invoice")
        return Invoiced(
            ref=new_ref(agreement, "invoice", self.ref),
            on=self.on,
            party=party,
            clause=due.clause,
            period=due.period,
            payer=due.payer,
            payee=due.payee,
            amount=at_most_open(agreement, self.amount, due._replace(amount=self._left(agreement)), "invoiced"),
            number=self.number,
            entries=(),
            provenance=provenance,
        )

    def _left(self, agreement: Agreement) -> int:
        """Return what is open of the due and not invoiced. Raises Refused for nothing."""
        due = find_due(agreement, self.due)
        sent = [
            fact
            for fact in agreement.facts.values()
            if fact.kind == "invoice"
            and fact.status is Status.COUNTS
            and (fact.against, fact.party, fact.of) == ((due.name,), due.payer, due.payee)
        ]
        left = due.amount - sum(fact.amount for fact in sent)
        if left <= 0:
            before = ", ".join(fact.ref for fact in sent)
            fix = f"If an invoice was withdrawn: pledger reverse {agreement.id}/{sent[-1].ref} --reason TEXT"
            raise Refused(f"All that is open of {due.name} is invoiced already, with {before}", fix=fix)
        return left
