"""The kinds of facts that a row may be, the words for each, and how a row says which it is."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.agreement import Agreement
from ledger.commands.base import suggestion
from ledger.errors import NotFound, WrongUsage
from ledger.importing.values import Values

KINDS: Mapping[str, str] = {
    "cost": "cost; costs; expense; expenses; expenditure; spend",
    "sales": "sales; sale; net sales; gross sales; return; returns",
    "income": "income; receipt; receipts; revenue",
    "milestone": "milestone; milestones",
    "payment": "payment; payments; cash; paid",
    "in kind": "in kind; in-kind; inkind; contribution in kind; contributions in kind; time sheet; timesheet",
    "approval": "approval; approvals",
    "unvalued": "unvalued; unvalued in kind; without a value",
    "contribution": "contribution; contributions; capital; capital call; capital calls; drawdown; drawdowns",
    "distribution": "distribution; distributions",
    "outcome": "outcome; outcomes; saving; savings",
    "quality": "quality; measurement; measurements",
    "commitment": "commitment; commitments",
    "release": "release; releases",
    "estimate": "estimate; estimates",
    "claim": "claim; claims",
    "invoice": "invoice; invoices",
    "acceptance": "acceptance; acceptances",
    "rate": "rate; rates; exchange rate; exchange rates; fx; fx rate",
    "non-response": "non-response; non-responses; non-responder; non-responders",
}
"""The kinds of facts that a row may be, each with the words for it."""

_KIND_BY_WORD = {word: kind for kind, words in KINDS.items() for word in words.split("; ")}
_FED = (
    *("cost", "sales", "income", "milestone", "in kind", "contribution", "distribution"),
    *("outcome", "quality", "non-response"),
)


def kind_of_word(word: str) -> str | None:
    """Return the kind of fact that a cell, or the name of a sheet, stands for."""
    return _KIND_BY_WORD.get(word.casefold().strip())


def kind_of(values: Values, otherwise: str | None, agreement: Agreement) -> str:
    """Return the kind of a line: as it says, as its sheet or the person says, or the only one that fits its object.

    Raises WrongUsage where none of these settles it.
    """
    word = values.get("kind")
    if word:
        kind = kind_of_word(word)
        if kind is None:
            raise WrongUsage(f"'{word}' is no kind of fact", where="--kind", fix=f"Write one of: {', '.join(KINDS)}")
        return kind
    if otherwise:
        return otherwise
    of = (values.get("of") or "").casefold()
    feeds = (feed for feed in agreement.contract.feeds if feed.kind in _FED)
    fitting = {feed.kind for feed in feeds if not of or feed.of.casefold() == of}
    if len(fitting) == 1 and not values.get("to"):
        return fitting.pop()
    if of and not fitting and not values.get("to"):
        names = dict.fromkeys(feed.of for feed in agreement.contract.feeds if feed.kind in _FED)
        what = f"No clause of {agreement.id} reads '{values['of']}'"
        raise NotFound(what, where="--of", fix=f"{suggestion(of, names)}. Else add a column 'kind', or --kind")
    fix = f"Add a column 'kind', name the sheet after it, or add --kind: {', '.join(KINDS)}"
    raise WrongUsage("It is not said what kind of fact this is", fix=fix)
