"""What may be filled in: a sheet for each kind of fact, its headings, and what its drop-downs offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from contracts.currency import USUAL
from contracts.parts.conversion_terms import ConversionTerms, Rule
from ledger.agreement import Agreement
from ledger.commands.estimate import KINDS as ESTIMATED
from ledger.dues import due_ref, open_dues
from ledger.facts import Status


class Blank(NamedTuple):
    """A sheet to fill in: its name, the kind of fact, and its headings; an amount gets the currency beside it."""

    name: str
    kind: str
    headings: tuple[str, ...]


CURRENCY = "Currency"
"""A column that stands only where the terms convert other currencies."""
_KEPT = ("Reference", "Note")
_RESTATED = ("Reference", "Restates", "Note")
BLANKS = (
    Blank("Costs", "cost", ("Date", "Category", "Paid by", "Amount", CURRENCY, *_RESTATED, "Unshared")),
    Blank("Sales", "sales", ("Date", "Product", "Amount", CURRENCY, *_RESTATED)),
    Blank("Income", "income", ("Date", "Kind of income", "Amount", CURRENCY, *_RESTATED)),
    Blank("Rates", "rate", ("Date", CURRENCY, "Exchange rate", "For period", *_RESTATED)),
    Blank("Milestones", "milestone", ("Date", "Milestone", "Claimed by", "Evidence", *_KEPT)),
    Blank("In kind", "in kind", ("Date", "Item", "Contributor", "Quantity", "Evidence", *_RESTATED)),
    Blank(
        "Outcomes",
        "outcome",
        (
            *("Date", "Outcome", "Shown by", "Patients", "Saving each", "Used each", "Verified by", "Claimed", "Grade"),
            *("Evidence", *_KEPT),
        ),
    ),
    Blank("Quality", "quality", ("Date", "Outcome", "Measured", "Measured by", "Cases", "Out of", *_KEPT)),
    Blank(
        "Non-responders",
        "non-response",
        ("Date", "Outcome", "Claimed by", "Patients", "Claimed on", "Evidence", *_KEPT),
    ),
    Blank("Contributions", "contribution", ("Date", "Fund", "Investor", "Amount", *_RESTATED)),
    Blank("Distributions", "distribution", ("Date", "Fund", "Paid by", "Amount", *_RESTATED)),
    Blank(
        "Commitments",
        "commitment",
        ("Date", "Category or fund", "Committed by", "Amount", "Binds until", *_KEPT, "Unshared"),
    ),
    Blank("Releases", "release", ("Date", "Commitment", "Amount", *_KEPT)),
    Blank("Estimates", "estimate", ("For period", "Estimated", "Of", "Expected by", "Amount", *_KEPT)),
    Blank("Payments", "payment", ("Date", "Against", "From", "To", "Amount", *_KEPT)),
    Blank("Invoices", "invoice", ("Date", "Against", "Amount", *_KEPT)),
    Blank("Acceptances", "acceptance", ("Date", "Accepts", "Accepted by", "Note")),
    Blank("Approvals", "approval", ("Date", "Clause", "Party", "Amount", *_KEPT)),
)


def offered(agreement: Agreement, blank: Blank) -> dict[str, list[str]]:
    """Return what each heading with a drop-down offers; nothing for a sheet that the agreement has no use for."""
    choices = {heading: _choices(agreement, blank, heading) for heading in blank.headings}
    return {heading: found for heading, found in choices.items() if found} if any(choices.values()) else {}


def _choices(agreement: Agreement, blank: Blank, heading: str) -> list[str]:
    if heading in _PARTIES:
        return list(agreement.contract.terms.parties) if _things(agreement, blank) else []
    return list(dict.fromkeys(_THINGS[heading](agreement, blank))) if heading in _THINGS else []


def _things(agreement: Agreement, blank: Blank) -> list[str]:
    """Return what a sheet's facts may be of; a sheet is left out where there is nothing."""
    return list(_THINGS[blank.headings[1]](agreement, blank))


def _fed(agreement: Agreement, blank: Blank) -> Iterable[str]:
    """Yield what the clauses want recorded of a kind of fact."""
    feeds = agreement.contract.feeds_of(blank.kind)
    if blank.kind == "quality":
        return [feed.of.rpartition(":")[0] for feed in feeds]
    return [feed.of for feed in feeds]


def _measured(agreement: Agreement, blank: Blank) -> Iterable[str]:
    return [feed.of.rpartition(":")[2] for feed in agreement.contract.feeds_of("quality")]


def _foreign(agreement: Agreement, blank: Blank) -> Iterable[str]:
    """Yield the currencies in which a kind of fact may be recorded, or whose rates are recorded."""
    for terms in agreement.contract.terms.clauses.values():
        if not isinstance(terms, ConversionTerms):
            continue
        recorded = blank.kind == "rate" and terms.rate is not Rule.CONTRACT
        if recorded or (blank.kind in terms.kinds and agreement.contract.feeds_of(blank.kind)):
            yield from terms.rates or (code for code in USUAL if code != agreement.contract.terms.currency)


def _promised(agreement: Agreement, blank: Blank) -> Iterable[str]:
    """Yield what money may be committed for: shared costs, and capital of a fund."""
    return [feed.of for feed in agreement.contract.feeds if feed.kind in ("cost", "contribution")]


def _expected(agreement: Agreement, blank: Blank) -> Iterable[str]:
    return [feed.of for feed in agreement.contract.feeds if feed.kind in ESTIMATED]


def _estimated(agreement: Agreement, blank: Blank) -> Iterable[str]:
    return [kind for kind in ESTIMATED if agreement.contract.feeds_of(kind)]


def _dues(agreement: Agreement, blank: Blank) -> Iterable[str]:
    """Yield what is open now, as it is named; a payment may be made against a clause too."""
    clauses = agreement.contract.clauses if blank.kind == "payment" else ()
    opened = (due_ref(agreement, each.clause, each.period, each.payer, each.payee) for each in open_dues(agreement))
    return [*clauses, *opened]


def _commitments(agreement: Agreement, blank: Blank) -> Iterable[str]:
    facts = agreement.facts.values()
    return [fact.ref for fact in facts if fact.kind == "commitment" and fact.status is Status.COUNTS]


def _waiting(agreement: Agreement, blank: Blank) -> Iterable[str]:
    return [fact.ref for fact in agreement.facts.values() if fact.status is Status.PENDING]


_PARTIES = (
    *("Paid by", "Claimed by", "Contributor", "Shown by", "Measured by", "Investor", "Committed by", "Expected by"),
    *("From", "To", "Accepted by", "Party"),
)
_THINGS: Mapping[str, Callable[[Agreement, Blank], Iterable[str]]] = {
    **dict.fromkeys(("Category", "Product", "Kind of income", "Milestone", "Item", "Outcome", "Fund", "Clause"), _fed),
    CURRENCY: _foreign,
    "Measured": _measured,
    "Category or fund": _promised,
    "Of": _expected,
    "Estimated": _estimated,
    "Against": _dues,
    "Commitment": _commitments,
    "Accepts": _waiting,
}
"""What stands behind each heading with a drop-down that is not one of parties."""
