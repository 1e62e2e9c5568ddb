"""What was paid before a take-over: it settles what had been booked by then, but not what is listed as open of it."""

from __future__ import annotations

from itertools import permutations

from msgspec.structs import replace

from contracts.contract import Contract
from contracts.money import written
from contracts.parts.debt import whole_clause
from ledger.agreement import Agreement
from ledger.commands.payment import RecordPayment
from ledger.errors import Refused
from ledger.events import Applied, PaymentRecorded, Provenance


class PaidBefore(RecordPayment, frozen=True, kw_only=True):
    """A payment from before a take-over: what the opening lists as open was not paid by it."""

    def check_day(self, agreement: Agreement) -> None:
        """Refuse nothing: it is of the day before the take-over."""

    def body(self, agreement: Agreement, provenance: Provenance) -> PaymentRecorded:
        """Check the payment as any other, and say what it settles: what was booked and is not listed as open."""
        paid = super().body(agreement, provenance)
        left, applied, listed = paid.amount, list[Applied](), _listed(agreement)
        for debt in agreement.debts.owing(paid.payer, paid.payee):
            key = debt.clause, debt.role, debt.period
            part = min(left, debt.amount - listed.get(key, 0)) if whole_clause(debt.clause) in paid.against else 0
            if part > 0:
                left -= part
                applied.append(Applied(*key, part))
        return replace(paid, applied=tuple(applied), unapplied=left)


def _listed(agreement: Agreement) -> dict[tuple[str, str, str], int]:
    """Return what the opening lists as open, by clause, role and quarter."""
    booked = agreement.opening.booked if agreement.opening else ()
    return {(each.clause, each.role, due.period): due.amount for each in booked for due in each.open}


def refuse_otherwise_open(agreement: Agreement) -> None:
    """Refuse an opening of which other dues are left open than it lists, because credits have settled some of them."""
    listed = _listed(agreement)
    bearing = {whole_clause(clause) for clause, _, _ in listed}
    for payer, payee in permutations(agreement.contract.terms.parties, 2):
        for debt in agreement.debts.owing(payer, payee):
            said = listed.get((debt.clause, debt.role, debt.period), 0)
            if whole_clause(debt.clause) in bearing and debt.amount != said:
                left = _money(agreement.contract, debt.amount)
                raise Refused(
                    f"Of {debt.clause} for {debt.period}, {payer} owes {payee} {left} after credits, and the opening "
                    f"lists {_money(agreement.contract, said)} as open",
                    fix="List as open what is left of each due after the credits of its clause",
                )


def _money(contract: Contract, amount: int) -> str:
    return f"{contract.terms.currency} {written(amount, contract.digits)}"
