"""From a line to the command that a person would give at the prompt for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from contracts.parts.quantity import QUANTITY_PARTS
from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.approval import ApproveOverspend
from ledger.commands.base import Command
from ledger.commands.cost import RecordCost
from ledger.commands.in_kind import RecordInKind
from ledger.commands.milestone import ClaimMilestone
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordIncome, RecordSales
from ledger.errors import WrongUsage

Values = Mapping[str, Any]

KINDS: Mapping[str, str] = {
    "cost": "cost; costs; expense; expenses; expenditure; spend",
    "sales": "sales; sale; net sales; gross sales; return; returns",
    "income": "income; receipt; receipts; revenue",
    "milestone": "milestone; milestones",
    "payment": "payment; payments; cash; paid",
    "in kind": "in kind; in-kind; inkind; contribution in kind; contributions in kind; time sheet; timesheet",
    "approval": "approval; approvals",
}
"""The kinds of facts that a row may be, each with the words for it."""

_KIND_BY_WORD = {word: kind for kind, words in KINDS.items() for word in words.split("; ")}
_FED = ("cost", "sales", "income", "milestone", "in kind")


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
    of = values.get("of")
    feeds = agreement.contract.feeds
    fitting = {feed.kind for feed in feeds if feed.kind in _FED and (of is None or feed.of == of)}
    if len(fitting) == 1 and not values.get("to"):
        return fitting.pop()
    fix = f"Add a column 'kind', name the sheet after it, or add --kind: {', '.join(KINDS)}"
    raise WrongUsage("It is not said what kind of fact this is", fix=fix)


def command_for(kind: str, values: Values) -> Command:
    """Return the command that records a line. Raises WrongUsage for what is missing in it."""
    return _COMMANDS[kind](values)


def _cost(values: Values) -> Command:
    return RecordCost(**_common(values), amount=_amount(values), unshared=bool(values.get("unshared")))


def _sales(values: Values) -> Command:
    return RecordSales(**_common(values), amount=_amount(values), deductions=values["deductions"])


def _income(values: Values) -> Command:
    return RecordIncome(**_common(values), amount=_amount(values))


def _in_kind(values: Values) -> Command:
    common = _common(values)
    quantity = values.get("quantity")
    if quantity is None:
        raise WrongUsage("The quantity is missing", where="--quantity", fix="Write how many units of the item")
    if quantity.currency or (quantity.major * QUANTITY_PARTS) % 1:
        what = f"'{quantity}' is not a quantity with at most three decimals"
        raise WrongUsage(what, where="--quantity", fix="Write units of the item, such as 7.5")
    return RecordInKind(item=common.pop("of"), **common, quantity=quantity.major)


def _milestone(values: Values) -> Command:
    return ClaimMilestone(clause=_of(values, "milestone"), on=_day(values), ref=values.get("ref"))


def _payment(values: Values) -> Command:
    against = values.get("against") or values.get("of")
    payee, ref = values.get("to"), values.get("ref")
    return RecordPayment(amount=_amount(values), on=_day(values), payee=payee, against=against, ref=ref)


def _approval(values: Values) -> Command:
    return ApproveOverspend(
        clause=_of(values, "clause"), amount=_amount(values), on=_day(values), ref=values.get("ref")
    )


_COMMANDS: Mapping[str, Callable[[Values], Command]] = {
    "cost": _cost,
    "sales": _sales,
    "income": _income,
    "milestone": _milestone,
    "payment": _payment,
    "in kind": _in_kind,
    "approval": _approval,
}


def _common(values: Values) -> dict[str, Any]:
    """Return what facts that may be restated have in common; a restatement keeps the day of what it restates."""
    restates = values.get("restates")
    on = values.get("on") if restates else _day(values)
    return {"on": on, "of": values.get("of"), "ref": values.get("ref"), "restates": restates}


def _day(values: Values) -> date:
    day = values.get("on")
    if not isinstance(day, date):
        fix = "Write it in every row; a merged cell, or a formula never calculated, counts as empty"
        raise WrongUsage("The date is missing", where="--on", fix=fix)
    return day


def _amount(values: Values) -> Amount:
    amount = values.get("amount")
    if not isinstance(amount, Amount):
        fix = "Write it in every row; a merged cell, or a formula never calculated, counts as empty"
        raise WrongUsage("The amount is missing", where="--amount", fix=fix)
    return amount


def _of(values: Values, what: str) -> str:
    of = values.get("of")
    if not of:
        raise WrongUsage(
            f"It is not said which {what}", where="--of", fix=f"Write the {what} by its name in the agreement"
        )
    return str(of)
