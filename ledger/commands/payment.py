"""`record payment`: cash moved from one party to another, and settles what was due, the oldest first."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.scalars import Amount
from contracts.settling import Advance
from ledger.agreement import Agreement
from ledger.commands.base import Command, after_opening, known_fact, known_party, minor, new_ref, own_party, suggestion
from ledger.dues import find_due, is_due_name
from ledger.errors import NotFound, Refused, WrongUsage
from ledger.events import Applied, PaymentRecorded, Provenance


class RecordPayment(Command, frozen=True, kw_only=True):
    """A payment; `against` is a due, a clause, or a fact whose clause it settles, first and only."""

    name: ClassVar[str] = "record payment"
    amount: Amount
    on: date
    payee: str | None = None
    against: str | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> PaymentRecorded:
        """Check parties, date and amount, and say what the payment settles."""
        amount = minor(agreement, self.amount)
        if amount < 0:
            raise Refused("A payment is above zero", fix="Record money paid back as a payment the other way round")
        self.check_day(agreement)
        against = self.against
        due = find_due(agreement, against, "--against") if against and is_due_name(against) else None
        payer = own_party(agreement, provenance, (due.payer,) if due else agreement.contract.terms.parties, "pays")
        payee = self._payee(agreement, payer) if due is None or self.payee else due.payee
        if due and (payer, payee) != (due.payer, due.payee):
            fix = "Name the due that is paid, or the parties as it has them"
            raise Refused(f"{due.name} is owed by {due.payer} to {due.payee}", where="--against", fix=fix)
        clauses = (due.name,) if due else self._clauses(agreement)
        settled = agreement.debts.allotted(Advance(payer, payee, clauses, amount, on=self.on))
        return PaymentRecorded(
            ref=new_ref(agreement, "payment", self.ref),
            on=self.on,
            payer=payer,
            payee=payee,
            amount=amount,
            applied=tuple(Applied(debt.clause, debt.role, debt.period, part) for debt, part in settled),
            unapplied=amount - sum(part for _, part in settled),
            entries=(),
            provenance=provenance,
            against=clauses,
        )

    def check_day(self, agreement: Agreement) -> None:
        """Refuse a day before the agreement, or before it was taken over."""
        if self.on < agreement.contract.terms.effective:
            raise Refused(f"The payment is dated {self.on}, before {agreement.id} takes effect", where="--on")
        after_opening(agreement, self.on, "The payment")

    def _payee(self, agreement: Agreement, payer: str) -> str:
        if self.payee is not None:
            payee = known_party(self.payee, agreement.contract.terms.parties, agreement.also_called)
            if payee == payer:
                raise Refused(f"{payer} cannot pay itself", where="--to", fix="Name the other party")
            return payee
        others = [party for party in agreement.contract.terms.parties if party != payer]
        owed = [party for party in others if agreement.debts.owing(payer, party)] or others
        if len(owed) == 1:
            return owed[0]
        raise WrongUsage("It is not said who was paid", where="--to", fix=f"Add --to, one of: {', '.join(owed)}")

    def _clauses(self, agreement: Agreement) -> tuple[str, ...]:
        """Return the clauses that the payment is made against; none for any."""
        against, clauses = self.against, agreement.contract.clauses
        if against is None or against in clauses:
            return (against,) if against else ()
        if not any(ref.casefold() == against.casefold() for ref in agreement.facts):
            raise NotFound(
                f"{agreement.id} has neither a clause nor a fact '{against}'",
                where="--against",
                fix=suggestion(against, [*clauses, *agreement.facts]),
            )
        measures = {measure for measure, _, _ in known_fact(agreement, against).tallied}
        return tuple(name for name, clause in clauses.items() if measures & set(clause.reads))
