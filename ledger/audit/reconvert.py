"""Reconversion: every converted amount worked out again from its original and its rate, and every rate looked up."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.errors import ContractError
from ledger.agreement import Agreement
from ledger.commands.converting import converted_again
from ledger.conversion_events import Converted, CostConverted, IncomeConverted, RateRecorded, SalesConverted
from ledger.converting import anew
from ledger.errors import LedgerError
from ledger.events import Body

OF_OTHER_CURRENCIES = frozenset((RateRecorded, CostConverted, SalesConverted, IncomeConverted))
"""The types of the events that are looked at here."""


def misconverted(agreement: Agreement, body: Body) -> Iterator[str]:
    """Yield what an event says of other currencies that terms and rates, as they stood before it, do not."""
    if isinstance(body, RateRecorded):
        again = anew(agreement, body.restates, body.rate) if body.restates else ()
        yield from [f"What {body.ref} converts anew"] if body.anew != again else []
    elif isinstance(body, Converted):
        yield from _misconverted(agreement, body)


def _misconverted(agreement: Agreement, body: Converted) -> Iterator[str]:
    try:
        again = converted_again(agreement, body)
    except (LedgerError, ContractError) as error:
        yield f"The conversion of {body.ref} ({error.what})"
        return
    said, found = ((each.amount, getattr(each, "deductions", ()), each.original) for each in (body, again))
    if said != found:
        yield f"The conversion of {body.ref}"
