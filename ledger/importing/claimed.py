"""Rows of what was asked for: claims and invoices of what is due, and acceptances of what waits for them."""

from __future__ import annotations

from ledger.commands.base import Command
from ledger.commands.claiming import ClaimDue, InvoiceDue
from ledger.commands.correction import Accept
from ledger.importing.values import Values, day_in, name_in


def claim(values: Values) -> Command:
    """Return the claim of a due, which the row names as `pledger claim` does."""
    return ClaimDue(due=name_in(values, "due", "against"), on=day_in(values), ref=values.get("ref"))


def invoice(values: Values) -> Command:
    """Return the invoice of a due, of all that is open of it unless an amount is given; its number is its reference."""
    number = values.get("ref")
    due = name_in(values, "due", "against")
    return InvoiceDue(due=due, on=day_in(values), amount=values.get("amount"), number=number, ref=number)


def acceptance(values: Values) -> Command:
    """Return the acceptance of a fact that waits for it."""
    return Accept(ref=name_in(values, "fact", "against"), on=day_in(values))
