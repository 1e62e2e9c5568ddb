"""What the commands on a due have in common: who may act, how much there is, and from when."""

from __future__ import annotations

from datetime import date

from contracts.money import written
from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.base import minor, own_party
from ledger.dues import Due
from ledger.errors import Refused
from ledger.events import Provenance


def by_payee(agreement: Agreement, provenance: Provenance, due: Due, doing: str) -> str:
    """Return the party that acts, which must be the one that is owed."""
    party = own_party(agreement, provenance, (due.payee,), doing)
    if party != due.payee:
        raise Refused(
            f"{party} is not owed {due.name}: only {due.payee}, to whom it is due, {doing}",
            where="--party",
            fix=f"If {due.payee} did so: --party {due.payee}",
        )
    return party


def at_most_open(agreement: Agreement, amount: Amount | None, due: Due, doing: str) -> int:
    """Return an amount in minor units, all that is open if none is given. Raises Refused for more, and below zero."""
    if amount is None:
        return due.amount
    wanted = minor(agreement, amount)
    if wanted < 0:
        raise Refused(f"What is {doing} is above zero", fix="Write the amount without a minus sign")
    if wanted > due.amount:
        raise Refused(
            f"{due.name} has {money(agreement, due.amount)} open; {money(agreement, wanted)} of it cannot be {doing}",
            fix="Leave the amount out for all that is open",
        )
    return wanted


def money(agreement: Agreement, amount_minor: int) -> str:
    """Write an amount with its currency."""
    contract = agreement.contract
    return f"{contract.terms.currency} {written(amount_minor, contract.digits)}"


def after_effect(agreement: Agreement, on: date, what: str) -> None:
    """Refuse a day before the agreement takes effect; dues outlive its end."""
    effective = agreement.contract.terms.effective
    if on < effective:
        fix = "Correct the date"
        raise Refused(f"{what} is dated {on}, before {agreement.id} takes effect on {effective}", where="--on", fix=fix)
